// virga/expr/functions/date_time.hpp: functions of dates and times.
// Source: PostgreSQL manual, section 9.9, Date/Time Functions and Operators; tests/postgres compares all with pg_proc.
//
// Forms that ask the session for its time zone are left out: over HTTP that is the role's, and the same query would give another
// value. `date_trunc("day", at_time_zone(moment, "Europe/Berlin"))` says which is meant.
#pragma once

#include <virga/expr/function.hpp>      // VIRGA_FUNCTION
#include <virga/types/boolean.hpp>      // virga::types::boolean
#include <virga/types/text.hpp>         // virga::types::text
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
/// `clock_timestamp()`: the moment at which it is asked.
VIRGA_FUNCTION(clock_timestamp, types::timestamptz(), volatile_)
/// `date_part(field, time)`: `year`, `month`, `dow`, `epoch`, ... of it; NULL where an infinity has none. See `extract`.
VIRGA_FUNCTION(date_part, types::double_precision(types::text, types::timestamp), types::double_precision(types::text, types::date),
               not_offered(types::text, types::timestamptz), may_be_null)
/// `date_trunc(field, timestamp)`: cut off below `year`, `month`, `week`, `day`, `hour`, ...
VIRGA_FUNCTION(date_trunc, types::timestamp(types::text, types::timestamp), not_offered(types::text, types::timestamptz))
/// `isfinite(time)`: whether it is neither infinity.
VIRGA_FUNCTION(isfinite, types::boolean(types::date), types::boolean(types::timestamp), types::boolean(types::timestamptz))
/// `make_date(year, month, day)`
VIRGA_FUNCTION(make_date, types::date(types::integer, types::integer, types::integer))
/// `make_timestamp(year, month, day, hour, minute, seconds)`
VIRGA_FUNCTION(make_timestamp, types::timestamp(types::integer, types::integer, types::integer, types::integer, types::integer,
                                                types::double_precision))
/// `now()`: the start of the transaction, a timestamptz.
VIRGA_FUNCTION(now, types::timestamptz(), stable)
/// `statement_timestamp()`: the start of the statement.
VIRGA_FUNCTION(statement_timestamp, types::timestamptz(), stable)
/// `to_timestamp(seconds)`: the moment so long after 1970.
VIRGA_FUNCTION(to_timestamp, types::timestamptz(types::double_precision))
/// `transaction_timestamp()`: what `now()` gives.
VIRGA_FUNCTION(transaction_timestamp, types::timestamptz(), stable)
}  // namespace virga
