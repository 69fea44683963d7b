// virga/query/keyset.hpp: pages by the last row before: the condition that fits the order of a query.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/catalog/keys.hpp>     // virga::detail::primary_keys
#include <virga/expr/operators.hpp>   // virga::operators, virga::node::infix
#include <virga/expr/row_values.hpp>  // virga::node::row_values
#include <virga/expr/shaped.hpp>      // virga::is_shaped_condition
#include <virga/query/clause.hpp>     // virga::clause
#include <virga/query/source.hpp>     // virga::any_scope

namespace virga {

namespace detail {
/// What a key of order by is made of: its node without the direction, and whether it descends.
template <class Node>
struct order_of_key {
    using node = Node;
    static constexpr bool descends = false;
    static constexpr bool is_expression = requires { typename Node::type; };  // not a name of the result, nor a choice
};
template <class Operand, direction Direction, nulls_order Nulls>
struct order_of_key<node::ordered<Operand, Direction, Nulls>> : order_of_key<Operand> {
    static constexpr bool descends = Direction == direction::descending;
};

/// The clause of a tree that stands at a place; void if there is none.
template <class Tree, place Place>
struct clause_at {
    using type = void;
};
template <class First, class... Rest, place Place>
struct clause_at<statement_tree<First, Rest...>, Place> : clause_at<statement_tree<Rest...>, Place> {};
template <class First, class... Rest, place Place>
    requires(First::at == Place)
struct clause_at<statement_tree<First, Rest...>, Place> {
    using type = First;
};
template <class Clause>
struct keys_of_clause {
    using type = list<>;
};
template <std::size_t Count, class... Keys>
struct keys_of_clause<clause::words<place::order_by, Count, Keys...>> {
    using type = list<Keys...>;
};
template <class Tree>
using order_of = typename keys_of_clause<typename clause_at<Tree, place::order_by>::type>::type;

template <class Keys>
inline constexpr bool all_are_expressions = false;
template <class... Keys>
inline constexpr bool all_are_expressions<list<Keys...>> = (order_of_key<Keys>::is_expression and ...);
template <class Scope, class Keys>
inline constexpr bool none_is_null = true;
template <class Scope, class... Keys>
inline constexpr bool none_is_null<Scope, list<Keys...>> = not(order_of_key<Keys>::node::template nullable_in<Scope> or ...);

template <class Keys, class... Given>
inline constexpr bool are_values_for = false;
template <class... Keys, class... Given>
    requires(sizeof...(Keys) == sizeof...(Given))
inline constexpr bool are_values_for<list<Keys...>, Given...> =
    (is_value_of<Given, compared_t<typename order_of_key<Keys>::node::type>> and ...);

template <class Source, std::size_t Index, class... Keys>
inline constexpr bool orders_column = (std::is_same_v<typename order_of_key<Keys>::node, node::column_at<Source, Index>> or ...);
template <class Source, class Key, class... Keys>
inline constexpr bool orders_key = false;
template <class Source, std::size_t... Indexes, class... Keys>
inline constexpr bool orders_key<Source, std::index_sequence<Indexes...>, Keys...> =
    (orders_column<Source, Indexes, Keys...> and ...);
template <class Source, class TableKeys, class Keys>
inline constexpr bool orders_any_key = false;
template <class Source, class... TableKeys, class... Keys>
inline constexpr bool orders_any_key<Source, list<TableKeys...>, list<Keys...>> = (orders_key<Source, TableKeys, Keys...> or ...);
template <class Scope, class Keys>
inline constexpr bool tells_rows_apart = true;  // which keys the rows of a view or several sources have, nothing here says
template <class Outer, class Source, bool Optional, class Keys>
    requires requires { typename source_traits<Source>::field_list; }
inline constexpr bool tells_rows_apart<scope<Outer, from_item<Source, Optional>>, Keys> =
    orders_any_key<Source, typename joined<primary_keys<table_of<Source>>, unique_keys<table_of<Source>>>::type, Keys>;
}  // namespace detail

/// Whether a query has an order, of expressions without values.
template <class Tree>
inline constexpr bool has_order_to_continue =
    detail::order_of<Tree>::size != 0 and detail::all_are_expressions<detail::order_of<Tree>> and
    detail::tree_without<Tree, place::order_by>::parameters == 0;
/// Whether no key of its order can be NULL, which comes neither before nor after.
template <class Tree>
inline constexpr bool has_order_without_null =
    detail::none_is_null<typename Tree::template scope_in<any_scope>, detail::order_of<Tree>>;
/// Whether the order of a query of one table tells its rows apart, by a key of the table.
template <class Tree>
inline constexpr bool has_order_of_a_key =
    detail::tells_rows_apart<typename Tree::template scope_in<no_scope>, detail::order_of<Tree>>;
/// Whether the values are as many as the keys of a query's order, and of their types.
template <class Tree, class... Given>
inline constexpr bool are_values_of_order = detail::are_values_for<detail::order_of<Tree>, Given...>;

namespace detail {
template <bool Descends>
using after_operator = std::conditional_t<Descends, operators::less, operators::greater>;
template <bool Descends>
using from_operator = std::conditional_t<Descends, operators::less_or_equal, operators::greater_or_equal>;
template <class Operator, class Left, class Right>
using comparison = node::infix<Operator, types::boolean, Left, Right>;

/// `Key` after `Value`, or equal to it and `Rest` after its values. The first comparison alone lets an index begin there.
template <class Keys, class Nodes>
struct keys_after;
template <class Key, class Node>
struct keys_after<list<Key>, list<Node>> {
    using type = comparison<after_operator<order_of_key<Key>::descends>, typename order_of_key<Key>::node, Node>;
    static constexpr auto values(const auto& only) { return only; }
};
template <class Key, class... Keys, class Node, class... Nodes>
    requires(sizeof...(Keys) != 0)
struct keys_after<list<Key, Keys...>, list<Node, Nodes...>> {
    static constexpr bool descends = order_of_key<Key>::descends;
    using key = typename order_of_key<Key>::node;
    using rest = keys_after<list<Keys...>, list<Nodes...>>;
    using type =
        comparison<operators::conjunction, comparison<from_operator<descends>, key, Node>,
                   comparison<operators::disjunction, comparison<after_operator<descends>, key, Node>, typename rest::type>>;
    static constexpr auto values(const auto& first, const auto&... others) {
        return join(join(first, first), rest::values(others...));
    }
};

template <class Keys>
inline constexpr bool go_one_way = false;
template <class First, class... Rest>
inline constexpr bool go_one_way<list<First, Rest...>> = ((order_of_key<Rest>::descends == order_of_key<First>::descends) and ...);

/// `(a, b) > ($1, $2)` where all keys go one way.
template <class First, class... Rest, class... Given>
constexpr auto condition_after(list<First, Rest...>, const Given&... given) {
    const auto make = []<class... Each>(const Each&... each) {
        using keys = list<First, Rest...>;
        if constexpr (sizeof...(Rest) != 0 and go_one_way<keys>) {
            using row = node::row_values<typename order_of_key<First>::node, typename order_of_key<Rest>::node...>;
            return make_expression<
                comparison<after_operator<order_of_key<First>::descends>, row, node::row_values<tree_of<Each>...>>>(
                join(each.parameters...));
        } else {
            using all = keys_after<keys, list<tree_of<Each>...>>;
            return make_expression<typename all::type>(all::values(each.parameters...));
        }
    };
    return [&]<class... Keys>(list<Keys...>) {
        return make(operand<compared_t<typename order_of_key<Keys>::node::type>>(std::decay_t<Given>(given))...);
    }(list<First, Rest...>{});
}

/// The where of a query and one more condition.
template <class Clause, class Node, std::size_t Added, bool IsSure>
struct where_and;
template <class Node, std::size_t Added>
struct where_and<void, Node, Added, true> {
    using type = clause::words<place::where, Added, Node>;
};
template <class Node, std::size_t Added>
struct where_and<void, Node, Added, false> {
    using type = clause::shaped<place::where, Added, Node>;
};
template <std::size_t Count, class Before, class Node, std::size_t Added>
struct where_and<clause::words<place::where, Count, Before>, Node, Added, true> {
    using type = clause::words<place::where, Count + Added, comparison<operators::conjunction, Before, Node>>;
};
template <std::size_t Count, class Before, class Node, std::size_t Added>
struct where_and<clause::words<place::where, Count, Before>, Node, Added, false> {
    using type = clause::shaped<place::where, Count + Added, node::shaped_conjunction<Before, Node>>;
};
template <std::size_t Count, class Before, class Node, std::size_t Added, bool IsSure>
struct where_and<clause::shaped<place::where, Count, Before>, Node, Added, IsSure> {
    using type = clause::shaped<place::where, Count + Added, node::shaped_conjunction<Before, Node>>;
};

template <class Query, class Condition>
constexpr auto add_condition(const Query& query, const Condition& condition) {
    using tree = typename Query::tree;
    using before = typename clause_at<tree, place::where>::type;
    using clause =
        typename where_and<before, tree_of<Condition>, count_of<values_in<Condition>>, not is_shaped_condition<Condition>>::type;
    const auto all = values_with<place::where>(query, condition.parameters);
    using after = typename tree_with<typename tree_without<tree, place::where>::type, clause>::type;
    return typename rebound<Query, after, std::remove_const_t<decltype(all)>>::type{{}, all};
}

template <class Tree, class... Given>
consteval bool may_continue() {
    if constexpr (not has_order_to_continue<Tree>) {
        static_assert(has_order_to_continue<Tree>,
                      "after: comes after order_by, whose keys are expressions without values; a page has an order that goes on");
        return false;
    } else if constexpr (not are_values_of_order<Tree, Given...>) {
        static_assert(
            are_values_of_order<Tree, Given...>,
            "after: takes a value for each key of order_by, in their order and of their types: those of the last row before");
        return false;
    } else if constexpr (not has_order_without_null<Tree>) {
        static_assert(has_order_without_null<Tree>,
                      "after: a key of order_by can be NULL, and no row comes after that; order by columns that are not null, or "
                      "by coalesce(x, y)");
        return false;
    } else if constexpr (not has_order_of_a_key<Tree>) {
        static_assert(has_order_of_a_key<Tree>,
                      "after: rows that order_by does not tell apart would be left out; order by the primary key too, last");
        return false;
    } else {
        return true;
    }
}

/// The condition that says: after these values of the keys, or after those that may be there, on the first page none.
template <class Keys, class... Given>
constexpr auto rows_after(Keys keys, const Given&... given) {
    return condition_after(keys, given...);
}
template <class Keys, class... Given>
constexpr auto rows_after(Keys keys, const std::optional<std::tuple<Given...>>& given) {
    return std::apply([&](const Given&... each) { return when(given.has_value(), condition_after(keys, each...)); },
                      given.has_value() ? *given : std::tuple<Given...>{});
}
template <class Tree, class... Given>
consteval bool may_be_after(list<Given...>*) {
    return may_continue<Tree, Given...>();
}
template <class Tree, class... Given>
consteval bool may_be_after(list<std::optional<std::tuple<Given...>>>*) {
    return may_continue<Tree, Given...>();
}

template <class Query, class... Given>
constexpr auto continue_after(const Query& query, const Given&... given) {
    using tree = typename Query::tree;
    if constexpr (not may_be_after<tree>(static_cast<list<Given...>*>(nullptr))) return refuse_clause(query);
    else return add_condition(query, rows_after(order_of<tree>{}, given...));
}
}  // namespace detail
}  // namespace virga
