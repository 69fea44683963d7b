// virga/query/check.hpp: what holds for a select as a whole, checked where it is run or spelled.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_void_v

#include <virga/expr/comparison.hpp>  // virga::node::comparison
#include <virga/expr/in.hpp>       // virga::node::exists_test
#include <virga/expr/logic.hpp>    // virga::node::junction
#include <virga/query/group.hpp>   // virga::detail::ungrouped
#include <virga/query/measure.hpp>  // virga::detail::measures_of
#include <virga/query/scope.hpp>   // virga::is_in_from
#include <virga/query/select.hpp>  // virga::select_tree

namespace virga {

/// Whether each `arg<>` of a statement stands for values of one type. The server would take one of the types for all, and which
/// is not always that of the first use.
template <class Tree>
inline constexpr bool gives_each_argument_one_type = detail::measures_of<Tree>.one_type_each;
/// Whether an expression stands outside of aggregates: where and on see single rows.
template <class Node>
inline constexpr bool is_free_of_aggregates = not detail::contains_aggregate<Node>();
/// Whether no aggregate stands in another one.
template <class Node>
inline constexpr bool has_flat_aggregates = not detail::nests_aggregates<Node>();
/// Whether the aggregates of a subquery are its own; `Column` is one that the first which is not names, or void.
template <class Column>
inline constexpr bool is_aggregate_of_its_query = std::is_void_v<Column>;
/// Whether a column beside aggregates is one of the group by; `Column` is the first that is not, or void.
template <class Column>
inline constexpr bool is_grouped = false;
template <>
inline constexpr bool is_grouped<void> = true;

namespace detail {
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

template <class Before, class Source, class Condition>
inline constexpr bool equates_two_sides = false;
template <class Before, class Source, class Left, class Right>
inline constexpr bool equates_two_sides<Before, Source, node::comparison<comparison_operator::equal, Left, Right>> =
    are_of_two_sides<Before, Source, Left, Right> and hash_alike<typename Left::type, typename Right::type>;
template <class Before, class Source, class Left, class Right>
inline constexpr bool equates_two_sides<Before, Source, node::junction<binding::conjunction, Left, Right>> =
    equates_two_sides<Before, Source, Left> or equates_two_sides<Before, Source, Right>;
}  // namespace detail

/// Whether a full join on `Condition` can be done: the server has ways to do it only where something of the one side must equal
/// something of the other.
/// Source: PostgreSQL's sort_inner_and_outer and hash_inner_and_outer, in joinpath.c.
template <class Before, class Source, class Conditions>
inline constexpr bool can_be_fully_joined = false;
template <class Before, class Source, class Condition>
inline constexpr bool can_be_fully_joined<Before, Source, list<Condition>> = detail::equates_two_sides<Before, Source, Condition>;
/// An equality alone can be done by sorting too.
template <class Before, class Source, class Left, class Right>
inline constexpr bool can_be_fully_joined<Before, Source, list<node::comparison<comparison_operator::equal, Left, Right>>> =
    detail::are_of_two_sides<Before, Source, Left, Right>;

namespace detail {
/// The nodes of the clauses at `Place`, as one list.
template <place Place, class... Clauses>
using nodes_at = typename joined<std::conditional_t<Clauses::at == Place, typename Clauses::nodes, list<>>...>::type;

template <class Outer, class Tree>
consteval bool check_select();

/// Checks the subqueries under a node, which see the columns of `Scope` too.
template <class Scope, class Node>
consteval bool check_subqueries();
template <class Scope, class... Nodes>
consteval bool check_all_subqueries(list<Nodes...>*) {
    return (check_subqueries<Scope, Nodes>() and ...);
}
template <class Scope, class Node>
consteval bool check_subqueries() {
    bool good = check_all_subqueries<Scope>(static_cast<typename Node::children*>(nullptr));
    if constexpr (requires { typename Node::subquery; }) good = check_select<Scope, typename Node::subquery>() and good;
    return good;
}

/// The first column among nodes that the scope does not have, or void.
template <class Nodes, class Scope>
using stray_in = typename stray_among<Scope, Nodes>::type;

template <class Nodes>
inline constexpr bool none_aggregates = true;
template <class... Nodes>
inline constexpr bool none_aggregates<list<Nodes...>> = (is_free_of_aggregates<Nodes> and ...);
template <class Nodes>
inline constexpr bool all_flat = true;
template <class... Nodes>
inline constexpr bool all_flat<list<Nodes...>> = (has_flat_aggregates<Nodes> and ...);

template <class Scope, class Nodes, class Keys>
struct first_ungrouped;
template <class Scope, class Nodes, class... Keys>
struct first_ungrouped<Scope, Nodes, list<Keys...>> : ungrouped_among<Scope, Nodes, Keys...> {};

/// Looked for in subqueries only: elsewhere there is no query around.
template <class Outer, class Scope, class... Nodes>
using foreign_aggregate_in = typename foreign_aggregate<
    Scope, std::conditional_t<std::is_same_v<Outer, no_scope>, list<>, typename joined<Nodes...>::type>>::type;

/// Checks the conditions of joins, each against the sources that stand before it and its own.
template <class Scope>
consteval bool check_joins() {
    return true;
}
template <class Scope, class First, class... Rest>
consteval bool check_joins() {
    if constexpr (requires { First::kind; }) {
        static_assert(First::kind == join_kind::from or Scope::size != 0, "join: the query has no from; write from first");
        using joined_scope = typename scope_with<Scope, First::kind, typename First::source>::type;
        using missing = stray_in<typename First::nodes, joined_scope>;
        if constexpr (not is_in_from<missing, joined_scope>) {
            static_assert(is_in_from<missing, joined_scope>,
                          "on: names a column of a table that is not joined before; join it first, or name the alias");
            return false;
        } else if constexpr (First::kind == join_kind::full and
                             not can_be_fully_joined<Scope, typename First::source, typename First::nodes>) {
            static_assert(can_be_fully_joined<Scope, typename First::source, typename First::nodes>,
                          "full_join: the condition must equate a column of the one side with one of the other; "
                          "it may say more, by and");
            return false;
        } else if constexpr (not check_all_subqueries<joined_scope>(static_cast<typename First::nodes*>(nullptr))) {
            return false;
        } else {
            return check_joins<joined_scope, Rest...>();
        }
    } else {
        return check_joins<Scope, Rest...>();
    }
}

template <class Nodes, class Keys>
inline constexpr bool none_repeats_key = true;
template <class Nodes, class... Keys>
inline constexpr bool none_repeats_key<Nodes, list<Keys...>> = not repeats_valued_key<Nodes, Keys...>;

template <class Scope, class Outputs, class Having, class Order, class Keys>
consteval bool check_grouping() {
    using selected = typename first_ungrouped<Scope, Outputs, Keys>::type;
    using condition = typename first_ungrouped<Scope, Having, Keys>::type;
    using ordered = typename first_ungrouped<Scope, Order, Keys>::type;
    constexpr bool is_sound = is_grouped<selected> and is_grouped<condition> and is_grouped<ordered>;
    using all = typename joined<Outputs, Having, Order>::type;
    if constexpr (not is_sound and not none_repeats_key<all, Keys>) {
        static_assert(none_repeats_key<all, Keys>,
                      "group_by: a key that holds a value is another expression wherever it is written again; write arg<\"name\"> for the "
                      "value, which is the same in all places");
        return false;
    } else if constexpr (not is_grouped<selected>) {
        static_assert(is_grouped<selected>,
                      "select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate");
        return false;
    } else if constexpr (not is_grouped<condition>) {
        static_assert(is_grouped<condition>, "having: names a column outside of aggregates that is not in group_by");
        return false;
    } else if constexpr (not is_grouped<ordered>) {
        static_assert(is_grouped<ordered>, "order_by: names a column outside of aggregates that is not in group_by");
        return false;
    } else {
        return true;
    }
}

template <class Key>
struct ordered_node {
    using type = Key;
};
template <class Operand, direction Direction, nulls_order Nulls>
struct ordered_node<node::ordered<Operand, Direction, Nulls>> {
    using type = Operand;
};
template <class Node, class Children>
inline constexpr bool is_child_of = false;
template <class Node, class... Children>
inline constexpr bool is_child_of<Node, list<Children...>> = has_type<Node, Children...>;
template <class Outputs, class Order>
inline constexpr bool orders_by_outputs = true;
template <class... Outputs, class... Keys>
inline constexpr bool orders_by_outputs<list<Outputs...>, list<Keys...>> =
    ((is_child_of<typename ordered_node<Keys>::type, typename joined<typename Outputs::children...>::type> and
      not carries_value<Keys>()) and
     ...);
}  // namespace detail

/// Whether every key of order by stands in the select list too, as `select distinct` needs.
template <class Outputs, class Order>
inline constexpr bool is_ordered_by_outputs = detail::orders_by_outputs<Outputs, Order>;
/// The same of one key: a column, or another node. Asked of those that do not.
template <class Key>
inline constexpr bool is_selected_key = false;
namespace detail {
template <class Key, class... Outputs>
consteval bool is_selected_with_value(list<Outputs...>*) {
    if constexpr (requires { typename Key::children; })
        return carries_value<Key>() and is_child_of<Key, typename joined<typename Outputs::children...>::type>;
    else return false;
}
}  // namespace detail
/// Whether it is not selected in the same words, with a value in them. Asked of those as well.
template <class Key, class Outputs>
inline constexpr bool is_key_without_value = not detail::is_selected_with_value<Key>(static_cast<Outputs*>(nullptr));

namespace detail {
template <class Node>
struct named_node {
    using type = Node;
};
template <class Source, std::size_t Index>
struct named_node<node::column_at<Source, Index>> {
    using type = column_of_node<node::column_at<Source, Index>>;
};
/// The first key of order by that is not selected.
template <class Outputs, class Order>
struct first_unselected;
template <class Outputs, class First, class... Rest>
struct first_unselected<Outputs, list<First, Rest...>>
    : std::conditional_t<orders_by_outputs<Outputs, list<First>>, first_unselected<Outputs, list<Rest...>>,
                         named_node<typename ordered_node<First>::type>> {};

template <class Outer, class Outputs, class... Clauses>
consteval bool check_select_tree(select_tree<Outputs, Clauses...>*) {
    using tree = select_tree<Outputs, Clauses...>;
    using from = typename tree::template scope_in<Outer>;
    using on = nodes_at<place::from, Clauses...>;
    using where = nodes_at<place::where, Clauses...>;
    using keys = nodes_at<place::group_by, Clauses...>;
    using having = nodes_at<place::having, Clauses...>;
    using order = nodes_at<place::order_by, Clauses...>;

    if constexpr (tree::template has_clause<place::refused>) {
        return true;
    } else if constexpr (not is_in_from<stray_in<Outputs, from>, from>) {
        static_assert(is_in_from<stray_in<Outputs, from>, from>,
                      "select: names a column of a table that is not in from; join the table, or name the alias");
        return false;
    } else if constexpr (not check_joins<scope<Outer>, Clauses...>()) {
        return false;
    } else if constexpr (not is_in_from<stray_in<where, from>, from>) {
        static_assert(is_in_from<stray_in<where, from>, from>,
                      "where: names a column of a table that is not in from; join the table, or name the alias");
        return false;
    } else if constexpr (not is_in_from<stray_in<keys, from>, from>) {
        static_assert(is_in_from<stray_in<keys, from>, from>, "group_by: names a column of a table that is not in from");
        return false;
    } else if constexpr (not is_in_from<stray_in<having, from>, from>) {
        static_assert(is_in_from<stray_in<having, from>, from>, "having: names a column of a table that is not in from");
        return false;
    } else if constexpr (not is_in_from<stray_in<order, from>, from>) {
        static_assert(is_in_from<stray_in<order, from>, from>,
                      "order_by: names a column of a table that is not in from; join the table, or name the alias");
        return false;
    } else if constexpr (not none_aggregates<where>) {
        static_assert(none_aggregates<where>, "where: an aggregate is known only after grouping; put the condition into having");
        return false;
    } else if constexpr (not none_aggregates<on>) {
        static_assert(none_aggregates<on>, "on: an aggregate is known only after grouping; put the condition into having");
        return false;
    } else if constexpr (not none_aggregates<keys>) {
        static_assert(none_aggregates<keys>, "group_by: groups cannot be made by an aggregate");
        return false;
    } else if constexpr (not all_flat<Outputs>) {
        static_assert(all_flat<Outputs>, "select: an aggregate stands within another one");
        return false;
    } else if constexpr (not all_flat<having>) {
        static_assert(all_flat<having>, "having: an aggregate stands within another one");
        return false;
    } else if constexpr (not all_flat<order>) {
        static_assert(all_flat<order>, "order_by: an aggregate stands within another one");
        return false;
    } else if constexpr (not is_aggregate_of_its_query<foreign_aggregate_in<Outer, from, Outputs, having, order>>) {
        static_assert(is_aggregate_of_its_query<foreign_aggregate_in<Outer, from, Outputs, having, order>>,
                      "select: an aggregate names only columns of the query around, and SQL takes it for one of that query; "
                      "name a column of the subquery");
        return false;
    } else if constexpr (tree::template has_clause<place::distinct> and not is_ordered_by_outputs<Outputs, order>) {
        using missing = typename first_unselected<Outputs, order>::type;
        static_assert(is_key_without_value<missing, Outputs>,
                      "order_by: a key that holds a value is another expression wherever it is written again; write arg<\"name\"> for the "
                      "value, which is the same in all places");
        static_assert(is_selected_key<missing> or not is_key_without_value<missing, Outputs>,
                      "order_by: a distinct select can be ordered only by what it selects; add the key to the select list");
        return false;
    } else {
        constexpr bool grouped = keys::size != 0 or having::size != 0 or not none_aggregates<Outputs> or not none_aggregates<order>;
        bool good = check_all_subqueries<from>(  // those of on are checked already
            static_cast<typename joined<
                Outputs, std::conditional_t<Clauses::at == place::from, list<>, typename Clauses::nodes>...>::type*>(nullptr));
        if constexpr (grouped) good = check_grouping<from, Outputs, having, order, keys>() and good;
        return good;
    }
}

template <class Outer, class Tree>
consteval bool check_select() {
    return check_select_tree<Outer>(static_cast<Tree*>(nullptr));
}

/// Checks what is asked of all statements alike.
template <class Tree>
consteval bool check_arguments() {
    static_assert(gives_each_argument_one_type<Tree>,
                  "arg: one name stands for values of two types; give each type a name of its own");
    return gives_each_argument_one_type<Tree>;
}

/// Checks a statement; each kind has a specialization beside its definition, which also lists the statement's nodes.
template <class Tree>
struct checked;
template <class Outputs, class... Clauses>
struct checked<select_tree<Outputs, Clauses...>> {
    using nodes = joined<Outputs, typename Clauses::nodes...>;
    static consteval bool check() {
        if constexpr (measures_of<select_tree<Outputs, Clauses...>>.is_plain) return true;
        else return check_arguments<select_tree<Outputs, Clauses...>>() and check_select<no_scope, select_tree<Outputs, Clauses...>>();
    }
    static constexpr bool value = check();
};

template <class Node>
inline constexpr bool is_refused_node = false;
template <class Type>
inline constexpr bool is_refused_node<node::refused<Type>> = true;
template <class Node>
consteval bool contains_refused();
template <class... Nodes>
consteval bool any_contains_refused(list<Nodes...>*) {
    return (contains_refused<Nodes>() or ...);
}
template <class Node>
consteval bool contains_refused() {
    if constexpr (is_refused_node<Node>) return true;
    else if constexpr (requires { typename Node::subquery; }) return any_contains_refused(static_cast<typename checked<typename Node::subquery>::nodes::type*>(nullptr));
    else return any_contains_refused(static_cast<typename Node::children*>(nullptr));
}
/// Whether a part of a statement was refused; its arguments are gone with it, and nobody should hear of that.
template <class Tree>
struct was_refused {
    static constexpr bool value = any_contains_refused(static_cast<typename checked<Tree>::nodes::type*>(nullptr));
};
}  // namespace detail
}  // namespace virga
