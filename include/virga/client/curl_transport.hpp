// virga/client/curl_transport.hpp: HTTP and HTTPS, over connections that libcurl makes.
#pragma once

#include <chrono>       // std::chrono::steady_clock
#include <cstddef>      // std::ptrdiff_t, std::size_t
#include <memory>       // std::unique_ptr
#include <mutex>        // std::mutex
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/detail/http_connection.hpp>  // virga::detail::http_connection
#include <virga/client/http_transport.hpp>          // virga::http_transport

namespace virga {

struct curl_options {
    /// A file of certificates (PEM) to trust in place of the system's. Certificates are always verified.
    std::string certificate_authority{};
    /// How many connections are kept for later requests. More may be open while requests run: one each.
    std::size_t idle_connections = 64;
};

/// Sends requests of HTTP/1.1 over connections that libcurl makes, through the proxy that `https_proxy` names. A connection is
/// kept and used again, the last used one first; one that idled for a minute is not.
///
/// A request is sent at most once. No redirect is followed.
class curl_transport final : public http_transport {
public:
    explicit curl_transport(curl_options options = {}) : options_(std::move(options)) { detail::start_curl(); }

    http_response post(const http_request& request) override {
        const auto start = std::chrono::steady_clock::now();
        const std::string_view origin = detail::origin_of(request.url);
        connection way = take(origin, start);
        if (not way) way = std::make_unique<detail::http_connection>(request, origin, options_.certificate_authority, start);
        http_response response = way->post(request, start);  // after an error the connection goes
        if (way->is_reusable()) give_back(std::move(way), start);
        return response;
    }

private:
    using connection = std::unique_ptr<detail::http_connection>;

    /// One that was kept and is still there, or nothing.
    connection take(std::string_view origin, detail::steady_time now) {
        while (true) {
            connection way = take_any(origin, now);
            if (not way or way->is_alive()) return way;
        }
    }
    connection take_any(std::string_view origin, detail::steady_time now) {
        const std::lock_guard lock{mutex_};
        for (std::size_t i = idle_.size(); i-- != 0;) {
            if (not idle_[i]->leads_to(origin, now)) continue;
            connection way = std::move(idle_[i]);
            idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(i));
            return way;
        }
        return nullptr;
    }

    /// Keeps it, in place of one that is too old or, where there are enough, of the one that was not used for longest.
    void give_back(connection way, detail::steady_time now) {
        connection former;  // closed without the lock
        const std::lock_guard lock{mutex_};
        if (options_.idle_connections == 0) return;
        if (not idle_.empty() and (idle_.size() >= options_.idle_connections or idle_.front()->is_old(now))) {
            former = std::move(idle_.front());
            idle_.erase(idle_.begin());
        }
        idle_.push_back(std::move(way));
    }

    curl_options options_;
    std::mutex mutex_;
    std::vector<connection> idle_;  ///< the last used one last
};
}  // namespace virga
