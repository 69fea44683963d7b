// virga/types/range_value.hpp: what lies between two bounds, and several such ranges.
#pragma once

#include <chrono>     // std::chrono::sys_days, std::chrono::days
#include <concepts>   // std::integral
#include <cstddef>    // std::ptrdiff_t, std::size_t
#include <limits>     // std::numeric_limits
#include <optional>   // std::optional
#include <utility>    // std::move
#include <vector>     // std::vector

namespace virga {

/// How one value of a discrete type follows another: `next` moves to it, and is false where there is none. Ranges of them have one
/// form for each set of values, `[1,4)` for `[1,3]`.
template <class Bound>
struct discrete;
template <std::integral Bound>
struct discrete<Bound> {
    static constexpr bool next(Bound& value) {
        if (value == std::numeric_limits<Bound>::max()) return false;
        ++value;
        return true;
    }
};
template <>
struct discrete<std::chrono::sys_days> {
    static constexpr bool next(std::chrono::sys_days& value) {
        using limits = std::numeric_limits<std::chrono::days::rep>;
        const auto count = value.time_since_epoch().count();
        if (count == limits::max() or count == limits::min()) return false;  // the infinities
        value += std::chrono::days{1};
        return true;
    }
};

/// The values from `lower` to `upper`: by default the first of them belongs to it and the last does not, `[lower,upper)`. A bound
/// that is not there is no bound; that is something else than a bound at a time's infinity.
///
///     range<std::int32_t>{1, 5}                                        // [1,5)
///     range<std::int32_t>{.lower = 1, .upper = 5, .includes_upper = true}
///     range<std::int32_t>::empty()
///
/// Two ranges are equal if they hold the same values, as the server has it. One whose lower bound is above the upper one the server
/// refuses (22000).
template <class Bound>
struct range {
    std::optional<Bound> lower{};
    std::optional<Bound> upper{};
    bool includes_lower = true;
    bool includes_upper = false;
    bool is_empty = false;

    /// The range that holds nothing.
    [[nodiscard]] static constexpr range empty() {
        range none;
        none.is_empty = true;
        return none;
    }

    /// The same values in the form that the server gives them: of whole numbers and days `[first,past the last)`.
    [[nodiscard]] range canonical() const {
        if (is_empty) return empty();
        range same = *this;
        if constexpr (requires { sizeof(discrete<Bound>); }) {
            if (same.lower and not same.includes_lower) same.includes_lower = discrete<Bound>::next(*same.lower);
            if (same.upper and same.includes_upper) same.includes_upper = not discrete<Bound>::next(*same.upper);
        }
        same.includes_lower = same.includes_lower and same.lower.has_value();
        same.includes_upper = same.includes_upper and same.upper.has_value();
        const bool is_none = same.lower and same.upper and *same.lower == *same.upper and
                             not(same.includes_lower and same.includes_upper);
        return is_none ? empty() : same;
    }

    friend bool operator==(const range& left, const range& right) {
        const range one = left.canonical();
        const range other = right.canonical();
        return one.is_empty == other.is_empty and one.lower == other.lower and one.upper == other.upper and
               one.includes_lower == other.includes_lower and one.includes_upper == other.includes_upper;
    }
};

/// Values that lie in one of several ranges. Two are equal if they hold the same values: the server puts ranges in order, joins
/// those that meet and leaves out empty ones.
template <class Bound>
struct multirange {
    std::vector<range<Bound>> ranges{};

    /// The same values in the form that the server gives them.
    [[nodiscard]] multirange canonical() const {
        multirange same;
        std::vector<range<Bound>> all;
        for (const range<Bound>& each : ranges) {
            range<Bound> next = each.canonical();
            if (next.is_empty) continue;
            std::size_t place = all.size();  // most are in order; and <algorithm> costs every file that includes it
            while (place != 0 and starts_before(next, all[place - 1])) --place;
            all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), std::move(next));
        }
        for (range<Bound>& each : all) {
            if (same.ranges.empty() or not meet(same.ranges.back(), each)) same.ranges.push_back(std::move(each));
            else if (ends_before(same.ranges.back(), each)) {
                same.ranges.back().upper = std::move(each.upper);
                same.ranges.back().includes_upper = each.includes_upper;
            }
        }
        return same;
    }

    friend bool operator==(const multirange& left, const multirange& right) {
        return left.canonical().ranges == right.canonical().ranges;
    }

private:
    static bool starts_before(const range<Bound>& left, const range<Bound>& right) {
        if (not left.lower or not right.lower) return not left.lower and right.lower;
        if (*left.lower != *right.lower) return *left.lower < *right.lower;
        return left.includes_lower and not right.includes_lower;
    }
    static bool ends_before(const range<Bound>& left, const range<Bound>& right) {
        if (not left.upper or not right.upper) return left.upper and not right.upper;
        if (*left.upper != *right.upper) return *left.upper < *right.upper;
        return not left.includes_upper and right.includes_upper;
    }
    /// Whether nothing lies between a range and one that starts no earlier.
    static bool meet(const range<Bound>& first, const range<Bound>& second) {
        if (not first.upper or not second.lower) return true;
        if (*first.upper != *second.lower) return *second.lower < *first.upper;
        return first.includes_upper or second.includes_lower;
    }
};
}  // namespace virga
