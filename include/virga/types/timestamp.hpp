// virga/types/timestamp.hpp: the column type timestamp, a date and time of no particular place.
#pragma once

#include <chrono>       // std::chrono::local_t
#include <cstdint>      // std::uint32_t
#include <string_view>  // std::string_view

#include <virga/types/column_type.hpp>           // virga::column_type
#include <virga/types/declared.hpp>              // virga::pg::detail::member_of_family
#include <virga/types/detail/point_in_time.hpp>  // detail::point_in_time
#include <virga/types/with_precision.hpp>        // types::precision_family

namespace virga::types {

/// What a calendar and a clock on the wall show, to the microsecond, wherever they hang.
///
/// Values are `std::chrono::local_time<std::chrono::microseconds>`; parameters may be any `local_time` that is
/// not finer. To say when something happened, use `timestamptz`.
/// `max()` and `min()` stand for `infinity` and `-infinity`. The server's times go on to 294276, those of C++
/// to 294247-01-10: what is later than that, or before 4714-11-24 BC, throws `value_error`.
/// Source: PostgreSQL manual, section 8.5, Date/Time Types; datatype/timestamp.h for the range.
struct timestamp : detail::point_in_time<std::chrono::local_t, "timestamp", ""> {
    static constexpr std::uint32_t oid = 1114;
    static constexpr std::uint32_t array_oid = 1115;
    /// What clocks in UTC showed when the transaction began, as SQL. A bare `now()` would be read off the clock of the
    /// session's zone: one query would store other values for other roles, and over HTTP.
    static constexpr std::string_view now{"(now() at time zone 'UTC')"};
};

static_assert(column_type<timestamp>);
}  // namespace virga::types

namespace virga::pg {
/// `timestamp` or, with a number first, `timestamp(Precision)`.
template <class Mode, fixed_string Name, auto... Attributes>
using timestamp = detail::member_of_family<Mode, types::precision_family<types::timestamp>, Name, Attributes...>;
}  // namespace virga::pg
