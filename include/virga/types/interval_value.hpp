// virga/types/interval_value.hpp: a span of time as PostgreSQL keeps it: months, days and microseconds.
#pragma once

#include <chrono>   // std::chrono::microseconds
#include <cstdint>  // std::int32_t, std::int64_t
#include <limits>   // std::numeric_limits

namespace virga {

/// A span of time. A month is of no certain number of days, nor a day of hours, so there are three numbers, each with a sign of
/// its own; a duration of `std::chrono` is the microseconds: `interval{.microseconds = 90min}`.
///
/// Equality is that of all three. To the server an interval of 30 days equals one of a month; here it does not.
/// PostgreSQL 17 and later have infinities, which are the extremes of all three numbers.
struct interval {
    std::int32_t months = 0;
    std::int32_t days = 0;
    std::chrono::microseconds microseconds{};

    static constexpr interval infinity() {
        using limits = std::numeric_limits<std::int32_t>;
        return {limits::max(), limits::max(), std::chrono::microseconds{std::numeric_limits<std::int64_t>::max()}};
    }
    static constexpr interval negative_infinity() {
        using limits = std::numeric_limits<std::int32_t>;
        return {limits::min(), limits::min(), std::chrono::microseconds{std::numeric_limits<std::int64_t>::min()}};
    }

    friend bool operator==(const interval&, const interval&) = default;
};
}  // namespace virga
