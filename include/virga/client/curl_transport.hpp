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

#include <virga/client/detail/neon_http/http_connection.hpp>  // virga::detail::http_connection
#include <virga/client/http_transport.hpp>                    // virga::http_transport

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
        if (not way) way = std::make_unique<detail::http_connection>(options_.certificate_authority);
        if (not way->leads_to(origin, start) or not way->is_alive()) way->connect(request, origin, start);
        http_response response = way->post(request, start);  // after an error the connection goes
        give_back(std::move(way));
        return response;
    }

private:
    using connection = std::unique_ptr<detail::http_connection>;

    /// The one last used of those that lead there; else one that is closed, and can be opened again for less than a new one costs.
    connection take(std::string_view origin, detail::steady_time now) {
        const std::lock_guard lock{mutex_};
        std::size_t found = idle_.size();
        for (std::size_t i = idle_.size(); i-- != 0;) {
            if (idle_[i]->leads_to(origin, now)) {
                found = i;
                break;
            }
            if (not idle_[i]->is_open(now)) found = i;
        }
        if (found == idle_.size()) return nullptr;
        connection way = std::move(idle_[found]);
        idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(found));
        return way;
    }

    /// Keeps it, in place of the one that was not used for longest where there are enough.
    void give_back(connection way) {
        connection former;  // goes without the lock
        const std::lock_guard lock{mutex_};
        if (options_.idle_connections == 0) return;
        if (idle_.size() >= options_.idle_connections) {
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
