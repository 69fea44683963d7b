// virga/client/detail/curl_connection.hpp: a connection by TCP or TLS that libcurl makes, and bytes that pass through it.
#pragma once

#include <algorithm>    // std::max, std::min
#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <new>          // std::bad_alloc
#include <optional>     // std::optional
#include <stop_token>   // std::stop_callback
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <curl/curl.h>    // CURL, curl_easy_init
#include <fcntl.h>        // fcntl
#include <fmt/core.h>     // fmt::format
#include <netinet/in.h>   // IPPROTO_TCP
#include <netinet/tcp.h>  // TCP_USER_TIMEOUT
#include <poll.h>         // poll
#include <sys/socket.h>   // setsockopt
#include <unistd.h>       // access

#include <virga/client/detail/deadline.hpp>  // virga::detail::deadline
#include <virga/client/http_error.hpp>       // virga::request_phase, virga::cancelled_error

namespace virga::detail {

/// Starts libcurl, once in a program.
inline void start_curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw error(fmt::format("libcurl does not start: {}", curl_easy_strerror(started)));
}

/// Whether the URL's host is this machine, to which no proxy leads.
inline bool is_loopback(std::string_view url) {
    url.remove_prefix(std::min(url.find("://") + 3, url.size()));
    const std::string_view host = url.substr(0, url.find_first_of("/?#"));
    return host.starts_with("127.") or host.starts_with("[::1]") or host == "localhost" or host.starts_with("localhost:");
}

/// Thrown when there comes no connection; for who knows what it was for.
struct no_connection {
    /// `said` is libcurl's reason. It shows the whole URL of a proxy that it does not take, with a password.
    no_connection(request_phase at, CURLcode with, std::string_view said)
        : phase(at), code(with),
          reason(said.starts_with("Unsupported proxy")
                     ? "the URL of the proxy, in https_proxy or all_proxy of the environment, is malformed or of an unknown kind"
                     : said) {}

    request_phase phase;
    CURLcode code;
    std::string reason;  ///< a part of a sentence

    [[nodiscard]] bool is_timeout() const { return code == CURLE_OPERATION_TIMEDOUT; }
};

