// virga/expr/assignment.hpp: a column and what it is set to, in insert and update.
#pragma once

#include <optional>  // std::optional

#include <virga/expr/operand.hpp>            // virga::detail::operand
#include <virga/types/bigint.hpp>            // virga::types::bigint
#include <virga/types/double_precision.hpp>  // virga::types::double_precision
#include <virga/types/integer.hpp>           // virga::types::integer
#include <virga/types/numeric.hpp>           // virga::types::numeric
#include <virga/types/real.hpp>              // virga::types::real
#include <virga/types/smallint.hpp>          // virga::types::smallint

namespace virga {

/// `"column" = value`, as `values(...)` and `set(...)` take it.
template <class Column, class Node, class... Parameters>
struct assignment {
    using column = Column;
    using tree = Node;
    [[no_unique_address]] values<Parameters...> parameters;
};

template <class>
inline constexpr bool is_assignment = false;
template <class Column, class Node, class... Parameters>
inline constexpr bool is_assignment<assignment<Column, Node, Parameters...>> = true;

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
template <class Value>
struct without_optional {
    using type = Value;
};
template <class Value>
struct without_optional<std::optional<Value>> {
    using type = Value;
};

template <class Column>
using field_of_column = field_of<typename Column::source, tree_of<Column>::index>;
}  // namespace detail

/// Whether `Column` is nullable and so can be set to what may be NULL.
template <class Column>
inline constexpr bool takes_null = detail::field_of_column<Column>::is_nullable;

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
constexpr bool can_assign() {
    using type = type_of<Column>;
    using value = typename detail::without_optional<Given>::type;
    if constexpr (expression_like<Given>) return detail::stored_in<types::stored_type_t<type_of<Given>>, types::stored_type_t<type>>();
    else if constexpr (std::is_same_v<value, std::nullptr_t> or std::is_same_v<value, std::nullopt_t>) return true;
    else return is_value_of<value, type>;
}
template <class Column, class Given>
inline constexpr bool can_be_set_to = can_assign<Column, Given>();

/// Whether `Given` may be NULL: null itself, an optional, a nullable expression.
template <class Given>
constexpr bool can_be_null() {
    if constexpr (expression_like<Given>) return tree_of<Given>::template nullable_in<detail::every_source>;
    else return is_null_or_optional<Given>;
}
/// Whether NULL cannot get into a not-null column by this assignment.
template <class Column, class Given>
inline constexpr bool keeps_not_null = takes_null<Column> or not can_be_null<Given>();

/// Whether the app may write the column; the server alone writes `identity` ones.
template <class Column>
inline constexpr bool is_writable = not detail::field_of_column<Column>::is_generated;

namespace detail {
template <class Column, class Node, class... Parameters>
[[gnu::always_inline]] constexpr assignment<Column, Node, Parameters...> make_assignment(const values<Parameters...>& parameters) {
    return {parameters};
}

template <class Column, class Given>
[[gnu::always_inline]] constexpr auto assign(Given&& given) {
    using value = std::decay_t<Given>;
    using type = type_of<Column>;
    if constexpr (not is_writable<Column>) {
        static_assert(is_writable<Column>, "values, set: the server alone writes this column; leave it out, or declare it identity_by_default");
        return assignment<Column, node::refused<type>>{};
    } else if constexpr (not can_be_set_to<Column, value>) {
        static_assert(can_be_set_to<Column, value>, "values, set: the value is not of the column's type");
        return assignment<Column, node::refused<type>>{};
    } else if constexpr (not keeps_not_null<Column, value>) {
        static_assert(keeps_not_null<Column, value>,
                      "values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce");
        return assignment<Column, node::refused<type>>{};
    } else if constexpr (std::is_same_v<value, std::nullptr_t> or std::is_same_v<value, std::nullopt_t>) {
        return assignment<Column, node::null_literal<type>>{};
    } else if constexpr (is_optional<value>) {
        using held = decltype(hold(static_cast<Given&&>(given)));
        return assignment<Column, node::nullable_parameter<type>, bound<type, held>>{{{{hold(static_cast<Given&&>(given))}}}};
    } else if constexpr (not expression_like<value> and not is_argument<value>) {
        using held = decltype(hold(static_cast<Given&&>(given)));
        return assignment<Column, node::parameter<type>, bound<type, held>>{{{{{hold(static_cast<Given&&>(given))}}}}};
    } else {
        const auto other = operand<type>(static_cast<Given&&>(given));
        return make_assignment<Column, tree_of<decltype(other)>>(other.parameters);
    }
}
}  // namespace detail
}  // namespace virga
