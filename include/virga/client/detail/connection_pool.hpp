// virga/client/detail/connection_pool.hpp: the connections of a pool, who waits for one, and in which order.
#pragma once

#include <algorithm>           // std::max
#include <bit>                 // std::bit_cast
#include <chrono>              // std::chrono::steady_clock
#include <condition_variable>  // std::condition_variable
#include <cstddef>             // std::size_t
#include <cstdint>             // std::uint32_t
#include <functional>          // std::function
#include <iterator>            // std::next, std::prev
#include <list>                // std::list
#include <memory>              // std::unique_ptr
#include <mutex>               // std::mutex
#include <string>              // std::string
#include <utility>             // std::move

#include <fmt/core.h>  // fmt::format

#include <virga/client/detail/deadline.hpp>      // virga::detail::deadline
#include <virga/client/detail/random_bytes.hpp>  // virga::detail::random_bytes
#include <virga/client/error.hpp>                // virga::usage_error
#include <virga/client/pool_options.hpp>         // virga::pool_options
#include <virga/client/session_client.hpp>       // virga::session_client

namespace virga::detail {

/// A client of whatever type, with the way to destroy it.
using pooled_client = std::unique_ptr<session_client, void (*)(session_client*)>;

/// A connection of a pool.
struct pooled_connection {
    pooled_client client;
    steady_time lasts_until;  ///< it has the maximum age then
    steady_time idle_since;
};
/// Connections go from list to list, by splicing, so that nothing is allocated when one comes back.
using pooled_connections = std::list<pooled_connection>;

/// All that a pool does. It lives as long as the pool and all that it lent.
///
/// A place is the right to have one connection open; there are `maximum` of them. Whoever holds a place has a connection, makes
/// one, or gives the place up. A place that becomes free, with a connection or without one, goes to the caller who waits longest,
/// so that nobody who comes later is served before. Connecting, checking, resetting and closing are done without the lock.
class connection_pool {
public:
    using factory = std::function<pooled_client()>;

    connection_pool(factory make, const pool_options& options) : make_(std::move(make)), options_(options) {
        if (options_.maximum == 0) throw usage_error("pool: maximum is 0, with which nobody gets a connection; allow 1 at least");
        if (options_.minimum > options_.maximum) {
            throw usage_error(fmt::format("pool: minimum is {} and maximum {}; give a maximum that is no less", options_.minimum,
                                          options_.maximum));
        }
        if (not(0 <= options_.age_jitter and options_.age_jitter <= 1)) {
            throw usage_error("pool: age_jitter is the part of the maximum age that chance may take off, from 0 to 1");
        }
        fill();
    }
    connection_pool(const connection_pool&) = delete;
    connection_pool& operator=(const connection_pool&) = delete;
    ~connection_pool() = default;

    /// One connection, for the caller alone. Errors: pool_timeout, pool_closed, and those of the factory.
    pooled_connections borrow() {
        pooled_connections taken = take_place();
        try {
            if (not taken.empty() and not is_good(taken.front())) taken.clear();
            if (taken.empty()) taken = open();
        } catch (...) {
            give_up_place();
            throw;
        }
        std::unique_lock lock{mutex_};
        --told_.opening;
        if (is_closed_) {
            ++told_.closed.ended;
            hand_on({});
            lock.unlock();
            throw pool_closed("pool: it was closed while a connection was made for a caller; nothing was sent");
        }
        ++told_.in_use;
        ++told_.borrows;
        return taken;
    }

