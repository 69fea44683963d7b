// virga/kit/piece.hpp: constraints and indexes of a table, all of one shape.
#pragma once

#include <algorithm>    // std::ranges::find
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/kit/change.hpp>    // virga::kit::key_of
#include <virga/kit/ddl.hpp>       // virga::kit::ddl
#include <virga/kit/mentions.hpp>  // virga::kit::detail::mentions
#include <virga/kit/model.hpp>     // virga::kit::table_model
#include <virga/kit/validate.hpp>  // virga::kit::keys_over

namespace virga::kit::detail {

/// A constraint or an index.
struct piece {
    enum class sort { key, foreign_key, check, index };
    sort kind;
    std::string name;
    std::string text;                  ///< of the constraint, or the whole `create index`; equal texts, equal pieces
    std::vector<std::string> columns;  ///< of its own table, as far as they are known
    std::string expressions;           ///< SQL text that may mention further columns
    const foreign_key_model* foreign = nullptr;
    bool is_primary_key = false;

    [[nodiscard]] bool is_index() const { return kind == sort::index; }
    [[nodiscard]] bool is_relation() const { return kind == sort::key or kind == sort::index; }
    /// Whether dropping the column `name` takes this piece along, as far as we know for certain.
    [[nodiscard]] bool uses(std::string_view column) const {
        return std::ranges::find(columns, column) != columns.end();
    }
    /// Whether it uses the column or may do so.
    [[nodiscard]] bool may_use(std::string_view column) const {
        return uses(column) or (not expressions.empty() and mentions(expressions, column));
    }
};

inline std::vector<piece> pieces_of(const table_model& table) {
    std::vector<piece> pieces;
    const auto key = [&pieces](const key_model& each, std::string text) {
        pieces.push_back({piece::sort::key, each.name, std::move(text), each.columns, {}, nullptr});
    };
    if (table.primary_key) {
        key(*table.primary_key, ddl::primary_key(*table.primary_key));
        pieces.back().is_primary_key = true;
    }
    for (const key_model& each : table.uniques) key(each, ddl::unique(each));
    for (const check_model& each : table.checks) {
        pieces.push_back({piece::sort::check, each.name, ddl::check(each), {}, each.expression, nullptr});
    }
    for (const foreign_key_model& each : table.foreign_keys) {
        pieces.push_back({piece::sort::foreign_key, each.name, ddl::foreign_key(each), each.columns, {}, &each});
    }
    for (const index_model& each : table.indexes) {
        piece index{piece::sort::index, each.name, ddl::create_index(table, each), {}, each.where, nullptr};
        for (const index_part_model& part : each.parts) {
            if (part.is_expression) index.expressions += "\n" + part.expression;
            else index.columns.push_back(part.expression);
        }
        pieces.push_back(std::move(index));
    }
    return pieces;
}

/// The keys of what exists with the piece, and goes with it.
inline std::vector<std::string> things_of(const table_model& table, const piece& of) {
    std::vector<std::string> things;
    if (not of.is_index()) things.push_back(key_of::constraint(table.schema, table.name, of.name));
    if (of.is_relation()) things.push_back(key_of::relation(table.schema, of.name));
    if (of.is_primary_key) things.push_back(key_of::primary_key(table.schema, table.name));
    return things;
}

/// The keys of what a foreign key leans on: the table it refers to and the keys over those columns there.
inline std::vector<std::string> targets_of(const foreign_key_model& key, const table_model* target) {
    std::vector<std::string> targets{key_of::relation(key.foreign_schema, key.foreign_table)};
    for (const std::string& column : key.foreign_columns) {
        targets.push_back(key_of::column(key.foreign_schema, key.foreign_table, column));
        targets.push_back(key_of::column_type(key.foreign_schema, key.foreign_table, column));
    }
    if (target != nullptr) {
        for (const std::string& name : keys_over(*target, key.foreign_columns)) {
            targets.push_back(key_of::relation(target->schema, name));
        }
    }
    return targets;
}
}  // namespace virga::kit::detail
