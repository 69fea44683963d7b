// virga/types/date.hpp: the column type date.
#pragma once

#include <chrono>       // std::chrono::sys_days, std::chrono::year_month_day
#include <concepts>     // std::same_as
#include <cstdint>      // std::int32_t, std::int64_t, std::uint32_t
#include <limits>       // std::numeric_limits
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/date_time_text.hpp>  // detail::append_date, detail::date_time_reader
#include <virga/types/detail/network_order.hpp>   // detail::append_network, detail::read_network
#include <virga/types/detail/refuse.hpp>          // detail::refuse

namespace virga::types {

/// A day, from 4714-11-24 BC to 5874897-12-31 in the proleptic Gregorian calendar.
///
/// Values are `std::chrono::sys_days`, whose `max()` and `min()` stand for `infinity` and `-infinity`;
/// parameters may also be `year_month_day`. Any other day throws `value_error`, and so does a
/// `year_month_day` that is not `ok()`.
/// Source: PostgreSQL manual, section 8.5, Date/Time Types; datatype/timestamp.h for the range.
struct date {
    using value_type = std::chrono::sys_days;
    static constexpr fixed_string spelling{"date"};
    static constexpr std::uint32_t oid = 1082;
    static constexpr std::uint32_t array_oid = 1182;
    /// The day in UTC when the transaction began, as SQL; see `timestamp::now`.
    static constexpr std::string_view now{"(now() at time zone 'UTC')::date"};
    static constexpr type_category category = type_category::date_time;

    template <class Value>
    static constexpr bool accepts =
        std::same_as<Value, std::chrono::sys_days> or std::same_as<Value, std::chrono::year_month_day>;

    /// `value` as a row holds it. Throws `value_error` when it is out of range.
    static constexpr value_type convert(std::chrono::sys_days value) {
        const auto days = value.time_since_epoch().count();
        if (days != infinity and days != minus_infinity and (days < first or last < days)) out_of_range();
        return value;
    }
    static constexpr value_type convert(std::chrono::year_month_day value) {
        if (not value.ok()) detail::refuse("date", "the year_month_day names no day of the calendar");
        return convert(std::chrono::sys_days{value});
    }

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, Value value) {
        append(out, convert(value).time_since_epoch().count());
    }

    static value_type read(std::string_view source) {
        if (source.size() == 10) {
            if (const auto days = detail::usual_date(source)) return from_days(*days);
        }
        if (source == "infinity") return value_type::max();
        if (source == "-infinity") return value_type::min();
        detail::date_time_reader reader{source};
        if (not reader.date() or not reader.end()) detail::refuse("date", "the text is not an ISO date");
        return convert(from_days(reader.days()));
    }

    static void write_binary(std::string& out, const value_type& value) {
        using limits = std::numeric_limits<std::int32_t>;
        const auto days = convert(value).time_since_epoch().count();
        detail::append_network(out, days == infinity         ? limits::max()
                                    : days == minus_infinity ? limits::min()
                                                             : static_cast<std::int32_t>(days - epoch));
    }

    static value_type read_binary(std::string_view bytes) {
        using limits = std::numeric_limits<std::int32_t>;
        const auto days = detail::read_network<std::int32_t>("date", bytes);
        if (days == limits::max()) return value_type::max();
        if (days == limits::min()) return value_type::min();
        return convert(from_days(std::int64_t{days} + epoch));
    }

private:
    static constexpr value_type from_days(std::int64_t days) {
        return value_type{std::chrono::days{static_cast<std::chrono::days::rep>(days)}};
    }

    // Days are numbers here: each comparison of points in time asks all of <chrono> what it could mean.
    using count = std::chrono::days::rep;
    static constexpr count infinity = std::numeric_limits<count>::max();
    static constexpr count minus_infinity = std::numeric_limits<count>::min();
    static constexpr std::int64_t epoch = 10'957;      // 2000-01-01
    static constexpr std::int64_t first = -2'440'588;  // Julian day 0
    static constexpr std::int64_t last = 2'145'042'905;

    static void append(std::string& out, count days) {
        if (days == infinity) {
            out.append("infinity");
        } else if (days == minus_infinity) {
            out.append("-infinity");
        } else {
            out.append(detail::append_date(out, days));
        }
    }

    [[noreturn]] static void out_of_range() {
        detail::refuse("date", "a day is infinite or from 4714-11-24 BC to 5874897-12-31");
    }
};

static_assert(column_type<date>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using date = detail::member<Mode, types::date, Name, Attributes...>;
}  // namespace virga::pg
