// virga/client/detail/deadline.hpp: times to wait for, of any length, and the points at which they are over.
#pragma once

#include <algorithm>  // std::min
#include <chrono>     // std::chrono::steady_clock
#include <compare>    // operator<=>

namespace virga::detail {

using steady_time = std::chrono::steady_clock::time_point;

/// The longest time that anything is waited for: to a program, for ever. Clocks count nanoseconds in 64 bits, which hold it.
inline constexpr std::chrono::milliseconds for_ever = std::chrono::hours{24 * 365 * 100};

/// A time that an app asks for as one that can be counted with: less than none is none, and more than `for_ever` is that.
template <class Rep, class Period>
constexpr std::chrono::milliseconds capped(std::chrono::duration<Rep, Period> time) {
    using asked = std::chrono::duration<Rep, Period>;
    // Compared in the unit of the one asked for: the largest number of seconds is too many milliseconds.
    if (time <= asked::zero()) return std::chrono::milliseconds::zero();
    if (time >= std::chrono::duration_cast<asked>(for_ever)) return for_ever;
    return std::chrono::ceil<std::chrono::milliseconds>(time);
}

/// The end of a time. All that waits takes its time from one of these, so that no time is too long for it.
template <class Clock>  // so that only who waits has it compiled
class basic_deadline {
public:
    /// The end of a time that begins at `start`. One of zero or less is over at once.
    template <class Rep, class Period>
    explicit basic_deadline(std::chrono::duration<Rep, Period> time, typename Clock::time_point start = Clock::now())
        : at_(start + capped(time)) {}

    [[nodiscard]] bool has_passed() const { return Clock::now() >= at_; }
    /// What is left of the time, rounded up: none when it is over, and only then.
    [[nodiscard]] std::chrono::milliseconds left() const {
        return capped(std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now()));
    }
    /// The same as poll takes it, a day at most: who waits looks again after it.
    [[nodiscard]] int poll_time() const {
        return static_cast<int>(std::min<std::chrono::milliseconds>(left(), std::chrono::hours{24}).count());
    }

    /// The earlier of two is less.
    friend auto operator<=>(const basic_deadline&, const basic_deadline&) = default;

private:
    typename Clock::time_point at_;
};
using deadline = basic_deadline<std::chrono::steady_clock>;
}  // namespace virga::detail
