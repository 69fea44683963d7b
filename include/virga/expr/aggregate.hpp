// virga/expr/aggregate.hpp: count, sum, avg, min, max, with PostgreSQL's result types.
#pragma once

#include <virga/expr/arithmetic.hpp>  // virga::is_number, the types of numbers
#include <virga/expr/expression.hpp>  // virga::expression
#include <virga/expr/misplaced.hpp>   // virga::detail::untyped

namespace virga {

namespace node {
/// An aggregate of a group of rows; NULL for a group without values, but for `count`.
template <fixed_string Name, class Type, class... Arguments>
struct aggregate_call {
    using type = Type;
    using children = list<Arguments...>;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_aggregate = true;
    template <class>
    static constexpr bool nullable_in = Name.view() != "count";
    static constexpr void write(writer& out) {
        out.text(Name.view());
        out.begin_aggregate();
        out.text("(");
        if (sizeof...(Arguments) == 0) out.text("*");
        out.list({&Arguments::write...});
        out.text(")");
        out.end_aggregate();
    }
};
}  // namespace node

namespace detail {
/// `sum` of smallint and integer is bigint, of bigint numeric, of others their own type.
/// Source: PostgreSQL manual, section 9.21, Aggregate Functions.
template <class Type>
constexpr auto sum_type() {
    if constexpr (Type::oid == types::smallint::oid or Type::oid == types::integer::oid) return types::bigint{};
    else if constexpr (Type::oid == types::bigint::oid or Type::oid == types::numeric<>::oid) return types::numeric<>{};
    else return Type{};
}
/// `avg` of floats is double precision, of other numbers numeric.
template <class Type>
constexpr auto average_type() {
    if constexpr (Type::oid == types::real::oid or Type::oid == types::double_precision::oid) return types::double_precision{};
    else return types::numeric<>{};
}
/// `min` and `max` of varchar are text, of numeric(p, s) numeric.
template <class Type>
constexpr auto extreme_type() {
    if constexpr (types::stored_type_t<Type>::oid == types::numeric<>::oid) return types::numeric<>{};
    else return compared_t<Type>{};
}
}  // namespace detail

/// Whether `min` and `max` exist for the expression's type: numbers, text, dates and times, enums.
template <class Expression>
inline constexpr bool is_ordered = is_number<Expression> or type_of<Expression>::category == type_category::text or
                                   type_of<Expression>::category == type_category::date_time or
                                   type_of<Expression>::category == type_category::enumeration;

/// `count(*)`: the rows of the group, a bigint.
[[nodiscard]] constexpr auto count() { return expression<node::aggregate_call<"count", types::bigint>>{}; }

/// `count(operand)`: the rows of the group in which it is not NULL, a bigint.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto count(const Operand& operand) {
    return detail::make_expression<node::aggregate_call<"count", types::bigint, tree_of<Operand>>>(operand.parameters);
}

namespace detail {
template <fixed_string Name, class Type, class Operand>
[[gnu::always_inline]] constexpr auto aggregate(const Operand& operand) {
    return make_expression<node::aggregate_call<Name, Type, tree_of<Operand>>>(operand.parameters);
}
}  // namespace detail

/// `sum(operand)` of numbers; NULL for no rows.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto sum(const Operand& operand) {
    if constexpr (not is_number<Operand>) {
        static_assert(is_number<Operand>, "sum: the argument is no number");
        return detail::refuse<types::bigint>();
    } else {
        return detail::aggregate<"sum", decltype(detail::sum_type<types::stored_type_t<type_of<Operand>>>())>(operand);
    }
}

/// `avg(operand)` of numbers; NULL for no rows.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto avg(const Operand& operand) {
    if constexpr (not is_number<Operand>) {
        static_assert(is_number<Operand>, "avg: the argument is no number");
        return detail::refuse<types::double_precision>();
    } else {
        return detail::aggregate<"avg", decltype(detail::average_type<types::stored_type_t<type_of<Operand>>>())>(operand);
    }
}

/// `min(operand)`; NULL for no rows.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto min(const Operand& operand) {
    if constexpr (not is_ordered<Operand>) {
        static_assert(is_ordered<Operand>, "min: the server has no min for the argument's type");
        return detail::refuse<type_of<Operand>>();
    } else {
        return detail::aggregate<"min", decltype(detail::extreme_type<type_of<Operand>>())>(operand);
    }
}

/// `max(operand)`; NULL for no rows.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto max(const Operand& operand) {
    if constexpr (not is_ordered<Operand>) {
        static_assert(is_ordered<Operand>, "max: the server has no max for the argument's type");
        return detail::refuse<type_of<Operand>>();
    } else {
        return detail::aggregate<"max", decltype(detail::extreme_type<type_of<Operand>>())>(operand);
    }
}

// Of what is no expression: the argument of an aggregate tells no type.
template <detail::untyped Operand>
[[nodiscard]] constexpr auto count(const Operand&) {
    return detail::refuse_misplaced<Operand>();
}
template <detail::untyped Operand>
[[nodiscard]] constexpr auto sum(const Operand&) {
    return detail::refuse_misplaced<Operand>();
}
template <detail::untyped Operand>
[[nodiscard]] constexpr auto avg(const Operand&) {
    return detail::refuse_misplaced<Operand>();
}
template <detail::untyped Operand>
[[nodiscard]] constexpr auto min(const Operand&) {
    return detail::refuse_misplaced<Operand>();
}
template <detail::untyped Operand>
[[nodiscard]] constexpr auto max(const Operand&) {
    return detail::refuse_misplaced<Operand>();
}
}  // namespace virga
