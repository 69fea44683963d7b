// virga/kit/describe/describe_constraint.hpp: what a table's constraints() declares, as the kit's run-time model.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <initializer_list>  // std::initializer_list
#include <optional>     // std::nullopt_t
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::apply
#include <type_traits>  // std::is_same_v
#include <utility>      // std::move, std::index_sequence
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/catalog/commented.hpp>              // virga::commented
#include <virga/catalog/constraint.hpp>             // virga::key_constraint and its like
#include <virga/catalog/exclusion.hpp>              // virga::exclusion_constraint
#include <virga/catalog/index.hpp>                  // virga::index_definition
#include <virga/catalog/partition.hpp>              // virga::partitioning
#include <virga/catalog/policy.hpp>                 // virga::policy_definition
#include <virga/expr/collation.hpp>                 // virga::node::collated
#include <virga/kit/describe/describe_security.hpp>  // the describing of policies
#include <virga/kit/describe/described_at.hpp>      // virga::kit::detail::described_at
#include <virga/kit/describe/inline_values.hpp>     // virga::kit::expression_sql, literal_sql
#include <virga/kit/describe/noted_needs.hpp>       // virga::kit::detail::noted_needs
#include <virga/kit/model.hpp>                      // virga::kit::table_model
#include <virga/kit/model/lists.hpp>                // virga::kit::detail::find
#include <virga/kit/model/names.hpp>                // virga::kit::implicit_name
#include <virga/kit/quote.hpp>                      // virga::kit::spoken, comma_separated

