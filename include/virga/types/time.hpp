// virga/types/time.hpp: the column type time, a time of day.
#pragma once

#include <chrono>       // std::chrono::duration, std::chrono::microseconds
#include <concepts>     // std::integral
#include <cstdint>      // std::int64_t, std::uint32_t
#include <limits>       // std::numeric_limits
#include <ratio>        // std::micro, std::ratio_divide
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member_of_family
#include <virga/types/detail/clock_text.hpp>      // detail::clock_reader
#include <virga/types/detail/date_time_text.hpp>  // detail::append_clock
#include <virga/types/detail/network_order.hpp>   // detail::append_network, detail::read_network
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/detail/whole_number.hpp>    // detail::in_range
#include <virga/types/type_facts.hpp>             // virga::type_facts
#include <virga/types/with_precision.hpp>         // types::precision_family

namespace virga::types {
namespace detail {
template <class Value>
inline constexpr bool is_exact_duration = false;
template <std::integral Count, class Period>
inline constexpr bool is_exact_duration<std::chrono::duration<Count, Period>> =
    std::is_convertible_v<std::chrono::duration<Count, Period>, std::chrono::microseconds>;
}  // namespace detail

/// What a clock on the wall shows, to the microsecond, whatever the day.
///
/// Values are `std::chrono::microseconds` since midnight, 0 to 24 hours; parameters may be any duration that is not finer. One
/// that is out of range throws `value_error`.
/// Source: PostgreSQL manual, section 8.5, Date/Time Types.
struct time {
    using value_type = std::chrono::microseconds;
    static constexpr fixed_string spelling{"time"};
    static constexpr std::uint32_t oid = 1083;
    static constexpr std::uint32_t array_oid = 1183;
    /// What clocks in UTC showed when the transaction began, as SQL; see `timestamp::now`.
    static constexpr std::string_view now{"(now() at time zone 'UTC')::time"};
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.brin = true, .extremes = true};

    template <class Value>
    static constexpr bool accepts = detail::is_exact_duration<Value>;

    /// `value` as a row holds it. Throws `value_error` when it is out of range.
    template <std::integral Count, class Period>
    static constexpr value_type convert(std::chrono::duration<Count, Period> value) {
        if (value.count() < 0 or value.count() > most_of<Count, Period>()) out_of_range();
        return value;
    }

    template <std::integral Count, class Period>
    static void write(std::string& out, std::chrono::duration<Count, Period> value) {
        detail::append_clock(out, convert(value).count());
    }
    static value_type read(std::string_view source) {
        detail::clock_reader reader{source};
        std::int64_t microseconds = 0;
        if (not reader.clock(2, microseconds) or not reader.at_end()) detail::refuse("time", "the text is not a time of day");
        return convert(value_type{microseconds});
    }
    static void write_binary(std::string& out, const value_type& value) {
        detail::append_network(out, std::int64_t{convert(value).count()});
    }
    static value_type read_binary(std::string_view bytes) {
        return convert(value_type{detail::read_network<std::int64_t>("time", bytes)});
    }

private:
    static constexpr std::int64_t day = 86'400'000'000;
    /// A day in other units, or what they can count if that is less.
    template <class Count, class Period>
    static constexpr Count most_of() {
        using units = std::ratio_divide<Period, std::micro>;
        constexpr std::int64_t most = day / units::num;
        return detail::in_range<Count>(most) ? static_cast<Count>(most) : std::numeric_limits<Count>::max();
    }
    [[noreturn]] static void out_of_range() { detail::refuse("time", "a time of day is from 00:00:00 to 24:00:00"); }
};

static_assert(column_type<time> and column_type<with_precision<time, 0>>);
}  // namespace virga::types

namespace virga::pg {
/// `time` or, with a number first, `time(Precision)`.
template <class Mode, fixed_string Name, auto... Attributes>
using time = detail::member_of_family<Mode, types::precision_family<types::time>, Name, Attributes...>;
}  // namespace virga::pg
