// virga/kit/describe/describe_constraint.hpp: what a table's constraints() declares, as the kit's run-time model.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::nullopt_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::apply
#include <type_traits>  // std::is_same_v
#include <utility>      // std::move
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

template <class... Columns>
std::vector<std::string> names_of_columns() {
    return {std::string(tree_of<Columns>::field::name)...};
}

// What a constraint adds to the model.
template <fixed_string Name, class... Columns>
void describe_constraint(table_model& table, const key_constraint<key_kind::primary, Name, Columns...>& key) {
    table.primary_key = key_model{constraint_name<Name>(table.name, {}, "pkey"), names_of_columns<Columns...>(), false,
                                  static_cast<checked_model>(key.when)};
}
template <fixed_string Name, class... Columns>
void describe_constraint(table_model& table, const key_constraint<key_kind::alternate, Name, Columns...>& key) {
    auto columns = names_of_columns<Columns...>();
    table.uniques.push_back({constraint_name<Name>(table.name, columns, "key"), columns, not key.nulls_are_distinct,
                             static_cast<checked_model>(key.when)});
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
    const std::string name{Name.view()};
    const std::string place = "table " + spoken(table.schema, table.name) + ", check " + name;
    table.checks.push_back(
        {name, described_at(place, [&check] { return expression_sql(check.condition); }), not check.is_validated});
}
template <class Column, class Expression>
void describe_constraint(table_model& table, const generated_column<Column, Expression>& computed) {
    const auto column = find(table.columns, tree_of<Column>::field::name, &column_model::name);
    const std::string place = "table " + spoken(table.schema, table.name) + ", generated column " + column->name;
    column->generated = described_at(place, [&computed] { return expression_sql(computed.expression); });
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

template <class Node, direction Direction, nulls_order Nulls, class Values>
index_part_model describe_key(const ordering<Node, Direction, Nulls, Values>& key) {
    index_part_model part;
    if constexpr (key_column<Node>::is_column) {
        part.expression = key_column<Node>::node::field::name;
        part.collation = key_column<Node>::collation;
    } else {
        part.expression = expression_sql(key);
        part.is_expression = true;
    }
    part.descending = Direction == direction::descending;
    if constexpr (Nulls != nulls_order::by_default) part.nulls = Nulls == nulls_order::first ? "first" : "last";
    return part;
}
template <class Key, fixed_string Class>
index_part_model describe_key(const classed_key<Key, Class>& key) {
    index_part_model part = describe_key(static_cast<const Key&>(key));
    part.operator_class = Class.view();
    return part;
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
inline std::string condition_sql(const std::tuple<>&) { return {}; }
template <expression_like Condition>
std::string condition_sql(const Condition& condition) {
    return expression_sql(condition);
}
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
void describe_constraint(table_model& table, const index_definition<Name, IsUnique, Method, Condition, Keys...>& index) {
    index_model described;
    described.name = Name.view();
    described.unique = IsUnique;
    described.method = virga::detail::method_name(Method);
    described.include.assign(index.included.names, index.included.names + index.included.count);
    described.storage = describe_storage(index.settings.storage);
    described.tablespace = index.settings.tablespace;
    described.made.concurrently = index.settings.is_concurrent;
    described_at("table " + spoken(table.schema, table.name) + ", index " + described.name, [&described, &index] {
        std::apply([&](const Keys&... keys) { (described.parts.push_back(describe_key(keys)), ...); }, index.keys);
        described.where = condition_sql(index.condition);
    });
    table.indexes.push_back(std::move(described));
}

template <class Key, fixed_string Operator>
index_part_model describe_key(const compared_key<Key, Operator>& key) {
    index_part_model part = describe_key(static_cast<const Key&>(key));
    part.compared_by = Operator.view();
    return part;
}
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
void describe_constraint(table_model& table, const exclusion_constraint<Name, Method, Condition, Keys...>& of) {
    exclusion_model described{std::string{Name.view()}, std::string{virga::detail::method_name(Method)}, {}};
    described.checked = static_cast<checked_model>(of.when);
    described_at("table " + spoken(table.schema, table.name) + ", exclusion " + described.name, [&described, &of] {
        std::apply([&](const Keys&... keys) { (described.parts.push_back(describe_key(keys)), ...); }, of.keys);
        described.where = condition_sql(of.condition);
    });
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
template <partition_method Method, class... Columns, class... Partitions>
void describe_constraint(table_model& table, const partitioning<Method, list<Columns...>, Partitions...>& of) {
    constexpr std::string_view methods[] = {"range", "list", "hash"};
    table.partitioned_by = methods[static_cast<std::size_t>(Method)];
    table.partition_key = names_of_columns<Columns...>();
    described_at("table " + spoken(table.schema, table.name) + ", partitions", [&] {
        std::apply([&](const Partitions&... each) {
            (table.partitions.push_back(describe_partition<list<type_of<Columns>...>>(each)), ...);
        }, of.parts);
    });
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
