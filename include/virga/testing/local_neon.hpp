// virga/testing/local_neon.hpp: a server of both of Neon's protocols, in front of an ordinary PostgreSQL.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint16_t
#include <filesystem>   // std::filesystem::path
#include <memory>       // std::unique_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/testing/local_neon_options.hpp>  // virga::testing::local_neon_options

namespace virga::testing {

namespace detail::neon {
class server;
}

/// A server on 127.0.0.1 that speaks as Neon does, SQL over HTTP at `POST /sql` and PostgreSQL over WebSocket at `/v2`
/// (and a plain tunnel of bytes at `/v1`), in front of a PostgreSQL of one's own. It serves from construction until
/// destruction, a thread for each connection.
///
/// Clients log in with roles and passwords of that PostgreSQL, whose way of checking passwords counts: `trust` lets
/// every password pass (see `embedded_options::access`). The host in their connection string may be any name.
///
/// It differs from Neon in what a test seldom needs: HTTP/1.1 only, no check of a token's signature, no quotas.
///
/// What it consists of takes some seconds to compile, and so has a header of its own: include
/// `virga/testing/local_neon_source.hpp` in one source file of the program, and only in one.
class local_neon {
public:
    /// Listens when it returns. `database_url` is a connection URL for libpq, with a unix socket or over TCP without
    /// TLS; its user, password and database do not count, other parameters, as `options`, hold for every session.
    /// Whether PostgreSQL answers shows with the first client.
    ///
    /// Throws virga::error when the URL is malformed, the port is taken, or no certificate can be made.
    explicit local_neon(const std::string& database_url, const local_neon_options& options = {});
    local_neon(const local_neon&) = delete;
    local_neon& operator=(const local_neon&) = delete;

    /// Ends all connections, whatever they are at, cancels their statements, and closes all sessions in PostgreSQL. Of
    /// `/v1` it sees no statements, so those run to their end.
    ~local_neon();

    std::uint16_t port() const noexcept;

    /// The address of SQL over HTTP: `http://127.0.0.1:PORT/sql`, https with TLS.
    std::string http_url() const;
    /// The address of PostgreSQL over WebSocket: `ws://127.0.0.1:PORT/v2`, wss with TLS.
    std::string ws_url() const;

    /// What a client is given besides an address: `postgresql://user:password@ep-local.local.test/database`.
    std::string connection_url(std::string_view user, std::string_view password, std::string_view database) const;

    /// With TLS the file, in PEM, of the certificate that clients are to trust; empty without. It is valid for
    /// localhost, 127.0.0.1 and *.local.test, and goes with the server.
    std::filesystem::path certificate_authority() const;

    /// Adds a fault for requests to come, such as `latency=200,status=503,times=2`: names with values, joined by
    /// commas. A request is hit by the first fault that fits. Faults may also come with a request, in its URL
    /// (`?fault=...`, percent-encoded) or in the header `x-local-neon-fault`; then no other hits it.
    ///
    /// Which requests: `on=http` or `on=ws`, `times=N` at most, `skip=N` at first, `p=0.1` by chance.
    ///
    /// HTTP, before anything runs: `latency=MS`; `reset` (of TCP); `hang`; `status=N`, with `body=neon|msg|html|text|
    /// string|empty`, `message=...`, `code=SQLSTATE`, `retry-after=N`; `fail-before-exec` (500, no connection).
    /// After it ran: `latency-after=MS`; `reset-after-exec`; `hang-after-exec`; `reset-mid`, `truncate` (half the
    /// body, then reset or end); `chunked`; `truncate-chunked`; `drip=BYTESxMS`; `close`; `content-type=T`;
    /// `set-header=K:V`; `malformed=truncated|html|empty|garbage|utf8|trailing|deep|number`; `shape=no-fields|no-rows|
    /// rows-null|row-short|row-long|row-number|field-no-oid|results-missing|results-short|results-long|
    /// rowcount-string|extra-keys|array|null|string`.
    ///
    /// WebSocket, at the upgrade: `ws-latency=MS`, `ws-hang`, `ws-reject=STATUS`, `ws-reset-upgrade`. Later:
    /// `ws-close=BYTES[:CODE]`, `ws-reset=BYTES` (after so many bytes to the client), `ws-frame=N` (bytes a frame),
    /// `ws-continuation`, `ws-text`, `ws-ping=MS`, `ws-client-latency=MS` (on the way to PostgreSQL).
    void add_fault(std::string_view spec);
    void clear_faults();

    local_neon_counters counters() const;
    /// How many TCP connections of clients are open.
    std::size_t open_connections() const;
    /// How many sessions in PostgreSQL wait for the next request.
    std::size_t idle_sessions() const;
    /// Closes those.
    void forget_sessions();

    /// The last requests to `/sql` and for WebSockets, oldest first, with headers and bodies. They hold what clients
    /// sent, passwords included.
    std::vector<local_neon_request> last_requests() const;
    void forget_requests();

    /// Ends the TCP connection of every client with a reset.
    void drop_connections();

private:
    std::unique_ptr<detail::neon::server> server_;
};
}  // namespace virga::testing