namespace virga::kit::detail {

template <class Action>
std::string action_words(Action action) {
    switch (action) {
        case Action::no_action: return {};
        case Action::restrict: return "restrict";
        case Action::cascade: return "cascade";
        case Action::set_null: return "set null";
        case Action::set_default: return "set default";
    }
    return {};
}

template <class Source>
using traits = source_traits<Source>;

/// The name of a constraint: the one given, or PostgreSQL's own.
template <fixed_string Given>
std::string constraint_name(std::string_view table, const std::vector<std::string>& columns, std::string_view suffix) {
    if constexpr (Given.size() != 0) return std::string(Given.view());
    else return implicit_name(table, columns, suffix);
}

inline std::vector<std::string> names_of(std::initializer_list<std::string_view> all) { return {all.begin(), all.end()}; }
template <class... Columns>
std::vector<std::string> names_of_columns() {
    return names_of({tree_of<Columns>::field::name...});
}

// What is the same for all constraints of a kind is no template: an object of any type is described by a function that knows it.

/// The text of an expression, whose type this function knows.
using text_of_expression = std::string (*)(const void* expression, name_listener& told);
template <class Expression>
std::string text_of(const void* expression, name_listener& told) {
    return expression_sql(*static_cast<const Expression*>(expression), false, &told);
}
inline std::string text_at(const table_model& table, const char* kind, std::string_view name, text_of_expression text,
                           const void* expression, name_listener& told) {
    return described_at("table " + spoken(table.schema, table.name) + ", " + kind + " " + std::string{name},
                        [&, text, expression] { return text(expression, told); });
}
inline void add_unique(table_model& table, std::string_view name, std::vector<std::string> columns, bool nulls_are_one,
                       virga::checked when) {
    table.uniques.push_back({name.empty() ? implicit_name(table.name, columns, "key") : std::string{name}, columns, nulls_are_one,
                             static_cast<checked_model>(when)});
}
inline void add_check(table_model& table, std::string_view name, text_of_expression text, const void* condition,
                      bool is_validated) {
    noted_needs needs{table};
    std::string sql = needs.wrote(text_at(table, "check", name, text, condition, needs));
    table.checks.push_back({std::string{name}, std::move(sql), not is_validated, needs.told()});
}

// What a constraint adds to the model.
template <fixed_string Name, class... Columns>
void describe_constraint(table_model& table, const key_constraint<key_kind::primary, Name, Columns...>& key) {
    table.primary_key = key_model{constraint_name<Name>(table.name, {}, "pkey"), names_of_columns<Columns...>(), false,
                                  static_cast<checked_model>(key.when)};
}
template <fixed_string Name, class... Columns>
void describe_constraint(table_model& table, const key_constraint<key_kind::alternate, Name, Columns...>& key) {
    add_unique(table, Name.view(), names_of_columns<Columns...>(), not key.nulls_are_distinct, key.when);
}
template <fixed_string Name, class... Columns, class... Targets>
void describe_constraint(table_model& table, const foreign_key_constraint<Name, list<Columns...>, list<Targets...>>& key) {
    using target = typename list_item_t<list<Targets...>, 0>::source;
    auto columns = names_of_columns<Columns...>();
    table.foreign_keys.push_back({constraint_name<Name>(table.name, columns, "fkey"), columns, std::string(traits<target>::schema),
                                  std::string(traits<target>::name), names_of_columns<Targets...>(), action_words(key.deleted),
                                  action_words(key.updated), static_cast<checked_model>(key.when), key.matches_full,
                                  not key.is_validated});
}
template <fixed_string Name, class Condition>
void describe_constraint(table_model& table, const check_constraint<Name, Condition>& check) {
    add_check(table, Name.view(), &text_of<Condition>, &check.condition, check.is_validated);
}
template <class Column, class Expression>
void describe_constraint(table_model& table, const generated_column<Column, Expression>& computed) {
    const auto column = find(table.columns, tree_of<Column>::field::name, &column_model::name);
    const std::string place = "table " + spoken(table.schema, table.name) + ", generated column " + column->name;
    noted_needs needs{table};
    column->generated = described_at(place, [&] { return expression_sql(computed.expression, false, &needs); });
    needs.wrote(column->generated);
    column->needs = needs.told();
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

/// A key of an index: a column by its name, or an expression by a function that knows its type.
struct key_facts {
    std::string_view column{}, collation{}, nulls{}, operator_class{}, compared_by{};
    bool descending = false;
    text_of_expression text = nullptr;
};
template <class Node, direction Direction, nulls_order Nulls, class Values>
constexpr key_facts facts_of_key(const ordering<Node, Direction, Nulls, Values>*) {
    key_facts key;
    if constexpr (key_column<Node>::is_column) {
        key.column = key_column<Node>::node::field::name;
        key.collation = key_column<Node>::collation;
    } else {
        key.text = &text_of<ordering<Node, Direction, Nulls, Values>>;
    }
    key.descending = Direction == direction::descending;
    if constexpr (Nulls != nulls_order::by_default) key.nulls = Nulls == nulls_order::first ? "first" : "last";
    return key;
}
template <class Key, fixed_string Class>
constexpr key_facts facts_of_key(const classed_key<Key, Class>*) {
    key_facts key = facts_of_key(static_cast<const Key*>(nullptr));
    key.operator_class = Class.view();
    return key;
}
template <class Key, fixed_string Operator>
constexpr key_facts facts_of_key(const compared_key<Key, Operator>*) {
    key_facts key = facts_of_key(static_cast<const Key*>(nullptr));
    key.compared_by = Operator.view();
    return key;
}
inline void add_key(std::vector<index_part_model>& parts, const key_facts& declared, const void* key, name_listener& told) {
    index_part_model& part = parts.emplace_back();
    part.expression = declared.text == nullptr ? std::string{declared.column} : declared.text(key, told);
    part.is_expression = declared.text != nullptr;
    part.collation = declared.collation;
    part.descending = declared.descending;
    part.nulls = declared.nulls;
    part.operator_class = declared.operator_class;
    part.compared_by = declared.compared_by;
}
/// The keys of an index, in order; they are where the index is.
struct declared_key {
    const key_facts* facts;
    const void* key;
};
template <class Key>
inline constexpr key_facts facts_of_this = facts_of_key(static_cast<const Key*>(nullptr));
template <std::size_t... Positions, class... Keys>
std::array<declared_key, sizeof...(Keys)> keys_in(
    const virga::detail::keys_at<std::index_sequence<Positions...>, Keys...>& keys) {
    return {declared_key{&facts_of_this<Keys>,
                         &static_cast<const virga::detail::key_at<Positions, Keys>&>(keys).key}...};
}
/// The condition of an index, of which there may be none.
struct declared_condition {
    text_of_expression text = nullptr;
    const void* condition = nullptr;
};
constexpr declared_condition condition_in(const std::tuple<>&) { return {}; }
template <expression_like Condition>
constexpr declared_condition condition_in(const Condition& condition) {
    return {&text_of<Condition>, &condition};
}
/// The keys and the condition of an index or an exclusion constraint.
void describe_keys(const table_model& table, const char* kind, std::string_view name, std::span<const declared_key> keys,
                   declared_condition condition, auto& described) {
    noted_needs needs{table};
    described_at("table " + spoken(table.schema, table.name) + ", " + kind + " " + std::string{name}, [&] {
        for (const declared_key& each : keys) add_key(described.parts, *each.facts, each.key, needs);
        if (condition.text != nullptr) described.where = condition.text(condition.condition, needs);
    });
    for (const index_part_model& each : described.parts) {
        if (each.is_expression) needs.wrote(each.expression);
    }
    needs.wrote(described.where);
    described.needs = needs.told();
}
inline std::vector<std::string> describe_storage(const pg::index_storage& storage) {
    std::vector<std::string> words;
    const auto add = [&words](std::string_view name, const auto& value) {
        if (value) words.push_back(fmt::format("{}={}", name, *value));
    };
    add("fillfactor", storage.fillfactor);
    add("deduplicate_items", storage.deduplicate_items);
    add("buffering", storage.buffering);
    add("fastupdate", storage.fastupdate);
    add("gin_pending_list_limit", storage.gin_pending_list_limit);
    add("pages_per_range", storage.pages_per_range);
    add("autosummarize", storage.autosummarize);
    add("m", storage.m);
    add("ef_construction", storage.ef_construction);
    add("lists", storage.lists);
    return words;
}
inline void add_index(table_model& table, std::string_view name, bool is_unique, pg::index_method method,
                      const virga::detail::included_columns& included, const virga::detail::index_settings& settings,
                      std::span<const declared_key> keys, declared_condition condition) {
    index_model described;
    described.name = name;
    described.unique = is_unique;
    described.method = virga::detail::method_name(method);
    described.include.assign(included.names, included.names + included.count);
    described.storage = describe_storage(settings.storage);
    described.tablespace = settings.tablespace;
    described.made.concurrently = settings.is_concurrent;
    describe_keys(table, "index", name, keys, condition, described);
    table.indexes.push_back(std::move(described));
}
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
void describe_constraint(table_model& table, const index_definition<Name, IsUnique, Method, Condition, Keys...>& index) {
    add_index(table, Name.view(), IsUnique, Method, index.included, index.settings, keys_in(index.keys),
              condition_in(index.condition));
}

template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
void describe_constraint(table_model& table, const exclusion_constraint<Name, Method, Condition, Keys...>& of) {
    exclusion_model described{std::string{Name.view()}, std::string{virga::detail::method_name(Method)}, {}};
    described.checked = static_cast<checked_model>(of.when);
    describe_keys(table, "exclusion", Name.view(), keys_in(of.keys), condition_in(of.condition), described);
    table.exclusions.push_back(std::move(described));
}

template <class Type, class Value>
std::string bound_sql(const Value& value) {
    if constexpr (std::is_same_v<Value, pg::minimum_bound>) return "minvalue";
    else if constexpr (std::is_same_v<Value, pg::maximum_bound>) return "maxvalue";
    else if constexpr (std::is_same_v<Value, std::nullopt_t>) return "null";
    else {
        std::string text;
        Type::write(text, value);
        return literal_sql<types::stored_type_t<Type>>(text);
    }
}
template <class... Types, class... Values>
std::string bounds_sql(list<Types...>, const std::tuple<Values...>& values) {
    std::vector<std::string> all;
    std::apply([&all](const Values&... each) { (all.push_back(bound_sql<Types>(each)), ...); }, values);
    return "(" + comma_separated(all) + ")";
}
template <class Types, fixed_string Name, class From, class To>
partition_model describe_partition(const range_partition_definition<Name, From, To>& of) {
    return {std::string{Name.view()}, "for values from " + bounds_sql(Types{}, of.from) + " to " + bounds_sql(Types{}, of.to)};
}
template <class Types, fixed_string Name, class... Values>
partition_model describe_partition(const list_partition_definition<Name, std::tuple<Values...>>& of) {
    std::vector<std::string> values;
    std::apply([&](const Values&... each) { (values.push_back(bound_sql<list_item_t<Types, 0>>(each)), ...); }, of.values);
    return {std::string{Name.view()}, "for values in (" + comma_separated(values) + ")"};
}
template <class, fixed_string Name, int Modulus, int Remainder>
partition_model describe_partition(const hash_partition_definition<Name, Modulus, Remainder>&) {
    return {std::string{Name.view()}, fmt::format("for values with (modulus {}, remainder {})", Modulus, Remainder)};
}
template <class, fixed_string Name>
partition_model describe_partition(const default_partition_definition<Name>&) {
    return {std::string{Name.view()}, "default"};
}
/// Says by what a table, or a partition, is partitioned.
template <partition_method Method, class... Columns, class... Partitions>
void describe_partition_key(auto& whole, const partitioning<Method, list<Columns...>, Partitions...>&) {
    constexpr std::string_view methods[] = {"range", "list", "hash"};
    whole.partitioned_by = methods[static_cast<std::size_t>(Method)];
    whole.partition_key = names_of_columns<Columns...>();
}
/// Adds the partitions of a table, or of one of its partitions, which `whole` names, and theirs.
template <partition_method Method, class... Columns, class... Partitions>
void add_partitions(table_model& table, const std::string& whole,
                    const partitioning<Method, list<Columns...>, Partitions...>& of);
template <class Types, class Partition>
void add_partition(table_model& table, const std::string& whole, const Partition& of) {
    table.partitions.push_back(describe_partition<Types>(of));
    table.partitions.back().of = whole;
}
template <class Types, class Definition, class Partitioning>
void add_partition(table_model& table, const std::string& whole, const divided_partition<Definition, Partitioning>& of) {
    add_partition<Types>(table, whole, of.of);
    describe_partition_key(table.partitions.back(), of.by);
    const std::string name = table.partitions.back().name;
    add_partitions(table, name, of.by);
}
template <partition_method Method, class... Columns, class... Partitions>
void add_partitions(table_model& table, const std::string& whole,
                    const partitioning<Method, list<Columns...>, Partitions...>& of) {
    std::apply([&](const Partitions&... each) { (add_partition<list<type_of<Columns>...>>(table, whole, each), ...); }, of.parts);
}
template <partition_method Method, class... Columns, class... Partitions>
void describe_constraint(table_model& table, const partitioning<Method, list<Columns...>, Partitions...>& of) {
    describe_partition_key(table, of);
    described_at("table " + spoken(table.schema, table.name) + ", partitions", [&] { add_partitions(table, {}, of); });
}

// What the comment is on that was described last.
template <key_kind Kind, fixed_string Name, class... Columns>
held_comment_model last_described(const table_model& table, const key_constraint<Kind, Name, Columns...>&) {
    return {"constraint", Kind == key_kind::primary ? table.primary_key->name : table.uniques.back().name, {}};
}
template <fixed_string Name, class Columns, class Targets>
held_comment_model last_described(const table_model& table, const foreign_key_constraint<Name, Columns, Targets>&) {
    return {"constraint", table.foreign_keys.back().name, {}};
}
template <fixed_string Name, class Condition>
held_comment_model last_described(const table_model&, const check_constraint<Name, Condition>&) {
    return {"constraint", std::string{Name.view()}, {}};
}
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
held_comment_model last_described(const table_model&, const exclusion_constraint<Name, Method, Condition, Keys...>&) {
    return {"constraint", std::string{Name.view()}, {}};
}
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
held_comment_model last_described(const table_model&, const index_definition<Name, IsUnique, Method, Condition, Keys...>&) {
    return {"index", std::string{Name.view()}, {}};
}
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
held_comment_model last_described(const table_model&, const policy_definition<Name, Command, IsPermissive, Roles, Using, Check>&) {
    return {"policy", std::string{Name.view()}, {}};
}
template <fixed_string Text, class Item>
void describe_constraint(table_model& table, const virga::commented<Text, Item>& of) {
    describe_constraint(table, of.item);
    held_comment_model comment = last_described(table, of.item);
    comment.text = Text.view();
    table.comments.push_back(std::move(comment));
}
}  // namespace virga::kit::detail
