// virga/client/retry.hpp: a transaction that is run again when the server says that it may succeed then.
#pragma once

#include <algorithm>  // std::min
#include <bit>        // std::bit_cast
#include <chrono>     // std::chrono::milliseconds
#include <cstdint>    // std::uint32_t, std::uint64_t

#include <time.h>  // nanosleep

#include <virga/client/detail/deadline.hpp>      // virga::detail::deadline
#include <virga/client/detail/random_bytes.hpp>  // virga::detail::random_bytes
#include <virga/client/error.hpp>                // virga::transaction_conflict

namespace virga {

/// How often a transaction is run, and when again: `db.transaction(retry{.attempts = 5}, function)`. No time is too long.
///
/// It is run again after serialization_failure (40001) and deadlock (40P01), with which the server rolled it back; and, where there
/// is a new connection to be had (on a pool, and with `neon_ws_client`), when the connection was lost before the commit was sent.
/// When it was lost while the commit was under way nobody knows whether the work is done (`connection_error::may_have_run()`): then
/// it is run again only if it is said to be `idempotent`. What was committed is never run again.
///
/// The function is called anew each time, so what it does besides asking the database is done each time. The last error comes out
/// as it is.
struct retry {
    unsigned attempts = 3;  ///< in all; 1 is no retry
    /// Before an attempt it waits for a time by chance, from none up to this; up to twice as long before each further one.
    std::chrono::milliseconds first_delay{20};
    std::chrono::milliseconds longest_delay{1'000};  ///< of one such time, at most
    /// No attempt begins later than this after the first one began; zero or less sets no limit.
    std::chrono::milliseconds within{30'000};
    /// Says that doing the work twice does no harm, as when it puts values in place and adds nothing.
    bool idempotent = false;
};

namespace detail {

/// The attempts of one call, of which all but the function is the same for every transaction.
template <class How>  // so that only who retries has it compiled
class attempts {
public:
    explicit attempts(const How& how)
        : how_(how), until_(how.within.count() > 0 ? how.within : for_ever), delay_(capped(how.first_delay)) {}

    bool is_begun = false;      ///< whether a transaction was open in this attempt
    bool is_committed = false;  ///< whether it is committed, although an exception came

    /// Called where the exception of an attempt is handled: returns when the next one may begin, or throws it on. `reconnects`: the
    /// next one need not use the same connection.
    void failed(bool reconnects) {
        if (is_committed or attempt_ >= how_.attempts or not may_be_run_again(reconnects)) throw;
        const std::chrono::milliseconds pause = by_chance(delay_);
        if (pause >= until_.left()) throw;
        wait(pause);
        delay_ = std::min(delay_ * 2, capped(how_.longest_delay));
        ++attempt_;
        is_begun = false;
    }

private:
    /// Whether the exception that is being handled allows it.
    [[nodiscard]] bool may_be_run_again(bool reconnects) const {
        try {
            throw;
        } catch (const transaction_conflict& refused) {  // of its class, 40003 says that the outcome is unknown
            return refused.sqlstate() == "40001" or refused.sqlstate() == "40P01";
        } catch (const connection_error& lost) {
            return reconnects and (not is_begun or not lost.may_have_run() or how_.idempotent);
        } catch (...) {
            return false;
        }
    }

    static std::chrono::milliseconds by_chance(std::chrono::milliseconds most) {
        const std::uint64_t number = std::bit_cast<std::uint32_t>(random_bytes<sizeof(std::uint32_t)>());
        return std::chrono::milliseconds{static_cast<std::chrono::milliseconds::rep>(
            (static_cast<std::uint64_t>(std::min<std::chrono::milliseconds>(most, std::chrono::hours{24}).count()) + 1) * number >>
            32U)};
    }

    static void wait(std::chrono::milliseconds time) {
        const deadline until{time};
        for (auto left = until.left(); left.count() != 0; left = until.left()) {
            timespec pause{};
            pause.tv_sec = static_cast<time_t>(left.count() / 1000);
            pause.tv_nsec = static_cast<long>(left.count() % 1000) * 1'000'000;
            ::nanosleep(&pause, nullptr);  // every file with a client would pay for <thread>
        }
    }

    const How how_;
    const deadline until_;
    std::chrono::milliseconds delay_;
    unsigned attempt_ = 1;
};

/// One attempt. Its transaction is rolled back before the exception comes out.
template <class Attempts, class Client, class Function, class Options>
decltype(auto) run_attempt(Attempts& state, Client& client, Function& function, const Options& options) {
    auto open = client.begin(options);
    state.is_begun = true;
    try {
        return open.commit_after(function);
    } catch (...) {
        state.is_committed = open.is_committed();
        throw;
    }
}
}  // namespace detail
}  // namespace virga
