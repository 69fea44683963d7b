// virga/expr/row_values.hpp: rows of values compared: std::tuple{a, b} < std::tuple{x, y}.
#pragma once

#include <cstddef>      // std::size_t
#include <tuple>        // std::tuple
#include <type_traits>  // std::decay_t
#include <utility>      // std::index_sequence

#include <virga/expr/operand.hpp>    // virga::detail::operand
#include <virga/expr/operators.hpp>  // virga::operators, virga::node::infix
#include <virga/types/boolean.hpp>   // virga::types::boolean

namespace virga {

namespace node {
/// `(a, b, ...)`, one side of a comparison of rows.
template <class... Items>
struct row_values : leaf {
    using type = types::boolean;  // that of the comparison: a row is no value
    using children = list<Items...>;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        out.text("(");
        out.list({&Items::write...});
        out.text(")");
    }
};
}  // namespace node

/// Whether two rows have as many values, two at least.
template <class Left, class Right>
inline constexpr bool are_rows_of_one_width = std::tuple_size_v<Left> == std::tuple_size_v<Right> and std::tuple_size_v<Left> > 1;

namespace detail {
template <class Left, class Right>
constexpr bool is_pair_of_a_row() {
    if constexpr (expression_like<Left>) return is_comparable_with<Left, Right>;
    else if constexpr (expression_like<Right>) return is_comparable_with<Right, Left>;
    else return false;
}
template <class Left, class Right>
inline constexpr bool rows_compare = false;
template <class... Left, class... Right>
    requires(sizeof...(Left) == sizeof...(Right))
inline constexpr bool rows_compare<std::tuple<Left...>, std::tuple<Right...>> =
    (is_pair_of_a_row<std::decay_t<Left>, std::decay_t<Right>>() and ...);
}  // namespace detail

/// Whether two rows compare: each value with the one at its place, one of the two being an expression.
template <class Left, class Right>
inline constexpr bool are_comparable_rows = detail::rows_compare<Left, Right>;

namespace detail {
/// A value of a row as an expression, beside `Other`. The row, a temporary mostly, is gone when the query runs: so it is copied.
template <class Other, class Item>
[[gnu::always_inline]] constexpr auto item_of_row(const Item& item) {
    if constexpr (expression_like<Item>) return item;
    else return operand<compared_t<type_of<Other>>>(Item(item));
}
template <class Operator, class... Left, class... Right, std::size_t... Indexes>
[[gnu::always_inline]] constexpr auto compare_items(const std::tuple<Left...>& left, const std::tuple<Right...>& right,
                                                    std::index_sequence<Indexes...>) {
    return [](const auto&... all) {
        return [&]<class... First, class... Second>(list<First...>, list<Second...>) {
            using left_row = node::row_values<tree_of<First>...>;
            using right_row = node::row_values<tree_of<Second>...>;
            using tree = node::infix<Operator, types::boolean, left_row, right_row>;
            return expression<tree, joined_values<values_in<First>..., values_in<Second>...>>{{}, join(all.parameters...)};
        }(list<decltype(item_of_row<std::decay_t<Right>, std::decay_t<Left>>(std::declval<std::decay_t<Left>>()))...>{},
          list<decltype(item_of_row<std::decay_t<Left>, std::decay_t<Right>>(std::declval<std::decay_t<Right>>()))...>{});
    }(item_of_row<std::decay_t<Right>, std::decay_t<Left>>(std::get<Indexes>(left))...,
      item_of_row<std::decay_t<Left>, std::decay_t<Right>>(std::get<Indexes>(right))...);
}

template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto compare_rows(const Left& left, const Right& right) {
    if constexpr (not are_rows_of_one_width<Left, Right>) {
        static_assert(are_rows_of_one_width<Left, Right>, "tuple: a row of values compares with a row of as many, two at least");
        return refuse<types::boolean>();
    } else if constexpr (not are_comparable_rows<Left, Right>) {
        static_assert(are_comparable_rows<Left, Right>,
                      "tuple: the rows do not compare; each value needs one at its place on the other side whose type compares, "
                      "and one of the two is an expression");
        return refuse<types::boolean>();
    } else {
        return compare_items<Operator>(left, right, std::make_index_sequence<std::tuple_size_v<Left>>{});
    }
}
template <class... Items>
inline constexpr bool is_row = (expression_like<Items> or ...);
}  // namespace detail

// `(a, b) < (x, y)`: by the first values that differ. NULL counts as unknown, as in every comparison.

template <class... Left, class... Right>
    requires(detail::is_row<Left...> or detail::is_row<Right...>)
[[nodiscard]] constexpr auto operator==(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::equal>(left, right);
}
template <class... Left, class... Right>
    requires(detail::is_row<Left...> or detail::is_row<Right...>)
[[nodiscard]] constexpr auto operator!=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::unequal>(left, right);
}
template <class... Left, class... Right>
    requires(detail::is_row<Left...> or detail::is_row<Right...>)
[[nodiscard]] constexpr auto operator<(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::less>(left, right);
}
template <class... Left, class... Right>
    requires(detail::is_row<Left...> or detail::is_row<Right...>)
[[nodiscard]] constexpr auto operator<=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::less_or_equal>(left, right);
}
template <class... Left, class... Right>
    requires(detail::is_row<Left...> or detail::is_row<Right...>)
[[nodiscard]] constexpr auto operator>(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::greater>(left, right);
}
template <class... Left, class... Right>
    requires(detail::is_row<Left...> or detail::is_row<Right...>)
[[nodiscard]] constexpr auto operator>=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::greater_or_equal>(left, right);
}
}  // namespace virga
