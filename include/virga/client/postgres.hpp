// virga/client/postgres.hpp: a connection to a PostgreSQL server over TCP or a Unix socket.
#pragma once

#include <string_view>  // std::string_view

#include <virga/client/detail/observed_session.hpp>           // virga::detail::connected
#include <virga/client/detail/postgres/postgres_session.hpp>  // virga::detail::postgres_session
#include <virga/client/postgres_options.hpp>                  // virga::postgres_options
#include <virga/client/session_client.hpp>                    // virga::session_client
#include <virga/client/sql_runner.hpp>                        // virga::sql_runner
#include <virga/client/transaction.hpp>                       // virga::session_transaction
#include <virga/client/url.hpp>                               // virga::parse_connection_url

namespace virga {

using postgres_transaction = session_transaction;

/// One connection to a PostgreSQL server, by libpqxx. For one thread at a time; it can be moved.
///
/// A statement is prepared on its first use and reused from then on. A lost connection is never opened
/// again behind one's back, and nothing is executed twice. Sessions are pinned to UTF-8, UTC, ISO dates
/// and exact floating point numbers, which the decoding of values relies on: do not `set` these.
class postgres_client : public session_client {
public:
    using options_type = postgres_options;

    /// Connects. Errors: configuration_error when the URL is malformed, connection_error when there is no
    /// connection to be had. Neither shows the password or the URL.
    template <class Session = virga::detail::postgres_session>  // so that only files that make a client compile what is behind
    explicit postgres_client(std::string_view url, const postgres_options& options = {})
        : session_client(virga::detail::connected<Session>(parse_connection_url(url), options, options.observer)) {}
};

static_assert(sql_runner<postgres_client> and sql_runner<postgres_transaction>);
}  // namespace virga
