// virga/testing/detail/neon/service.hpp: what all connections of a local_neon share.
#pragma once

#include <atomic>   // std::atomic
#include <cstddef>  // std::size_t
#include <deque>    // std::deque
#include <map>      // std::map
#include <memory>   // std::shared_ptr
#include <mutex>    // std::mutex
#include <string>   // std::string
#include <utility>  // std::move
#include <vector>   // std::vector

#include <virga/client/detail/random_bytes.hpp>   // virga::detail::random_bytes
#include <virga/testing/detail/neon/faults.hpp>   // virga::testing::detail::neon::fault_box
#include <virga/testing/detail/neon/pool.hpp>     // virga::testing::detail::neon::session_pool
#include <virga/testing/detail/neon/session.hpp>  // virga::testing::detail::neon::way_to
#include <virga/testing/local_neon_options.hpp>   // virga::testing::local_neon_options

namespace virga::testing::detail::neon {

/// What all connections share. Any thread may use it.
class service {
public:
    service(const std::string& database_url, const local_neon_options& given)
        : options{given}, way{way_to(database_url)}, pool{given.pool_size, given.pool_idle} {
        for (const auto& spec : options.faults) faults.add(spec);
    }

    const local_neon_options options;
    const connection_settings way;
    fault_box faults;
    session_pool pool;

    std::atomic<std::size_t> connections = 0, requests = 0, statements = 0, web_sockets = 0, server_connections = 0,
                             pool_hits = 0, client_aborts = 0, cancels = 0;

    void remember(local_neon_request request) {
        const std::lock_guard lock{mutex_};
        requests_.push_back(std::move(request));
        while (requests_.size() > options.keep_requests) requests_.pop_front();
    }
    std::vector<local_neon_request> remembered() {
        const std::lock_guard lock{mutex_};
        return {requests_.begin(), requests_.end()};
    }
    void forget_requests() {
        const std::lock_guard lock{mutex_};
        requests_.clear();
    }

    /// Makes a key for the client of a session, and keeps what cancels the session under it.
    std::string add_cancel_key(cancel_ptr canceller) {
        auto bytes = virga::detail::random_bytes<8>();
        bytes[0] &= 0x7f;  // so that the process number in it is positive
        std::string key{bytes.begin(), bytes.end()};
        const std::lock_guard lock{mutex_};
        cancel_keys_[key] = std::move(canceller);
        return key;
    }
    void remove_cancel_key(const std::string& key) {
        const std::lock_guard lock{mutex_};
        cancel_keys_.erase(key);
    }
    /// Asks PostgreSQL to end what the session with this key is at, if there is one.
    void cancel(const std::string& key) {
        std::shared_ptr<PGcancel> canceller;
        {
            const std::lock_guard lock{mutex_};
            if (const auto found = cancel_keys_.find(key); found != cancel_keys_.end()) canceller = found->second;
        }
        char words[256];
        if (canceller) PQcancel(canceller.get(), words, sizeof words);
    }

private:
    std::mutex mutex_;
    std::deque<local_neon_request> requests_;
    std::map<std::string, std::shared_ptr<PGcancel>> cancel_keys_;
};
}  // namespace virga::testing::detail::neon
