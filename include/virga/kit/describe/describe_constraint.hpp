// virga/kit/describe/describe_constraint.hpp: what a table's constraints() declares, as constants.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <tuple>        // std::get, std::tuple
#include <utility>      // std::index_sequence, std::make_index_sequence

#include <virga/catalog/commented.hpp>                // virga::commented
#include <virga/catalog/constraint.hpp>               // virga::key_constraint and its like
#include <virga/catalog/exclusion.hpp>                // virga::exclusion_constraint
#include <virga/catalog/index.hpp>                    // virga::index_definition
#include <virga/catalog/partition.hpp>                // virga::partitioning
#include <virga/catalog/policy.hpp>                   // virga::policy_definition
#include <virga/expr/collation.hpp>                   // virga::node::collated
#include <virga/expr/short_type.hpp>                  // virga::detail::long_type, short_type_t
#include <virga/kit/describe/constraint_facts.hpp>    // virga::kit::detail::constraint_facts
#include <virga/kit/describe/describe_partition.hpp>  // the describing of partitions
#include <virga/kit/describe/describe_security.hpp>   // the describing of policies

namespace virga::kit::detail {

template <class Source>
using traits = source_traits<Source>;
/// Adds an existing table that no domain lists.
template <class Source>
void add_existing_table(model& schema);

/// Of a kind that has a function for each constraint, which is known by a number: its type says all that it says.
template <class Short>
std::string add_as_declared(table_model& table, const constraint_facts& declared, constraint_parts) {
    describe_constraint(table, *static_cast<const typename virga::detail::long_type<Short>::type*>(declared.declared));
    return std::string{declared.name};
}
/// The column that a node is, be it with a collation of its own.
template <class Node>
struct key_column {
    static constexpr bool is_column = requires { Node::field::name; };
    using node = Node;
    static constexpr std::string_view collation{};
};
template <fixed_string Name, class Operand>
struct key_column<node::collated<Name, Operand>> : key_column<Operand> {
    static constexpr std::string_view collation = Name.view();
};

/// Where the constants of constraints are written to.
struct constraint_places {
    std::string_view* columns;
    key_facts* keys;
};
template <class Node, direction Direction, nulls_order Nulls, class Values>
constexpr void note_key(key_facts& key, const ordering<Node, Direction, Nulls, Values>& declared) {
    if constexpr (key_column<Node>::is_column) {
        key.column = key_column<Node>::node::field::name;
        key.collation = key_column<Node>::collation;
    } else {
        key.text = &text_of<ordering<Node, Direction, Nulls, Values>>;
        key.key = &declared;
    }
    key.descending = Direction == direction::descending;
    if constexpr (Nulls != nulls_order::by_default) key.nulls = Nulls == nulls_order::first ? "first" : "last";
}
template <class Key, fixed_string Class>
constexpr void note_key(key_facts& key, const classed_key<Key, Class>& declared) {
    note_key(key, static_cast<const Key&>(declared));
    key.operator_class = Class.view();
}
template <class Key, fixed_string Operator>
constexpr void note_key(key_facts& key, const compared_key<Key, Operator>& declared) {
    note_key(key, static_cast<const Key&>(declared));
    key.compared_by = Operator.view();
}
template <std::size_t... Positions, class... Keys>
constexpr void note_keys(constraint_facts& facts, constraint_places& next,
                         const virga::detail::all_in_order<std::index_sequence<Positions...>, Keys...>& keys) {
    (note_key(*next.keys++, static_cast<const virga::detail::in_order_at<Positions, Keys>&>(keys).item), ...);
    facts.keys = sizeof...(Keys);
}
/// The condition of an index, of which there may be none.
constexpr void note_condition(constraint_facts&, const std::tuple<>&) {}
template <expression_like Condition>
constexpr void note_condition(constraint_facts& facts, const Condition& condition) {
    facts.text = &text_of<Condition>;
    facts.expression = &condition;
}

// The constants of a constraint.
template <key_kind Kind, fixed_string Name, class... Columns>
constexpr void note_constraint(constraint_facts& facts, constraint_places& next,
                               const key_constraint<Kind, Name, Columns...>& key) {
    facts.describe = Kind == key_kind::primary ? add_primary_key : add_unique;
    facts.name = Name.view();
    ((*next.columns++ = tree_of<Columns>::field::name), ...);
    facts.columns = sizeof...(Columns);
    facts.nulls_are_one = not key.nulls_are_distinct;
    facts.when = key.when;
}
template <fixed_string Name, class... Columns, class... Targets>
constexpr void note_constraint(constraint_facts& facts, constraint_places& next,
                               const foreign_key_constraint<Name, list<Columns...>, list<Targets...>>& key) {
    using target = typename list_item_t<list<Targets...>, 0>::source;
    facts.describe = add_foreign_key;
    facts.name = Name.view();
    ((*next.columns++ = tree_of<Columns>::field::name), ...);
    ((*next.columns++ = tree_of<Targets>::field::name), ...);
    facts.columns = sizeof...(Columns);
    facts.foreign_columns = sizeof...(Targets);
    facts.foreign_schema = traits<target>::schema;
    facts.foreign_table = traits<target>::name;
    facts.deleted = key.deleted;
    facts.updated = key.updated;
    facts.when = key.when;
    facts.matches_full = key.matches_full;
    facts.is_validated = key.is_validated;
    if constexpr (traits<target>::is_existing) facts.add_named = &add_existing_table<target>;
}
template <fixed_string Name, class Condition>
constexpr void note_constraint(constraint_facts& facts, constraint_places&, const check_constraint<Name, Condition>& check) {
    facts.describe = add_check;
    facts.name = Name.view();
    note_condition(facts, check.condition);
    facts.is_validated = check.is_validated;
}
template <class Column, class Expression>
constexpr void note_constraint(constraint_facts& facts, constraint_places& next,
                               const generated_column<Column, Expression>& computed) {
    facts.describe = add_generated;
    *next.columns++ = tree_of<Column>::field::name;
    facts.columns = 1;
    note_condition(facts, computed.expression);
}
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
constexpr void note_constraint(constraint_facts& facts, constraint_places& next,
                               const index_definition<Name, IsUnique, Method, Condition, Keys...>& index) {
    facts.describe = add_index;
    facts.called = "index";
    facts.name = Name.view();
    facts.is_unique = IsUnique;
    facts.method = Method;
    facts.included = &index.included;
    facts.settings = &index.settings;
    note_keys(facts, next, index.keys);
    note_condition(facts, index.condition);
}
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
constexpr void note_constraint(constraint_facts& facts, constraint_places& next,
                               const exclusion_constraint<Name, Method, Condition, Keys...>& of) {
    facts.describe = add_exclusion;
    facts.name = Name.view();
    facts.method = Method;
    facts.when = of.when;
    note_keys(facts, next, of.keys);
    note_condition(facts, of.condition);
}
template <partition_method Method, class... Columns, class... Partitions>
constexpr void note_constraint(constraint_facts& facts, constraint_places&,
                               const partitioning<Method, list<Columns...>, Partitions...>& of) {
    facts.describe = &add_as_declared<virga::detail::short_type_t<partitioning<Method, list<Columns...>, Partitions...>>>;
    facts.declared = &of;
}
template <bool IsForced>
constexpr void note_constraint(constraint_facts& facts, constraint_places&, const row_security<IsForced>& of) {
    facts.describe = &add_as_declared<row_security<IsForced>>;
    facts.declared = &of;
}
template <class Policies>
inline constexpr std::string_view name_of_policy{};
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
inline constexpr std::string_view name_of_policy<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>> =
    Name.view();
template <class Constraint>
    requires makes_policies<Constraint>
constexpr void note_constraint(constraint_facts& facts, constraint_places&, const Constraint& of) {
    facts.describe = &add_as_declared<virga::detail::short_type_t<Constraint>>;
    facts.declared = &of;
    facts.called = "policy";
    facts.name = name_of_policy<Constraint>;
    facts.add_named = &add_roles_of_policies<virga::detail::short_type_t<virga::policies_of<Constraint>>>;
}
template <fixed_string Text, class Item>
constexpr void note_constraint(constraint_facts& facts, constraint_places& next, const virga::commented<Text, Item>& of) {
    note_constraint(facts, next, of.item);
    facts.comment = Text.view();
}

/// How many parts a constraint has.
struct part_count {
    std::size_t columns = 0, keys = 0;
    friend constexpr part_count operator+(part_count left, part_count right) {
        return {left.columns + right.columns, left.keys + right.keys};
    }
};
constexpr part_count parts_of(const void*) { return {}; }
template <key_kind Kind, fixed_string Name, class... Columns>
constexpr part_count parts_of(const key_constraint<Kind, Name, Columns...>*) {
    return {sizeof...(Columns), 0};
}
template <fixed_string Name, class... Columns, class Targets>
constexpr part_count parts_of(const foreign_key_constraint<Name, list<Columns...>, Targets>*) {
    return {2 * sizeof...(Columns), 0};
}
template <class Column, class Expression>
constexpr part_count parts_of(const generated_column<Column, Expression>*) {
    return {1, 0};
}
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
constexpr part_count parts_of(const index_definition<Name, IsUnique, Method, Condition, Keys...>*) {
    return {0, sizeof...(Keys)};
}
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
constexpr part_count parts_of(const exclusion_constraint<Name, Method, Condition, Keys...>*) {
    return {0, sizeof...(Keys)};
}
template <fixed_string Text, class Item>
constexpr part_count parts_of(const virga::commented<Text, Item>*) {
    return parts_of(static_cast<const Item*>(nullptr));
}

/// The constants of all constraints of a table.
template <std::size_t Constraints, std::size_t Columns, std::size_t Keys>
struct constraints_facts {
    std::array<constraint_facts, Constraints> all{};
    std::array<std::string_view, Columns> columns{};
    std::array<key_facts, Keys> keys{};
    [[nodiscard]] constexpr constraint_parts parts() const { return {columns.data(), keys.data()}; }
};
template <class... Constraints, std::size_t... Positions>
constexpr auto facts_of_each(const std::tuple<Constraints...>& declared, std::index_sequence<Positions...>) {
    constexpr part_count parts = (part_count{} + ... + parts_of(static_cast<const Constraints*>(nullptr)));
    constraints_facts<sizeof...(Constraints), parts.columns, parts.keys> facts;
    [[maybe_unused]] constraint_places next{facts.columns.data(), facts.keys.data()};
    (note_constraint(facts.all[Positions], next, std::get<Positions>(declared)), ...);
    return facts;
}
template <class... Constraints>
constexpr auto facts_of_constraints(const std::tuple<Constraints...>& declared) {
    return facts_of_each(declared, std::make_index_sequence<sizeof...(Constraints)>{});
}
}  // namespace virga::kit::detail
