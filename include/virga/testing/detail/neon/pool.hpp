// virga/testing/detail/neon/pool.hpp: the sessions that wait for the next request.
#pragma once

#include <chrono>   // std::chrono::milliseconds
#include <cstddef>  // std::size_t
#include <list>     // std::list
#include <map>      // std::map
#include <memory>   // std::unique_ptr
#include <mutex>    // std::mutex
#include <string>   // std::string
#include <utility>  // std::move

#include <poll.h>  // poll

#include <virga/client/detail/deadline.hpp>       // virga::detail::capped
#include <virga/testing/detail/neon/session.hpp>  // virga::testing::detail::neon::session

namespace virga::testing::detail::neon {

/// Idle sessions, by endpoint. Any thread may use it.
class session_pool {
public:
    session_pool(std::size_t size, std::chrono::milliseconds idle) : size_{size}, idle_{virga::detail::capped(idle)} {}

    /// The session of this login that was used last; empty if there is none.
    std::unique_ptr<session> take(const login& who) {
        const std::lock_guard lock{mutex_};
        auto& waiting = waiting_[who.endpoint];
        const auto oldest = channel::clock::now() - idle_;
        waiting.remove_if([&](const entry& one) { return one.since < oldest; });
        for (auto at = waiting.begin(); at != waiting.end();) {
            if (at->key != key(who)) {
                ++at;
                continue;
            }
            auto found = std::move(at->idle);
            at = waiting.erase(at);
            // What an idle session has to read is mostly news of its end.
            pollfd polled{PQsocket(found->connection()), POLLIN, 0};
            if (::poll(&polled, 1, 0) == 0) return found;
        }
        return nullptr;
    }

    void give(const login& who, std::unique_ptr<session> idle) {
        const std::lock_guard lock{mutex_};
        auto& waiting = waiting_[who.endpoint];
        if (waiting.size() < size_) waiting.push_front({std::move(idle), key(who), channel::clock::now()});
    }

    std::size_t size() {
        const std::lock_guard lock{mutex_};
        std::size_t count = 0;
        for (const auto& [endpoint, waiting] : waiting_) count += waiting.size();
        return count;
    }

    void clear() {
        const std::lock_guard lock{mutex_};
        waiting_.clear();
    }

private:
    struct entry {
        std::unique_ptr<session> idle;
        std::string key;
        channel::clock::time_point since;
    };
    static std::string key(const login& who) { return who.database + '\0' + who.user + '\0' + who.password; }

    std::size_t size_;
    std::chrono::milliseconds idle_;
    std::mutex mutex_;
    std::map<std::string, std::list<entry>> waiting_;
};
}  // namespace virga::testing::detail::neon
