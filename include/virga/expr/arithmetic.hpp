// virga/expr/arithmetic.hpp: + - * / % on numbers, and what else + and - are for.
#pragma once

#include <type_traits>  // std::is_floating_point_v, std::is_same_v

#include <virga/expr/given.hpp>      // virga::detail::given_t
#include <virga/expr/misplaced.hpp>  // virga::detail::misplaced
#include <virga/expr/operand.hpp>    // virga::detail::operand
#include <virga/expr/operation.hpp>  // virga::detail::operate
#include <virga/expr/operators.hpp>  // virga::operators, virga::node::infix

namespace virga {

/// Whether an expression is a number.
template <class Expression>
inline constexpr bool is_number = type_of<Expression>::category == type_category::number;

/// Whether a side of `-` or `+` is no date or time.
template <class Side>
inline constexpr bool is_no_time = true;
template <expression_like Side>
inline constexpr bool is_no_time<Side> = type_of<Side>::category != type_category::date_time;

/// Whether two sides can be added: two numbers, or a number and a value of its own type.
template <class Left, class Right>
constexpr bool adds_with() {
    if constexpr (not is_number<Left>) return false;
    else if constexpr (expression_like<Right>) return is_number<Right>;
    else return is_value_of<Right, types::stored_type_t<type_of<Left>>>;
}
template <class Left, class Right>
inline constexpr bool can_calculate_with = adds_with<Left, Right>();

namespace detail {
/// Refuses a calculation of which the operator has no form.
template <class Operator, class Expression, class Given>
consteval bool refuse_calculation() {
    using stored = types::stored_type_t<type_of<Expression>>;
    constexpr bool is_of_time = not(is_no_time<Expression> and is_no_time<Given>);
    if constexpr (was_refused_before<Expression> or was_refused_before<Given>) return false;
    else if constexpr (misplaced<Given>) refuse_misplaced<Given, Expression, Operator>();
    else if constexpr (is_of_time and std::is_same_v<Operator, operators::minus>)
        static_assert(is_no_time<Expression> and is_no_time<Given>,
                      "-: a date or time takes an interval, a time of its own kind, and a date whole days; cast one of the two");
    else if constexpr (is_of_time and std::is_same_v<Operator, operators::plus>)
        static_assert(is_no_time<Expression> and is_no_time<Given>,
                      "+: a date or time takes an interval, as interval{.days = 7}, and a date whole days or a time of day");
    else if constexpr (std::is_same_v<Operator, operators::plus> and type_of<Expression>::category == type_category::text)
        static_assert(can_calculate_with<Expression, Given>,
                      "+: texts are put together by concatenated(a, b), and what is no text by cast<types::text>(x) in it");
    else if constexpr (std::is_floating_point_v<Given> and operators::exact_number::takes<stored>)
        static_assert(can_calculate_with<Expression, Given>,
                      "arithmetic: a double is not exact, and the other side is; write numeric{\"1.5\"} beside a numeric, or "
                      "cast<types::double_precision>(x) beside a double");
    else if constexpr (std::is_same_v<Operator, operators::plus>)
        static_assert(can_calculate_with<Expression, Given>,
                      "+: both sides must be numbers, or ranges of one type; a value must be of the column's own type");
    else if constexpr (std::is_same_v<Operator, operators::minus>)
        static_assert(can_calculate_with<Expression, Given>,
                      "-: both sides must be numbers, or ranges of one type; a value must be of the column's own type");
    else if constexpr (std::is_same_v<Operator, operators::times>)
        static_assert(can_calculate_with<Expression, Given>,
                      "*: both sides must be numbers, or ranges of one type; a value must be of the column's own type");
    else
        static_assert(can_calculate_with<Expression, Given>,
                      "/: both sides must be numbers; a value must be of the column's own type");
    return false;
}

template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto calculate(const Left& left, Right&& right) {
    if constexpr (can_calculate_with<Left, given_t<Right>>) {  // numbers, at once
        const auto other = operand<types::stored_type_t<type_of<Left>>>(static_cast<Right&&>(right));
        using result = arithmetic_t<type_of<Left>, type_of<decltype(other)>>;
        using tree = node::infix<Operator, result, tree_of<Left>, tree_of<decltype(other)>>;
        return expression<tree, joined_values<values_in<Left>, values_in<decltype(other)>>>{
            {}, join(left.parameters, other.parameters)};
    } else if constexpr (takes_operands<Operator, Left, given_t<Right>>) {
        return operate<Operator>(left, static_cast<Right&&>(right));
    } else {
        refuse_calculation<Operator, Left, given_t<Right>>();
        return refuse<type_of<Left>>();
    }
}
/// The same with a value on the left.
template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto calculate_from(Left&& left, const Right& right) {
    if constexpr (can_calculate_with<Right, given_t<Left>>) {
        const auto other = operand<types::stored_type_t<type_of<Right>>>(static_cast<Left&&>(left));
        using result = arithmetic_t<type_of<decltype(other)>, type_of<Right>>;
        using tree = node::infix<Operator, result, tree_of<decltype(other)>, tree_of<Right>>;
        return make_expression<tree>(other.parameters, right.parameters);
    } else if constexpr (takes_operands<Operator, given_t<Left>, Right>) {
        return operate<Operator>(static_cast<Left&&>(left), right);
    } else {
        refuse_calculation<Operator, Right, given_t<Left>>();
        return refuse<type_of<Right>>();
    }
}
}  // namespace detail

template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator+(const Left& left, Right&& right) {
    return detail::calculate<operators::plus>(left, static_cast<Right&&>(right));
}
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator-(const Left& left, Right&& right) {
    return detail::calculate<operators::minus>(left, static_cast<Right&&>(right));
}
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator*(const Left& left, Right&& right) {
    return detail::calculate<operators::times>(left, static_cast<Right&&>(right));
}
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator/(const Left& left, Right&& right) {
    return detail::calculate<operators::divided_by>(left, static_cast<Right&&>(right));
}
/// `left % right`: the remainder of whole numbers and numeric, with the sign of `left`.
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator%(const Left& left, Right&& right) {
    return detail::operate<operators::modulo>(left, static_cast<Right&&>(right));
}
/// `-operand`
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto operator-(const Operand& operand) {
    if constexpr (not takes_operand<operators::negative, Operand>) {
        static_assert(takes_operand<operators::negative, Operand> or detail::was_refused_before<Operand>,
                      "-: the operand must be a number or an interval");
        return detail::refuse<types::integer>();
    } else {
        return detail::operate_on<operators::negative>(operand);
    }
}

// A value on the left.
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator+(Left&& left, const Right& right) {
    return detail::calculate_from<operators::plus>(static_cast<Left&&>(left), right);
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator-(Left&& left, const Right& right) {
    return detail::calculate_from<operators::minus>(static_cast<Left&&>(left), right);
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator*(Left&& left, const Right& right) {
    return detail::calculate_from<operators::times>(static_cast<Left&&>(left), right);
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator/(Left&& left, const Right& right) {
    return detail::calculate_from<operators::divided_by>(static_cast<Left&&>(left), right);
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator%(Left&& left, const Right& right) {
    return detail::operate<operators::modulo>(static_cast<Left&&>(left), right);
}
}  // namespace virga
