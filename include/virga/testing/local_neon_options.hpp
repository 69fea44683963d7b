// virga/testing/local_neon_options.hpp: how a local_neon is to be, and what it tells of its work.
#pragma once

#include <chrono>    // std::chrono::milliseconds
#include <cstddef>   // std::size_t
#include <cstdint>   // std::uint16_t
#include <optional>  // std::optional
#include <string>    // std::string
#include <utility>   // std::pair
#include <vector>    // std::vector

namespace virga::testing {

/// How a `local_neon` is to be. The limits are those of Neon's own source.
struct local_neon_options {
    /// The port on 127.0.0.1; 0 takes a free one.
    std::uint16_t port = 0;
    /// Serves https and wss, with a certificate of its own, instead of http and ws.
    bool tls = false;
    /// The largest body of a request, in bytes; a larger one is answered with 413.
    std::size_t max_request = 10'485'760;
    /// How many bytes of rows an answer, or all answers of a batch, may hold when a further row comes; 507 after that.
    std::size_t max_response = 10'485'760;
    /// Faults from the start, as `local_neon::add_fault` takes them.
    std::vector<std::string> faults = {};
    /// Set, it serves the endpoint for tokens: a request needs `Authorization: Bearer` and a JWT, of which form and
    /// time are checked, and the role of the connection string is logged in with this password.
    std::optional<std::string> jwt_password = {};
    /// Keeps connections to PostgreSQL only for requests with `Neon-Pool-Opt-In: true`.
    bool pool_opt_in = false;
    /// How many idle connections to PostgreSQL are kept for each endpoint, the first label of a host.
    std::size_t pool_size = 20;
    /// After which time an idle connection to PostgreSQL is not used any more.
    std::chrono::milliseconds pool_idle{300'000};
    /// The payload of the largest WebSocket frame that `/v2` sends, in bytes.
    std::size_t frame_size = 1'024;
    /// How many requests are remembered for `local_neon::last_requests`.
    std::size_t keep_requests = 200;
};

/// A request as it arrived: to `/sql`, or the one that opened a WebSocket.
struct local_neon_request {
    bool is_web_socket = false;
    std::string method = {};
    std::string target = {};  ///< with the query, percent-encoded as it came
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};  ///< empty where the request was refused before its body was read

    /// The value of the first header called `name`, in lower case; nullptr if there is none.
    const std::string* header(const std::string& name) const {
        for (const auto& [key, value] : headers)
            if (key == name) return &value;
        return nullptr;
    }
};

/// How often something happened since the start of a `local_neon`.
struct local_neon_counters {
    std::size_t connections = 0;         ///< TCP connections taken
    std::size_t requests = 0;            ///< HTTP requests, upgrades to WebSocket left out
    std::size_t statements = 0;          ///< statements of clients sent to PostgreSQL over HTTP
    std::size_t web_sockets = 0;         ///< WebSockets opened
    std::size_t server_connections = 0;  ///< sessions opened in PostgreSQL
    std::size_t pool_hits = 0;           ///< requests that took an idle session
    std::size_t client_aborts = 0;       ///< requests whose client went away before the answer
    std::size_t cancels = 0;             ///< requests to cancel that came over WebSocket
};
}  // namespace virga::testing