    /// Takes one back, made as new; one that is not fit to be lent again is closed.
    void give_back(pooled_connections one) noexcept {
        pooled_connection& connection = one.front();
        any_session& session = *connection.client->session_;
        counter why = nullptr;  // it is closed
        pooled_connections referred_to;
        if (session.innermost != nullptr) {
            // A transaction object still refers to the session. Its connection ends, so that the server rolls back, and it stays in
            // memory as long as the pool.
            why = &pool_statistics::closings::in_use;
            session.innermost = nullptr;
            session.close();
            referred_to.splice(referred_to.end(), one);
        } else if (not session.is_open()) {
            why = &pool_statistics::closings::broken;
        } else if (options_.reset == pool_reset::always or session.was_given_text) {
            try {
                session.reset();
            } catch (...) {
                why = &pool_statistics::closings::not_reset;
            }
        }
        const steady_time now = std::chrono::steady_clock::now();
        if (why == nullptr and connection.lasts_until <= now) why = &pool_statistics::closings::aged;
        connection.idle_since = now;
        if (why != nullptr) one.clear();  // before another may be opened in its place

        pooled_connections idled;
        {
            const std::lock_guard lock{mutex_};
            --told_.in_use;
            if (why == nullptr and is_closed_) why = &pool_statistics::closings::ended;
            if (why == nullptr) {
                hand_on(std::move(one));
                idled = take_idled(now);
            } else {
                ++(told_.closed.*why);
                hand_on({});
            }
            kept_.splice(kept_.end(), referred_to);
        }
        end(idled);
    }

    /// Closes what idled or lived too long, and opens connections up to the minimum. Errors: those of the factory.
    void maintain() {
        pooled_connections ended;
        {
            const std::lock_guard lock{mutex_};
            const steady_time now = std::chrono::steady_clock::now();
            ended = take_idled(now);
            for (auto each = idle_.begin(); each != idle_.end();) {
                const auto next = std::next(each);
                if (each->lasts_until <= now) {
                    ended.splice(ended.end(), idle_, each);
                    ++told_.closed.aged;
                }
                each = next;
            }
        }
        end(ended);
        fill();
    }

    /// Lends no more: who waits gets pool_closed, and what comes back is closed. Waits for that until then; returns whether all is
    /// back.
    bool close(const deadline& until) {
        pooled_connections ended;
        std::unique_lock lock{mutex_};
        is_closed_ = true;
        for (waiter* const each : waiting_) {
            each->is_served = true;
            each->ready.notify_one();
        }
        waiting_.clear();
        ended.swap(idle_);
        told_.closed.ended += ended.size();
        lock.unlock();
        end(ended);
        lock.lock();
        while (places_ != 0 and not until.has_passed()) all_are_back_.wait_for(lock, until.left());
        return places_ == 0;
    }

    [[nodiscard]] pool_statistics statistics() const {
        const std::lock_guard lock{mutex_};
        pool_statistics now = told_;
        now.idle = idle_.size();
        now.waiting = waiting_.size();
        return now;
    }

private:
    using counter = std::uint64_t pool_statistics::closings::*;

    struct waiter {
        std::condition_variable ready{};
        bool is_served = false;
        bool has_place = false;  // else the pool is closed
        pooled_connections given{};
    };

    /// A place, counted as `opening`: a connection, or none if the caller is to make one.
    pooled_connections take_place() {
        std::unique_lock lock{mutex_};
        if (is_closed_) throw pool_closed("pool: it is closed, and lends no more connections");
        if (waiting_.empty() and (not idle_.empty() or places_ < options_.maximum)) {
            pooled_connections taken;
            if (idle_.empty()) ++places_;
            else taken.splice(taken.end(), idle_, std::prev(idle_.end()));  // used last, so that those that are not needed idle on
            ++told_.opening;
            return taken;
        }
        waiter self;
        const auto at = waiting_.insert(waiting_.end(), &self);
        const steady_time start = std::chrono::steady_clock::now();
        const deadline until{options_.wait, start};
        while (not self.is_served and not until.has_passed()) self.ready.wait_for(lock, until.left());
        const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - start;
        ++told_.waits;
        told_.waited += took;
        told_.longest_wait = std::max(told_.longest_wait, took);
        if (not self.is_served) {
            waiting_.erase(at);
            ++told_.timeouts;
            throw pool_timeout(too_late());
        }
        if (not self.has_place) throw pool_closed("pool: it was closed while a caller waited for a connection; nothing was sent");
        ++told_.opening;
        return std::move(self.given);
    }

    [[nodiscard]] std::string too_late() const {
        return fmt::format(
            "pool: no connection became free within {} ms, with all {} in use and {} other callers waiting; give leases back "
            "sooner, or allow more by maximum or wait. A caller that holds a lease and asks for another one may wait for itself",
            capped(options_.wait).count(), options_.maximum, waiting_.size());
    }

