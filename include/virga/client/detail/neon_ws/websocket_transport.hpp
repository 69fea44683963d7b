// virga/client/detail/neon_ws/websocket_transport.hpp: the connection below a WebSocket, and how it becomes one.
#pragma once

#include <cerrno>       // errno, EINTR
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <poll.h>  // poll

#include <virga/client/detail/curl_connection.hpp>              // virga::detail::curl_connection
#include <virga/client/detail/deadline.hpp>                     // virga::detail::deadline
#include <virga/client/detail/neon_ws/websocket_endpoint.hpp>   // virga::detail::websocket_endpoint
#include <virga/client/detail/neon_ws/websocket_handshake.hpp>  // virga::detail::upgrade_request
#include <virga/client/detail/random_bytes.hpp>                 // virga::detail::random_bytes
#include <virga/client/error.hpp>                               // virga::connection_error

namespace virga::detail {

/// A connection over which the server has agreed to speak WebSocket. For one thread at a time.
class websocket_transport {
public:
    /// Connects, which includes TLS, and asks for the WebSocket. `certificate_authority` names a file, or is empty.
    /// Errors: connection_error, whose text is only the reason.
    websocket_transport(const websocket_endpoint& endpoint, const std::string& certificate_authority, deadline until)
        : server_(certificate_authority) {
        if (until.has_passed()) throw connection_error("the time was up before connecting began");
        try {
            server_.connect(endpoint.http_url(), until);
        } catch (const no_connection& failure) {
            fail(failure);
        }
        upgrade(endpoint, until);
    }

    [[nodiscard]] int descriptor() const { return server_.descriptor(); }

    /// What followed the answer to the request, the beginning of the stream.
    [[nodiscard]] const std::string& first_bytes() const { return first_bytes_; }

    /// See curl_connection.
    std::optional<std::size_t> receive(char* data, std::size_t size) { return server_.receive(data, size); }
    std::optional<std::size_t> send(const char* data, std::size_t size) { return server_.send(data, size); }

private:
    [[noreturn]] static void fail(const no_connection& failure) {
        std::string text = "the connection failed ";
        switch (failure.phase) {
            case request_phase::name: text += "while the server's name was looked up: "; break;
            case request_phase::tls: text += "while TLS was set up: "; break;
            default: text += "while it was made: ";
        }
        text += failure.is_timeout() ? "the time was up" : failure.reason;
        if (failure.code == CURLE_PEER_FAILED_VERIFICATION)
            text += "; certificates of a private authority are trusted by neon_ws_options::certificate_authority";
        throw connection_error(text);
    }

    void upgrade(const websocket_endpoint& endpoint, deadline until) {
        const std::string key = base64(random_bytes<16>());
        const std::string request = upgrade_request(endpoint, key);
        for (std::string_view rest = request; not rest.empty();) {
            const auto count = send(rest.data(), rest.size());
            if (not count) throw connection_error("the connection was lost while the WebSocket was asked for");
            rest.remove_prefix(*count);
            if (*count == 0) wait(POLLOUT, until);
        }
        std::string answer;
        char bytes[4096];
        std::size_t end = answer.npos;
        while (end == answer.npos) {
            if (until.has_passed()) throw connection_error(late);
            const auto count = receive(bytes, sizeof bytes);
            if (not count) {
                wait(POLLIN, until);
                continue;
            }
            if (*count == 0) throw connection_error("the connection was lost while the WebSocket was asked for");
            if (answer.size() > 16'384) throw connection_error("the head of the server's answer is longer than 16384 bytes");
            answer.append(bytes, *count);
            end = answer.find("\r\n\r\n");
        }
        const std::string problem = refusal(std::string_view{answer}.substr(0, end), key);
        if (not problem.empty()) throw connection_error(problem);
        first_bytes_ = answer.substr(end + 4);
    }

    void wait(short events, deadline until) const {
        const int left = until.poll_time();
        if (left == 0) throw connection_error(late);
        pollfd server{descriptor(), events, 0};
        if (::poll(&server, 1, left) == -1 and errno != EINTR)
            throw connection_error("the connection cannot be waited for");
    }

    static constexpr const char* late = "the time was up while the WebSocket was asked for";

    curl_connection server_;
    std::string first_bytes_;
};
}  // namespace virga::detail
