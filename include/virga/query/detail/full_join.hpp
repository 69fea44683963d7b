// virga/query/detail/full_join.hpp: which conditions the server can do a full join on.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/expr/operators.hpp>      // virga::operators, virga::node::infix
#include <virga/expr/quantified.hpp>     // virga::node::quantified
#include <virga/query/detail/scope.hpp>  // virga::scope
#include <virga/query/source.hpp>        // virga::node::source_column

namespace virga {

namespace detail {
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
template <class Scope, class Source, fixed_string Name, class Type, bool Nullable>
inline constexpr bool names_own_column<Scope, node::source_column<Source, Name, Type, Nullable>> = Scope::template has_own<Source>;

/// The scope of one source.
template <class Source>
using scope_of_source = scope<no_scope, from_item<Source, false>>;

/// Whether one of two nodes names columns of `Before` only and the other of `Source` only, each at least one.
template <class Before, class Source, class Left, class Right>
inline constexpr bool are_of_two_sides =
    (names_own_column<Before, Left> and not names_own_column<scope_of_source<Source>, Left> and
     names_own_column<scope_of_source<Source>, Right> and not names_own_column<Before, Right>) or
    (names_own_column<Before, Right> and not names_own_column<scope_of_source<Source>, Right> and
     names_own_column<scope_of_source<Source>, Left> and not names_own_column<Before, Left>);

/// Whether the server can hash values of two types that compare, so that equal ones meet: all but a date and a timestamp.
template <class Left, class Right>
inline constexpr bool hash_alike = Left::category != type_category::date_time or Left::oid == Right::oid;

/// Whether a node is `any(array)`: what equals an element of an array, the server can neither hash nor sort by.
template <class Node>
inline constexpr bool is_quantified_node = false;
template <bool All, bool HoldsNulls, class Array>
inline constexpr bool is_quantified_node<node::quantified<All, HoldsNulls, Array>> = true;

template <class Before, class Source, class Condition>
inline constexpr bool equates_two_sides = false;
template <class Before, class Source, class Left, class Right>
inline constexpr bool equates_two_sides<Before, Source, node::infix<operators::equal, types::boolean, Left, Right>> =
    are_of_two_sides<Before, Source, Left, Right> and not is_quantified_node<Right> and
    hash_alike<typename Left::type, typename Right::type>;
template <class Before, class Source, class Left, class Right>
inline constexpr bool equates_two_sides<Before, Source, node::infix<operators::conjunction, types::boolean, Left, Right>> =
    equates_two_sides<Before, Source, Left> or equates_two_sides<Before, Source, Right>;
}  // namespace detail

/// Whether a full join on `Condition` can be done: the server has ways to do it only where something of the one side must equal
/// something of the other.
/// Source: PostgreSQL's sort_inner_and_outer and hash_inner_and_outer, in joinpath.c.
template <class Before, class Source, class Condition>
inline constexpr bool can_be_fully_joined = detail::equates_two_sides<Before, Source, Condition>;
/// An equality alone can be done by sorting too.
template <class Before, class Source, class Left, class Right>
inline constexpr bool can_be_fully_joined<Before, Source, node::infix<operators::equal, types::boolean, Left, Right>> =
    detail::are_of_two_sides<Before, Source, Left, Right> and not detail::is_quantified_node<Right>;

namespace detail {
/// Whether all columns under a node are of the scope; the sentence on those that are not comes first.
template <class Scope, class Node>
inline constexpr bool names_only_own = true;
template <class Scope, class Nodes>
inline constexpr bool all_name_only_own = true;
template <class Scope, class... Nodes>
inline constexpr bool all_name_only_own<Scope, list<Nodes...>> = (names_only_own<Scope, Nodes> and ...);
template <class Scope, class Node>
    requires(requires { typename Node::children; })
inline constexpr bool names_only_own<Scope, Node> = all_name_only_own<Scope, typename Node::children>;
template <class Scope, class Source, std::size_t Index>
inline constexpr bool names_only_own<Scope, node::column_at<Source, Index>> = Scope::template has_own<Source>;
template <class Scope, class Source, fixed_string Name, class Type, bool Nullable>
inline constexpr bool names_only_own<Scope, node::source_column<Source, Name, Type, Nullable>> = Scope::template has_own<Source>;
}  // namespace detail
}  // namespace virga
