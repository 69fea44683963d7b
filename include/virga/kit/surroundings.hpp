// virga/kit/surroundings.hpp: what the changes of one table have to know of the other tables.
#pragma once

#include <algorithm>      // std::ranges::any_of
#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <unordered_set>  // std::unordered_set
#include <vector>         // std::vector

#include <virga/kit/change.hpp>      // virga::kit::change
#include <virga/kit/ddl.hpp>         // virga::kit::ddl
#include <virga/kit/model.hpp>       // virga::kit::table_model
#include <virga/kit/new_labels.hpp>  // virga::kit::detail::new_labels
#include <virga/kit/piece.hpp>       // virga::kit::detail::piece
#include <virga/kit/retyped.hpp>     // virga::kit::detail::retyped_columns

namespace virga::kit::detail {

using tables_by_name = std::unordered_map<std::string, const table_model*>;  // by qualified name

/// The tables before and after, what of them goes, and what changes its type.
struct surroundings {
    tables_by_name before;
    tables_by_name after;
    new_labels labels;
    std::unordered_set<std::string> lost;  ///< keys of tables, unique indexes and unique constraints that go
    retyped_columns retyped;

    [[nodiscard]] static const table_model* find(const tables_by_name& tables, const foreign_key_model& key) {
        const auto found = tables.find(qualified(key.foreign_schema, key.foreign_table));
        return found == tables.end() ? nullptr : found->second;
    }
    /// What the foreign key leans on in the database as it is.
    [[nodiscard]] std::vector<std::string> old_targets(const foreign_key_model& key) const {
        return targets_of(key, find(before, key));
    }
    /// Whether what the old foreign key leans on goes away, so that the foreign key has to go first.
    [[nodiscard]] bool loses_target(const foreign_key_model& key) const {
        if (lost.empty()) return false;
        const std::vector<std::string> targets = old_targets(key);
        return std::ranges::any_of(targets, [this](const std::string& target) { return lost.contains(target); });
    }
};

template <class To, class From>
void append(To& to, From&& from) {
    to.insert(to.end(), from.begin(), from.end());
}

/// Adds a constraint or an index to a table that exists by then.
inline change add_piece(const table_model& table, const piece& added, const surroundings& around) {
    change step{added.is_index() ? change_kind::create_index : change_kind::add_constraint,
                added.is_index() ? added.text : ddl::add_constraint(table, added.text), table.schema, table.name};
    step.creates = things_of(table, added);
    step.needs = {key_of::relation(table.schema, table.name)};
    for (const std::string& column : added.columns) {
        step.needs.push_back(key_of::column(table.schema, table.name, column));
        step.needs.push_back(key_of::column_type(table.schema, table.name, column));
    }
    if (not added.expressions.empty()) {
        for (const column_model& column : table.columns) {
            step.needs.push_back(key_of::column(table.schema, table.name, column.name));
            step.needs.push_back(key_of::column_type(table.schema, table.name, column.name));
        }
        step.refusal = around.labels.refusal(table, added.expressions);
    }
    if (added.foreign != nullptr) {
        append(step.needs, targets_of(*added.foreign, surroundings::find(around.after, *added.foreign)));
        // The server picks one of two keys over the same columns; it must not be one that is about to go.
        append(step.awaits, around.old_targets(*added.foreign));
    }
    return step;
}

inline change drop_piece(const table_model& table, const piece& dropped, const surroundings& around) {
    change step{dropped.is_index() ? change_kind::drop_index : change_kind::drop_constraint,
                dropped.is_index() ? ddl::drop_index(table, dropped.name) : ddl::drop_constraint(table, dropped.name),
                table.schema, table.name};
    step.drops = things_of(table, dropped);
    for (const column_model& column : table.columns) {
        if (not dropped.may_use(column.name)) continue;
        step.releases.push_back(key_of::column(table.schema, table.name, column.name));
        step.releases.push_back(key_of::column_type(table.schema, table.name, column.name));
    }
    if (dropped.foreign != nullptr) append(step.releases, around.old_targets(*dropped.foreign));
    return step;
}
}  // namespace virga::kit::detail
