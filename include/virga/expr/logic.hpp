// virga/expr/logic.hpp: and, or, not.
#pragma once

#include <virga/expr/expression.hpp>  // virga::expression
#include <virga/expr/operators.hpp>   // virga::operators, virga::node::infix
#include <virga/types/boolean.hpp>    // virga::types::boolean

namespace virga {

/// Whether an expression is a condition: of type boolean.
template <class Expression>
concept is_condition = expression_like<Expression> and type_of<Expression>::category == type_category::boolean;

namespace detail {
template <class Operator, class Self>
[[gnu::always_inline]] constexpr auto test_condition(const Self& self) {
    if constexpr (not is_condition<Self>) {
        static_assert(is_condition<Self> or was_refused_before<Self>,
                      "is_true, is_false, is_unknown: asked of a condition; compare the column with something");
        return refuse<types::boolean>();
    } else {
        return make_expression<node::postfix<Operator, types::boolean, tree_of<Self>>>(self.parameters);
    }
}
}  // namespace detail

template <class Self>
constexpr auto operations<Self>::is_true() const {
    return detail::test_condition<operators::is_true>(self());
}
template <class Self>
constexpr auto operations<Self>::is_false() const {
    return detail::test_condition<operators::is_false>(self());
}
template <class Self>
constexpr auto operations<Self>::is_unknown() const {
    return detail::test_condition<operators::is_unknown>(self());
}

/// `left and right`
template <class Left, class Right>
    requires(expression_like<Left> or expression_like<Right>)
[[nodiscard, gnu::always_inline]] constexpr auto operator and(const Left& left, const Right& right) {
    if constexpr (not(is_condition<Left> and is_condition<Right>)) {
        static_assert(is_condition<Left> and is_condition<Right>,
                      "and: both sides must be conditions; compare the column with something");
        return detail::refuse<types::boolean>();
    } else {
        return expression<node::infix<operators::conjunction, types::boolean, tree_of<Left>, tree_of<Right>>,
                          detail::joined_values<detail::values_in<Left>, detail::values_in<Right>>>{
            {}, detail::join(left.parameters, right.parameters)};
    }
}

/// `left or right`
template <class Left, class Right>
    requires(expression_like<Left> or expression_like<Right>)
[[nodiscard, gnu::always_inline]] constexpr auto operator or(const Left& left, const Right& right) {
    if constexpr (not(is_condition<Left> and is_condition<Right>)) {
        static_assert(is_condition<Left> and is_condition<Right>,
                      "or: both sides must be conditions; compare the column with something, or join texts by concatenated(a, b), "
                      "as C++ reads || as or");
        return detail::refuse<types::boolean>();
    } else {
        return expression<node::infix<operators::disjunction, types::boolean, tree_of<Left>, tree_of<Right>>,
                          detail::joined_values<detail::values_in<Left>, detail::values_in<Right>>>{
            {}, detail::join(left.parameters, right.parameters)};
    }
}

/// `not operand`
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto operator not(const Operand& operand) {
    if constexpr (not is_condition<Operand>) {
        static_assert(is_condition<Operand>, "not: the operand must be a condition; compare the column with something");
        return detail::refuse<types::boolean>();
    } else {
        return detail::make_expression<node::prefix<operators::negation, types::boolean, tree_of<Operand>>>(operand.parameters);
    }
}
}  // namespace virga
