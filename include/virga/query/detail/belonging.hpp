// virga/query/detail/belonging.hpp: which rows of a relation belong to a row: the columns that are equal, and the table between.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::conditional_t

#include <virga/query/detail/found_names.hpp>  // virga::detail::stands_as

namespace virga::detail {
/// The ends of a relation whose rows are collected beside each row that they belong to, whatever the find is.
template <class Ends>
struct lateral_ends : Ends {};
template <class Ends>
inline constexpr bool are_lateral_ends = false;
template <class Ends>
inline constexpr bool are_lateral_ends<lateral_ends<Ends>> = true;

template <class Left, class Right>
using equal_node = node::infix<operators::equal, types::boolean, Left, Right>;
template <class Left, class Right>
using both_node = node::infix<operators::conjunction, types::boolean, Left, Right>;

/// The columns of one source equal those of another.
template <class Left, class LeftAs, class Right, class RightAs>
struct matching_columns;
template <class Left, class LeftAs, class Right, class RightAs>
struct matching_columns<list<Left>, LeftAs, list<Right>, RightAs> {
    using type = equal_node<column_as_t<Left, LeftAs>, column_as_t<Right, RightAs>>;
};
template <class Left, class Second, class... Lefts, class LeftAs, class Right, class... Rights, class RightAs>
struct matching_columns<list<Left, Second, Lefts...>, LeftAs, list<Right, Rights...>, RightAs> {
    using type = both_node<typename matching_columns<list<Left>, LeftAs, list<Right>, RightAs>::type,
                           typename matching_columns<list<Second, Lefts...>, LeftAs, list<Rights...>, RightAs>::type>;
};
template <class Left, class LeftAs, class Right, class RightAs>
using matching_columns_t = typename matching_columns<Left, LeftAs, Right, RightAs>::type;

/// A condition, and another one that there may be.
template <class Condition, class Nodes>
struct and_also {
    using type = Condition;
};
template <class Condition, class Node>
struct and_also<Condition, list<Node>> {
    using type = std::conditional_t<is_operand<Node>, both_node<Condition, Node>, node::shaped_conjunction<Condition, Node>>;
};

/// The clause of a condition, which may be shaped when the query runs.
template <std::size_t Count, class Node>
using where_clause =
    std::conditional_t<is_operand<Node>, clause::words<place::where, Count, Node>, clause::shaped<place::where, Count, Node>>;
template <place Place, std::size_t Count, class Nodes>
struct clause_if_there {
    using type = list<>;
};
template <place Place, std::size_t Count, class First, class... Rest>
struct clause_if_there<Place, Count, list<First, Rest...>> {
    using type = list<clause::words<Place, Count, First, Rest...>>;
};
template <std::size_t Count, class Node>
struct clause_if_there<place::where, Count, list<Node>> {
    using type = list<where_clause<Count, Node>>;
};

/// The junction of a relation, joined to the rows that it leads to; and its columns that tell which rows it leads from.
template <class Ends, class Between, class Taken, class To>
struct junction {
    using joins = list<>;
    using taken = Taken;
    using near = typename Ends::to;
    using near_as = To;
};
template <class Ends, class Near, class Far, class... Taken, class To>
struct junction<Ends, between_rows<Near, Far>, list<Taken...>, To> {
    using as = typename stands_as<typename list_item_t<Near, 0>::source, list<Taken...>>::type;
    using joins = list<clause::join<0, join_kind::inner, as, matching_columns_t<Far, as, typename Ends::to, To>>>;
    using taken = list<Taken..., as>;
    using near = Near;
    using near_as = as;
};

/// The row that a relation to one leads to from a row that stands as `From`: joined by the columns that are equal, or after the row
/// between. `joins` are those before its own.
template <class Ends, class Between, class Taken, class From>
struct leading_to;
template <class Ends, class... Taken, class From>
struct leading_to<Ends, void, list<Taken...>, From> {
    using as = typename stands_as<aliased<table_of<typename Ends::target>, Ends::label>, list<Taken...>>::type;
    using taken = list<Taken..., as>;
    using joins = list<>;
    using belongs = matching_columns_t<typename Ends::to, as, typename Ends::from, From>;
};
template <class Ends, class Near, class Far, class... Taken, class From>
struct leading_to<Ends, between_rows<Near, Far>, list<Taken...>, From> {
    using as = typename stands_as<aliased<table_of<typename Ends::target>, Ends::label>, list<Taken...>>::type;
    using between = typename stands_as<typename list_item_t<Near, 0>::source, list<Taken..., as>>::type;
    using taken = list<Taken..., as, between>;
    using joins = list<clause::join<0, join_kind::left, between, matching_columns_t<Near, between, typename Ends::from, From>>>;
    using belongs = matching_columns_t<typename Ends::to, as, Far, between>;
};
}  // namespace virga::detail