/// Looking up names, proxies, TLS and the check of certificates are libcurl's affair, for HTTP and WebSocket alike; of what then
/// passes it knows no more than that these are bytes. For one thread at a time.
class curl_connection {
public:
    /// Not connected yet. `certificate_authority` is a file of certificates to trust in place of the system's, or empty.
    explicit curl_connection(const std::string& certificate_authority) {
        start_curl();
        multi_.reset(curl_multi_init());
        easy_.reset(curl_easy_init());
        if (easy_ == nullptr or multi_ == nullptr) throw std::bad_alloc{};
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_CONNECT_ONLY, 1L);
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));  // what TLS then offers: no h2
        set(CURLOPT_HTTPPROXYTUNNEL, 1L);
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        trust(certificate_authority);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L);  // or the end of a time-out would wait for a look-up of a name
        set(CURLOPT_TCP_NODELAY, 1L);
        set(CURLOPT_TCP_KEEPALIVE, 1L);
        set(CURLOPT_TCP_KEEPIDLE, 30L);
        set(CURLOPT_TCP_KEEPINTVL, 10L);
        set(CURLOPT_SOCKOPTFUNCTION, &curl_connection::on_socket);
        set(CURLOPT_XFERINFOFUNCTION, &curl_connection::on_progress);
    }

    curl_connection(const curl_connection&) = delete;  // libcurl has its address
    curl_connection& operator=(const curl_connection&) = delete;

    /// Connects to `https://host:port` or `http://host:port`; what follows in the URL does not matter. A connection that there
    /// was is closed; the certificates to trust and the TLS session that came with it are used again.
    /// Errors: no_connection; cancelled_error. After one it is not to be used again.
    void connect(const std::string& url, deadline until, const std::stop_token& cancel = {}) {
        close();
        is_secure_ = url.starts_with("https:");
        problem_ = CURLE_OK;
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROXY, is_loopback(url) ? "" : static_cast<const char*>(nullptr));
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::max(until.poll_time(), 1)));  // 0 is "no limit"
        char reason[CURL_ERROR_SIZE]{};
        set(CURLOPT_ERRORBUFFER, static_cast<char*>(reason));
        const CURLcode code = wait_for_connection(until, cancel);
        set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
        if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc{};
        if (code != CURLE_OK) throw no_connection{phase_of(code), code, reason[0] == '\0' ? curl_easy_strerror(code) : reason};
        curl_socket_t socket = CURL_SOCKET_BAD;
        curl_easy_getinfo(easy_.get(), CURLINFO_ACTIVESOCKET, &socket);
        descriptor_ = socket;
    }
    void close() {
        if (descriptor_ != -1) curl_multi_remove_handle(multi_.get(), easy_.get());
        descriptor_ = -1;
    }

    /// For waiting; -1 without a connection. libcurl and TLS may hold bytes that came already: read until there are none before.
    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Whether it is encrypted. If not, a read of less than was asked for has emptied the socket.
    [[nodiscard]] bool is_secure() const { return is_secure_; }

    /// Reads up to `size` bytes. Nothing: there are none now. 0: the connection has ended, in whatever way; `problem` tells.
    std::optional<std::size_t> receive(char* data, std::size_t size) {
        std::size_t count = 0;
        const CURLcode code = curl_easy_recv(easy_.get(), data, size, &count);
        if (code == CURLE_AGAIN) return std::nullopt;
        if (code != CURLE_OK) problem_ = code;
        return code == CURLE_OK ? count : 0;
    }

    /// Writes some of the `size` bytes, and must be called again with what is left, at the same place, before anything
    /// else is sent. Nothing: the connection has ended.
    std::optional<std::size_t> send(const char* data, std::size_t size) {
        std::size_t count = 0;
        const CURLcode code = curl_easy_send(easy_.get(), data, size, &count);
        if (code == CURLE_AGAIN) return 0;
        if (code != CURLE_OK) problem_ = code;
        return code == CURLE_OK ? std::optional{count} : std::nullopt;
    }

    /// What went wrong when it ended; null if the other end closed it properly.
    [[nodiscard]] const char* problem() const { return problem_ == CURLE_OK ? nullptr : curl_easy_strerror(problem_); }

    /// Whether it is still there, when the other end has nothing to say.
    [[nodiscard]] bool is_alive() {
        pollfd server{descriptor_, POLLIN, 0};
        if (::poll(&server, 1, 0) == 0) return true;
        char byte = 0;
        return is_secure_ and not receive(&byte, 1);  // TLS has messages of its own
    }

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        if (const CURLcode code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK) {
            throw error(fmt::format("libcurl lacks what virga needs (option {}): {}", static_cast<int>(option),
                                    curl_easy_strerror(code)));
        }
    }

    /// Only a file, not the system's folder of certificates too: else that would be trusted beside the app's own file, and libcurl,
    /// which remembers a file, would read the system's 140 certificates again for each connection, 20 ms of the processor's time.
    void trust(const std::string& certificate_authority) {
        const char* system = nullptr;
        curl_easy_getinfo(easy_.get(), CURLINFO_CAINFO, &system);
        if (not certificate_authority.empty()) set(CURLOPT_CAINFO, certificate_authority.c_str());
        else if (system == nullptr or ::access(system, R_OK) != 0) return;
        // Not by `set`: other libraries for TLS than OpenSSL know of no folder.
        curl_easy_setopt(easy_.get(), CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }

    /// A multi handle, so that a `stop_token` can wake it. The easy handle stays in it, for so does the connection.
    CURLcode wait_for_connection(deadline until, const std::stop_token& cancel) {
        until_ = until;
        cancel_ = cancel;
        set(CURLOPT_XFERINFODATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
        const CURLcode code = connected(cancel);
        set(CURLOPT_NOPROGRESS, 1L);
        cancel_ = {};
        if (code != CURLE_ABORTED_BY_CALLBACK) return code;
        if (cancel.stop_requested()) throw cancelled_error(false);
        return CURLE_OPERATION_TIMEDOUT;
    }
    CURLcode connected(const std::stop_token& cancel) {
        check(curl_multi_add_handle(multi_.get(), easy_.get()));
        const std::stop_callback wake{cancel, [this] { curl_multi_wakeup(multi_.get()); }};
        for (int running = 1; running != 0;) {
            if (cancel.stop_requested()) throw cancelled_error(false);
            check(curl_multi_perform(multi_.get(), &running));
            if (running != 0) check(curl_multi_poll(multi_.get(), nullptr, 0, 60'000, nullptr));
        }
        CURLcode code = CURLE_OK;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg == CURLMSG_DONE) code = message->data.result;
        }
        return code;
    }
    static void check(CURLMcode code) {
        if (code == CURLM_OUT_OF_MEMORY) throw std::bad_alloc{};
        if (code != CURLM_OK) throw no_connection{request_phase::connect, CURLE_FAILED_INIT, curl_multi_strerror(code)};
    }

    /// libcurl looks at its own clock when there is nothing to read, and a proxy may answer without a pause. This it calls anyway.
    static int on_progress(void* connection, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
        const auto& self = *static_cast<const curl_connection*>(connection);
        return self.until_.has_passed() or self.cancel_.stop_requested() ? 1 : 0;
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

    [[nodiscard]] request_phase phase_of(CURLcode code) const {
        if (code == CURLE_COULDNT_RESOLVE_HOST or code == CURLE_COULDNT_RESOLVE_PROXY) return request_phase::name;
        if (code == CURLE_COULDNT_CONNECT) return request_phase::connect;
        if (code == CURLE_SSL_CONNECT_ERROR or code == CURLE_PEER_FAILED_VERIFICATION or code == CURLE_SSL_CERTPROBLEM or
            code == CURLE_SSL_CIPHER or code == CURLE_SSL_CACERT_BADFILE or code == CURLE_SSL_ISSUER_ERROR or
            code == CURLE_SSL_INVALIDCERTSTATUS) {
            return request_phase::tls;
        }
        if (passed(CURLINFO_CONNECT_TIME_T)) return is_secure_ ? request_phase::tls : request_phase::connect;
        if (code == CURLE_OPERATION_TIMEDOUT and not passed(CURLINFO_NAMELOOKUP_TIME_T)) return request_phase::name;
        return request_phase::connect;
    }
    [[nodiscard]] bool passed(CURLINFO point) const {
        curl_off_t microseconds = 0;
        curl_easy_getinfo(easy_.get(), point, &microseconds);
        return microseconds > 0;
    }

    struct closer {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    struct multi_closer {
        void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
    };

    bool is_secure_ = false;
    deadline until_{for_ever};  // while it connects
    std::stop_token cancel_;
    std::unique_ptr<CURLM, multi_closer> multi_;
    std::unique_ptr<CURL, closer> easy_;  // goes first
    int descriptor_ = -1;
    CURLcode problem_ = CURLE_OK;
};
}  // namespace virga::detail
