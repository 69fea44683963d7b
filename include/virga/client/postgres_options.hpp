// virga/client/postgres_options.hpp: what a postgres_client takes besides its URL.
#pragma once

#include <chrono>  // std::chrono::seconds, std::chrono::milliseconds
#include <memory>  // std::shared_ptr
#include <string>  // std::string

namespace virga {

class observer;

/// Whether a session at the server is the client's own.
enum class pooling : unsigned char {
    by_host,  ///< `transaction` for the pooled hosts of Neon, `ep-...-pooler...`, and `session` for all others
    /// It is: the server itself, or a pooler that gives a session to one client at a time.
    session,
    /// It is not: a pooler between, such as PgBouncer in transaction mode, may run each transaction in another session. Nothing
    /// is then set on a session, and what needs one is refused with usage_error: `listen`, `execute("set ...")`, session locks.
    transaction,
};

/// Settings of a connection: `{.application_name = "importer", .statement_timeout = 5s}`.
/// What is empty, or a time of zero or less, is left to the URL and the server. No time is too long: of more than can be counted,
/// 24 days, that much is meant.
struct postgres_options {
    std::string application_name{};                 ///< as pg_stat_activity shows it, at most 63 bytes
    std::chrono::seconds connect_timeout{};         ///< libpq takes 1 s as 2 s
    std::chrono::milliseconds statement_timeout{};  ///< a statement that takes longer throws query_canceled
    /// The schema of tables and types that are declared without one, whatever the role, database or server have set. Empty: the
    /// first of a `search_path` in the URL's own `options`, which then holds as it stands, else `public`.
    std::string default_schema{};
    virga::pooling pooling = virga::pooling::by_host;
    /// Is told of every statement; see client/observer.hpp, which a client brings along.
    std::shared_ptr<virga::observer> observer{};
};
}  // namespace virga
