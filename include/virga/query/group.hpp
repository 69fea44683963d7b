// virga/query/group.hpp: aggregates and the columns beside them.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v

#include <virga/catalog/keys.hpp>  // virga::detail::primary_key_of
#include <virga/expr/node.hpp>     // virga::node
#include <virga/query/scope.hpp>   // virga::detail::column_of_node
#include <virga/schema/field.hpp>  // virga::list

namespace virga::detail {

template <class Node>
consteval bool contains_aggregate();
template <class... Nodes>
consteval bool any_contains_aggregate(list<Nodes...>*) {
    return (contains_aggregate<Nodes>() or ...);
}
/// Whether a node is an aggregate or has one under it; those of subqueries are the subqueries' own.
template <class Node>
consteval bool contains_aggregate() {
    if constexpr (requires { Node::is_aggregate; }) return true;
    else return any_contains_aggregate(static_cast<typename Node::children*>(nullptr));
}

/// Whether an aggregate has another one under it, which PostgreSQL refuses.
template <class Node>
consteval bool nests_aggregates();
template <class... Nodes>
consteval bool any_nests_aggregates(list<Nodes...>*) {
    return (nests_aggregates<Nodes>() or ...);
}
template <class Node>
consteval bool nests_aggregates() {
    if constexpr (requires { Node::is_aggregate; }) return any_contains_aggregate(static_cast<typename Node::children*>(nullptr));
    else return any_nests_aggregates(static_cast<typename Node::children*>(nullptr));
}

/// Whether a column of the scope's own sources stands under a node. A subquery may name one, and is not searched.
template <class Scope, class Node>
inline constexpr bool names_own_column = true;
template <class Scope, class Nodes>
inline constexpr bool any_names_own_column = false;
template <class Scope, class... Nodes>
inline constexpr bool any_names_own_column<Scope, list<Nodes...>> = (names_own_column<Scope, Nodes> or ...);
template <class Scope, class Node>
    requires(not requires { typename Node::subquery; })
inline constexpr bool names_own_column<Scope, Node> = any_names_own_column<Scope, typename Node::children>;
template <class Scope, class Source, std::size_t Index>
inline constexpr bool names_own_column<Scope, node::column_at<Source, Index>> = Scope::template has_own<Source>;

/// The first column under some nodes, or void.
template <class Nodes>
struct first_column {
    using type = void;
};
template <class First, class... Rest>
struct first_column<list<First, Rest...>> : first_column<typename joined<typename First::children, list<Rest...>>::type> {};
template <class Source, std::size_t Index, class... Rest>
struct first_column<list<node::column_at<Source, Index>, Rest...>> {
    using type = column_of_node<node::column_at<Source, Index>>;
};

/// The first column of the first aggregate of a subquery that names only columns of the query around, or void. SQL takes such
/// an aggregate for one of the query around.
template <class Scope, class Nodes>
struct foreign_aggregate {
    using type = void;
};
template <class Scope, class First, class... Rest>
struct foreign_aggregate<Scope, list<First, Rest...>>
    : foreign_aggregate<Scope, typename joined<typename First::children, list<Rest...>>::type> {};
template <class Scope, class First, class... Rest>
    requires(requires { First::is_aggregate; } and not any_names_own_column<Scope, typename First::children> and
             not std::is_void_v<typename first_column<typename First::children>::type>)
struct foreign_aggregate<Scope, list<First, Rest...>> : first_column<typename First::children> {};

/// Every node of a select: its outputs and those of its clauses.
template <class Clauses>
struct nodes_of_clauses;
template <class... Clauses>
struct nodes_of_clauses<list<Clauses...>> : joined<typename Clauses::nodes...> {};
template <class Select>
using nodes_of_select = typename joined<typename Select::outputs, typename nodes_of_clauses<typename Select::clauses>::type>::type;

/// Whether a node carries a value, which makes it differ from any other of its type.
template <class Node>
consteval bool carries_value();
template <class... Nodes>
consteval bool any_carries_value(list<Nodes...>*) {
    return (carries_value<Nodes>() or ...);
}
template <class Node>
inline constexpr bool is_parameter = false;
template <class Type>
inline constexpr bool is_parameter<node::parameter<Type>> = true;
template <class Type>
inline constexpr bool is_parameter<node::nullable_parameter<Type>> = true;
template <class Node>
consteval bool carries_value() {
    if constexpr (is_parameter<Node>) return true;
    else if constexpr (requires { typename Node::subquery; }) return any_carries_value(static_cast<typename Node::children*>(nullptr)) or
                                                                     any_carries_value(static_cast<nodes_of_select<typename Node::subquery>*>(nullptr));
    else return any_carries_value(static_cast<typename Node::children*>(nullptr));
}

template <class Type, class... Types>
inline constexpr bool has_type = (std::is_same_v<Type, Types> or ...);

/// Whether the keys of a group by contain the primary key of `Source`, which determines all its columns.
template <class Source, class PrimaryKey, class... Keys>
inline constexpr bool contains_primary_key = false;
template <class Source, std::size_t First, std::size_t... Rest, class... Keys>
inline constexpr bool contains_primary_key<Source, std::index_sequence<First, Rest...>, Keys...> =
    has_type<node::column_at<Source, First>, Keys...> and (has_type<node::column_at<Source, Rest>, Keys...> and ...);

/// The first column under `Node` that is neither grouped nor in an aggregate, or void.
template <class Node, class Scope, class... Keys>
struct ungrouped;
template <class Scope, class Children, class... Keys>
struct ungrouped_among {
    using type = void;
};
template <class Found, class Scope, class Rest, class... Keys>
struct ungrouped_or {
    using type = Found;
};
template <class Scope, class Rest, class... Keys>
struct ungrouped_or<void, Scope, Rest, Keys...> : ungrouped_among<Scope, Rest, Keys...> {};
template <class Scope, class First, class... Rest, class... Keys>
struct ungrouped_among<Scope, list<First, Rest...>, Keys...>
    : ungrouped_or<typename ungrouped<First, Scope, Keys...>::type, Scope, list<Rest...>, Keys...> {};

/// The sources of a grouped query that a subquery of it can name.
template <class Scope, class Inner>
struct scope_seen_within {
    template <class Source>
    static constexpr bool has_own = Scope::template has_own<Source> and Inner::count(source_traits<Source>::reference_name) == 0;
};

template <class Node, class Scope, class... Keys>
struct ungrouped : ungrouped_among<Scope, typename Node::children, Keys...> {};
template <class Node, class Scope, class... Keys>
    requires(requires { typename Node::subquery; } and not has_type<Node, Keys...>)
struct ungrouped<Node, Scope, Keys...>
    : ungrouped_or<typename ungrouped_among<Scope, typename Node::children, Keys...>::type,
                   scope_seen_within<Scope, typename Node::subquery::template scope_in<no_scope>>,
                   nodes_of_select<typename Node::subquery>, Keys...> {};
template <class Node, class Scope, class... Keys>
    requires(requires { Node::is_aggregate; } or (has_type<Node, Keys...> and not carries_value<Node>()))
struct ungrouped<Node, Scope, Keys...> {
    using type = void;
};
template <class Source, std::size_t Index, class Scope, class... Keys>
    requires(not has_type<node::column_at<Source, Index>, Keys...>)
struct ungrouped<node::column_at<Source, Index>, Scope, Keys...> {
    static constexpr bool determined =
        not Scope::template has_own<Source> or contains_primary_key<Source, primary_key_of<Source>, Keys...>;
    using type = std::conditional_t<determined, void, column_of_node<node::column_at<Source, Index>>>;
};

/// Whether a key of a group by that carries a value stands among some nodes or under them, outside of aggregates. PostgreSQL gets the
/// value as a parameter in each place, and takes the two for different expressions.
template <class Nodes, class... Keys>
inline constexpr bool repeats_valued_key = false;
template <class First, class... Rest, class... Keys>
inline constexpr bool repeats_valued_key<list<First, Rest...>, Keys...> =
    (has_type<First, Keys...> and carries_value<First>()) or repeats_valued_key<typename First::children, Keys...> or
    repeats_valued_key<list<Rest...>, Keys...>;
template <class First, class... Rest, class... Keys>
    requires(requires { First::is_aggregate; })
inline constexpr bool repeats_valued_key<list<First, Rest...>, Keys...> = repeats_valued_key<list<Rest...>, Keys...>;
}  // namespace virga::detail
