// virga/client/curl_transport.hpp: HTTP and HTTPS through libcurl.
#pragma once

#include <cstddef>  // std::size_t
#include <memory>   // std::unique_ptr
#include <mutex>    // std::mutex
#include <string>   // std::string
#include <utility>  // std::move
#include <vector>   // std::vector

#include <virga/client/detail/curl_handle.hpp>  // virga::detail::curl_handle
#include <virga/client/http_transport.hpp>      // virga::http_transport

namespace virga {

struct curl_options {
    /// A file of certificates (PEM) to trust in place of the system's. Certificates are always verified.
    std::string certificate_authority{};
    /// How many connections are kept for later requests. More may be open while requests run: one each.
    std::size_t idle_connections = 64;
};

/// Sends requests with libcurl, over HTTP/1.1 or HTTP/2 as TLS agrees on, through the proxy that `https_proxy` names. A
/// connection is kept and used again, the last used one first; one that idled for a minute is not.
///
/// A request is sent at most once. No redirect is followed.
class curl_transport final : public http_transport {
public:
    explicit curl_transport(curl_options options = {}) : options_(std::move(options)) { detail::start_curl(); }

    http_response post(const http_request& request) override {
        std::unique_ptr<detail::curl_handle> handle = take();
        http_response response = handle->post(request);  // after an error the handle goes, and its connection
        give_back(std::move(handle));
        return response;
    }

private:
    std::unique_ptr<detail::curl_handle> take() {
        {
            const std::lock_guard lock{mutex_};
            if (not idle_.empty()) {
                std::unique_ptr<detail::curl_handle> handle = std::move(idle_.back());
                idle_.pop_back();
                return handle;
            }
        }
        return std::make_unique<detail::curl_handle>(options_.certificate_authority);
    }
    void give_back(std::unique_ptr<detail::curl_handle> handle) {
        const std::lock_guard lock{mutex_};
        if (idle_.size() < options_.idle_connections) idle_.push_back(std::move(handle));
    }

    curl_options options_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<detail::curl_handle>> idle_;
};
}  // namespace virga
