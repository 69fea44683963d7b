// virga/query/detail/level_order.hpp: what the rows of a level are ordered by and distinct by, and what must hold of both.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v

#include <virga/expr/shaped.hpp>  // virga::node::chosen_key, virga::detail::decision
#include <virga/query/keyset.hpp>  // virga::detail::order_of_key
#include <virga/query/output.hpp>  // virga::node::labelled_output

namespace virga {

namespace detail {
// ---- keys that are labels of extras --------------------------------------------------------------------

/// The expression of this label among some; void if there is none.
template <fixed_string Label, class Extras>
struct labelled_extra;
template <fixed_string Label>
struct labelled_extra<Label, list<>> {
    using type = void;
};
template <fixed_string Label, class Node, fixed_string Name, class... Rest>
struct labelled_extra<Label, list<node::labelled_output<Node, Name>, Rest...>> : labelled_extra<Label, list<Rest...>> {};
template <fixed_string Label, class Node, class... Rest>
struct labelled_extra<Label, list<node::labelled_output<Node, Label>, Rest...>> {
    using type = Node;
};

/// A key of a level's order, with the expression of a label in the place of that.
template <class Node, class Extras>
struct spelled_key {
    using type = Node;
    static constexpr bool is_label = false;
    static constexpr bool is_known = true;
};
template <fixed_string Name, class Extras>
struct spelled_key<node::output_name<Name>, Extras> : labelled_extra<Name, Extras> {
    static constexpr bool is_label = true;
    static constexpr bool is_known = not std::is_void_v<typename labelled_extra<Name, Extras>::type>;
};
template <class Operand, direction Direction, nulls_order Nulls, class Extras>
struct spelled_key<node::ordered<Operand, Direction, Nulls>, Extras> {
    using operand = spelled_key<Operand, Extras>;
    using type = node::ordered<typename operand::type, Direction, Nulls>;
    static constexpr bool is_label = operand::is_label;
    static constexpr bool is_known = operand::is_known;
};
template <class... Keys, class Extras>
struct spelled_key<node::chosen_key<Keys...>, Extras> {
    using type = node::chosen_key<typename spelled_key<Keys, Extras>::type...>;
    static constexpr bool is_label = (spelled_key<Keys, Extras>::is_label or ...);
    static constexpr bool is_known = (spelled_key<Keys, Extras>::is_known and ...);
};

// ---- keys that are chosen when the query runs ----------------------------------------------------------

template <class Node>
inline constexpr bool is_choice_node = false;
template <class... Keys>
inline constexpr bool is_choice_node<node::chosen_key<Keys...>> = true;
template <class Keys>
inline constexpr std::size_t choices_in = 0;
template <class... Keys>
inline constexpr std::size_t choices_in<list<Keys...>> = (0 + ... + (is_choice_node<Keys> ? 1U : 0U));

template <class Slot>
inline constexpr bool is_decision = false;
template <std::size_t... Counts>
inline constexpr bool is_decision<decision<Counts...>> = true;
template <class Values>
inline constexpr std::size_t decisions_in = 0;
template <class... Slots>
inline constexpr std::size_t decisions_in<values<Slots...>> = (0 + ... + (is_decision<Slots> ? 1U : 0U));

// ---- rows that are distinct ----------------------------------------------------------------------------

template <class Key, class Keys>
inline constexpr bool is_key_among = false;
template <class Key, class... Keys>
inline constexpr bool is_key_among<Key, list<Keys...>> = (std::is_same_v<Key, Keys> or ...);

/// Whether an order begins with some keys, in whatever direction, or ends within them.
template <class Distinct, class Order, std::size_t Left>
inline constexpr bool begins_with = true;
template <class Distinct, class First, class... Rest, std::size_t Left>
    requires(Left != 0)
inline constexpr bool begins_with<Distinct, list<First, Rest...>, Left> =
    is_key_among<typename order_of_key<First>::node, Distinct> and begins_with<Distinct, list<Rest...>, Left - 1>;
template <class Distinct, class... Keys, std::size_t Left>
    requires(Left != 0)
inline constexpr bool begins_with<Distinct, list<node::chosen_key<Keys...>>, Left> = false;

template <class Outputs>
inline constexpr bool have_equality = true;
template <class... Outputs>
inline constexpr bool have_equality<list<Outputs...>> = (is_ordered_type<typename Outputs::type> and ...);
template <class Level>
inline constexpr bool has_columns_with_equality = have_equality<typename Level::own>;
template <class Level>
    requires std::is_void_v<typename Level::own>
inline constexpr bool has_columns_with_equality<Level> = have_equality<fields_of<typename Level::source>>;
}  // namespace detail

/// Whether each can be the order of a level: an expression or the label of one, with or without a direction, or a choice of such.
template <class... Keys>
inline constexpr bool are_level_keys =
    sizeof...(Keys) != 0 and ((expression_like<Keys> or is_ordering<Keys> or is_column_label<Keys> or is_key_choice<Keys>) and ...);
/// Whether a level has an expression of each label that is a key.
template <class Level, class... Keys>
inline constexpr bool have_known_labels =
    (detail::spelled_key<detail::key_node<Keys>, typename Level::extras::nodes>::is_known and ...);
/// Whether no key is a label where an expression of the level holds a value, which would stand twice.
template <class Level, class... Keys>
inline constexpr bool have_labels_without_values =
    Level::extras::parameters == 0 or
    not(detail::spelled_key<detail::key_node<Keys>, typename Level::extras::nodes>::is_label or ...);
/// Whether beside keys that are chosen none holds a condition that may be off.
template <class... Keys>
inline constexpr bool have_no_more_choices =
    detail::choices_in<list<detail::key_node<Keys>...>> == 0 or
    detail::choices_in<list<detail::key_node<Keys>...>> == (0 + ... + detail::decisions_in<detail::values_in<Keys>>);

/// Whether each is an expression without a value.
template <class... Keys>
inline constexpr bool are_keys_without_values =
    sizeof...(Keys) != 0 and ((expression_like<Keys> and detail::has_no_parameters<Keys>) and ...);

/// Whether the rows of a level that are to be distinct, by all that they have, have nothing more than that.
template <class Level>
inline constexpr bool has_nothing_related = Level::nested::size == 0;
/// Whether the order of such rows holds no value and no choice.
template <class Level>
inline constexpr bool has_plain_order = Level::order::parameters == 0;
/// Whether PostgreSQL can tell such rows apart.
template <class Level>
inline constexpr bool has_rows_with_equality =
    detail::has_columns_with_equality<Level> and detail::have_equality<typename Level::extras::nodes>;
/// Whether the order of rows that are distinct by keys begins with them.
template <class Level>
inline constexpr bool has_order_of_distinct =
    detail::begins_with<typename Level::words::distinct, typename Level::order::nodes, Level::words::distinct::size>;

namespace detail {
/// Whether rows can be distinct as a level says, at the call after which they cannot be.
template <class Level>
consteval bool may_be_distinct() {
    using distinct = typename Level::words::distinct;
    if constexpr (std::is_void_v<distinct>) {
        return true;
    } else if constexpr (distinct::size != 0) {
        static_assert(has_order_of_distinct<Level>,
                      "distinct_on: the order of the rows begins with what they are distinct on; put these keys first in order_by");
        return has_order_of_distinct<Level>;
    } else if constexpr (not has_nothing_related<Level>) {
        static_assert(has_nothing_related<Level>,
                      "distinct: a row that stands for several has no related rows of its own; take distinct_on(columns), which "
                      "leaves the first of the rows");
        return false;
    } else if constexpr (not has_plain_order<Level>) {
        static_assert(has_plain_order<Level>,
                      "distinct: such rows are ordered by what they have; leave values and one_of out of order_by");
        return false;
    } else {
        static_assert(has_rows_with_equality<Level>,
                      "distinct: PostgreSQL has no = for values of a column's type; choose others, by .columns(...)");
        return has_rows_with_equality<Level>;
    }
}
}  // namespace detail
}  // namespace virga
