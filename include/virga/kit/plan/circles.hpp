// virga/kit/plan/circles.hpp: dropped tables that refer to each other.
#pragma once

#include <cstddef>        // std::size_t
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::pair
#include <vector>         // std::vector

#include <virga/kit/model.hpp>      // virga::kit::table_model
#include <virga/kit/plan/held.hpp>  // virga::kit::detail::schema_side

namespace virga::kit::detail {

/// The foreign keys, each with its table, that have to be dropped before `dropped` tables can be, one after the
/// other: those between tables of a circle, or that a circle refers to. Other tables take theirs along.
inline std::vector<std::pair<const table_model*, const foreign_key_model*>> foreign_keys_in_circles(
    const std::vector<const table_model*>& dropped, const schema_side& side) {
    std::unordered_map<const table_model*, std::size_t> referrers;  // that are dropped too and not yet free
    for (const table_model* table : dropped) referrers.emplace(table, 0);
    const auto each_target = [&](const table_model& table, const auto& visit) {
        for (const foreign_key_model& key : table.foreign_keys) {
            const auto found = referrers.find(side.find(key.foreign_schema, key.foreign_table));
            if (found != referrers.end() and found->first != &table) visit(key, *found);
        }
    };
    for (const table_model* table : dropped) {
        each_target(*table, [](const auto&, auto& target) { ++target.second; });
    }
    std::vector<const table_model*> free;  // of referrers: these can be dropped
    for (const table_model* table : dropped) {
        if (referrers[table] == 0) free.push_back(table);
    }
    for (std::size_t i = 0; i != free.size(); ++i) {
        each_target(*free[i], [&free](const auto&, auto& target) {
            if (--target.second == 0) free.push_back(target.first);
        });
    }
    std::vector<std::pair<const table_model*, const foreign_key_model*>> keys;
    for (const table_model* table : dropped) {
        if (referrers[table] == 0) continue;
        each_target(*table, [&](const foreign_key_model& key, const auto& target) {
            if (target.second != 0) keys.emplace_back(table, &key);
        });
    }
    return keys;
}
}  // namespace virga::kit::detail