    /// Gives a place, with a connection or without one, to the caller who waits longest, or keeps it.
    void hand_on(pooled_connections one) noexcept {
        if (not waiting_.empty()) {
            waiter& first = *waiting_.front();
            waiting_.pop_front();
            first.given = std::move(one);
            first.is_served = first.has_place = true;
            first.ready.notify_one();
        } else if (not one.empty()) {
            idle_.splice(idle_.end(), one);
        } else if (--places_ == 0 and is_closed_) {
            all_are_back_.notify_all();
        }
    }

    void give_up_place() noexcept {
        const std::lock_guard lock{mutex_};
        --told_.opening;
        hand_on({});
    }

    /// Closes connections, and then gives their places away.
    void end(pooled_connections& ended) noexcept {
        while (not ended.empty()) {
            ended.pop_front();
            const std::lock_guard lock{mutex_};
            hand_on({});
        }
    }

    /// Whether a connection can be lent, as far as can be known.
    bool is_good(const pooled_connection& connection) {
        const steady_time now = std::chrono::steady_clock::now();
        counter why = &pool_statistics::closings::aged;
        if (now < connection.lasts_until) {
            why = &pool_statistics::closings::dead;
            any_session& session = *connection.client->session_;
            // A server that ended the session has said so: to know that, one has only to read.
            const bool is_open = session.is_still_open();
            if (is_open and now - connection.idle_since < capped(options_.check_after)) return true;
            if (is_open and session.answers(capped(options_.check_patience))) return true;
        }
        const std::lock_guard lock{mutex_};
        ++(told_.closed.*why);
        return false;
    }

    pooled_connections open() {
        try {
            pooled_client made = make_();
            const steady_time now = std::chrono::steady_clock::now();
            pooled_connections one;
            one.push_back({std::move(made), now + lifetime(), now});
            const std::lock_guard lock{mutex_};
            ++told_.opened;
            return one;
        } catch (...) {
            const std::lock_guard lock{mutex_};
            ++told_.failed;
            throw;
        }
    }

    /// How old the next connection may become.
    [[nodiscard]] std::chrono::milliseconds lifetime() const {
        const std::chrono::milliseconds most = capped(options_.maximum_age);
        if (most.count() == 0) return for_ever;
        const double chance = std::bit_cast<std::uint32_t>(random_bytes<sizeof(std::uint32_t)>()) / 4'294'967'296.0;
        using count = std::chrono::milliseconds::rep;
        return std::chrono::milliseconds{
            static_cast<count>(static_cast<double>(most.count()) * (1 - options_.age_jitter * chance))};
    }

    /// Opens connections up to the minimum.
    void fill() {
        while (true) {
            {
                const std::lock_guard lock{mutex_};
                if (is_closed_ or places_ >= options_.minimum) return;
                ++places_;
                ++told_.opening;
            }
            pooled_connections made;
            try {
                made = open();
            } catch (...) {
                give_up_place();
                throw;
            }
            const std::lock_guard lock{mutex_};
            --told_.opening;
            if (is_closed_) ++told_.closed.ended;
            hand_on(is_closed_ ? pooled_connections{} : std::move(made));
        }
    }

    /// Takes what idled for too long, the longest first. Their places are kept until they are closed.
    pooled_connections take_idled(steady_time now) noexcept {
        pooled_connections ended;
        const std::chrono::milliseconds most = capped(options_.longest_idle);
        if (most.count() == 0) return ended;
        while (not idle_.empty() and places_ - ended.size() > options_.minimum and now - idle_.front().idle_since > most) {
            ended.splice(ended.end(), idle_, idle_.begin());
            ++told_.closed.idled;
        }
        return ended;
    }

    const factory make_;
    const pool_options options_;
    mutable std::mutex mutex_;
    std::condition_variable all_are_back_;
    std::list<waiter*> waiting_;  // who came first is first
    pooled_connections idle_;     // who was used last is last
    pooled_connections kept_;     // closed
    std::size_t places_ = 0;      // that are taken, idle connections included
    bool is_closed_ = false;
    pool_statistics told_;
};
}  // namespace virga::detail
