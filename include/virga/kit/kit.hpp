// virga/kit/kit.hpp: the migration kit, for a program's main that includes the schema.
#pragma once

#include <utility>  // std::move

#include <virga/kit/config.hpp>    // virga::kit::config
#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/run.hpp>       // virga::kit::run

namespace virga::kit {

/// The same for an app's declared schema: `virga::kit::run(app::schema, {}, argc, argv)`, for a program of one file.
template <class... Domains>
int run(const schema_list<Domains...>& schema, config settings, int argc, const char* const* argv) {
    return run([&schema] { return describe(schema); }, std::move(settings), argc, argv);
}
}  // namespace virga::kit
