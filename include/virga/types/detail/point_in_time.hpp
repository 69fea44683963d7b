// virga/types/detail/point_in_time.hpp: what timestamp and timestamptz have in common.
#pragma once

#include <chrono>       // std::chrono::time_point
#include <concepts>     // std::integral
#include <cstdint>      // std::int64_t
#include <limits>       // std::numeric_limits
#include <ratio>        // std::micro, std::ratio_divide
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::type_category
#include <virga/types/detail/date_time_text.hpp>  // append_timestamp, date_time_reader, usual_timestamp
#include <virga/types/detail/network_order.hpp>   // append_network, read_network
#include <virga/types/detail/refuse.hpp>          // refuse
#include <virga/types/detail/whole_number.hpp>    // in_range

namespace virga::types::detail {

template <class Value, class Clock>
inline constexpr bool is_exact_time_of = false;
template <class Clock, class Duration>
inline constexpr bool is_exact_time_of<std::chrono::time_point<Clock, Duration>, Clock> =
    std::integral<typename Duration::rep> and std::is_convertible_v<Duration, std::chrono::microseconds>;

template <class Clock, fixed_string Name, fixed_string Zone>
struct point_in_time {
    using value_type = std::chrono::time_point<Clock, std::chrono::microseconds>;
    static constexpr auto spelling = Name;
    static constexpr type_category category = type_category::date_time;

    template <class Value>
    static constexpr bool accepts = is_exact_time_of<Value, Clock>;

    /// `value` as a row holds it. Throws `value_error` when it is out of range.
    template <class Duration>
        requires accepts<std::chrono::time_point<Clock, Duration>>
    static constexpr value_type convert(std::chrono::time_point<Clock, Duration> value) {
        using units = std::ratio_divide<typename Duration::period, std::micro>;
        static_assert(units::den == 1);
        constexpr std::int64_t most = limits::max() / units::num;
        const auto count = value.time_since_epoch().count();
        if (not in_range<std::int64_t>(count) or static_cast<std::int64_t>(count) < -most or
            most < static_cast<std::int64_t>(count)) {
            if (count == value.max().time_since_epoch().count()) return value_type::max();
            if (count == value.min().time_since_epoch().count()) return value_type::min();
            out_of_range();
        }
        const std::int64_t microseconds = static_cast<std::int64_t>(count) * units::num;
        if (microseconds < first) out_of_range();
        return from_count(microseconds);
    }

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, Value value) {
        append(out, convert(value).time_since_epoch().count());
    }

    static value_type read(std::string_view source) {
        if (const auto microseconds = usual_timestamp(source, Zone.view())) return from_count(*microseconds);
        if (source == "infinity") return value_type::max();
        if (source == "-infinity") return value_type::min();
        date_time_reader reader{source};
        // JSON functions of the server write a T in the middle
        if (not reader.date() or not (reader.take(' ') or reader.take('T')) or not reader.time() or
            not (Zone.size() == 0 or reader.zone()) or not reader.end())
            refuse(Name.view(), Zone.size() == 0 ? "the text is not an ISO date and time without an offset"
                                                 : "the text is not an ISO date and time with an offset from UTC");
        constexpr std::int64_t most = limits::max() / 1'000'000;
        const std::int64_t seconds = reader.seconds();
        if (seconds > most or (seconds == most and reader.microseconds() >= limits::max() % 1'000'000) or
            seconds < first / 1'000'000)
            out_of_range();
        return from_count(seconds * 1'000'000 + reader.microseconds());
    }

    static void write_binary(std::string& out, const value_type& value) {
        const std::int64_t count = convert(value).time_since_epoch().count();
        append_network(out, count == limits::max() or count == limits::min() ? count : count - epoch);
    }

    static value_type read_binary(std::string_view bytes) {
        const auto count = read_network<std::int64_t>(Name.view(), bytes);
        if (count == limits::max() or count == limits::min()) return from_count(count);
        if (count >= limits::max() - epoch or count < first - epoch) out_of_range();
        return from_count(count + epoch);
    }

private:
    using limits = std::numeric_limits<std::int64_t>;
    static constexpr std::int64_t epoch = 946'684'800'000'000;               // 2000-01-01
    static constexpr std::int64_t first = -211'813'488'000'000'000 + epoch;  // Julian day 0

    static constexpr value_type from_count(std::int64_t microseconds) {
        return value_type{std::chrono::microseconds{microseconds}};
    }

    static void append(std::string& out, std::int64_t microseconds) {
        if (microseconds == limits::max()) {
            out.append("infinity");
        } else if (microseconds == limits::min()) {
            out.append("-infinity");
        } else {
            append_timestamp(out, microseconds, Zone.view());
        }
    }

    [[noreturn]] static void out_of_range() {
        refuse(Name.view(), "a time is infinite or from 4714-11-24 BC to 294247-01-10, where microseconds end in C++");
    }
};
}  // namespace virga::types::detail
