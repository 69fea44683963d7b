// virga/types/to_string.hpp: the texts of dates and times, to_string(post.published_at).
#pragma once

#include <chrono>       // std::chrono::sys_time, local_time, days, year_month_day
#include <string>       // std::string
#include <type_traits>  // std::is_same_v

#include <virga/types/date.hpp>         // virga::types::date
#include <virga/types/interval.hpp>     // virga::types::interval
#include <virga/types/time.hpp>         // virga::types::time
#include <virga/types/timestamp.hpp>    // virga::types::timestamp
#include <virga/types/timestamptz.hpp>  // virga::types::timestamptz
#include <virga/types/timetz.hpp>       // virga::types::timetz

namespace virga {

namespace detail {
template <class Type, class Value>
std::string text_of(const Value& value) {
    std::string text;
    Type::write(text, value);
    return text;
}
/// The same of a time that may be finer than what is kept.
template <class Type, class Time>
std::string text_of_time(const Time& value) {
    static_assert(Type::template accepts<Time>,
                  "to_string: PostgreSQL keeps whole microseconds; cut the time to these, by "
                  "std::chrono::floor<std::chrono::microseconds>(time)");
    if constexpr (Type::template accepts<Time>) return text_of<Type>(value);
    else return {};
}
}  // namespace detail

/// The text of a date or a point in time as it is sent to PostgreSQL: `2026-11-30`, and with a time of day in UTC
/// `2026-11-30 08:15:00.5+00`.
/// Errors: `value_error` for a time that PostgreSQL does not have.
template <class Duration>
[[nodiscard]] std::string to_string(const std::chrono::sys_time<Duration>& value) {
    if constexpr (std::is_same_v<Duration, std::chrono::days>) return detail::text_of<types::date>(value);
    else return detail::text_of_time<types::timestamptz>(value);
}
/// The same of what a calendar and a clock show, `2026-11-30 08:15:00.5`.
template <class Duration>
[[nodiscard]] std::string to_string(const std::chrono::local_time<Duration>& value) {
    return detail::text_of_time<types::timestamp>(value);
}
/// The same of a time of day, a duration since midnight: `08:15:00.5`.
/// Errors: `value_error` for one below zero or above 24 hours.
template <class Count, class Period>
[[nodiscard]] std::string to_string(const std::chrono::duration<Count, Period>& value) {
    return detail::text_of_time<types::time>(value);
}
/// The same of a date, an interval, `+1 mons +2 days +03:00:00`, and a time with an offset from UTC, `08:15:00+01`.
template <class Value>
    requires(std::is_same_v<Value, std::chrono::year_month_day> or std::is_same_v<Value, interval> or
             std::is_same_v<Value, timetz>)
[[nodiscard]] std::string to_string(const Value& value) {
    if constexpr (std::is_same_v<Value, interval>) return detail::text_of<types::interval>(value);
    else if constexpr (std::is_same_v<Value, timetz>) return detail::text_of<types::timetz>(value);
    else return detail::text_of<types::date>(value);
}
}  // namespace virga
