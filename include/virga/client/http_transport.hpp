// virga/client/http_transport.hpp: how an HTTP request leaves the program; the part that an app can replace.
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <span>         // std::span
#include <stop_token>   // std::stop_token
#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga {

/// A POST request. All views live as long as the call of `post`.
struct http_request {
    std::string_view url;                     ///< begins with https:// or http://
    std::span<const std::string> headers{};   ///< `Name: value` each; they hold secrets, so never show one
    std::string_view body{};                  ///< holds values of parameters: never show it either
    std::chrono::milliseconds timeout{};      ///< from now to the last byte of the answer; a client asks for 0 to 100 years
    std::chrono::milliseconds connect_timeout{};  ///< of that, until the connection is made
    std::size_t largest_response = 0;         ///< bytes of the answer's body
    /// Memory for a large body, that a transport may move into the answer. What it holds does not matter.
    std::string* spare = nullptr;
    std::stop_token cancel{};                 ///< ends the call at once, from any thread
};

/// An answer of any status.
struct http_response {
    int status = 0;
    std::string headers{};  ///< `Name: value` each, and a line end
    std::string body{};

    /// The value of a header, by its name in any case; empty if it was not sent.
    [[nodiscard]] std::string_view header(std::string_view name) const {
        const auto lower = [](char c) { return 'A' <= c and c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        for (std::string_view rest = headers; not rest.empty();) {
            std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(line.size() == rest.size() ? line.size() : line.size() + 1);
            if (line.size() <= name.size() or line[name.size()] != ':') continue;
            std::size_t same = 0;
            while (same != name.size() and lower(line[same]) == lower(name[same])) ++same;
            if (same != name.size()) continue;
            line.remove_prefix(name.size() + 1);
            while (not line.empty() and (line.front() == ' ' or line.front() == '\t')) line.remove_prefix(1);
            while (not line.empty() and (line.back() == ' ' or line.back() == '\t' or line.back() == '\r')) line.remove_suffix(1);
            return line;
        }
        return {};
    }
};

/// Sends requests. Called from several threads at once.
///
/// The one rule beyond HTTP's own: **a request is sent at most once.** One that may have arrived is never sent again, not even
/// when a connection that was kept turns out to be dead: it could run a statement twice. No redirect is followed.
class http_transport {
public:
    http_transport() = default;
    http_transport(const http_transport&) = delete;
    http_transport& operator=(const http_transport&) = delete;
    virtual ~http_transport() = default;

    /// Sends the request and returns the whole answer, whatever its status.
    ///
    /// Errors, in http_error.hpp: `transport_error` when there is no answer or only a part of one; `timeout_error` when the time
    /// is up; `cancelled_error` after a request to stop; `response_too_large` when the answer is longer than allowed.
    virtual http_response post(const http_request& request) = 0;
};
}  // namespace virga
