// virga/kit/config.hpp: what a program that runs the kit decides.
#pragma once

#include <filesystem>   // std::filesystem::path
#include <functional>   // std::function
#include <iosfwd>       // std::ostream
#include <memory>       // std::shared_ptr, std::unique_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/database.hpp>  // virga::kit::database

namespace virga {
class observer;
}

namespace virga::kit {

/// Opens the connection to the database at a URL.
using connector = std::function<std::unique_ptr<database>(std::string_view url)>;

/// A way to the database that the command line can choose by its name.
struct transport {
    std::string name;
    connector connect;
};

/// Settings of `run`; the command line can override the folder and the database.
struct config {
    std::filesystem::path folder = "schema/migrations";
    std::string migrations_schema = "drizzle";
    std::string migrations_table = "__drizzle_migrations";
    /// The schema of tables and types that are declared without one; empty for `public`. With one the files name no schema for
    /// them, so that the same folder serves every tenant; each then has a `migrations_schema` of its own, too.
    std::string default_schema{};
    std::string database_url_variable = "DATABASE_URL";  ///< the environment variable with the connection URL
    /// Files that are loaded into the environment before that variable is read; missing ones are skipped.
    std::vector<std::string> env_files = {".env.local", ".env"};
    /// Whether `generate` proves each migration, as with `--prove`.
    bool prove = false;
    /// SQL that a throw-away server runs first in every database, for a proof and `check --database`: what others have set up where
    /// the app runs, as a function that policies call.
    std::string proof_setup{};
    /// How a database is reached unless the command line says otherwise. `run` sets it to a `postgres_database`, over TCP.
    connector connect{};
    /// Other ways, for the option `--over`: `{{"http", virga::kit::over_neon_http()}}`. Where there are any, `run` adds `tcp`.
    std::vector<transport> transports{};
    /// Is told of every statement that is sent over TCP; a connector of one's own gives it to its client.
    std::shared_ptr<virga::observer> observer{};
    std::ostream* out = nullptr;     ///< where results go; null is std::cout
    std::ostream* errors = nullptr;  ///< where errors and waiting go; null is std::cerr
};
}  // namespace virga::kit
