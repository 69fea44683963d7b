// virga/client/detail/websocket_transport.hpp: the connection below a WebSocket, by TCP or TLS, through libcurl.
#pragma once

#include <algorithm>    // std::clamp
#include <cerrno>       // errno, EINTR
#include <chrono>       // std::chrono::steady_clock
#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <new>          // std::bad_alloc
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <curl/curl.h>    // libcurl
#include <fcntl.h>        // fcntl
#include <netinet/in.h>   // IPPROTO_TCP
#include <netinet/tcp.h>  // TCP_USER_TIMEOUT
#include <poll.h>         // poll
#include <sys/socket.h>   // setsockopt

#include <virga/client/detail/websocket_endpoint.hpp>   // virga::detail::websocket_endpoint
#include <virga/client/detail/websocket_handshake.hpp>  // virga::detail::upgrade_request
#include <virga/client/error.hpp>                       // virga::connection_error

namespace virga::detail {

using steady_time = std::chrono::steady_clock::time_point;

/// Milliseconds until `deadline`, rounded up; 0 when it has passed.
inline int milliseconds_until(steady_time deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 86'400'000));
}

/// A connection that libcurl made, of which it knows no more than that bytes pass: so names, proxies, TLS and the
/// check of certificates are those of `neon_http_client`. For one thread at a time.
class websocket_transport {
public:
    /// Connects, which includes TLS, and asks for the WebSocket. `certificate_authority` names a file, or is empty.
    /// Errors: connection_error, whose text is only the reason.
    websocket_transport(const websocket_endpoint& endpoint, const std::string& certificate_authority, steady_time deadline) {
        start_libcurl();
        easy_.reset(curl_easy_init());
        if (easy_ == nullptr) throw std::bad_alloc{};
        connect(endpoint, certificate_authority, deadline);
        upgrade(endpoint, deadline);
    }

    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// What followed the answer to the request, the beginning of the stream.
    [[nodiscard]] const std::string& first_bytes() const { return first_bytes_; }

    /// Reads up to `size` bytes. Nothing: there are none now. 0: the connection has ended, in whatever way.
    std::optional<std::size_t> receive(char* data, std::size_t size) {
        std::size_t count = 0;
        const CURLcode code = curl_easy_recv(easy_.get(), data, size, &count);
        if (code == CURLE_AGAIN) return std::nullopt;
        return code == CURLE_OK ? count : 0;
    }

    /// Writes some of the `size` bytes, and must be called again with what is left, at the same place, before anything
    /// else is sent. Nothing: the connection has ended.
    std::optional<std::size_t> send(const char* data, std::size_t size) {
        std::size_t count = 0;
        const CURLcode code = curl_easy_send(easy_.get(), data, size, &count);
        if (code == CURLE_AGAIN) return 0;
        if (code != CURLE_OK) return std::nullopt;
        return count;
    }

private:
    static void start_libcurl() {
        static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
        if (started != CURLE_OK) throw error("libcurl does not start: " + std::string{curl_easy_strerror(started)});
    }

    template <class Value>
    void set(CURLoption option, Value value) {
        if (const CURLcode code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK)
            throw error("libcurl lacks what virga needs (option " + std::to_string(static_cast<int>(option)) +
                        "): " + curl_easy_strerror(code));
    }

