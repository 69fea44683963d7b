// virga/expr/assignment.hpp: a column and what it is set to, in insert and update.
#pragma once

#include <virga/expr/operand.hpp>            // virga::is_value_of, virga::is_null_or_optional
#include <virga/types/bigint.hpp>            // virga::types::bigint
#include <virga/types/double_precision.hpp>  // virga::types::double_precision
#include <virga/types/integer.hpp>           // virga::types::integer
#include <virga/types/numeric.hpp>           // virga::types::numeric
#include <virga/types/real.hpp>              // virga::types::real
#include <virga/types/smallint.hpp>          // virga::types::smallint

namespace virga {

/// `"column" = value`, as `values(...)` and `set(...)` take it.
template <class Column, class Node, class Values = values<>>
struct assignment {
    using column = Column;
    using tree = Node;
    [[no_unique_address]] Values parameters;
};

template <class>
inline constexpr bool is_assignment = false;
template <class Column, class Node, class Values>
inline constexpr bool is_assignment<assignment<Column, Node, Values>> = true;

namespace node {
/// `null`
template <class Type>
struct null_literal : leaf {
    using type = Type;
    template <class>
    static constexpr bool nullable_in = true;
    static constexpr void write(writer& out) { out.text("null"); }
};
}  // namespace node

namespace detail {
template <class Column>
using field_of_column = field_of<typename Column::source, tree_of<Column>::index>;
}  // namespace detail

/// Whether `Column` is nullable and so can be set to what may be NULL.
template <class Column>
concept takes_null = detail::field_of_column<Column>::is_nullable;

namespace detail {
template <class Type>
inline constexpr bool is_integer_type = Type::oid == types::smallint::oid or Type::oid == types::integer::oid or
                                        Type::oid == types::bigint::oid;

/// Whether values of type `From` go into a column of type `To` unchanged or not at all: the same type, text and
/// varchar, integers of any width (the server refuses what is out of range), a wider number.
template <class From, class To>
constexpr bool stored_in() {
    if constexpr (std::is_same_v<From, To>) return true;
    else if constexpr (From::category != To::category) return false;
    else if constexpr (From::category == type_category::text) return true;
    else if constexpr (From::category != type_category::number) return false;
    else if constexpr (is_integer_type<From>) return is_integer_type<To> or To::oid == types::numeric<>::oid or
                                                     (To::oid == types::double_precision::oid and From::oid != types::bigint::oid);
    else return From::oid == To::oid or (From::oid == types::real::oid and To::oid == types::double_precision::oid);
}

/// A from clause in which no source is optional.
struct every_source {
    template <class>
    static constexpr bool is_optional = false;
};
}  // namespace detail

/// Whether the expression or value `Given` is of a type that `Column` stores without loss.
template <class Column, class Given>
concept can_be_set_to =
    (expression_like<Given> and
     detail::stored_in<types::stored_type_t<type_of<Given>>, types::stored_type_t<type_of<Column>>>()) or
    (not expression_like<Given> and (__is_same(Given, std::nullptr_t) or __is_same(Given, std::nullopt_t) or
                                     is_value_of<typename detail::content_of_optional<Given>::type, type_of<Column>> or
                                     is_nullable_argument<typename detail::content_of_optional<Given>::type>));

/// Whether `Given` may be NULL: null itself, an optional, a nullable expression.
template <class Given>
constexpr bool can_be_null() {
    if constexpr (expression_like<Given>) return tree_of<Given>::template nullable_in<detail::every_source>;
    else
        return is_null_or_optional<Given> or is_nullable_argument<Given>;
}
/// Whether NULL cannot get into a not-null column by this assignment.
template <class Column, class Given>
concept keeps_not_null = takes_null<Column> or not can_be_null<Given>();

/// Whether the app may write the column; the server alone writes `identity` and `generated_stored` ones.
template <class Column>
concept is_writable = not detail::field_of_column<Column>::is_generated;
/// Whether the server computes the column from others, so that no statement can write it.
template <class Column>
concept is_derived = detail::field_of_column<Column>::is_derived;
}  // namespace virga
