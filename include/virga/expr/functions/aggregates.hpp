// virga/expr/functions/aggregates.hpp: count, sum, avg, min, max and their like.
// Source: PostgreSQL manual, section 9.21, Aggregate Functions; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/aggregate.hpp>         // VIRGA_AGGREGATE
#include <virga/expr/functions/common.hpp>  // virga::detail::free_of_limit
#include <virga/types/array.hpp>            // virga::types::array_with_nulls
#include <virga/types/boolean.hpp>          // virga::types::boolean
#include <virga/types/bytea.hpp>            // virga::types::bytea
#include <virga/types/interval.hpp>         // virga::types::interval
#include <virga/types/json.hpp>             // virga::types::json
#include <virga/types/jsonb.hpp>            // virga::types::jsonb
#include <virga/types/money.hpp>            // virga::types::money
#include <virga/types/text.hpp>             // virga::types::text

namespace virga {

/// Stands for a parameter of any type but an array.
struct any_single {
    template <class Type>
    static constexpr bool takes = Type::category != type_category::array;
};
/// As the result: an array of the type of the argument at `Position`, from 1.
template <std::size_t Position>
struct array_of {};
namespace detail {
template <std::size_t Position, class... Operands>
struct result_of<array_of<Position>, Operands...> {
    using type = types::array_with_nulls<
        typename free_of_limit<types::stored_type_t<type_of<list_item_t<list<Operands...>, Position - 1>>>>::type>;
};
}  // namespace detail

/// `array_agg(x)`: all in an array, NULLs too.
VIRGA_AGGREGATE(array_agg, array_of<1>(any_single))
/// `avg(number)`, and of intervals
VIRGA_AGGREGATE(avg, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision), types::interval(types::interval))
/// `bit_and(number)`
VIRGA_AGGREGATE(bit_and, types::smallint(types::smallint), types::integer(types::integer), types::bigint(types::bigint))
/// `bit_or(number)`
VIRGA_AGGREGATE(bit_or, types::smallint(types::smallint), types::integer(types::integer), types::bigint(types::bigint))
/// `bit_xor(number)`
VIRGA_AGGREGATE(bit_xor, types::smallint(types::smallint), types::integer(types::integer), types::bigint(types::bigint))
/// `bool_and(condition)`: whether all are true.
VIRGA_AGGREGATE(bool_and, types::boolean(types::boolean))
/// `bool_or(condition)`: whether one is true.
VIRGA_AGGREGATE(bool_or, types::boolean(types::boolean))
/// `corr(y, x)`: how they correlate.
VIRGA_AGGREGATE(corr, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `count()`, which SQL writes `count(*)`: the rows; `count(x)`: those in which it is not NULL.
VIRGA_AGGREGATE(count, types::bigint(), types::bigint(any_type), never_null)
/// `covar_pop(y, x)`: their covariance, of all.
VIRGA_AGGREGATE(covar_pop, types::double_precision(types::double_precision, types::double_precision))
/// `covar_samp(y, x)`: their covariance, of a sample.
VIRGA_AGGREGATE(covar_samp, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `json_agg(x)`: all in an array of json, NULLs too; `json_agg(post)` whole rows, as objects.
VIRGA_AGGREGATE(json_agg, types::json(any_type), types::json(any_row))
/// `json_object_agg(key, value)`: all in an object.
VIRGA_AGGREGATE(json_object_agg, types::json(any_type, any_type))
/// `jsonb_agg(x)`: all in an array of jsonb, NULLs too.
VIRGA_AGGREGATE(jsonb_agg, types::jsonb(any_type), types::jsonb(any_row))
/// `jsonb_object_agg(key, value)`: all in an object.
VIRGA_AGGREGATE(jsonb_object_agg, types::jsonb(any_type, any_type))
/// `max(x)`
VIRGA_AGGREGATE(max, same_as<1>(any_ordered))
/// `min(x)`
VIRGA_AGGREGATE(min, same_as<1>(any_ordered))
/// `regr_avgx(y, x)`: the average of x where there are both.
VIRGA_AGGREGATE(regr_avgx, types::double_precision(types::double_precision, types::double_precision))
/// `regr_avgy(y, x)`: the average of y where there are both.
VIRGA_AGGREGATE(regr_avgy, types::double_precision(types::double_precision, types::double_precision))
/// `regr_count(y, x)`: how many rows have both.
VIRGA_AGGREGATE(regr_count, types::bigint(types::double_precision, types::double_precision), never_null)
/// `regr_r2(y, x)`: the square of how they correlate.
VIRGA_AGGREGATE(regr_r2, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `regr_slope(y, x)`: of the line that fits best.
VIRGA_AGGREGATE(regr_slope, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `regr_intercept(y, x)`: of the line that fits best, at 0.
VIRGA_AGGREGATE(regr_intercept, types::double_precision(types::double_precision, types::double_precision), may_be_null)
/// `regr_sxx(y, x)`: the squares of what x is from its average, in all.
VIRGA_AGGREGATE(regr_sxx, types::double_precision(types::double_precision, types::double_precision))
/// `regr_sxy(y, x)`: the products of what both are from their averages, in all.
VIRGA_AGGREGATE(regr_sxy, types::double_precision(types::double_precision, types::double_precision))
/// `regr_syy(y, x)`: the squares of what y is from its average, in all.
VIRGA_AGGREGATE(regr_syy, types::double_precision(types::double_precision, types::double_precision))
/// `stddev(number)`: the same as `stddev_samp`.
VIRGA_AGGREGATE(stddev, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision), may_be_null)
/// `stddev_pop(number)`
VIRGA_AGGREGATE(stddev_pop, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision))
/// `stddev_samp(number)`
VIRGA_AGGREGATE(stddev_samp, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision), may_be_null)
/// `string_agg(text, delimiter)`: all in one text; of bytea likewise.
VIRGA_AGGREGATE(string_agg, types::text(types::text, types::text), types::bytea(types::bytea, types::bytea))
/// `sum(number)`, and of intervals and money
VIRGA_AGGREGATE(sum, types::bigint(types::smallint), types::bigint(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::real(types::real), types::double_precision(types::double_precision),
                types::interval(types::interval), types::money(types::money))
/// `var_pop(number)`
VIRGA_AGGREGATE(var_pop, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision))
/// `var_samp(number)`
VIRGA_AGGREGATE(var_samp, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision), may_be_null)
/// `variance(number)`: the same as `var_samp`.
VIRGA_AGGREGATE(variance, types::numeric<>(types::smallint), types::numeric<>(types::integer), types::numeric<>(types::bigint),
                types::numeric<>(types::numeric<>), types::double_precision(types::real),
                types::double_precision(types::double_precision), may_be_null)
}  // namespace virga
