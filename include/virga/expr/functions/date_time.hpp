// virga/expr/functions/date_time.hpp: functions of dates and times.
// Source: PostgreSQL manual, section 9.9, Date/Time Functions and Operators; tests/postgres compares all with pg_proc.
//
// Forms that ask the session for its time zone are left out: over HTTP that is the role's, and the same query would give another
// value. `date_trunc("day", at_time_zone(moment, "Europe/Berlin"))` says which is meant.
#pragma once

#include <virga/expr/function.hpp>      // VIRGA_FUNCTION
#include <virga/types/boolean.hpp>      // virga::types::boolean
#include <virga/types/interval.hpp>     // virga::types::interval
#include <virga/types/text.hpp>         // virga::types::text
#include <virga/types/time.hpp>         // virga::types::time
#include <virga/types/timestamptz.hpp>  // virga::types::timestamptz

namespace virga {

/// `time at time zone zone`: of a timestamptz what clocks show there, a timestamp; of a timestamp the moment at which they show it.
/// It is written as the function that PostgreSQL makes of it, `timezone(zone, time)`: C has a variable of that name.
template <class Time, class Zone>
    requires are_sql_arguments<Time, Zone>
[[nodiscard, gnu::always_inline]] constexpr auto at_time_zone(Time&& time, Zone&& zone) {
    return function<"timezone", types::timestamp(types::text, types::timestamptz),
                    types::timestamptz(types::text, types::timestamp)>{}(static_cast<Zone&&>(zone), static_cast<Time&&>(time));
}
/// `age(end, start)`: the interval between two times, in years, months and days.
VIRGA_FUNCTION(age, types::interval(types::timestamp, types::timestamp), types::interval(types::timestamptz, types::timestamptz),
               not_offered(stated<types::date>, stated<types::date>), not_offered(stated<types::date>, stated<types::timestamptz>),
               not_offered(stated<types::timestamptz>, stated<types::date>),
               not_offered(stated<types::timestamp>, stated<types::timestamptz>),
               not_offered(stated<types::timestamptz>, stated<types::timestamp>))
/// `clock_timestamp()`: the moment at which it is asked.
VIRGA_FUNCTION(clock_timestamp, types::timestamptz(), volatile_)
/// `date_bin(stride, time, origin)`: the begin of the span of that length in which the time lies, counted from the origin.
VIRGA_FUNCTION(date_bin, types::timestamp(types::interval, types::timestamp, types::timestamp),
               types::timestamptz(types::interval, types::timestamptz, types::timestamptz),
               not_offered(types::interval, stated<types::date>, stated<types::date>),
               not_offered(types::interval, stated<types::date>, stated<types::timestamptz>),
               not_offered(types::interval, stated<types::timestamptz>, stated<types::date>),
               not_offered(types::interval, stated<types::timestamp>, stated<types::timestamptz>),
               not_offered(types::interval, stated<types::timestamptz>, stated<types::timestamp>))
/// `date_part(field, time)`: `year`, `month`, `dow`, `epoch`, ... of it; NULL where an infinity has none. See `extract`.
VIRGA_FUNCTION(date_part, types::double_precision(types::text, types::timestamp), types::double_precision(types::text, types::date),
               types::double_precision(types::text, types::time), types::double_precision(types::text, types::interval),
               not_offered(types::text, types::timestamptz), may_be_null)
/// `date_trunc(field, timestamp)`: cut off below `year`, `month`, `week`, `day`, `hour`, ...; of an interval likewise; of a
/// timestamptz where clocks of a zone show it, `date_trunc("day", post.created_at, "Europe/Berlin")`.
VIRGA_FUNCTION(date_trunc, types::timestamp(types::text, types::timestamp), types::interval(types::text, types::interval),
               ruled<types::timestamptz, stable>(types::text, types::timestamptz, types::text),
               not_offered(types::text, types::timestamptz), not_offered(types::text, stated<types::timestamp>, types::text),
               not_offered(types::text, stated<types::date>, types::text))
/// `isfinite(time)`: whether it is neither infinity.
VIRGA_FUNCTION(isfinite, types::boolean(types::date), types::boolean(types::timestamp), types::boolean(types::timestamptz),
               types::boolean(types::interval))
/// `justify_days(interval)`: with each 30 days as a month.
VIRGA_FUNCTION(justify_days, types::interval(types::interval))
/// `justify_hours(interval)`: with each 24 hours as a day.
VIRGA_FUNCTION(justify_hours, types::interval(types::interval))
/// `justify_interval(interval)`: with both, and one sign.
VIRGA_FUNCTION(justify_interval, types::interval(types::interval))
/// `make_date(year, month, day)`
VIRGA_FUNCTION(make_date, types::date(types::integer, types::integer, types::integer))
/// `make_interval(years, months, weeks, days)`, `(years, months, weeks, days, hours, minutes, seconds)`
VIRGA_FUNCTION(make_interval, types::interval(types::integer, types::integer, types::integer, types::integer),
               types::interval(types::integer, types::integer, types::integer, types::integer, types::integer, types::integer,
                               types::double_precision))
/// `make_time(hour, minute, seconds)`
VIRGA_FUNCTION(make_time, types::time(types::integer, types::integer, types::double_precision))
/// `make_timestamp(year, month, day, hour, minute, seconds)`
VIRGA_FUNCTION(make_timestamp, types::timestamp(types::integer, types::integer, types::integer, types::integer, types::integer,
                                                types::double_precision))
/// `make_timestamptz(year, month, day, hour, minute, seconds, zone)`: the moment at which clocks of a zone show that.
VIRGA_FUNCTION(make_timestamptz,
               types::timestamptz(types::integer, types::integer, types::integer, types::integer, types::integer,
                                  types::double_precision, types::text),
               not_offered(types::integer, types::integer, types::integer, types::integer, types::integer, types::double_precision),
               stable)
/// `now()`: the start of the transaction, a timestamptz.
VIRGA_FUNCTION(now, types::timestamptz(), stable)
/// `statement_timestamp()`: the start of the statement.
VIRGA_FUNCTION(statement_timestamp, types::timestamptz(), stable)
/// `to_char(value, format)`: a timestamp, an interval or a number as a text of that form, `to_char(post.views, "999,999")`. Of a
/// time or an interval it is NULL where that is infinite, or the format empty.
VIRGA_FUNCTION(to_char, ruled<types::text, stable, may_be_null>(types::timestamp, types::text),
               ruled<types::text, stable, may_be_null>(types::interval, types::text), types::text(types::integer, types::text),
               types::text(types::bigint, types::text), types::text(types::numeric<>, types::text),
               types::text(types::real, types::text), types::text(types::double_precision, types::text),
               not_offered(types::timestamptz, types::text), stable)
/// `to_date(text, format)`: the date that a text of that form says.
VIRGA_FUNCTION(to_date, types::date(types::text, types::text), stable)
/// `to_number(text, format)`: the number that a text of that form says. NULL where the format is empty.
VIRGA_FUNCTION(to_number, types::numeric<>(types::text, types::text), stable, may_be_null)
/// `to_timestamp(seconds)`: the moment so long after 1970.
VIRGA_FUNCTION(to_timestamp, types::timestamptz(types::double_precision))
/// `transaction_timestamp()`: what `now()` gives.
VIRGA_FUNCTION(transaction_timestamp, types::timestamptz(), stable)
}  // namespace virga
