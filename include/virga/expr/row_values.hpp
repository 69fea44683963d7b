// virga/expr/row_values.hpp: rows of values compared: std::tuple{a, b} < std::tuple{x, y}, in(std::tuple{a, b}, query).
#pragma once

#include <cstddef>      // std::size_t
#include <tuple>        // std::tuple
#include <type_traits>  // std::decay_t
#include <utility>      // std::index_sequence

#include <virga/expr/in.hpp>          // virga::node::in_select, virga::detail::selected_nodes
#include <virga/expr/operand.hpp>     // virga::detail::operand
#include <virga/expr/operators.hpp>   // virga::operators, virga::node::infix
#include <virga/expr/quantified.hpp>  // virga::detail::quantified
#include <virga/types/boolean.hpp>    // virga::types::boolean

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

template <class Row, class Nodes>
inline constexpr bool is_as_wide = false;
template <class... Items, class... Nodes>
inline constexpr bool is_as_wide<std::tuple<Items...>, list<Nodes...>> =
    sizeof...(Items) == sizeof...(Nodes) and sizeof...(Items) > 1;

/// The place of the first value of a row, from 1, that does not compare with the column there; 0 if all do.
template <class Row, class Nodes>
inline constexpr std::size_t first_unlike = 0;
template <class... Items, class... Nodes>
inline constexpr std::size_t first_unlike<std::tuple<Items...>, list<Nodes...>> = [] {
    std::size_t place = 0;
    const bool all_compare = ((++place, is_comparable_with<expression<Nodes>, Items>) and ...);
    return all_compare ? 0 : place;
}();
}  // namespace detail

/// Whether a select returns a column for each value of a row, which has two at least.
template <class Row, class Select>
inline constexpr bool returns_rows_as_wide = detail::is_as_wide<Row, detail::selected_nodes<typename Select::tree>>;

namespace detail {
template <class... Operands>
[[gnu::always_inline]] constexpr auto row_of_operands(const Operands&... operands) {
    using row = node::row_values<tree_of<Operands>...>;
    return expression<row, joined_values<values_in<Operands>...>>{{}, join(operands.parameters...)};
}
/// A row beside these columns: a value in it has the type of the column at its place.
template <class... Items, class... Nodes, std::size_t... Indexes>
[[gnu::always_inline]] constexpr auto row_beside(const std::tuple<Items...>& row, list<Nodes...>, std::index_sequence<Indexes...>) {
    return row_of_operands(item_of_row<expression<Nodes>>(std::get<Indexes>(row))...);
}

/// `row` beside a select, in the node that `Compared` makes of their trees.
template <template <class, class> class Compared, class... Items, class Select>
[[gnu::always_inline]] constexpr auto compare_selected_rows(const std::tuple<Items...>& row, const Select& select) {
    using given = std::tuple<Items...>;
    using nodes = selected_nodes<typename Select::tree>;
    if constexpr (not returns_rows_as_wide<given, Select>) {
        static_assert(returns_rows_as_wide<given, Select>,
                      "tuple: the subquery must return a column for each value of the row, two at least");
        return refuse<types::boolean>();
    } else if constexpr (constexpr std::size_t place = first_unlike<given, nodes>; place != 0) {
        using value = std::tuple_element_t<place - 1, given>;
        static_assert(is_comparable_with<expression<list_item_t<nodes, place - 1>>, value> or was_refused_before<value>,
                      "tuple: the subquery's column at the place of a value of the row is of a type that does not compare "
                      "with it");
        return refuse<types::boolean>();
    } else {
        const auto left = row_beside(row, nodes{}, std::index_sequence_for<Items...>{});
        return make_expression<Compared<tree_of<decltype(left)>, typename Select::tree>>(left.parameters, select.parameters);
    }
}

/// `row operator any (select ...)`
template <class Operator, bool All>
struct compared_with_any {
    template <class Row, class Select>
    using node = virga::node::infix<Operator, types::boolean, Row, virga::node::quantified_select<All, Select>>;
};

/// What `any_of` and `all_of` hold of a select.
template <class Held>
concept holds_select = select_like<typename given_for<Held>::type>;

template <class Operator, class... Left, bool All, class Held>
[[gnu::always_inline]] constexpr auto compare_rows(const std::tuple<Left...>& left, const quantified<All, Held>& right) {
    return compare_selected_rows<compared_with_any<Operator, All>::template node>(left, held_value(right.held));
}

template <class... Items>
inline constexpr bool is_row = (expression_like<Items> or ...);
}  // namespace detail

/// `(a, b) in (select ...)`: whether the subquery returns a row whose values are equal to those at their places; NULL where none is
/// and a NULL was in the way. `in(std::tuple{post.author_id, post.slug}, select(draft.author_id, draft.slug).from(draft))`
template <class... Items, select_like Select>
[[nodiscard, gnu::always_inline]] constexpr auto in(const std::tuple<Items...>& row, const Select& select) {
    return detail::compare_selected_rows<node::in_select>(row, select);
}

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

// The rows of a select, `(a, b) = any (select ...)`, on either side.

template <class... Left, bool All, detail::holds_select Held>
[[nodiscard]] constexpr auto operator==(const std::tuple<Left...>& left, const detail::quantified<All, Held>& right) {
    return detail::compare_rows<operators::equal>(left, right);
}
template <bool All, detail::holds_select Held, class... Right>
[[nodiscard]] constexpr auto operator==(const detail::quantified<All, Held>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::equal>(right, left);
}
template <class... Left, bool All, detail::holds_select Held>
[[nodiscard]] constexpr auto operator!=(const std::tuple<Left...>& left, const detail::quantified<All, Held>& right) {
    return detail::compare_rows<operators::unequal>(left, right);
}
template <bool All, detail::holds_select Held, class... Right>
[[nodiscard]] constexpr auto operator!=(const detail::quantified<All, Held>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::unequal>(right, left);
}
template <class... Left, bool All, detail::holds_select Held>
[[nodiscard]] constexpr auto operator<(const std::tuple<Left...>& left, const detail::quantified<All, Held>& right) {
    return detail::compare_rows<operators::less>(left, right);
}
template <bool All, detail::holds_select Held, class... Right>
[[nodiscard]] constexpr auto operator<(const detail::quantified<All, Held>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::greater>(right, left);
}
template <class... Left, bool All, detail::holds_select Held>
[[nodiscard]] constexpr auto operator<=(const std::tuple<Left...>& left, const detail::quantified<All, Held>& right) {
    return detail::compare_rows<operators::less_or_equal>(left, right);
}
template <bool All, detail::holds_select Held, class... Right>
[[nodiscard]] constexpr auto operator<=(const detail::quantified<All, Held>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::greater_or_equal>(right, left);
}
template <class... Left, bool All, detail::holds_select Held>
[[nodiscard]] constexpr auto operator>(const std::tuple<Left...>& left, const detail::quantified<All, Held>& right) {
    return detail::compare_rows<operators::greater>(left, right);
}
template <bool All, detail::holds_select Held, class... Right>
[[nodiscard]] constexpr auto operator>(const detail::quantified<All, Held>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::less>(right, left);
}
template <class... Left, bool All, detail::holds_select Held>
[[nodiscard]] constexpr auto operator>=(const std::tuple<Left...>& left, const detail::quantified<All, Held>& right) {
    return detail::compare_rows<operators::greater_or_equal>(left, right);
}
template <bool All, detail::holds_select Held, class... Right>
[[nodiscard]] constexpr auto operator>=(const detail::quantified<All, Held>& left, const std::tuple<Right...>& right) {
    return detail::compare_rows<operators::less_or_equal>(right, left);
}
}  // namespace virga
