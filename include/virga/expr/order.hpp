// virga/expr/order.hpp: asc and desc, for order by and for indexes.
#pragma once

#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v

#include <virga/expr/expression.hpp>   // virga::expression_like, virga::tree_of
#include <virga/expr/label.hpp>        // virga::column_label
#include <virga/expr/misplaced.hpp>    // virga::detail::untyped
#include <virga/types/type_facts.hpp>  // virga::is_read_as_another, virga::is_ordered_type

namespace virga {

enum class direction : unsigned char { ascending, descending };
enum class nulls_order : unsigned char { by_default, first, last };

/// An expression with a direction; PostgreSQL takes NULL as greater than every value.
template <class Node, direction Direction, nulls_order Nulls, class Values>
struct ordering {
    using tree = Node;
    static constexpr direction towards = Direction;
    static constexpr nulls_order nulls = Nulls;
    [[no_unique_address]] Values parameters;

    /// `nulls first`
    [[nodiscard, gnu::always_inline]] constexpr auto nulls_first() const {
        return ordering<Node, Direction, nulls_order::first, Values>{parameters};
    }
    /// `nulls last`
    [[nodiscard, gnu::always_inline]] constexpr auto nulls_last() const {
        return ordering<Node, Direction, nulls_order::last, Values>{parameters};
    }
};

template <class>
inline constexpr bool is_ordering = false;
template <class Node, direction Direction, nulls_order Nulls, class Values>
inline constexpr bool is_ordering<ordering<Node, Direction, Nulls, Values>> = true;

namespace detail {
template <class Node>
constexpr void write_key_read_as(writer& out) {
    constexpr std::string_view as = Node::type::read_as::spelling.view();
    constexpr bool in_parentheses = Node::bound_by != binding::primary;
    if constexpr (requires { &Node::write_as_key; }) out.key_read_as(&Node::write_as_key, in_parentheses, as);
    else out.key_read_as(&Node::write, in_parentheses, as);
}
/// How a node stands in the list of a clause: as an item that may be found again, or, with a direction or a name of the result, as
/// it is.
template <class Node>
constexpr void write_key(writer& out) {
    if constexpr (not requires { typename Node::type; }) Node::write(out);
    else if constexpr (is_read_as_another<typename Node::type>) write_key_read_as<Node>(out);
    else if constexpr (requires { &Node::write_as_key; }) out.item(&Node::write_as_key);
    else out.item(&Node::write);
}
}  // namespace detail

namespace node {
/// A key of `order by` or of an index.
template <class Operand, direction Direction, nulls_order Nulls>
struct ordered {
    using children = list<Operand>;
    static constexpr void write(writer& out) {
        detail::write_key<Operand>(out);
        write_direction(out);
    }
    static constexpr void write_direction(writer& out) {
        if constexpr (Direction == direction::descending) out.text(" desc");
        if constexpr (Nulls == nulls_order::first) out.text(" nulls first");
        if constexpr (Nulls == nulls_order::last) out.text(" nulls last");
    }
};
}  // namespace node

namespace detail {
template <direction Direction, class Operand>
using ordering_of = ordering<tree_of<Operand>, Direction, nulls_order::by_default, values_in<Operand>>;
/// The node of a key of `order by` or `group by`.
template <class Key>
struct key_node_of {
    using type = tree_of<Key>;
    using operand = type;
};
template <class Node, direction Direction, nulls_order Nulls, class Values>
struct key_node_of<ordering<Node, Direction, Nulls, Values>> {
    using type = node::ordered<Node, Direction, Nulls>;
    using operand = Node;
};
template <class Key>
using key_node = typename key_node_of<Key>::type;

template <class Node>
inline constexpr bool is_ordered_key = is_ordered_type<typename Node::type>;
template <class Type>
inline constexpr bool is_ordered_key<node::refused<Type>> = true;  // what is wrong there was said
template <class Operand, direction Direction, nulls_order Nulls>
inline constexpr bool is_ordered_key<node::ordered<Operand, Direction, Nulls>> = is_ordered_key<Operand>;

/// A key as an ordering; a plain expression ascends.
template <class Key>
[[gnu::always_inline]] constexpr auto as_ordering(const Key& key) {
    if constexpr (is_ordering<Key>) return key;
    else return ordering_of<direction::ascending, Key>{key.parameters};
}
}  // namespace detail

/// Whether PostgreSQL can tell values of each key's type apart, and has an order for them; it cannot with json, xml or a point.
template <class... Keys>
inline constexpr bool have_an_order = (detail::is_ordered_key<detail::key_node<Keys>> and ...);

/// `operand asc`, the smallest first.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto asc(const Operand& operand) {
    return detail::ordering_of<direction::ascending, Operand>{operand.parameters};
}
/// `operand desc`, the greatest first.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto desc(const Operand& operand) {
    return detail::ordering_of<direction::descending, Operand>{operand.parameters};
}

/// `"name" asc`, by a name of the result.
template <fixed_string Name>
[[nodiscard, gnu::always_inline]] constexpr auto asc(const column_label<Name>&) {
    return detail::ordering_of<direction::ascending, column_label<Name>>{no_parameters};
}
/// `"name" desc`, by a name of the result.
template <fixed_string Name>
[[nodiscard, gnu::always_inline]] constexpr auto desc(const column_label<Name>&) {
    return detail::ordering_of<direction::descending, column_label<Name>>{no_parameters};
}

/// Whether it is no text, which names nothing.
template <class Operand>
concept is_no_text = not std::is_convertible_v<const Operand&, std::string_view>;
namespace detail {
template <class Operand>
concept no_key = untyped<Operand> or not is_no_text<Operand>;
/// Refuses `desc("name")`, and what has no type.
template <no_key Operand>
constexpr auto refuse_key() {
    if constexpr (untyped<Operand>) {
        return refuse_misplaced<Operand>();
    } else {
        static_assert(is_no_text<Operand>, "asc, desc: take an expression; a name of the result is desc(\"name\"_c)");
        return refuse<types::boolean>();
    }
}
}  // namespace detail
template <detail::no_key Operand>
[[nodiscard]] constexpr auto asc(const Operand&) {
    return detail::refuse_key<Operand>();
}
template <detail::no_key Operand>
[[nodiscard]] constexpr auto desc(const Operand&) {
    return detail::refuse_key<Operand>();
}
}  // namespace virga
