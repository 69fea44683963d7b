// virga/client/detail/neon_http/http_connection.hpp: requests of HTTP/1.1 over a connection, one after the other.
#pragma once

#include <algorithm>    // std::min
#include <cerrno>       // errno, EINTR
#include <chrono>       // std::chrono::seconds
#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <optional>     // std::optional
#include <stop_token>   // std::stop_callback
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move, std::swap

#include <fmt/core.h>    // fmt::format
#include <poll.h>        // poll
#include <sys/socket.h>  // shutdown

#include <virga/client/detail/curl_connection.hpp>        // virga::detail::curl_connection
#include <virga/client/detail/neon_http/http_answer.hpp>  // virga::detail::http_answer
#include <virga/client/error.hpp>                         // virga::usage_error
#include <virga/client/http_error.hpp>                    // virga::transport_error
#include <virga/client/http_transport.hpp>                // virga::http_request

namespace virga::detail {

/// The `https://host:port` that a URL begins with. Errors: usage_error when it does not begin so.
inline std::string_view origin_of(std::string_view url) {
    const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : url.size();
    const std::string_view origin = url.substr(0, url.find_first_of("/?#", scheme));
    for (const char c : url) {
        if (c <= ' ' or c == '\x7f') throw usage_error("http_transport: the URL is malformed");
    }
    if (origin.size() <= scheme or origin.find('@') != origin.npos) throw usage_error("http_transport: the URL is malformed");
    return origin;
}

/// A connection, and how a request is written to it and its answer read. libcurl's own requests cost twice the processor's time
/// of all the rest, and it would send a POST again when a connection dies that it had kept. For one thread at a time.
class http_connection {
public:
    /// Not connected yet.
    explicit http_connection(const std::string& certificate_authority)
        : server_(certificate_authority), bytes_(new char[buffer_size]) {}

    /// Connects, within the request's time, which began to run at `start`. A connection that there was is closed.
    /// Errors: those of `http_transport::post`. After one it is not to be used again.
    void connect(const http_request& request, std::string_view origin, steady_time start) {
        const std::chrono::milliseconds time = std::min(request.connect_timeout, request.timeout);
        is_reusable_ = false;
        origin_ = origin;
        try {
            server_.connect(origin_, deadline{time, start}, request.cancel);
        } catch (const no_connection& failure) {
            if (failure.is_timeout()) throw timeout_error(failure.phase, false, longer_than(time));
            throw transport_error(failure.phase, false, failure.reason);
        }
        if (deadline{request.timeout, start}.has_passed()) {
            throw timeout_error(request_phase::connect, false, longer_than(request.timeout));
        }
    }

    /// Whether it is connected to there, and was of use lately: load balancers give up connections that idle.
    [[nodiscard]] bool leads_to(std::string_view origin, steady_time now) const { return is_open(now) and origin == origin_; }
    [[nodiscard]] bool is_open(steady_time now) const { return is_reusable_ and now - last_use_ <= std::chrono::seconds{60}; }
    /// Whether the server has not closed it.
    [[nodiscard]] bool is_alive() { return server_.is_alive(); }

    /// Sends the request, once, and reads the answer; `start` is when its time began to run.
    /// Errors: those of `http_transport::post`. After one the connection is not to be used again.
    http_response post(const http_request& request, steady_time start) {
        if (request.cancel.stop_requested()) throw cancelled_error(false);
        const bool was_kept = is_reusable_;
        is_reusable_ = false;
        write_head(request);
        // Ends what is waited for below. The number is not another file's by then: the connection outlives this.
        const std::stop_callback wake{request.cancel, [this] { ::shutdown(server_.descriptor(), SHUT_RDWR); }};
        http_answer answer{request.largest_response, request.spare};
        try {
            exchange(request, deadline{request.timeout, start}, answer);
        } catch (const oversized_http&) {
            throw response_too_large(request.largest_response);
        } catch (const malformed_http& problem) {
            throw transport_error(request_phase::receive, true, problem.reason);
        }
        if (not answer.is_complete()) fail(request, answer.has_begun(), was_kept);
        is_reusable_ = answer.keeps_connection() and unsent_.empty() and is_empty_;
        if (not is_reusable_) server_.close();
        last_use_ = std::chrono::steady_clock::now();
        return std::move(answer).response();
    }

private:
    static constexpr std::size_t buffer_size = 65'536;
    static constexpr std::size_t small = 16'384;

