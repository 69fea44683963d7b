// virga/kit/describe/constraint_facts.hpp: the constants of a constraint, and how they become the kit's run-time model.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/catalog/index.hpp>               // virga::pg::index_storage, index_method
#include <virga/kit/describe/described_at.hpp>   // virga::kit::detail::described_at
#include <virga/kit/describe/inline_values.hpp>  // virga::kit::expression_sql
#include <virga/kit/describe/noted_needs.hpp>    // virga::kit::detail::noted_needs
#include <virga/kit/model.hpp>                   // virga::kit::table_model
#include <virga/kit/model/lists.hpp>             // virga::kit::detail::find
#include <virga/kit/model/names.hpp>             // virga::kit::implicit_name
#include <virga/kit/quote.hpp>                   // virga::kit::spoken
#include <virga/text/array_view.hpp>             // virga::array_view

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

/// The text of an expression, whose type this function knows.
using text_of_expression = std::string (*)(const void* expression, name_listener& told);
template <class Expression>
std::string text_of(const void* expression, name_listener& told) {
    return expression_sql(*static_cast<const Expression*>(expression), false, &told);
}

// A constraint is described by constants, and by the function that turns those of its kind into the model: a function for each
// constraint took the compiler as long as its declaration.

/// A key of an index: a column by its name, or an expression by a function that knows its type.
struct key_facts {
    std::string_view column{}, collation{}, nulls{}, operator_class{}, compared_by{};
    bool descending = false;
    text_of_expression text = nullptr;
    const void* key = nullptr;  ///< the expression, which is where the constraint is
};
/// What constraints consist of, one after the other.
struct constraint_parts {
    const std::string_view* columns;
    const key_facts* keys;
};
struct constraint_facts {
    /// Adds it to the model, and returns what it is called.
    std::string (*describe)(table_model& table, const constraint_facts& declared, constraint_parts parts) = nullptr;
    std::size_t columns = 0, foreign_columns = 0, keys = 0;  ///< of the parts, these many
    std::string_view name{}, foreign_schema{}, foreign_table{};
    on_delete deleted = on_delete::no_action;
    on_update updated = on_update::no_action;
    checked when = checked::at_once;
    bool matches_full = false, is_validated = true, nulls_are_one = false, is_unique = false;
    pg::index_method method{};
    const virga::detail::included_columns* included = nullptr;
    const virga::detail::index_settings* settings = nullptr;
    text_of_expression text = nullptr;  ///< of the condition of a check or an index, or of what computes a column
    const void* expression = nullptr;
    const void* declared = nullptr;     ///< the constraint itself, for a function that knows its type
    std::string_view called = "constraint", comment{};
    void (*add_named)(model& schema) = nullptr;  ///< adds what it names of others
};

