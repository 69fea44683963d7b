// virga/kit/plan/held_names.hpp: what the objects of a table are called, by the name spaces of PostgreSQL.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/table.hpp>  // virga::kit::table_model

namespace virga::kit::detail {

/// The names of the indexes, keys and partitions of a table, which move with it: no two relations of a schema are called the same.
[[nodiscard]] inline std::vector<std::string> relations_within(const table_model& table) {
    std::vector<std::string> names;
    if (table.primary_key) names.push_back(table.primary_key->name);
    for (const key_model& key : table.uniques) names.push_back(key.name);
    for (const index_model& index : table.indexes) names.push_back(index.name);
    for (const exclusion_model& each : table.exclusions) names.push_back(each.name);
    for (const partition_model& each : table.partitions) names.push_back(each.name);
    return names;
}

/// What is said of something that a table holds is said of its new name.
inline void rename_comment(table_model& table, std::string_view on, std::string_view old, const std::string& name) {
    for (held_comment_model& each : table.comments) {
        if (each.on == on and each.name == old) each.name = name;
    }
}

/// Hands the name of each constraint of a table to `visit`: no two of a table are called the same.
void each_constraint_name(auto& table, auto visit) {
    if (table.primary_key) visit(table.primary_key->name);
    for (auto& each : table.uniques) visit(each.name);
    for (auto& each : table.foreign_keys) visit(each.name);
    for (auto& each : table.checks) visit(each.name);
    for (auto& each : table.exclusions) visit(each.name);
}
}  // namespace virga::kit::detail
