// virga/types/timestamptz.hpp: the column type timestamptz, a point in time.
#pragma once

#include <chrono>       // std::chrono::system_clock
#include <cstdint>      // std::uint32_t
#include <string_view>  // std::string_view

#include <virga/types/column_type.hpp>           // virga::column_type
#include <virga/types/declared.hpp>              // virga::pg::detail::member_of_family
#include <virga/types/detail/point_in_time.hpp>  // detail::point_in_time
#include <virga/types/with_precision.hpp>        // types::precision_family

namespace virga::types {

/// A point in time, to the microsecond. The server keeps no time zone; texts are in that of the session.
///
/// Values are `std::chrono::sys_time<std::chrono::microseconds>`; parameters may be any `sys_time` that is not
/// finer, and `sys_days`, which is midnight in UTC. `system_clock::now()` may be finer, as nanoseconds are with
/// gcc: `std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())`.
/// `max()` and `min()` stand for `infinity` and `-infinity`. The server's times go on to 294276, those of C++
/// to 294247-01-10: what is later than that, or before 4714-11-24 BC, throws `value_error`.
/// Source: PostgreSQL manual, section 8.5, Date/Time Types; datatype/timestamp.h for the range.
struct timestamptz : detail::point_in_time<std::chrono::system_clock, "timestamptz", "+00"> {
    static constexpr std::uint32_t oid = 1184;
    static constexpr std::uint32_t array_oid = 1185;
    /// The moment at which the transaction began, as SQL.
    static constexpr std::string_view now{"now()"};
};

static_assert(column_type<timestamptz>);
}  // namespace virga::types

namespace virga::pg {
/// `timestamptz` or, with a number first, `timestamptz(Precision)`.
template <class Mode, fixed_string Name, auto... Attributes>
using timestamptz = detail::member_of_family<Mode, types::precision_family<types::timestamptz>, Name, Attributes...>;
}  // namespace virga::pg
