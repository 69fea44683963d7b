// virga/types/detail/clock_text.hpp: what stands before and after clocks in texts: 10:11:12.5, +05:30, 3 days.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <limits>       // std::numeric_limits
#include <string_view>  // std::string_view

namespace virga::types::detail {

/// Takes numbers and clocks off the front of a text. What returns `bool` says whether it was there.
class clock_reader {
public:
    explicit clock_reader(std::string_view source) : rest_(source) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    bool take(std::string_view word) {
        if (not rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    /// Digits, `least` to `most` of them.
    bool digits(std::size_t least, std::size_t most, std::int64_t& value) {
        std::size_t size = 0;
        value = 0;
        for (; size != rest_.size() and size != most and '0' <= rest_[size] and rest_[size] <= '9'; ++size)
            value = value * 10 + (rest_[size] - '0');
        rest_.remove_prefix(size);
        return size >= least;
    }
    /// `10:11:12.5`, in microseconds; the hours have `most` digits at most, which is 10 or less.
    bool clock(std::size_t most, std::int64_t& microseconds) {
        std::int64_t hour = 0;
        std::int64_t minute = 0;
        std::int64_t second = 0;
        if (not digits(2, most, hour) or not take(":") or not digits(2, 2, minute) or not take(":") or
            not digits(2, 2, second))
            return false;
        if (minute > 59 or second > 59) return false;
        std::int64_t fraction = 0;
        if (take(".")) {
            const std::size_t before = rest_.size();
            if (not digits(1, 6, fraction)) return false;
            for (std::size_t size = before - rest_.size(); size != 6; ++size) fraction *= 10;
        }
        constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
        const std::int64_t seconds = hour * 3600 + minute * 60 + second;
        if (seconds > largest / 1'000'000 or (seconds == largest / 1'000'000 and fraction > largest % 1'000'000)) return false;
        microseconds = seconds * 1'000'000 + fraction;
        return true;
    }
    /// `+05`, `-03:30`, `+00:19:32`: seconds east of Greenwich.
    bool zone(std::int64_t& seconds) {
        const bool west = take("-");
        std::int64_t hour = 0;
        std::int64_t minute = 0;
        std::int64_t second = 0;
        if ((not west and not take("+")) or not digits(2, 2, hour)) return false;
        if (take(":") and not digits(2, 2, minute)) return false;
        if (take(":") and not digits(2, 2, second)) return false;
        if (minute > 59 or second > 59) return false;
        seconds = hour * 3600 + minute * 60 + second;
        if (west) seconds = -seconds;
        return true;
    }

private:
    std::string_view rest_;
};
}  // namespace virga::types::detail
