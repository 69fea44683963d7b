// virga/expr/functions/range.hpp: functions of ranges and multiranges, and what they are made of.
// Source: PostgreSQL manual, section 9.20, Range/Multirange Functions and Operators; tests/postgres compares all with pg_proc.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/expr/aggregate.hpp>       // VIRGA_AGGREGATE
#include <virga/expr/function.hpp>        // virga::function
#include <virga/expr/functions/text.hpp>  // lower and upper of texts
#include <virga/expr/operation.hpp>       // virga::detail::operate
#include <virga/expr/range_forms.hpp>     // virga::detail::range_type

namespace virga {

/// Stands for a parameter of any range type.
struct any_range {
    template <class Type>
    static constexpr bool takes = detail::range_type<Type>;
};
/// Stands for a parameter of any range or multirange type.
struct any_ranges {
    template <class Type>
    static constexpr bool takes = detail::range_type<Type> or detail::multirange_type<Type>;
};
/// Stands for a parameter of any multirange type.
struct any_multirange {
    template <class Type>
    static constexpr bool takes = detail::multirange_type<Type>;
};
/// As the result: the type of the bounds of the argument at `Position`, from 1; of the ranges in it; of several such ranges.
template <std::size_t Position>
struct as_bound_of {};
template <std::size_t Position>
struct as_range_in {};
template <std::size_t Position>
struct as_multirange_of {};

namespace detail {
template <std::size_t Position, class... Operands>
using stored_operand = types::stored_type_t<type_of<list_item_t<list<Operands...>, Position - 1>>>;
template <std::size_t Position, class... Operands>
struct result_of<as_bound_of<Position>, Operands...> {
    using type = typename stored_operand<Position, Operands...>::bound_type;
};
template <std::size_t Position, class... Operands>
struct result_of<as_range_in<Position>, Operands...> {
    using type = typename stored_operand<Position, Operands...>::range_type;
};
template <std::size_t Position, class... Operands>
struct result_of<as_multirange_of<Position>, Operands...> : multirange_over<stored_operand<Position, Operands...>> {};

template <class Given>
concept range_expression = expression_like<Given> and kind_of_operand<std::remove_cvref_t<Given>>::is_range;
}  // namespace detail

/// Defines a function of ranges by a name that another function of virga has: overloads, of which this one is for ranges.
#define VIRGA_FUNCTION_OF_RANGE(name, ...)                                                                   \
    template <detail::range_expression Given>                                                                \
    [[nodiscard, gnu::always_inline]] constexpr auto name(Given&& given) {                                   \
        return ::virga::detail::called< ::virga::function, #name, __VA_ARGS__>(static_cast<Given&&>(given)); \
    }

/// `lower(range)`: its lower bound; NULL where it has none or is empty.
VIRGA_FUNCTION_OF_RANGE(lower, as_bound_of<1>(any_ranges), may_be_null)
/// `upper(range)`: its upper bound; NULL where it has none or is empty.
VIRGA_FUNCTION_OF_RANGE(upper, as_bound_of<1>(any_ranges), may_be_null)
/// `isempty(range)`
VIRGA_FUNCTION(isempty, types::boolean(any_ranges))
/// `lower_inc(range)`: whether the lower bound belongs to it.
VIRGA_FUNCTION(lower_inc, types::boolean(any_ranges))
/// `upper_inc(range)`: whether the upper bound belongs to it.
VIRGA_FUNCTION(upper_inc, types::boolean(any_ranges))
/// `lower_inf(range)`: whether it has no lower bound.
VIRGA_FUNCTION(lower_inf, types::boolean(any_ranges))
/// `upper_inf(range)`: whether it has no upper bound.
VIRGA_FUNCTION(upper_inf, types::boolean(any_ranges))
/// `range_merge(multirange)`: the smallest range that holds them all.
VIRGA_FUNCTION(range_merge, as_range_in<1>(any_multirange))

/// `range_agg(range)`: all of them in one multirange.
VIRGA_AGGREGATE(range_agg, as_multirange_of<1>(any_range))
/// `range_intersect_agg(range)`: what is in all of them.
VIRGA_AGGREGATE(range_intersect_agg, same_as<1>(any_ranges))

/// `int4range(lower, upper)`: with the first and without the last; `int4range(lower, upper, bounds)`, of which are `"[)"`, `"[]"`,
/// `"(]"` and `"()"`. A bound that is NULL is none.
VIRGA_FUNCTION(int4range, types::int4range(types::integer, types::integer),
               types::int4range(types::integer, types::integer, types::text), never_null)
/// `int8range(lower, upper)`, `int8range(lower, upper, bounds)`
VIRGA_FUNCTION(int8range, types::int8range(types::bigint, types::bigint),
               types::int8range(types::bigint, types::bigint, types::text), never_null)
/// `numrange(lower, upper)`, `numrange(lower, upper, bounds)`
VIRGA_FUNCTION(numrange, types::numrange(types::numeric<>, types::numeric<>),
               types::numrange(types::numeric<>, types::numeric<>, types::text), never_null)
/// `tsrange(lower, upper)`, `tsrange(lower, upper, bounds)`
VIRGA_FUNCTION(tsrange, types::tsrange(types::timestamp, types::timestamp),
               types::tsrange(types::timestamp, types::timestamp, types::text), never_null)
/// `tstzrange(lower, upper)`, `tstzrange(lower, upper, bounds)`
VIRGA_FUNCTION(tstzrange, types::tstzrange(types::timestamptz, types::timestamptz),
               types::tstzrange(types::timestamptz, types::timestamptz, types::text), never_null)
/// `daterange(lower, upper)`, `daterange(lower, upper, bounds)`
VIRGA_FUNCTION(daterange, types::daterange(types::date, types::date),
               types::daterange(types::date, types::date, types::text), never_null)

/// `left -|- right`: whether two ranges meet, with nothing between them and nothing in both.
template <class Left, class Right>
    requires are_sql_arguments<Left, Right>
[[nodiscard, gnu::always_inline]] constexpr auto adjacent(Left&& left, Right&& right) {
    return detail::operate<operators::adjacent>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left &< right`: whether nothing of the first comes after the end of the second.
template <class Left, class Right>
    requires are_sql_arguments<Left, Right>
[[nodiscard, gnu::always_inline]] constexpr auto ends_no_later(Left&& left, Right&& right) {
    return detail::operate<operators::ends_no_later>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left &> right`: whether nothing of the first comes before the start of the second.
template <class Left, class Right>
    requires are_sql_arguments<Left, Right>
[[nodiscard, gnu::always_inline]] constexpr auto starts_no_earlier(Left&& left, Right&& right) {
    return detail::operate<operators::starts_no_earlier>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
}  // namespace virga
