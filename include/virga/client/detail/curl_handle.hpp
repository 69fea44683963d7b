// virga/client/detail/curl_handle.hpp: libcurl's handles for one request at a time, and the connections that they keep.
#pragma once

#include <algorithm>    // std::clamp, std::min
#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <new>          // std::bad_alloc
#include <stop_token>   // std::stop_callback
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <curl/curl.h>  // libcurl

#include <virga/client/error.hpp>           // virga::usage_error
#include <virga/client/http_error.hpp>      // virga::transport_error
#include <virga/client/http_transport.hpp>  // virga::http_request

namespace virga::detail {

/// Starts libcurl, once in a program.
inline void start_curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw error("libcurl does not start: " + std::string{curl_easy_strerror(started)});
}

/// Whether the URL's host is this machine, to which no proxy leads.
inline bool is_loopback(std::string_view url) {
    url.remove_prefix(std::min(url.find("://") + 3, url.size()));
    const std::string_view host = url.substr(0, url.find_first_of("/?#"));
    return host.starts_with("127.") or host.starts_with("[::1]") or host == "localhost" or host.starts_with("localhost:");
}

/// An easy handle in a multi handle of its own: so a `stop_token` can wake it, and connections are its own.
///
/// libcurl would send a POST again when a connection that it had kept dies before the first byte of an answer
/// (`Curl_retry_request`). It asks `CURLOPT_PREREQFUNCTION` before each sending of a request, which here agrees once.
class curl_handle {
public:
    explicit curl_handle(const std::string& certificate_authority) : multi_(curl_multi_init()), parsed_(curl_url()), easy_(curl_easy_init()) {
        if (easy_ == nullptr or multi_ == nullptr or parsed_ == nullptr) throw std::bad_alloc{};
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (not certificate_authority.empty()) set(CURLOPT_CAINFO, certificate_authority.c_str());
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L);  // or the end of a time-out would wait for a look-up of a name
        set(CURLOPT_TCP_NODELAY, 1L);
        set(CURLOPT_TCP_KEEPALIVE, 1L);
        set(CURLOPT_MAXAGE_CONN, 60L);  // less than load balancers keep one that idles
        set(CURLOPT_POST, 1L);
        set(CURLOPT_ERRORBUFFER, static_cast<char*>(reason_));
        set(CURLOPT_PREREQFUNCTION, &curl_handle::before_sending);
        set(CURLOPT_PREREQDATA, static_cast<void*>(this));
        set(CURLOPT_HEADERFUNCTION, &curl_handle::on_header);
        set(CURLOPT_HEADERDATA, static_cast<void*>(this));
        set(CURLOPT_WRITEFUNCTION, &curl_handle::on_body);
        set(CURLOPT_WRITEDATA, static_cast<void*>(this));
        curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, 4L);
    }

    /// Errors: those of `http_transport::post`. After one the handle is not to be used again.
    http_response post(const http_request& request) {
        begin(request);
        const bool finished = work(request.cancel);
        CURLcode code = CURLE_OK;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg == CURLMSG_DONE) code = message->data.result;
        }
        curl_multi_remove_handle(multi_.get(), easy_.get());
        if (not finished) throw cancelled_error(sent_);
        if (out_of_memory_) throw std::bad_alloc{};
        if (too_large_) throw response_too_large(request.largest_response);
        if (code != CURLE_OK) fail(code, request);
        long status = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        response_.status = static_cast<int>(status);
        return std::move(response_);
    }

