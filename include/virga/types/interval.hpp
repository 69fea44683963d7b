// virga/types/interval.hpp: the column type interval, a span of time.
#pragma once

#include <chrono>       // std::chrono::microseconds
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t, std::int64_t, std::uint32_t
#include <limits>       // std::numeric_limits
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/declared.hpp>               // virga::pg::detail::member_of_family
#include <virga/types/detail/clock_text.hpp>      // detail::clock_reader
#include <virga/types/detail/date_time_text.hpp>  // detail::append_clock
#include <virga/types/detail/network_order.hpp>   // detail::append_network, detail::network
#include <virga/types/detail/of_value.hpp>        // detail::of_value
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/detail/whole_number.hpp>    // detail::append_decimal
#include <virga/types/interval_value.hpp>         // virga::interval
#include <virga/types/type_facts.hpp>             // virga::type_facts
#include <virga/types/with_precision.hpp>         // types::with_precision

namespace virga {
namespace pg {
/// What a column of intervals keeps; the server drops what is smaller.
enum class interval_fields : unsigned char {
    year,
    month,
    day,
    hour,
    minute,
    second,
    year_to_month,
    day_to_hour,
    day_to_minute,
    day_to_second,
    hour_to_minute,
    hour_to_second,
    minute_to_second,
};
}  // namespace pg

/// Whether an interval of these fields has seconds, and so digits behind their point.
template <pg::interval_fields Fields>
inline constexpr bool has_seconds =
    Fields == pg::interval_fields::second or Fields == pg::interval_fields::day_to_second or
    Fields == pg::interval_fields::hour_to_second or Fields == pg::interval_fields::minute_to_second;

namespace types {

/// Months, days and microseconds.
///
/// Values and parameters are `virga::interval`. Its text is read in the style `postgres`, to which the clients set their
/// sessions; another one throws `value_error`. The least count of microseconds has no text that the server would take (22015).
/// Source: PostgreSQL manual, section 8.5.4, Interval Input; EncodeInterval and DecodeInterval in datetime.c; interval_send in
/// timestamp.c.
struct interval : detail::of_value<"interval", virga::interval> {
    static constexpr std::uint32_t oid = 1186;
    static constexpr std::uint32_t array_oid = 1187;
    static constexpr type_facts facts{.brin = true, .extremes = true, .is_text_constant = false};

    /// Each number has its sign: in the style sql_standard a minus before the first would be taken for that of all.
    static void write(std::string& out, const value_type& value) {
        if (value == value_type::infinity()) return void(out.append("infinity"));
        if (value == value_type::negative_infinity()) return void(out.append("-infinity"));
        append_signed(out, value.months);
        out.append(" mons ");
        append_signed(out, value.days);
        out.append(" days ");
        const std::int64_t count = value.microseconds.count();
        out.push_back(count < 0 ? '-' : '+');
        if (count == std::numeric_limits<std::int64_t>::min()) out.append("2562047788:00:54.775808");
        else detail::append_clock(out, count < 0 ? -count : count);
    }
    static value_type read(std::string_view source) {
        if (source == "infinity") return value_type::infinity();
        if (source == "-infinity") return value_type::negative_infinity();
        detail::clock_reader reader{source};
        std::int64_t months = 0;
        std::int64_t days = 0;
        std::int64_t microseconds = 0;
        bool is_clock = false;  // comes last
        bool is_good = not source.empty();
        while (is_good and not reader.at_end()) {
            if (is_clock) break;
            const bool is_negative = reader.take("-");
            if (not is_negative) reader.take("+");
            detail::clock_reader ahead = reader;
            std::int64_t number = 0;
            if (ahead.digits(1, 10, number) and ahead.take(" ")) {
                if (is_negative) number = -number;
                if (ahead.take("year")) months += number * 12;
                else if (ahead.take("mon")) months += number;
                else if (ahead.take("day")) days += number;
                else is_good = false;
                ahead.take("s");
                if (not ahead.at_end() and not ahead.take(" ")) is_good = false;
                reader = ahead;
            } else {
                is_good = reader.clock(10, microseconds);
                if (is_negative) microseconds = -microseconds;
                is_clock = true;
            }
        }
        if (not is_good or not reader.at_end())
            detail::refuse("interval", "the text is not an interval in the style postgres; set intervalstyle to postgres");
        return {narrow(months), narrow(days), std::chrono::microseconds{microseconds}};
    }
    static void write_binary(std::string& out, const value_type& value) {
        detail::append_network(out, std::int64_t{value.microseconds.count()});
        detail::append_network(out, value.days);
        detail::append_network(out, value.months);
    }
    static value_type read_binary(std::string_view bytes) {
        if (bytes.size() != 16) detail::refuse("interval", "the binary value does not have the size of the type");
        return {detail::network<std::int32_t>(bytes.data() + 12), detail::network<std::int32_t>(bytes.data() + 8),
                std::chrono::microseconds{detail::network<std::int64_t>(bytes.data())}};
    }

private:
    static void append_signed(std::string& out, std::int64_t number) {
        if (number >= 0) out.push_back('+');
        detail::append_decimal(out, number);
    }
    static std::int32_t narrow(std::int64_t number) {
        if (not detail::in_range<std::int32_t>(number)) detail::refuse("interval", "months and days have 32 bits each");
        return static_cast<std::int32_t>(number);
    }
};

/// An interval of some fields, `interval day to second`.
template <pg::interval_fields Fields>
struct interval_of : interval {
    using compared_type = interval;
    static constexpr auto spelling = [] {
        using enum pg::interval_fields;
        if constexpr (Fields == year) return fixed_string{"interval year"};
        else if constexpr (Fields == month) return fixed_string{"interval month"};
        else if constexpr (Fields == day) return fixed_string{"interval day"};
        else if constexpr (Fields == hour) return fixed_string{"interval hour"};
        else if constexpr (Fields == minute) return fixed_string{"interval minute"};
        else if constexpr (Fields == second) return fixed_string{"interval second"};
        else if constexpr (Fields == year_to_month) return fixed_string{"interval year to month"};
        else if constexpr (Fields == day_to_hour) return fixed_string{"interval day to hour"};
        else if constexpr (Fields == day_to_minute) return fixed_string{"interval day to minute"};
        else if constexpr (Fields == day_to_second) return fixed_string{"interval day to second"};
        else if constexpr (Fields == hour_to_minute) return fixed_string{"interval hour to minute"};
        else if constexpr (Fields == hour_to_second) return fixed_string{"interval hour to second"};
        else return fixed_string{"interval minute to second"};
    }();
};

struct interval_family {
    static constexpr std::size_t most_arguments = 2;
    template <class = void>
    static interval make();
    template <int Precision>
    static consteval auto make() {
        return precision_family<interval>::make<Precision>();
    }
    template <pg::interval_fields Fields>
    static consteval auto make() {
        return interval_of<Fields>{};
    }
    template <pg::interval_fields Fields, int Precision>
    static consteval auto make() {
        static_assert(has_seconds<Fields>, "interval: only fields that end in second take a precision");
        static_assert(is_time_precision<Precision>, "time, timestamp, interval: the precision is 0 to 6 digits of a second");
        return with_precision<interval_of<Fields>, is_time_precision<Precision> ? Precision : 6>{};
    }
};
}  // namespace types

namespace pg {
/// `interval`, `interval(Precision)`, `interval day to second` or `interval day to second(Precision)`; the fields are one of
/// `interval_fields`.
template <class Mode, fixed_string Name, auto... Attributes>
using interval = detail::member_of_family<Mode, types::interval_family, Name, Attributes...>;
}  // namespace pg
}  // namespace virga
