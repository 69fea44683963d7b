// virga/client/postgres_options.hpp: what a postgres_client takes besides its URL.
#pragma once

#include <chrono>  // std::chrono::seconds, std::chrono::milliseconds
#include <string>  // std::string

namespace virga {

/// Settings of a connection: `{.application_name = "importer", .statement_timeout = 5s}`.
/// What is empty or zero is left to the URL and the server.
struct postgres_options {
    std::string application_name{};                 ///< as pg_stat_activity shows it, at most 63 bytes
    std::chrono::seconds connect_timeout{};         ///< libpq takes 1 s as 2 s
    std::chrono::milliseconds statement_timeout{};  ///< a statement that takes longer throws query_canceled
};
}  // namespace virga
