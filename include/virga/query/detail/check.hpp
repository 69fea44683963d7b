// virga/query/detail/check.hpp: what holds for a statement as a whole, and the words for what does not.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <type_traits>  // std::is_void_v, std::true_type

#include <virga/expr/shaped.hpp>           // virga::node::chosen_key
#include <virga/query/detail/measure.hpp>  // virga::detail::measures_of
#include <virga/query/detail/scope.hpp>    // virga::detail::column_of_node
#include <virga/query/detail/tree.hpp>     // virga::statement_tree
#include <virga/query/source.hpp>          // virga::node::source_column

namespace virga {

/// Whether each `arg<>` of a statement stands for values of one type. The server would take one of the types for all, and which
/// is not always that of the first use.
template <class Tree>
inline constexpr bool gives_each_argument_one_type = detail::measures_of<Tree>.one_type_each;
/// Whether an update or delete says which rows it means.
template <class Tree>
inline constexpr bool says_which_rows = Tree::template has_clause<place::where>;

// In the following, `Column` is the first that breaks the rule, or void. They are asked only where one does.

/// Whether no other source of the name of a column's own stands nearer to it.
template <class Column>
inline constexpr bool is_not_hidden = std::is_void_v<Column>;
/// Whether the column's table stands in the statement, as that table or that alias, where the column can name it.
template <class Column>
inline constexpr bool is_in_from = std::is_void_v<Column>;
/// Whether the common tables that a statement names stand in with, before they are named.
template <class Tree>
inline constexpr bool names_what_with_has = detail::measures_of<Tree>.wrong.broken != rule::in_with;
/// Whether each common table has a name of its own.
template <class Tree>
inline constexpr bool tells_common_tables_apart = detail::measures_of<Tree>.wrong.broken != rule::declared_once and
                                                  detail::measures_of<Tree>.wrong.broken != rule::told_from_tables;
/// Whether the step of a recursive query names its table as PostgreSQL can follow it.
template <class Tree>
inline constexpr bool can_be_repeated =
    detail::measures_of<Tree>.wrong.broken<rule::recursive_once or detail::measures_of<Tree>.wrong.broken> rule::recursive_alone;
/// Whether a with that writes is that of the outermost statement.
template <class Tree>
inline constexpr bool writes_in_outermost_with = detail::measures_of<Tree>.wrong.broken != rule::writes_outermost;
/// Whether a subquery of from names a table beside it only if it is lateral.
template <class Column>
inline constexpr bool is_seen_by_lateral = std::is_void_v<Column>;
/// Whether an aggregate stands where there are groups.
template <class Tree>
inline constexpr bool is_free_of_aggregates = detail::measures_of<Tree>.wrong.broken != rule::after_grouping;
/// Whether no aggregate stands in another one.
template <class Tree>
inline constexpr bool has_flat_aggregates = detail::measures_of<Tree>.wrong.broken != rule::not_nested;
/// Whether queries that are combined have nothing but order by, limit and offset in common.
template <class Tree>
inline constexpr bool has_clauses_of_combined = detail::measures_of<Tree>.wrong.broken != rule::of_combined;
/// Whether window functions stand where they can, each by itself.
template <class Tree>
inline constexpr bool has_windows_of_rows =
    detail::measures_of<Tree>.wrong.broken != rule::after_windows and detail::measures_of<Tree>.wrong.broken != rule::not_in_window;
/// Whether each window that is named is described.
template <class Tree>
inline constexpr bool describes_its_windows =
    detail::measures_of<Tree>.wrong.broken != rule::described and detail::measures_of<Tree>.wrong.broken != rule::described_once;
/// Whether distinct stands in aggregates only.
template <class Tree>
inline constexpr bool is_distinct_in_aggregates = detail::measures_of<Tree>.wrong.broken != rule::distinct_in_aggregate;
/// Whether a join has a table before it.
template <class Tree>
inline constexpr bool joins_something = detail::measures_of<Tree>.wrong.broken != rule::joined_to_something;
/// Whether the aggregates of a subquery are its own.
template <class Column>
inline constexpr bool is_aggregate_of_its_query = std::is_void_v<Column>;
/// Whether a column beside aggregates is one of the group by.
template <class Column>
inline constexpr bool is_grouped = std::is_void_v<Column>;
/// Whether the columns of a table whose row is selected are keys of all groups.
template <class Column>
inline constexpr bool is_key_of_all_groups = std::is_void_v<Column>;
/// Whether grouping is asked of what is a key of group by.
template <class Tree, class Column>
inline constexpr bool is_grouping_of_keys = detail::measures_of<Tree>.wrong.broken != rule::grouping_key;
/// Whether a key that is written again has no value in it.
template <class Tree>
inline constexpr bool is_key_without_value = detail::measures_of<Tree>.wrong.broken != rule::key_without_value;
/// Whether a query that asks for rows that its order does not tell apart has an order.
template <class Tree>
inline constexpr bool has_order_for_ties = detail::measures_of<Tree>.wrong.broken != rule::ties_in_order;
/// Whether none of such rows is left out.
template <class Tree>
inline constexpr bool has_all_of_its_ties = detail::measures_of<Tree>.wrong.broken != rule::ties_without_skips;
/// Whether rows of a query can be locked: they are those of its tables.
template <class Tree>
inline constexpr bool has_rows_of_tables = detail::measures_of<Tree>.wrong.broken != rule::lockable;
/// Whether what is locked stands in from, and no outer join may leave it out.
template <class Tree>
inline constexpr bool locks_what_is_there =
    detail::measures_of<Tree>.wrong.broken != rule::locked_in_from and detail::measures_of<Tree>.wrong.broken !=
    rule::locked_for_sure;
/// Whether the queries in from have rows that can be locked with all others.
template <class Tree>
inline constexpr bool has_lockable_queries = detail::measures_of<Tree>.wrong.broken != rule::locked_within;
/// Whether values before and after are those of the table that is written, in returning.
template <class Tree>
inline constexpr bool has_row_before_or_after =
    detail::measures_of<Tree>.wrong.broken < rule::version_returned or
    detail::measures_of<Tree>.wrong.broken > rule::version_told_apart;
/// Whether a key of order by stands in the select list too, as `select distinct` needs.
template <class Key>
inline constexpr bool is_selected_key = std::is_void_v<Key>;

/// The row that an insert could not insert, in conflict.hpp.
template <class Table>
struct excluded_row;

namespace detail {
/// Whether a column is of the row that an insert could not insert.
template <class Column>
inline constexpr bool is_excluded = false;
template <class Table, fixed_string Name>
inline constexpr bool is_excluded<column<excluded_row<Table>, Name>> = true;

/// The column that a finding names, among nodes and all that stands under them; void if none is of that source.
template <class Nodes, std::uint64_t Source, std::size_t Column>
struct column_found {
    using type = void;
};
template <class Found, class Rest, std::uint64_t Source, std::size_t Column>
struct column_found_or {
    using type = Found;
};
template <class Rest, std::uint64_t Source, std::size_t Column>
struct column_found_or<void, Rest, Source, Column> : column_found<Rest, Source, Column> {};

template <class Node>
struct nodes_under {
    using type = typename Node::children;
};
template <class Node>
    requires requires { typename Node::subquery; }
struct nodes_under<Node> : joined<typename Node::children, typename nodes_of_tree<typename Node::subquery>::type> {};

template <class Node, std::uint64_t Source, std::size_t Column>
struct column_in : column_found<typename nodes_under<Node>::type, Source, Column> {};
template <class Table, std::size_t Index, std::uint64_t Source, std::size_t Column>
struct column_in<node::column_at<Table, Index>, Source, Column> {
    static constexpr bool is_it = reference_of<Table>.id == Source and (Index == Column or (is_all_columns(Column) and Index == 0));
    using type = std::conditional_t<is_it, column_of_node<node::column_at<Table, Index>>, void>;
};
template <class Table, fixed_string Name, class Type, bool Nullable, std::uint64_t Source, std::size_t Column>
struct column_in<node::source_column<Table, Name, Type, Nullable>, Source, Column> {
    static constexpr bool is_it = reference_of<Table>.id == Source and number_of_name(Name.view()) == Column;
    using type = std::conditional_t<is_it, node::source_column<Table, Name, Type, Nullable>, void>;
};
template <class First, class... Rest, std::uint64_t Source, std::size_t Column>
struct column_found<list<First, Rest...>, Source, Column>
    : column_found_or<typename column_in<First, Source, Column>::type, list<Rest...>, Source, Column> {};

/// The key of order by at an index: its column, or its node.
template <class Node>
struct named_key {
    using type = Node;
};
template <class Source, std::size_t Index>
struct named_key<node::column_at<Source, Index>> {
    using type = column_of_node<node::column_at<Source, Index>>;
};
template <class Node>
    requires requires { Node::write_direction; }
struct named_key<Node> : named_key<list_item_t<typename Node::children, 0>> {};
/// The keys of order by, each of those that one is chosen from.
template <class Node>
struct keys_in {
    using type = list<Node>;
};
template <class... Keys>
struct keys_in<node::chosen_key<Keys...>> {
    using type = list<Keys...>;
};
template <class Nodes>
struct all_keys;
template <class... Nodes>
struct all_keys<list<Nodes...>> : joined<typename keys_in<Nodes>::type...> {};

template <class Tree, std::size_t Index>
struct order_key;
template <class First, class... Rest, std::size_t Index>
struct order_key<statement_tree<First, Rest...>, Index> : order_key<statement_tree<Rest...>, Index> {};
template <class First, class... Rest, std::size_t Index>
    requires(First::at == place::order_by)
struct order_key<statement_tree<First, Rest...>, Index>
    : named_key<list_item_t<typename all_keys<typename First::nodes>::type, Index>> {};

/// The same of what is wrong with its names, groups and places.
template <class Tree>
consteval void refuse_names() {
    constexpr finding wrong = measures_of<Tree>.wrong;
    using column = typename column_found<typename nodes_of_tree<Tree>::type, wrong.source, wrong.column>::type;
    if constexpr (wrong.broken == rule::in_from) {
        if constexpr (is_excluded<column>)
            static_assert(is_in_from<column>,
                          "excluded: the row that was to be inserted is known in do_update only, and in its where");
        else if constexpr (wrong.at == place::output)
            static_assert(is_in_from<column>,
                          "select: names a column of a table that is not in from; join the table, or name the alias");
        else if constexpr (wrong.at == place::from and Tree::kind != statement_kind::select)
            static_assert(is_in_from<column>,
                          "on: names a column of the table that is written, or of one that is not joined before; put the condition "
                          "into where");
        else if constexpr (wrong.at == place::from)
            static_assert(is_in_from<column>,
                          "on: names a column of a table that is not joined before; join it first, or name the alias");
        else if constexpr (wrong.at == place::group_by)
            static_assert(is_in_from<column>, "group_by: names a column of a table that is not in from");
        else if constexpr (wrong.at == place::having)
            static_assert(is_in_from<column>, "having: names a column of a table that is not in from");
        else if constexpr (wrong.at == place::order_by and is_find<Tree>)
            static_assert(is_in_from<column>,
                          "order_by: names a column of a table that this level of the find is not of; order by a value of the one "
                          "row, relation[column], or of many, max(relation, column)");
        else if constexpr (wrong.at == place::order_by)
            static_assert(is_in_from<column>,
                          "order_by: names a column of a table that is not in from; join the table, or name the alias");
        else if constexpr (wrong.at == place::returning)
            static_assert(is_in_from<column>, "returning: names a column of a table that is not the statement's");
        else if constexpr (wrong.at == place::values and Tree::kind == statement_kind::merge)
            static_assert(
                is_in_from<column>,
                "when_not_matched: names a column that is not the source's; the table has no row that matches, and so no columns");
        else if constexpr (wrong.at == place::row and Tree::kind == statement_kind::merge)
            static_assert(is_in_from<column>, "on, when_matched: names a column that is neither the table's nor the source's");
        else if constexpr (wrong.at == place::values)
            static_assert(is_in_from<column>, "values: a row to insert cannot name a column; give a value");
        else if constexpr (wrong.at == place::row or wrong.at == place::conflict)
            static_assert(is_in_from<column>, "set, where: names a column of a table that is not the statement's");
        else if constexpr (is_find<Tree>)
            static_assert(is_in_from<column>,
                          "where: names a column of a table that this level of the find is not of; ask for related rows by "
                          "any(relation, condition), or for a value of the one row by relation[column]");
        else
            static_assert(is_in_from<column>,
                          "where: names a column of a table that is not in from; join the table, or name the alias");
    } else if constexpr (wrong.broken == rule::not_hidden) {
        static_assert(is_not_hidden<column>,
                      "from: another table of this name stands nearer, and SQL would take the column for one of that; give one of "
                      "the two another name, by .as<\"name\">()");
    } else if constexpr (wrong.broken == rule::beside_lateral) {
        static_assert(is_seen_by_lateral<column>,
                      "from: a subquery names a table beside it, which it sees only as a lateral one; so does a list of values, "
                      "and a function in a right or full join sees none");
    } else if constexpr (wrong.broken == rule::recursive_once) {
        static_assert(can_be_repeated<Tree>, "recursive: the step names the table twice; it can name it once, in from");
    } else if constexpr (wrong.broken == rule::recursive_in_from) {
        static_assert(
            can_be_repeated<Tree>,
            "recursive: the step names the table in a subquery of an expression, or on the right of except; name it in from");
    } else if constexpr (wrong.broken == rule::recursive_for_sure) {
        static_assert(can_be_repeated<Tree>,
                      "recursive: an outer join of the step may leave out the table; let it stand on the other side");
    } else if constexpr (wrong.broken == rule::recursive_alone) {
        static_assert(can_be_repeated<Tree>,
                      "recursive: the step has an aggregate beside the table, of which it sees the last rows only; aggregate what "
                      "the whole returns");
    } else if constexpr (wrong.broken == rule::in_with) {
        static_assert(names_what_with_has<Tree>,
                      "with: a common table is named that does not stand in with, or stands after the one that names it; "
                      "write with(table) before select, insert_into, update or delete_from");
    } else if constexpr (wrong.broken == rule::declared_once) {
        static_assert(tells_common_tables_apart<Tree>, "with: two common tables have one name; give one of them another");
    } else if constexpr (wrong.broken == rule::told_from_tables) {
        static_assert(tells_common_tables_apart<Tree>,
                      "with: a common table has the name of a table that the statement names, and SQL would take the one for the "
                      "other; give it another name");
    } else if constexpr (wrong.broken == rule::writes_outermost) {
        static_assert(writes_in_outermost_with<Tree>,
                      "with: an insert, update or delete stands in with of the outermost statement only; move it there");
    } else if constexpr (wrong.broken == rule::of_combined) {
        static_assert(
            has_clauses_of_combined<Tree>,
            "union: a clause other than order_by, limit and offset stands at queries that are combined; write it into these, or "
            "select from the whole, by .as<\"name\">()");
    } else if constexpr (wrong.broken == rule::version_returned) {
        static_assert(has_row_before_or_after<Tree>,
                      "old, new_: the values of a row before and after are known in returning only; elsewhere name the column");
    } else if constexpr (wrong.broken == rule::version_of_target) {
        static_assert(has_row_before_or_after<Tree>,
                      "old, new_: only the table that is written has values before and after; name the column of the other table");
    } else if constexpr (wrong.broken == rule::version_after_delete) {
        static_assert(has_row_before_or_after<Tree>,
                      "new_: a row that is deleted has no values after; name the column, or old(...)");
    } else if constexpr (wrong.broken == rule::version_told_apart) {
        static_assert(has_row_before_or_after<Tree>,
                      "old, new_: a table of the statement is called so, as SQL calls the row before or after; use an alias of it");
    } else if constexpr (wrong.broken == rule::joined_to_something) {
        static_assert(joins_something<Tree>, "join: the query has no from; write from first");
    } else if constexpr (wrong.broken == rule::after_grouping) {
        if constexpr (wrong.at == place::where and Tree::kind == statement_kind::select)
            static_assert(is_free_of_aggregates<Tree>,
                          "where: an aggregate is known only after grouping; put the condition into having");
        else if constexpr (wrong.at == place::from)
            static_assert(is_free_of_aggregates<Tree>,
                          "on: an aggregate is known only after grouping; put the condition into having");
        else if constexpr (wrong.at == place::group_by)
            static_assert(is_free_of_aggregates<Tree>, "group_by: groups cannot be made by an aggregate");
        else if constexpr (wrong.at == place::returning)
            static_assert(is_free_of_aggregates<Tree>, "returning: an aggregate has no group here; run a select");
        else if constexpr (wrong.at == place::values)
            static_assert(is_free_of_aggregates<Tree>, "values: an aggregate has no group here");
        else
            static_assert(is_free_of_aggregates<Tree>, "set, where: an aggregate has no group here; write a subquery");
    } else if constexpr (wrong.broken == rule::not_nested) {
        if constexpr (wrong.at == place::having)
            static_assert(has_flat_aggregates<Tree>, "having: an aggregate stands within another one");
        else if constexpr (wrong.at == place::order_by)
            static_assert(has_flat_aggregates<Tree>, "order_by: an aggregate stands within another one");
        else static_assert(has_flat_aggregates<Tree>, "select: an aggregate stands within another one");
    } else if constexpr (wrong.broken == rule::not_in_window) {
        static_assert(
            has_windows_of_rows<Tree>,
            "over: a window function stands within another one, or within an aggregate; compute it in a subquery of from");
    } else if constexpr (wrong.broken == rule::after_windows) {
        static_assert(has_windows_of_rows<Tree>,
                      "over: a window function is known only in the select list and in order_by; compute it in a subquery of from, "
                      "and ask there");
    } else if constexpr (wrong.broken == rule::described) {
        static_assert(describes_its_windows<Tree>,
                      "over: a window is named that the query does not describe; write .window<\"name\">(...)");
    } else if constexpr (wrong.broken == rule::described_once) {
        static_assert(describes_its_windows<Tree>, "window: two windows have one name; give one of them another");
    } else if constexpr (wrong.broken == rule::distinct_in_aggregate) {
        static_assert(is_distinct_in_aggregates<Tree>,
                      "distinct: stands before the first argument of an aggregate only, as in count(distinct(x))");
    } else if constexpr (wrong.broken == rule::of_its_query) {
        static_assert(is_aggregate_of_its_query<column>,
                      "select: an aggregate names only columns of the query around, and SQL takes it for one of that query; "
                      "name a column of the subquery");
    } else if constexpr (wrong.broken == rule::grouped) {
        if constexpr (wrong.at == place::having)
            static_assert(is_grouped<column>, "having: names a column outside of aggregates that is not in group_by");
        else if constexpr (wrong.at == place::order_by)
            static_assert(is_grouped<column>, "order_by: names a column outside of aggregates that is not in group_by");
        else
            static_assert(is_grouped<column>,
                          "select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate");
    } else if constexpr (wrong.broken == rule::grouped_row) {
        static_assert(is_key_of_all_groups<column>,
                      "select: some groups are without a column of a table that is selected whole; select its columns one by one");
    } else if constexpr (wrong.broken == rule::grouped_value) {
        static_assert(is_grouped<column>,
                      "select: the row of a table stands as one value beside aggregates or groups; group by the table's key, or "
                      "put the row into an aggregate, jsonb_agg(table)");
    } else if constexpr (wrong.broken == rule::grouping_key) {
        static_assert(
            is_grouping_of_keys<Tree, column>,
            "grouping: takes keys of the query's group_by, written as they are there, with arg<\"name\"> for a value in one");
    } else if constexpr (wrong.broken == rule::key_without_value) {
        if constexpr (wrong.source != 0)
            static_assert(is_key_without_value<Tree>,
                          "group_by: a key that holds a value is another expression wherever it is written again; write "
                          "literal<value> or arg<\"name\">, which are the same in all places");
        else
            static_assert(is_key_without_value<Tree>,
                          "order_by: a key that holds a value is another expression wherever it is written again; write "
                          "literal<value> or arg<\"name\">, which are the same in all places");
    } else if constexpr (wrong.broken == rule::ties_in_order) {
        static_assert(has_order_for_ties<Tree>,
                      "fetch_first_with_ties: the query has no order, so all rows are alike; write order_by");
    } else if constexpr (wrong.broken == rule::ties_without_skips) {
        static_assert(has_all_of_its_ties<Tree>,
                      "skip_locked: fetch_first_with_ties counts rows that others have locked, so PostgreSQL has no skip locked "
                      "beside it; write limit");
    } else if constexpr (wrong.broken == rule::lockable) {
        static_assert(has_rows_of_tables<Tree>,
                      "for_update: rows of groups, of a distinct select and of queries that are combined cannot be locked; lock "
                      "them in a subquery");
    } else if constexpr (wrong.broken == rule::locked_within) {
        static_assert(has_lockable_queries<Tree>,
                      "for_update: a query in from has groups, rows that differ, windows, an outer join or several queries "
                      "combined, whose rows cannot be locked; name the tables that are to be, by .of(table)");
    } else if constexpr (wrong.broken == rule::locked_in_from) {
        static_assert(locks_what_is_there<Tree>,
                      "of: the table does not stand in from; name it as from does, as that table or that alias");
    } else if constexpr (wrong.broken == rule::locked_for_sure) {
        static_assert(
            locks_what_is_there<Tree>,
            "for_update: an outer join may leave out a table whose rows are to be locked; name the others, by .of(table)");
    } else if constexpr (wrong.broken == rule::selected and wrong.at == place::distinct) {
        static_assert(is_selected_key<typename order_key<Tree, wrong.column>::type>,
                      "distinct_on: the order of the query begins with what it is distinct on; put these keys first in order_by");
    } else if constexpr (wrong.broken == rule::selected) {
        static_assert(is_selected_key<typename order_key<Tree, wrong.column>::type>,
                      "order_by: a distinct select can be ordered only by what it selects; add the key to the select list");
    }
}

/// Says what is wrong with a statement, at the line that asks.
template <class Tree>
consteval bool refuse_statement() {
    constexpr finding wrong = measures_of<Tree>.wrong;
    if constexpr (wrong.broken == rule::which_rows and Tree::kind == statement_kind::update) {
        static_assert(says_which_rows<Tree>, "update: has no where and would change every row; write .where(...), or .all_rows()");
    } else if constexpr (wrong.broken == rule::which_rows) {
        static_assert(says_which_rows<Tree>, "delete: has no where and would delete every row; write .where(...), or .all_rows()");
    } else if constexpr (not gives_each_argument_one_type<Tree>) {
        static_assert(gives_each_argument_one_type<Tree>,
                      "arg: one name stands for values of two types; give each type a name of its own");
    } else {
        refuse_names<Tree>();
    }
    return false;
}
/// Whether a statement is sound; where it is not, the compiler says why.
template <class Tree>
consteval bool check() {
    if constexpr (measures_of<Tree>.is_sound) return true;
    else return refuse_statement<Tree>();
}
template <class Tree, bool IsSound = measures_of<Tree>.is_sound>
struct soundness : std::true_type {};
template <class Tree>
struct soundness<Tree, false> {
    static constexpr bool value = refuse_statement<Tree>();
};
/// Whether a part of a statement was refused; its arguments are gone with it, and nobody should hear of that.
template <class Tree>
struct was_refused {
    static constexpr bool value = measures_of<Tree>.is_refused;
};
}  // namespace detail
}  // namespace virga
