// virga/client/postgres.hpp: a connection to a PostgreSQL server over TCP or a Unix socket.
#pragma once

#include <string_view>  // std::string_view
#include <type_traits>  // std::invoke_result_t
#include <utility>      // std::forward

#include <virga/client/detail/postgres_session.hpp>  // virga::detail::postgres_session
#include <virga/client/error.hpp>                    // virga::usage_error
#include <virga/client/postgres_options.hpp>         // virga::postgres_options
#include <virga/client/sql_runner.hpp>               // virga::sql_runner
#include <virga/client/transaction.hpp>              // virga::basic_transaction
#include <virga/client/typed_calls.hpp>              // virga::typed_calls
#include <virga/client/url.hpp>                      // virga::parse_connection_url

namespace virga {

using postgres_transaction = basic_transaction<detail::postgres_session>;

/// One connection to a PostgreSQL server, by libpqxx. For one thread at a time; cannot be copied or moved.
///
/// A statement is prepared on its first use and reused from then on. A lost connection is never opened
/// again behind one's back, and nothing is executed twice. Sessions are pinned to UTF-8, UTC, ISO dates
/// and exact floating point numbers, which the decoding of values relies on: do not `set` these.
///
/// Errors of all functions: query_error and its kinds when the server refuses; connection_error when the
/// connection is lost; usage_error when a transaction is open on the client.
class postgres_client : public typed_calls<postgres_client> {
public:
    /// Connects. Errors: configuration_error when the URL is malformed, connection_error when there is no
    /// connection to be had. Neither shows the password or the URL.
    explicit postgres_client(std::string_view url, const postgres_options& options = {})
        : session_(parse_connection_url(url), options) {}

    postgres_client(const postgres_client&) = delete;
    postgres_client& operator=(const postgres_client&) = delete;

    /// Executes a statement, prepared on its first use, as a transaction of its own.
    result run(const statement& query, const arguments& values) {
        check();
        return session_.run(query, values);
    }
    /// Executes SQL text, of one or more statements without parameters, as one transaction unless it says
    /// otherwise. Returns the last statement's result. Not for `copy` from or to the client.
    result execute(std::string_view sql) {
        check();
        return session_.execute(sql);
    }
    /// Executes one statement with parameters, without preparing it.
    result execute(std::string_view sql, const arguments& values) {
        check();
        return session_.execute(sql, values);
    }

    /// Begins a transaction, which is rolled back when destroyed unless `commit()`ed before.
    [[nodiscard]] postgres_transaction begin(const transaction_options& options = {}) {
        check();
        return {session_, options};
    }

    /// Calls `function` with a transaction, commits when it returns and rolls back when it throws.
    /// Returns what it returns. `function` may end the transaction itself.
    template <class Function>
    std::invoke_result_t<Function, postgres_transaction&> transaction(Function&& function,
                                                                      const transaction_options& options = {}) {
        postgres_transaction open = begin(options);
        return open.commit_after(std::forward<Function>(function));
    }

    /// Whether the connection is open, as far as is known without asking the server.
    [[nodiscard]] bool is_open() const { return session_.is_open(); }

private:
    void check() const {
        if (session_.innermost != nullptr)
            throw usage_error("postgres_client: a transaction is open; work through that one, or end it first");
    }

    detail::postgres_session session_;
};

static_assert(sql_runner<postgres_client> and sql_runner<postgres_transaction>);
}  // namespace virga
