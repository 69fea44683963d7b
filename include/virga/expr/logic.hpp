// virga/expr/logic.hpp: and, or, not.
#pragma once

#include <virga/expr/expression.hpp>  // virga::expression
#include <virga/types/boolean.hpp>    // virga::types::boolean

namespace virga {

/// Whether an expression is a condition: of type boolean.
template <class Expression>
inline constexpr bool is_condition = false;
template <expression_like Expression>
inline constexpr bool is_condition<Expression> = type_of<Expression>::category == type_category::boolean;

namespace node {
/// `left and right`, `left or right`
template <binding Binding, class Left, class Right>
struct junction {
    using type = types::boolean;
    using children = list<Left, Right>;
    static constexpr binding bound_by = Binding;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        // A chain of one kind needs no parentheses.
        out.operand(&Left::write, Left::bound_by < Binding);
        out.text(Binding == binding::conjunction ? " and " : " or ");
        out.operand(&Right::write, Right::bound_by < Binding);
    }
};

/// `not operand`
template <class Operand>
struct negation {
    using type = types::boolean;
    using children = list<Operand>;
    static constexpr binding bound_by = binding::negation;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        out.text("not ");
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
    }
};
}  // namespace node

/// `left and right`
template <class Left, class Right>
    requires(expression_like<Left> or expression_like<Right>)
[[nodiscard, gnu::always_inline]] constexpr auto operator&&(const Left& left, const Right& right) {
    if constexpr (not(is_condition<Left> and is_condition<Right>)) {
        static_assert(is_condition<Left> and is_condition<Right>,
                      "and: both sides must be conditions; compare the column with something");
        return detail::refuse<types::boolean>();
    } else {
        return expression<node::junction<binding::conjunction, tree_of<Left>, tree_of<Right>>,
                          detail::joined_values<detail::values_in<Left>, detail::values_in<Right>>>{
            {}, detail::join(left.parameters, right.parameters)};
    }
}

/// `left or right`
template <class Left, class Right>
    requires(expression_like<Left> or expression_like<Right>)
[[nodiscard, gnu::always_inline]] constexpr auto operator||(const Left& left, const Right& right) {
    if constexpr (not(is_condition<Left> and is_condition<Right>)) {
        static_assert(is_condition<Left> and is_condition<Right>,
                      "or: both sides must be conditions; compare the column with something");
        return detail::refuse<types::boolean>();
    } else {
        return expression<node::junction<binding::disjunction, tree_of<Left>, tree_of<Right>>,
                          detail::joined_values<detail::values_in<Left>, detail::values_in<Right>>>{
            {}, detail::join(left.parameters, right.parameters)};
    }
}

/// `not operand`
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto operator!(const Operand& operand) {
    if constexpr (not is_condition<Operand>) {
        static_assert(is_condition<Operand>, "not: the operand must be a condition; compare the column with something");
        return detail::refuse<types::boolean>();
    } else {
        return detail::make_expression<node::negation<tree_of<Operand>>>(operand.parameters);
    }
}
}  // namespace virga