private:
    static constexpr std::size_t largest_headers = 65'536;
    static constexpr std::size_t spare = 128;  // for who parses the body where it lies

    template <class Value>
    void set(CURLoption option, Value value) {
        if (const CURLcode code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK) {
            throw error("libcurl lacks what virga needs (option " + std::to_string(static_cast<int>(option)) +
                        "): " + curl_easy_strerror(code));
        }
    }

    void begin(const http_request& request) {
        sent_ = refused_ = too_large_ = out_of_memory_ = false;
        reason_[0] = '\0';
        response_ = {};
        largest_ = request.largest_response;
        if (url_ != request.url) {
            url_.clear();
            if (curl_url_set(parsed_.get(), CURLUPART_URL, std::string{request.url}.c_str(), 0) != CURLUE_OK) {
                throw usage_error("http_transport: the URL is malformed");
            }
            set(CURLOPT_CURLU, parsed_.get());  // which saves libcurl to take it apart for each request
            url_ = request.url;
            set(CURLOPT_PROXY, is_loopback(url_) ? "" : static_cast<const char*>(nullptr));
        }
        // libcurl reads the list and the body where they lie.
        list_.resize(request.headers.size() + 1);
        for (std::size_t i = 0; i != request.headers.size(); ++i) {
            list_[i] = {const_cast<char*>(request.headers[i].c_str()), &list_[i + 1]};
        }
        list_.back() = {no_expectation_, nullptr};
        set(CURLOPT_HTTPHEADER, list_.data());
        set(CURLOPT_POSTFIELDS, request.body.data() == nullptr ? "" : request.body.data());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_TIMEOUT_MS, in_range(request.timeout));
        set(CURLOPT_CONNECTTIMEOUT_MS, in_range(request.connect_timeout));
    }
    /// libcurl takes 0 for "no limit".
    static long in_range(std::chrono::milliseconds time) {
        return static_cast<long>(std::clamp<std::chrono::milliseconds::rep>(time.count(), 1, 2'000'000'000));
    }

    /// Whether it came to an end before it was cancelled.
    bool work(const std::stop_token& cancel) {
        if (cancel.stop_requested()) return false;
        check(curl_multi_add_handle(multi_.get(), easy_.get()));
        const std::stop_callback wake{cancel, [this] { curl_multi_wakeup(multi_.get()); }};
        while (true) {
            int running = 0;
            check(curl_multi_perform(multi_.get(), &running));
            if (running == 0) return true;
            if (cancel.stop_requested()) return false;
            check(curl_multi_poll(multi_.get(), nullptr, 0, 60'000, nullptr));
        }
    }
    static void check(CURLMcode code) {
        if (code == CURLM_OUT_OF_MEMORY) throw std::bad_alloc{};
        if (code != CURLM_OK) throw transport_error(request_phase::receive, true, std::string{"libcurl: "} + curl_multi_strerror(code));
    }

    static int before_sending(void* self, char*, char*, int, int) noexcept {
        auto& handle = *static_cast<curl_handle*>(self);
        if (handle.sent_) {
            handle.refused_ = true;
            return CURL_PREREQFUNC_ABORT;
        }
        handle.sent_ = true;
        return CURL_PREREQFUNC_OK;
    }

    static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self) noexcept {
        auto& handle = *static_cast<curl_handle*>(self);
        const std::string_view line{data, size};
        if (line.starts_with("HTTP/")) {  // also that of an interim answer, whose headers are not the answer's
            handle.response_.headers.clear();
            return size;
        }
        if (handle.response_.headers.size() + size > largest_headers) return 0;
        return handle.append(handle.response_.headers, line);
    }

    static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) noexcept {
        auto& handle = *static_cast<curl_handle*>(self);
        std::string& body = handle.response_.body;
        if (body.size() + size > handle.largest_) {
            handle.too_large_ = true;
            return 0;
        }
        if (body.empty()) {
            curl_off_t length = 0;
            curl_easy_getinfo(handle.easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
            if (length > 0 and static_cast<std::size_t>(length) > handle.largest_) {
                handle.too_large_ = true;
                return 0;
            }
            // Not all of what it says: a length is easily claimed.
            if (length > 0 and not handle.reserve(body, std::min(static_cast<std::size_t>(length), std::size_t{1} << 24U) + spare))
                return 0;
        }
        return handle.append(body, {data, size});
    }

    std::size_t append(std::string& to, std::string_view text) noexcept {
        try {
            to += text;
            return text.size();
        } catch (const std::bad_alloc&) {  // must not pass through libcurl
            out_of_memory_ = true;
            return 0;
        }
    }
    bool reserve(std::string& to, std::size_t size) noexcept {
        try {
            to.reserve(size);
            return true;
        } catch (const std::bad_alloc&) {
            out_of_memory_ = true;
            return false;
        }
    }

    [[noreturn]] void fail(CURLcode code, const http_request& request) const {
        if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc{};
        const std::string reason = reason_[0] == '\0' ? curl_easy_strerror(code) : reason_;
        if (refused_) {
            throw transport_error(request_phase::receive, true, "the connection, which had been kept from an earlier request, died");
        }
        if (code == CURLE_OPERATION_TIMEDOUT) {
            const bool connecting = not sent_ and request.connect_timeout < request.timeout;
            throw timeout_error(phase_of(code), sent_,
                                "it takes longer than " + std::to_string((connecting ? request.connect_timeout : request.timeout).count()) +
                                    " ms");
        }
        throw transport_error(phase_of(code), sent_, reason);
    }
    [[nodiscard]] request_phase phase_of(CURLcode code) const {
        if (sent_) return code == CURLE_SEND_ERROR ? request_phase::send : request_phase::receive;
        if (code == CURLE_COULDNT_RESOLVE_HOST or code == CURLE_COULDNT_RESOLVE_PROXY) return request_phase::name;
        if (code == CURLE_COULDNT_CONNECT) return request_phase::connect;
        if (code == CURLE_SSL_CONNECT_ERROR or code == CURLE_PEER_FAILED_VERIFICATION or code == CURLE_SSL_CERTPROBLEM or
            code == CURLE_SSL_CIPHER or code == CURLE_SSL_CACERT_BADFILE or code == CURLE_SSL_ISSUER_ERROR or
            code == CURLE_SSL_INVALIDCERTSTATUS) {
            return request_phase::tls;
        }
        if (passed(CURLINFO_CONNECT_TIME_T)) return url_.starts_with("https") ? request_phase::tls : request_phase::connect;
        return code != CURLE_OPERATION_TIMEDOUT or passed(CURLINFO_NAMELOOKUP_TIME_T) ? request_phase::connect : request_phase::name;
    }
    [[nodiscard]] bool passed(CURLINFO point) const {
        curl_off_t microseconds = 0;
        curl_easy_getinfo(easy_.get(), point, &microseconds);
        return microseconds > 0;
    }

    struct closer {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    struct url_closer {
        void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
    };
    struct multi_closer {
        void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
    };

    std::unique_ptr<CURLM, multi_closer> multi_;
    std::unique_ptr<CURLU, url_closer> parsed_;
    std::unique_ptr<CURL, closer> easy_;  // goes first
    std::string url_;
    std::vector<curl_slist> list_;
    char no_expectation_[8] = "Expect:";  ///< or libcurl would wait for leave to send more than 1 MB
    http_response response_;
    std::size_t largest_ = 0;
    char reason_[CURL_ERROR_SIZE]{};
    bool sent_ = false;     ///< whether sending began
    bool refused_ = false;  ///< whether libcurl wanted to send again
    bool too_large_ = false;
    bool out_of_memory_ = false;
};
}  // namespace virga::detail
