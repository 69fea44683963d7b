// virga/client/neon_http.hpp: Neon's SQL over HTTP: a request for each statement, or for a batch of them.
#pragma once

#include <memory>       // std::unique_ptr, std::make_unique
#include <span>         // std::span
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/batch.hpp>                               // virga::batched_calls
#include <virga/client/curl_transport.hpp>                      // virga::curl_transport
#include <virga/client/detail/neon_http/neon_requester.hpp>     // virga::detail::neon_requester
#include <virga/client/detail/no_interactive_transactions.hpp>  // virga::detail::no_interactive_transactions
#include <virga/client/neon_http_options.hpp>                   // virga::neon_http_options
#include <virga/client/sql_runner.hpp>                          // virga::sql_runner
#include <virga/client/typed_calls.hpp>                         // virga::typed_calls

namespace virga {

class neon_http_client;
template <>
inline constexpr bool has_interactive_transactions<neon_http_client> = false;

/// A `neon_http_client` with settings of one's own for some calls; see `neon_http_client::with`. It refers to the client.
class neon_http_calls : public typed_calls<neon_http_calls>, public batched_calls<neon_http_calls> {
public:
    result run(const statement& query, const arguments& values) const { return requester_->run(query, values, options_); }
    result execute(std::string_view sql) const { return requester_->execute(sql, options_); }
    result execute(std::string_view sql, const arguments& values) const { return requester_->run({sql, {}, {}}, values, options_); }
    std::vector<result> run_batch(std::span<const batch_item> items, const transaction_options& kind) const {
        return requester_->run_batch(items, kind, options_);
    }

private:
    friend neon_http_client;
    neon_http_calls(const detail::neon_requester& requester, call_options options)
        : requester_(&requester), options_(std::move(options)) {}

    const detail::neon_requester* requester_;
    call_options options_;
};

/// A Neon database, reached by HTTP: no connection of PostgreSQL's is held, and there is nothing to open or lose. For any
/// number of threads at once, all functions being const. It can be moved when no call is under way, and what `with` has made of it
/// goes on working; one that was moved from can be destroyed and assigned to, no more.
///
/// Each call is one request and, of itself, one transaction: nothing of a session outlives it, neither `set` nor a temporary
/// table, nor an advisory lock. Several statements in one transaction are a `batch`.
///
/// A statement is run at most once, unless it is said to be `idempotent` or is of a read-only batch: what provably did not
/// run is sent again, as `retries` say, and all else is an error that tells whether the statement may have run.
///
/// Values arrive as the server's settings print them, which a request cannot choose. Where a role or database has its own
/// DateStyle, IntervalStyle or bytea_output, reading a date, time or bytea throws `value_error`, never another value. For an
/// `extra_float_digits` below 1, with which floats would come rounded, queries that return floats run in a transaction that sets
/// it; so does the first of them, which asks. `execute`, and floats that SQL itself makes a text or JSON of, are as printed.
///
/// Errors of all calls: query_error and its kinds when PostgreSQL refuses (in a batch Neon does not tell which statement);
/// `transport_error`, `timeout_error`, `cancelled_error`, `response_too_large`, `authentication_error`, `unavailable_error`,
/// `too_large_error`, `service_error`, `protocol_error`, of http_error.hpp; usage_error before anything is sent, for a statement
/// that begins or ends a transaction, for more than 32767 parameters, and for text that is not UTF-8 (value_error for values).
class neon_http_client : public typed_calls<neon_http_client>,
                         public batched_calls<neon_http_client>,
                         public detail::no_interactive_transactions<neon_http_client> {
public:
    /// Sends nothing yet. Errors: configuration_error when the URL or the endpoint is malformed or not Neon's, which shows
    /// neither the URL nor the password.
    explicit neon_http_client(std::string_view url, neon_http_options options = {})
        : requester_(
              std::make_unique<const detail::neon_requester>(parse_connection_url(url), with_transport(std::move(options)))) {}

    neon_http_client(neon_http_client&&) noexcept = default;
    neon_http_client& operator=(neon_http_client&&) noexcept = default;

    /// Executes a statement, as a transaction of its own.
    result run(const statement& query, const arguments& values) const { return requester_->run(query, values, {}); }
    /// Executes SQL text without parameters; several statements, as one transaction. Returns the last statement's result.
    result execute(std::string_view sql) const { return requester_->execute(sql, {}); }
    /// Executes one statement with parameters.
    result execute(std::string_view sql, const arguments& values) const { return requester_->run({sql, {}, {}}, values, {}); }
    /// Executes statements as one transaction; for `batch`.
    std::vector<result> run_batch(std::span<const batch_item> items, const transaction_options& kind) const {
        return requester_->run_batch(items, kind, {});
    }

    /// The same client with settings of one's own: `db.with({.timeout = 2s})(query, values...)`, `.batch(...)`,
    /// `.execute(...)`. Lives as long as the client.
    [[nodiscard]] neon_http_calls with(call_options options) const { return {*requester_, std::move(options)}; }

private:
    static neon_http_options with_transport(neon_http_options options) {
        if (not options.transport) {
            options.transport =
                std::make_shared<curl_transport>(curl_options{.certificate_authority = options.certificate_authority});
        }
        return options;
    }

    std::unique_ptr<const detail::neon_requester> requester_;
};

static_assert(sql_runner<const neon_http_client> and sql_runner<const neon_http_calls>);
}  // namespace virga
