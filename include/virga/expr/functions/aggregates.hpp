// virga/expr/functions/aggregates.hpp: count, sum, avg, min, max and their like.
// Source: PostgreSQL manual, section 9.21, Aggregate Functions; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/aggregate.hpp>  // VIRGA_AGGREGATE
#include <virga/types/boolean.hpp>   // virga::types::boolean
#include <virga/types/text.hpp>      // virga::types::text

namespace virga {

/// `avg(number)`
VIRGA_AGGREGATE(avg, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision))
/// `bit_and(number)`
VIRGA_AGGREGATE(bit_and, types::smallint(types::smallint), types::integer(types::integer), types::bigint(types::bigint))
/// `bit_or(number)`
VIRGA_AGGREGATE(bit_or, types::smallint(types::smallint), types::integer(types::integer), types::bigint(types::bigint))
/// `bool_and(condition)`: whether all are true.
VIRGA_AGGREGATE(bool_and, types::boolean(types::boolean))
/// `bool_or(condition)`: whether one is true.
VIRGA_AGGREGATE(bool_or, types::boolean(types::boolean))
/// `corr(y, x)`: how they correlate.
VIRGA_AGGREGATE(corr, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `count()`, which SQL writes `count(*)`: the rows; `count(x)`: those in which it is not NULL.
VIRGA_AGGREGATE(count, types::bigint(), types::bigint(any_type), never_null)
/// `max(x)`
VIRGA_AGGREGATE(max, same_as<1>(any_ordered))
/// `min(x)`
VIRGA_AGGREGATE(min, same_as<1>(any_ordered))
/// `regr_slope(y, x)`: of the line that fits best.
VIRGA_AGGREGATE(regr_slope, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `regr_intercept(y, x)`: of the line that fits best, at 0.
VIRGA_AGGREGATE(regr_intercept, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `stddev_pop(number)`
VIRGA_AGGREGATE(stddev_pop, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision))
/// `stddev_samp(number)`
VIRGA_AGGREGATE(stddev_samp, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision), may_be_null)
/// `string_agg(text, delimiter)`: all in one text.
VIRGA_AGGREGATE(string_agg, types::text(types::text, types::text))
/// `sum(number)`
VIRGA_AGGREGATE(sum, types::bigint(types::smallint), types::bigint(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::real(types::real), types::double_precision(types::double_precision))
/// `var_pop(number)`
VIRGA_AGGREGATE(var_pop, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision))
/// `var_samp(number)`
VIRGA_AGGREGATE(var_samp, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision), may_be_null)
}  // namespace virga
