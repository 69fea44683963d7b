// virga/catalog/rules.hpp: what the constraints of a table must keep to, checked where the table is declared.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/catalog/commented.hpp>   // virga::is_commented, virga::detail::without_comment_t
#include <virga/catalog/constraint.hpp>  // virga::key_constraint
#include <virga/catalog/exclusion.hpp>   // virga::exclusion_constraint
#include <virga/catalog/index.hpp>       // virga::index_definition
#include <virga/catalog/keys.hpp>        // virga::detail::primary_keys
#include <virga/catalog/partition.hpp>   // virga::partitioning
#include <virga/catalog/policy.hpp>      // virga::policies_of
#include <virga/catalog/policy_rules.hpp>  // virga::detail::check_policies

namespace virga {

namespace detail {
/// A constraint taken apart: its name, and the nodes that it is made of.
template <class Constraint>
struct constraint_parts {
    static constexpr bool is_known = false;
    static constexpr std::string_view name{};
    using nodes = list<>;
};
template <fixed_string Name, class... Nodes>
struct known_parts {
    static constexpr bool is_known = true;
    static constexpr std::string_view name = Name.view();
    using nodes = list<Nodes...>;
};
template <key_kind Kind, fixed_string Name, class... Columns>
struct constraint_parts<key_constraint<Kind, Name, Columns...>> : known_parts<Name, tree_of<Columns>...> {};
template <fixed_string Name, class... Columns, class Targets>
struct constraint_parts<foreign_key_constraint<Name, list<Columns...>, Targets>> : known_parts<Name, tree_of<Columns>...> {};
template <fixed_string Name, class Condition>
struct constraint_parts<check_constraint<Name, Condition>> : known_parts<Name, tree_of<Condition>> {};
template <fixed_string Name, bool IsUnique, pg::index_method Method, class... Keys>
struct constraint_parts<index_definition<Name, IsUnique, Method, std::tuple<>, Keys...>>
    : known_parts<Name, typename Keys::tree...> {};
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
struct constraint_parts<index_definition<Name, IsUnique, Method, Condition, Keys...>>
    : known_parts<Name, typename Keys::tree..., tree_of<Condition>> {};
template <class Column, class Expression>
struct constraint_parts<generated_column<Column, Expression>> : known_parts<"", tree_of<Column>, tree_of<Expression>> {};
template <fixed_string Name, pg::index_method Method, class... Keys>
struct constraint_parts<exclusion_constraint<Name, Method, std::tuple<>, Keys...>> : known_parts<Name, typename Keys::tree...> {};
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
struct constraint_parts<exclusion_constraint<Name, Method, Condition, Keys...>>
    : known_parts<Name, typename Keys::tree..., tree_of<Condition>> {};
template <class Columns>
struct parts_of_columns;
template <class... Columns>
struct parts_of_columns<list<Columns...>> : known_parts<"", tree_of<Columns>...> {};
template <partition_method Method, class... Columns, class... Partitions>
struct constraint_parts<partitioning<Method, list<Columns...>, Partitions...>>
    : parts_of_columns<typename partition_columns<partitioning<Method, list<Columns...>, Partitions...>>::type> {};
// Policies have names of their own kind, which policy_rules.hpp looks after.
template <class Condition>
struct condition_nodes {
    using type = list<tree_of<Condition>>;
};
template <>
struct condition_nodes<no_condition> {
    using type = list<>;
};
template <class Policies>
struct policy_nodes;
template <fixed_string... Names, policy_command... Commands, bool... ArePermissive, class... Roles, class... Usings,
          class... Checks>
struct policy_nodes<list<policy_definition<Names, Commands, ArePermissive, Roles, Usings, Checks>...>>
    : joined<typename condition_nodes<Usings>::type..., typename condition_nodes<Checks>::type...> {};
template <class Constraint>
    requires makes_policies<Constraint>
struct constraint_parts<Constraint> : known_parts<""> {
    using nodes = typename policy_nodes<policies_of<Constraint>>::type;
};
template <bool IsForced>
struct constraint_parts<row_security<IsForced>> : known_parts<""> {};

/// Whether `holds<Node>` for every node of a tree.
template <class Node, class Rule>
constexpr bool holds_under(Rule rule);
template <class... Nodes, class Rule>
constexpr bool holds_under_all(list<Nodes...>*, [[maybe_unused]] Rule rule) {
    return (holds_under<Nodes>(rule) and ...);
}
template <class Node, class Rule>
constexpr bool holds_under(Rule rule) {
    return rule(static_cast<Node*>(nullptr)) and holds_under_all(static_cast<typename Node::children*>(nullptr), rule);
}
template <class Constraint, class Rule>
constexpr bool holds_in(Rule rule) {
    return holds_under_all(static_cast<typename constraint_parts<Constraint>::nodes*>(nullptr), rule);
}

template <class Table>
struct is_of {
    template <class Node>
    constexpr bool operator()(Node*) const {
        return true;
    }
    template <class Source, std::size_t Index>
    constexpr bool operator()(node::column_at<Source, Index>*) const {
        return std::is_same_v<Source, Table>;
    }
};
struct is_of_one_row {
    template <class Node>
    constexpr bool operator()(Node*) const {
        return not requires { Node::is_aggregate; } and not requires { typename Node::subquery; };
    }
};
struct is_immutable {
    template <class Node>
    constexpr bool operator()(Node*) const {
        if constexpr (requires { Node::is_immutable; }) return Node::is_immutable;
        else return true;
    }
};
template <class Constraint>
inline constexpr bool is_index = false;
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
inline constexpr bool is_index<index_definition<Name, IsUnique, Method, Condition, Keys...>> = true;
struct is_no_derived_column {
    template <class Node>
    constexpr bool operator()(Node*) const {
        return true;
    }
    template <class Source, std::size_t Index>
    constexpr bool operator()(node::column_at<Source, Index>*) const {
        return not field_of<Source, Index>::is_derived;
    }
};
template <class Constraint>
inline constexpr bool is_generated_column = false;
template <class Column, class Expression>
inline constexpr bool is_generated_column<generated_column<Column, Expression>> = true;
/// How many of the constraints compute the column at `Index`.
template <class Constraint, std::size_t Index>
inline constexpr int computes = 0;
template <class Column, class Expression, std::size_t Index>
inline constexpr int computes<generated_column<Column, Expression>, Index> = tree_of<Column>::index == Index ? 1 : 0;
template <std::size_t Index, class... Constraints>
inline constexpr int times_computed = (0 + ... + computes<Constraints, Index>);
template <class Field, std::size_t Index, class... Constraints>
consteval bool is_computed_once() {
    if constexpr (Field::is_derived) return times_computed<Index, Constraints...> == 1;
    else return true;
}
template <class Fields, class Indexes, class... Constraints>
inline constexpr bool compute_each = true;
template <class... Fields, std::size_t... Indexes, class... Constraints>
inline constexpr bool compute_each<list<Fields...>, std::index_sequence<Indexes...>, Constraints...> =
    (is_computed_once<Fields, Indexes, Constraints...>() and ...);
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
inline constexpr bool is_index<exclusion_constraint<Name, Method, Condition, Keys...>> = true;
struct is_constant {
    template <class Node>
    constexpr bool operator()(Node*) const {
        return true;
    }
    template <class Type, fixed_string Name>
    constexpr bool operator()(node::argument<Type, Name>*) const {
        return false;
    }
};

/// The keys that a foreign key of `Table` can reference; `Constraints` are those of `Table`.
template <class Table, class Constraints, class Target>
struct keys_to_reference : joined<primary_keys<Target>, unique_keys<Target>> {};
template <class Table, class Constraints>
struct keys_to_reference<Table, Constraints, Table> : joined<primary_keys<Table, Constraints>, unique_keys<Table, Constraints>> {};
}  // namespace detail

/// Whether `constraints()` can return it: a key, a foreign key with its `references`, a check, an index, a policy, what computes a
/// column.
template <class Constraint>
inline constexpr bool is_constraint = detail::constraint_parts<Constraint>::is_known;
/// Whether a constraint names columns of its own table only.
template <class Constraint, class Table>
inline constexpr bool is_constraint_of = detail::holds_in<Constraint>(detail::is_of<Table>{});
/// Whether a constraint can be decided by one row alone: without aggregates and subqueries. A policy may see more.
template <class Constraint>
inline constexpr bool sees_one_row = makes_policies<Constraint> or detail::holds_in<Constraint>(detail::is_of_one_row{});
/// Whether what an index keeps of a row stays what it is: without `now()`.
template <class Constraint, bool IsKept = detail::is_index<Constraint>>
inline constexpr bool can_be_kept = true;
template <class Constraint>
inline constexpr bool can_be_kept<Constraint, true> = detail::holds_in<Constraint>(detail::is_immutable{});
/// Whether what a generated column is computed by stays what it is, too.
template <class Constraint, bool IsStored = detail::is_generated_column<Constraint>>
inline constexpr bool can_be_stored = true;
template <class Constraint>
inline constexpr bool can_be_stored<Constraint, true> = detail::holds_in<Constraint>(detail::is_immutable{});
/// Whether a generated column is computed by columns that are none.
template <class Constraint>
inline constexpr bool computes_of_plain_columns = true;
template <class Column, class Expression>
inline constexpr bool computes_of_plain_columns<generated_column<Column, Expression>> =
    detail::holds_under<tree_of<Expression>>(detail::is_no_derived_column{});
/// Whether the constraints say of each column that is `generated_stored` what it is computed by, once.
template <class Table, class... Constraints>
inline constexpr bool compute_each_column =
    detail::compute_each<fields_of<Table>, std::make_index_sequence<fields_of<Table>::size>, Constraints...>;
/// Whether a constraint needs no value from a call. For policies, which may hold subqueries, `has_its_values` says so.
template <class Constraint>
inline constexpr bool takes_no_argument = makes_policies<Constraint> or detail::holds_in<Constraint>(detail::is_constant{});

/// Whether no two constraints have one name.
template <class... Constraints>
inline constexpr bool are_distinct_constraints = [] {
    constexpr std::array<std::string_view, sizeof...(Constraints)> names{detail::constraint_parts<Constraints>::name...};
    for (std::size_t i = 0; i != names.size(); ++i) {
        for (std::size_t k = i + 1; k != names.size(); ++k) {
            if (names[i] == names[k] and not names[i].empty()) return false;
        }
    }
    return true;
}();

/// Whether the columns that a foreign key references are a primary key, or unique; others cannot be referenced.
template <class Constraint, class Table, class Constraints>
inline constexpr bool references_a_key = true;
template <fixed_string Name, class Columns, class First, class... Targets, class Table, class Constraints>
inline constexpr bool references_a_key<foreign_key_constraint<Name, Columns, list<First, Targets...>>, Table, Constraints> =
    (std::is_same_v<typename First::source, typename Targets::source> and ...) and
    detail::is_any_key<typename detail::keys_to_reference<Table, Constraints, typename First::source>::type, tree_of<First>::index,
                       tree_of<Targets>::index...>;

/// Whether a table has one primary key at most.
template <class Table, class Constraints>
inline constexpr bool has_one_primary_key = detail::primary_keys<Table, Constraints>::size <= 1;

namespace detail {
template <class Keys, std::size_t... Columns>
inline constexpr bool all_hold = true;
template <std::size_t... Columns, class... Keys>
inline constexpr bool all_hold<list<Keys...>, Columns...> = (all_hold<Keys, Columns...> and ...);
template <std::size_t... Key, std::size_t... Columns>
inline constexpr bool all_hold<std::index_sequence<Key...>, Columns...> = (has_index<Columns, Key...> and ...);
template <class Constraint>
inline constexpr bool is_partitioning = false;
template <partition_method Method, class... Columns, class... Partitions>
inline constexpr bool is_partitioning<partitioning<Method, list<Columns...>, Partitions...>> = true;
template <class Keys, class Columns>
inline constexpr bool all_hold_columns = true;
template <class Keys, class... Columns>
inline constexpr bool all_hold_columns<Keys, list<Columns...>> = all_hold<Keys, tree_of<Columns>::index...>;
}  // namespace detail

/// Whether each key of a partitioned table holds the partition keys of all levels; `Constraints` are those of `Table`.
template <class Constraint, class Table, class Constraints>
inline constexpr bool keys_hold_partition_key = true;
template <partition_method Method, class... Columns, class... Partitions, class Table, class Constraints>
inline constexpr bool keys_hold_partition_key<partitioning<Method, list<Columns...>, Partitions...>, Table, Constraints> =
    detail::all_hold_columns<
        detail::primary_keys<Table, Constraints>,
        typename detail::partition_columns<partitioning<Method, list<Columns...>, Partitions...>>::type> and
    detail::all_hold_columns<
        detail::unique_keys<Table, Constraints>,
        typename detail::partition_columns<partitioning<Method, list<Columns...>, Partitions...>>::type>;
/// Whether a table is partitioned once at most.
template <class... Constraints>
inline constexpr bool is_partitioned_once = (0 + ... + (detail::is_partitioning<Constraints> ? 1 : 0)) <= 1;

/// Whether btree has operator classes for the keys of an index that is of this method; `.method` asks for the others.
template <class Constraint>
inline constexpr bool finds_operator_classes = true;
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
inline constexpr bool finds_operator_classes<index_definition<Name, IsUnique, Method, Condition, Keys...>> =
    Method != pg::btree or can_be_indexed<Method, Keys...>;

/// Whether `constraints()` returns a std::tuple.
template <class Constraints>
inline constexpr bool is_tuple = false;
template <class... Constraints>
inline constexpr bool is_tuple<std::tuple<Constraints...>> = true;

namespace detail {
template <class Table, class Constraints>
struct constraint_rules {
    static consteval void check() { static_assert(is_tuple<Constraints>, "constraints: returns a std::tuple of them"); }
};
template <class Table, class... Constraints>
struct constraint_rules<Table, std::tuple<Constraints...>> {
    static consteval void check() {
        using all = std::tuple<Constraints...>;
        if constexpr ((is_commented<Constraints> or ...)) {
            constraint_rules<Table, std::tuple<without_comment_t<Constraints>...>>::check();
        } else if constexpr (not(is_constraint<Constraints> and ...)) {
            static_assert((is_constraint<Constraints> and ...),
                          "constraints: takes checks, indexes, keys and policies; a foreign key ends with .references(...), a "
                          "crud_policy with .read(...) or .modify(...)");
        } else if constexpr (not(is_constraint_of<Constraints, Table> and ...)) {
            static_assert((is_constraint_of<Constraints, Table> and ...), "constraints: names a column of another table");
        } else {
            static_assert((sees_one_row<Constraints> and ...),
                          "constraints: an aggregate or a subquery sees more than one row; a check or an index sees one");
            static_assert((can_be_kept<Constraints> and ...),
                          "index: it calls a function that is not immutable, such as now(); an index, and its where, are made of "
                          "what stays the same");
            static_assert((can_be_stored<Constraints> and ...),
                          "generated_stored: it calls a function that is not immutable, such as now() or concat(); what is stored "
                          "is computed by what stays the same");
            static_assert((computes_of_plain_columns<Constraints> and ...),
                          "generated_stored: the expression names a generated column; write what that one is computed by");
            if constexpr (not computes_nothing<fields_of<Table>>) {
                static_assert(compute_each_column<Table, Constraints...>,
                              "generated_stored: constraints() says once what each such column is computed by; write "
                              "pg::generated_stored(column, expression)");
            }
            static_assert((finds_operator_classes<Constraints> and ...),
                          "index: btree has no operator class for the type of a key; name the method that has, such as "
                          ".method<pg::gist>()");
            static_assert((takes_no_argument<Constraints> and ...),
                          "constraints: nothing gives a value for arg<>; write the value");
            static_assert(are_distinct_constraints<Constraints...>, "constraints: two have one name");
            static_assert(is_partitioned_once<Constraints...>, "constraints: the table is partitioned twice");
            static_assert(
                (keys_hold_partition_key<Constraints, Table, all> and ...),
                "partition_by: a primary key or unique constraint lacks a column of the partition key; PostgreSQL sees only "
                "within a partition that rows are unique");
            static_assert(has_one_primary_key<Table, all>, "constraints: the table has two primary keys; make one of them unique");
            static_assert((references_a_key<Constraints, Table, all> and ...),
                          "references: the columns are no key of their table; declare them a primary key or unique there");
            check_policies<Table>(static_cast<typename joined<policies_of<Constraints>...>::type*>(nullptr));
        }
    }
};
}  // namespace detail
}  // namespace virga
