// virga/kit/run.hpp: the migration kit's command line, for a program's main whose schema is described in another file.
#pragma once

#include <exception>    // std::exception
#include <functional>   // std::function
#include <memory>       // std::make_unique
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/kit/command.hpp>            // virga::kit::refuse_command, run_command
#include <virga/kit/config.hpp>             // virga::kit::config
#include <virga/kit/model.hpp>              // virga::kit::model
#include <virga/kit/postgres_database.hpp>  // virga::kit::postgres_database

namespace virga::kit {

/// Runs the kit's command line on a model and returns the exit code; see `run_command`. Databases are reached
/// by `postgres_client`, unless `settings.connect` or the command line says otherwise.
inline int run(const model& schema, config settings, int argc, const char* const* argv) {
    const connector tcp = [told = settings.observer](std::string_view url) {
        return std::make_unique<postgres_database>(url, told);
    };
    if (not settings.connect) settings.connect = tcp;
    if (not settings.transports.empty()) settings.transports.push_back({"tcp", tcp});
    return run_command(schema, std::move(settings), argc, argv);
}

/// The same for the model that `declared` makes: `virga::kit::run(app::declared_schema, {}, argc, argv)`. That function stands in a
/// file of its own, which includes the schema and `virga/kit/describe.hpp`; so a change of the schema compiles that file, not this
/// one, in a third of the time and the memory. What `declared` throws is an error, too: a constant that its column cannot hold,
/// say.
inline int run(const std::function<model()>& declared, config settings, int argc, const char* const* argv) {
    model described;
    try {
        described = declared();
    } catch (const std::exception& failure) {
        return refuse_command(settings, failure.what(), argc, argv);
    }
    return run(described, std::move(settings), argc, argv);
}
}  // namespace virga::kit
