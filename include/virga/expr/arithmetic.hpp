// virga/expr/arithmetic.hpp: + - * / on numbers.
#pragma once

#include <type_traits>  // std::integral_constant

#include <virga/expr/misplaced.hpp>          // virga::detail::misplaced
#include <virga/expr/operand.hpp>            // virga::detail::operand
#include <virga/types/bigint.hpp>            // virga::types::bigint
#include <virga/types/double_precision.hpp>  // virga::types::double_precision
#include <virga/types/integer.hpp>           // virga::types::integer
#include <virga/types/numeric.hpp>           // virga::types::numeric
#include <virga/types/real.hpp>              // virga::types::real
#include <virga/types/smallint.hpp>          // virga::types::smallint

namespace virga {

/// Whether an expression is a number.
template <class Expression>
inline constexpr bool is_number = type_of<Expression>::category == type_category::number;

namespace detail {
/// The type of arithmetic on `Left` and `Right`: the wider of two integers, double precision as soon as one side
/// is a float and the other is anything else, numeric otherwise.
/// Source: pg_operator; tests/postgres compares each pair with the server.
template <class Left, class Right>
constexpr auto arithmetic_type() {
    constexpr auto left = Left::oid;
    constexpr auto right = Right::oid;
    constexpr auto is = [](std::uint32_t oid) { return left == oid or right == oid; };
    if constexpr (left == right and left != types::numeric<>::oid) return Left{};
    else if constexpr (is(types::double_precision::oid) or is(types::real::oid)) return types::double_precision{};
    else if constexpr (is(types::numeric<>::oid)) return types::numeric<>{};
    else if constexpr (is(types::bigint::oid)) return types::bigint{};
    else return types::integer{};
}
}  // namespace detail

enum class arithmetic_operator : char { plus = '+', minus = '-', times = '*', divided_by = '/' };

namespace node {
/// `left operator right`, a number.
template <arithmetic_operator Operator, class Left, class Right>
struct arithmetic {
    using type = decltype(detail::arithmetic_type<types::stored_type_t<typename Left::type>,
                                                  types::stored_type_t<typename Right::type>>());
    using children = list<Left, Right>;
    static constexpr binding bound_by =
        Operator == arithmetic_operator::plus or Operator == arithmetic_operator::minus ? binding::sum : binding::product;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        out.operand(&Left::write, Left::bound_by < bound_by);
        constexpr char word[]{' ', static_cast<char>(Operator), ' '};
        out.text({word, sizeof word});
        out.operand(&Right::write, Right::bound_by <= bound_by);
    }
};
}  // namespace node

/// Whether a side of `-` or `+` is no date or time: with those only C++ calculates.
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
template <arithmetic_operator Operator, class Expression, class Given>
consteval bool check_calculation() {
    if constexpr (not can_calculate_with<Expression, Given>) {
        constexpr bool is_of_time = not(is_no_time<Expression> and is_no_time<Given>);
        if constexpr (was_refused_before<Expression> or was_refused_before<Given>) return false;
        else if constexpr (misplaced<Given>) refuse_misplaced<Given, Expression, std::integral_constant<arithmetic_operator, Operator>>();
        else if constexpr (is_of_time and Operator == arithmetic_operator::minus)
            static_assert(is_no_time<Expression> and is_no_time<Given>,
                          "-: dates and times are not calculated with; read them, and subtract them in C++");
        else if constexpr (is_of_time and Operator == arithmetic_operator::plus)
            static_assert(is_no_time<Expression> and is_no_time<Given>,
                          "+: dates and times are not calculated with; add in C++, and give the time that comes of it");
        else if constexpr (Operator == arithmetic_operator::plus)
            static_assert(can_calculate_with<Expression, Given>,
                          "+: both sides must be numbers; a value must be of the column's own type");
        else if constexpr (Operator == arithmetic_operator::minus)
            static_assert(can_calculate_with<Expression, Given>,
                          "-: both sides must be numbers; a value must be of the column's own type");
        else if constexpr (Operator == arithmetic_operator::times)
            static_assert(can_calculate_with<Expression, Given>,
                          "*: both sides must be numbers; a value must be of the column's own type");
        else
            static_assert(can_calculate_with<Expression, Given>,
                          "/: both sides must be numbers; a value must be of the column's own type");
        return false;
    } else {
        return true;
    }
}

template <arithmetic_operator Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto calculate(const Left& left, Right&& right) {
    if constexpr (not check_calculation<Operator, Left, std::decay_t<Right>>()) {
        return refuse<type_of<Left>>();
    } else {
        const auto other = operand<types::stored_type_t<type_of<Left>>>(static_cast<Right&&>(right));
        return make_expression<node::arithmetic<Operator, tree_of<Left>, tree_of<decltype(other)>>>(left.parameters,
                                                                                                     other.parameters);
    }
}
/// The same with a value on the left.
template <arithmetic_operator Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto calculate_from(Left&& left, const Right& right) {
    if constexpr (not check_calculation<Operator, Right, std::decay_t<Left>>()) {
        return refuse<type_of<Right>>();
    } else {
        const auto other = operand<types::stored_type_t<type_of<Right>>>(static_cast<Left&&>(left));
        return make_expression<node::arithmetic<Operator, tree_of<decltype(other)>, tree_of<Right>>>(other.parameters,
                                                                                                      right.parameters);
    }
}
}  // namespace detail

template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator+(const Left& left, Right&& right) {
    return detail::calculate<arithmetic_operator::plus>(left, static_cast<Right&&>(right));
}
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator-(const Left& left, Right&& right) {
    return detail::calculate<arithmetic_operator::minus>(left, static_cast<Right&&>(right));
}
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator*(const Left& left, Right&& right) {
    return detail::calculate<arithmetic_operator::times>(left, static_cast<Right&&>(right));
}
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator/(const Left& left, Right&& right) {
    return detail::calculate<arithmetic_operator::divided_by>(left, static_cast<Right&&>(right));
}

// A value on the left.
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator+(Left&& left, const Right& right) {
    return detail::calculate_from<arithmetic_operator::plus>(static_cast<Left&&>(left), right);
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator-(Left&& left, const Right& right) {
    return detail::calculate_from<arithmetic_operator::minus>(static_cast<Left&&>(left), right);
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator*(Left&& left, const Right& right) {
    return detail::calculate_from<arithmetic_operator::times>(static_cast<Left&&>(left), right);
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator/(Left&& left, const Right& right) {
    return detail::calculate_from<arithmetic_operator::divided_by>(static_cast<Left&&>(left), right);
}
}  // namespace virga