    void connect(const websocket_endpoint& endpoint, const std::string& certificate_authority, steady_time deadline) {
        char reason[CURL_ERROR_SIZE]{};
        const std::string url = endpoint.http_url();
        const bool is_local = endpoint.host.starts_with("127.") or endpoint.host == "[::1]" or endpoint.host == "localhost";
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_CONNECT_ONLY, 1L);
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));  // what TLS then offers: no h2
        set(CURLOPT_HTTPPROXYTUNNEL, 1L);
        if (is_local) set(CURLOPT_PROXY, "");
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!certificate_authority.empty()) set(CURLOPT_CAINFO, certificate_authority.c_str());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L);  // or the end of a time-out would wait for a look-up of a name
        set(CURLOPT_TCP_NODELAY, 1L);
        set(CURLOPT_TCP_KEEPALIVE, 1L);
        set(CURLOPT_TCP_KEEPIDLE, 30L);
        set(CURLOPT_TCP_KEEPINTVL, 10L);
        set(CURLOPT_SOCKOPTFUNCTION, &websocket_transport::on_socket);
        set(CURLOPT_ERRORBUFFER, static_cast<char*>(reason));
        const int left = milliseconds_until(deadline);
        if (left == 0) throw connection_error("the time was up before connecting began");
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(left));
        const CURLcode code = curl_easy_perform(easy_.get());
        set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
        if (code != CURLE_OK) fail(code, endpoint, reason);
        curl_socket_t socket = CURL_SOCKET_BAD;
        curl_easy_getinfo(easy_.get(), CURLINFO_ACTIVESOCKET, &socket);
        descriptor_ = socket;
    }

    /// Programs that this one starts do not hold the connection. A network that swallows what is sent is noticed after two
    /// minutes, as by keep-alive when nothing is sent; the system's own patience is a quarter of an hour.
    static int on_socket(void*, curl_socket_t socket, curlsocktype) noexcept {
        ::fcntl(socket, F_SETFD, FD_CLOEXEC);
#ifdef TCP_USER_TIMEOUT
        const unsigned patience = 120'000;  // milliseconds
        ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
#endif
        return CURL_SOCKOPT_OK;
    }

    [[noreturn]] void fail(CURLcode code, const websocket_endpoint& endpoint, const char* reason) const {
        if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc{};
        std::string text = "the connection failed ";
        if (code == CURLE_COULDNT_RESOLVE_HOST or code == CURLE_COULDNT_RESOLVE_PROXY or
            (code == CURLE_OPERATION_TIMEDOUT and !passed(CURLINFO_NAMELOOKUP_TIME_T)))
            text += "while the server's name was looked up: ";
        else if (!endpoint.secure or code == CURLE_COULDNT_CONNECT or
                 (code == CURLE_OPERATION_TIMEDOUT and !passed(CURLINFO_CONNECT_TIME_T)))
            text += "while it was made: ";
        else
            text += "while TLS was set up: ";
        if (code == CURLE_OPERATION_TIMEDOUT)
            text += "the time was up";
        else
            text += *reason == '\0' ? curl_easy_strerror(code) : reason;
        if (code == CURLE_PEER_FAILED_VERIFICATION)
            text += "; certificates of a private authority are trusted by neon_ws_options::certificate_authority";
        throw connection_error(text);
    }
    [[nodiscard]] bool passed(CURLINFO point) const {
        curl_off_t microseconds = 0;
        curl_easy_getinfo(easy_.get(), point, &microseconds);
        return microseconds > 0;
    }

    void upgrade(const websocket_endpoint& endpoint, steady_time deadline) {
        const std::string key = base64(random_bytes<16>());
        const std::string request = upgrade_request(endpoint, key);
        for (std::string_view rest = request; !rest.empty();) {
            const auto count = send(rest.data(), rest.size());
            if (!count) throw connection_error("the connection was lost while the WebSocket was asked for");
            rest.remove_prefix(*count);
            if (*count == 0) wait(POLLOUT, deadline);
        }
        std::string answer;
        char bytes[4096];
        std::size_t end = answer.npos;
        while (end == answer.npos) {
            const auto count = receive(bytes, sizeof bytes);
            if (!count) {
                wait(POLLIN, deadline);
                continue;
            }
            if (*count == 0) throw connection_error("the connection was lost while the WebSocket was asked for");
            if (answer.size() > 16'384) throw connection_error("the server does not answer in HTTP");
            answer.append(bytes, *count);
            end = answer.find("\r\n\r\n");
        }
        const std::string problem = refusal(std::string_view{answer}.substr(0, end), key);
        if (!problem.empty()) throw connection_error(problem);
        first_bytes_ = answer.substr(end + 4);
    }

    void wait(short events, steady_time deadline) const {
        const int left = milliseconds_until(deadline);
        if (left == 0) throw connection_error("the time was up while the WebSocket was asked for");
        pollfd server{descriptor_, events, 0};
        if (::poll(&server, 1, left) == -1 and errno != EINTR)
            throw connection_error("the connection cannot be waited for");
    }

    struct closer {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    std::unique_ptr<CURL, closer> easy_;
    int descriptor_ = -1;
    std::string first_bytes_;
};
}  // namespace virga::detail