inline std::vector<std::string> names_at(const std::string_view* names, std::size_t count) { return {names, names + count}; }
/// The name given, or PostgreSQL's own.
inline std::string constraint_name(const constraint_facts& declared, const table_model& table,
                                   const std::vector<std::string>& columns, std::string_view suffix) {
    return declared.name.empty() ? implicit_name(table.name, columns, suffix) : std::string{declared.name};
}
inline std::string place_of(const table_model& table, const char* kind, std::string_view name) {
    return "table " + spoken(table.schema, table.name) + ", " + kind + " " + std::string{name};
}
inline std::string add_primary_key(table_model& table, const constraint_facts& declared, constraint_parts parts) {
    table.primary_key = key_model{constraint_name(declared, table, {}, "pkey"), names_at(parts.columns, declared.columns), false,
                                  static_cast<checked_model>(declared.when)};
    return table.primary_key->name;
}
inline std::string add_unique(table_model& table, const constraint_facts& declared, constraint_parts parts) {
    const auto columns = names_at(parts.columns, declared.columns);
    table.uniques.push_back({constraint_name(declared, table, columns, "key"), columns, declared.nulls_are_one,
                             static_cast<checked_model>(declared.when)});
    return table.uniques.back().name;
}
inline std::string add_foreign_key(table_model& table, const constraint_facts& declared, constraint_parts parts) {
    const auto columns = names_at(parts.columns, declared.columns);
    table.foreign_keys.push_back({constraint_name(declared, table, columns, "fkey"), columns, std::string{declared.foreign_schema},
                                  std::string{declared.foreign_table},
                                  names_at(parts.columns + declared.columns, declared.foreign_columns),
                                  action_words(declared.deleted), action_words(declared.updated),
                                  static_cast<checked_model>(declared.when), declared.matches_full, not declared.is_validated});
    return table.foreign_keys.back().name;
}
inline std::string add_check(table_model& table, const constraint_facts& declared, constraint_parts) {
    noted_needs needs{table};
    std::string sql = described_at(place_of(table, "check", declared.name),
                                   [&] { return declared.text(declared.expression, needs); });
    needs.wrote(sql);
    table.checks.push_back({std::string{declared.name}, std::move(sql), not declared.is_validated, needs.told()});
    return table.checks.back().name;
}
inline std::string add_generated(table_model& table, const constraint_facts& declared, constraint_parts parts) {
    const auto column = find(table.columns, *parts.columns, &column_model::name);
    noted_needs needs{table};
    column->generated = described_at(place_of(table, "generated column", column->name),
                                     [&] { return declared.text(declared.expression, needs); });
    needs.wrote(column->generated);
    column->needs = needs.told();
    return column->name;
}
inline void add_key(std::vector<index_part_model>& parts, const key_facts& declared, name_listener& told) {
    index_part_model& part = parts.emplace_back();
    part.expression = declared.text == nullptr ? std::string{declared.column} : declared.text(declared.key, told);
    part.is_expression = declared.text != nullptr;
    part.collation = declared.collation;
    part.descending = declared.descending;
    part.nulls = declared.nulls;
    part.operator_class = declared.operator_class;
    part.compared_by = declared.compared_by;
}
/// The keys and the condition of an index or an exclusion constraint.
void describe_keys(const table_model& table, const char* kind, const constraint_facts& declared, const key_facts* keys,
                   auto& described) {
    noted_needs needs{table};
    described_at(place_of(table, kind, declared.name), [&] {
        for (const key_facts& each : array_view{keys, declared.keys}) add_key(described.parts, each, needs);
        if (declared.text != nullptr) described.where = declared.text(declared.expression, needs);
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
inline std::string add_index(table_model& table, const constraint_facts& declared, constraint_parts parts) {
    index_model described;
    described.name = declared.name;
    described.unique = declared.is_unique;
    described.method = virga::detail::method_name(declared.method);
    described.include = names_at(declared.included->names, declared.included->count);
    described.storage = describe_storage(declared.settings->storage);
    described.tablespace = declared.settings->tablespace;
    described.made.concurrently = declared.settings->is_concurrent;
    describe_keys(table, "index", declared, parts.keys, described);
    table.indexes.push_back(std::move(described));
    return std::string{declared.name};
}
inline std::string add_exclusion(table_model& table, const constraint_facts& declared, constraint_parts parts) {
    exclusion_model described{std::string{declared.name}, std::string{virga::detail::method_name(declared.method)}, {}};
    described.checked = static_cast<checked_model>(declared.when);
    describe_keys(table, "exclusion", declared, parts.keys, described);
    table.exclusions.push_back(std::move(described));
    return std::string{declared.name};
}
/// What the functions that describe a schema add of others when all else is in it.
using named_others = std::vector<void (*)(model& schema)>;
/// Those of a table, or of a domain type, in order.
inline void describe_constraints(table_model& table, array_view<constraint_facts> all, constraint_parts parts,
                                 named_others& others) {
    for (const constraint_facts& each : all) {
        const std::string name = each.describe(table, each, parts);
        if (not each.comment.empty()) table.comments.push_back({std::string{each.called}, name, std::string{each.comment}});
        if (each.add_named != nullptr) others.push_back(each.add_named);
        parts.columns += each.columns + each.foreign_columns;
        parts.keys += each.keys;
    }
}
}  // namespace virga::kit::detail
