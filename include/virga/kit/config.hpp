// virga/kit/config.hpp: what a program that runs the kit decides.
#pragma once

#include <filesystem>   // std::filesystem::path
#include <functional>   // std::function
#include <iosfwd>       // std::ostream
#include <memory>       // std::unique_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/database.hpp>  // virga::kit::database

namespace virga::kit {

/// Settings of `run`; the command line can override the folder and the database.
struct config {
    std::filesystem::path folder = "schema/migrations";
    std::string migrations_schema = "drizzle";
    std::string migrations_table = "__drizzle_migrations";
    std::string database_url_variable = "DATABASE_URL";  ///< the environment variable with the connection URL
    /// Files that are loaded into the environment before that variable is read; missing ones are skipped.
    std::vector<std::string> env_files = {".env.local", ".env"};
    /// Opens the connection to a URL. `run` sets it to one that makes a `postgres_database`.
    std::function<std::unique_ptr<database>(std::string_view url)> connect{};
    std::ostream* out = nullptr;     ///< where results go; null is std::cout
    std::ostream* errors = nullptr;  ///< where errors and waiting go; null is std::cerr
};
}  // namespace virga::kit