    static std::string longer_than(std::chrono::milliseconds time) {
        return fmt::format("it takes longer than {} ms", capped(time).count());
    }

    /// The head of the request, and its body if that is small.
    void write_head(const http_request& request) {
        std::string_view target = request.url.substr(origin_.size());
        target = target.substr(0, target.find('#'));
        head_ = "POST ";
        if (not target.starts_with('/')) head_ += '/';
        head_.append(target).append(" HTTP/1.1\r\nHost: ").append(origin_, origin_.find("//") + 2).append("\r\nAccept: */*\r\n");
        for (const std::string& header : request.headers) head_.append(header).append("\r\n");
        head_.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n\r\n");
        unsent_body_ = request.body;
        if (request.body.size() <= small) {
            head_ += request.body;
            unsent_body_ = {};
        }
        unsent_ = head_;
    }

    /// Until the answer is complete, or the connection has ended. Reads while it sends: a server may refuse a large request
    /// before it has all of it.
    void exchange(const http_request& request, deadline until, http_answer& answer) {
        is_send_failure_ = false;
        while (true) {
            send(until);
            pollfd server{server_.descriptor(), static_cast<short>(unsent_.empty() ? POLLIN : POLLIN | POLLOUT), 0};
            const int left = until.poll_time();
            if (left == 0) throw timeout_error(phase(), true, longer_than(request.timeout));
            const int count = ::poll(&server, 1, left);
            if (count == -1 and errno != EINTR) throw transport_error(phase(), true, "the system does not wait for sockets");
            if (count > 0 and (server.revents & ~POLLOUT) != 0 and not receive(request, until, answer)) return;
        }
    }

    /// Sends what the connection takes, as long as there is time.
    void send(deadline until) {
        while (not unsent_.empty() and not until.has_passed()) {
            const std::optional<std::size_t> count = server_.send(unsent_.data(), unsent_.size());
            if (not count) {  // what it said before it went may still come
                is_send_failure_ = true;
                unsent_ = unsent_body_ = {};
                return;
            }
            if (*count == 0) return;
            unsent_.remove_prefix(*count);
            if (unsent_.empty()) std::swap(unsent_, unsent_body_);
        }
    }

    /// Takes what there is, as long as there is time: a server that never pauses would hold it here. False when nothing more is
    /// to come.
    bool receive(const http_request& request, deadline until, http_answer& answer) {
        while (not until.has_passed() and not request.cancel.stop_requested()) {
            const std::optional<std::size_t> count = server_.receive(bytes_.get(), buffer_size);
            if (not count) return true;
            if (*count == 0) {
                if (server_.problem() == nullptr and not is_send_failure_) (void)answer.end();
                return false;
            }
            std::string_view bytes{bytes_.get(), *count};
            answer.take(bytes);
            is_empty_ = bytes.empty();
            if (answer.is_complete()) return false;
            if (not server_.is_secure() and *count < buffer_size) return true;
        }
        return not request.cancel.stop_requested();  // who waits next tells that the time is up
    }

    [[noreturn]] void fail(const http_request& request, bool has_begun, bool was_kept) const {
        if (request.cancel.stop_requested()) throw cancelled_error(true);
        const char* const problem = server_.problem();
        const char* reason = has_begun ? "the answer is cut short" : "the connection ended without an answer";
        if (problem != nullptr) reason = problem;
        if (was_kept and not has_begun) reason = "the connection, which had been kept from an earlier request, died";
        throw transport_error(phase(), true, reason);
    }

    /// Sending lasts until all is sent, whether the end of the connection is then met by writing or by reading.
    [[nodiscard]] request_phase phase() const {
        return unsent_.empty() and not is_send_failure_ ? request_phase::receive : request_phase::send;
    }

    curl_connection server_;
    std::string origin_;
    std::unique_ptr<char[]> bytes_;  ///< what came last
    std::string head_;
    std::string_view unsent_, unsent_body_;
    steady_time last_use_{};
    bool is_reusable_ = false;  ///< whether another request can follow
    bool is_send_failure_ = false;
    bool is_empty_ = true;  ///< whether nothing followed the answer
};
}  // namespace virga::detail
