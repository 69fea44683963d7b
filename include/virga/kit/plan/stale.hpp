// virga/kit/plan/stale.hpp: what is declared for one migration alone, and has been done.
#pragma once

#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/model.hpp>        // virga::kit::model
#include <virga/kit/model/lists.hpp>  // virga::kit::detail::find
#include <virga/kit/quote.hpp>        // virga::kit::qualified, spoken

namespace virga::kit::detail {

/// A sentence for each `using_` whose column does not change its type, and each `backfill` whose column neither comes nor becomes
/// not null. They do nothing; left where they are, they would have a say in a later migration.
[[nodiscard]] inline std::vector<std::string> stale_conversions(const model& before, const model& after) {
    std::vector<std::string> sentences;
    std::unordered_map<std::string, const table_model*> old_tables;
    for (const table_model& table : after.tables) {
        for (const column_model& column : table.columns) {
            const conversion_model& given = column.conversion;
            if (given.type.empty() and given.backfill.empty()) continue;
            if (old_tables.empty()) {
                for (const table_model& each : before.tables) old_tables.emplace(qualified(each.schema, each.name), &each);
            }
            const auto found = old_tables.find(qualified(table.schema, table.name));
            const table_model* const old_table = found == old_tables.end() ? nullptr : found->second;
            const column_model* old = nullptr;
            if (old_table != nullptr) {
                const auto same = find(old_table->columns, column.name, &column_model::name);
                if (same != old_table->columns.end()) old = &*same;
            }
            const auto take_away = [&](std::string_view what, std::string_view why) {
                sentences.push_back(fmt::format("table {}, column {}: {} does nothing, as {}. Take it away.",
                                                spoken(table.schema, table.name), column.name, what, why));
            };
            if (not given.type.empty() and (old == nullptr or old->type == column.type)) {
                take_away("using_", "the column does not change its type");
            }
            if (given.backfill.empty()) continue;
            if (old_table == nullptr) take_away("backfill", "the table is new and has no rows");
            else if (old != nullptr and (old->not_null or not column.not_null)) {
                take_away("backfill", "the column is there and does not become not null");
            }
        }
    }
    return sentences;
}
}  // namespace virga::kit::detail
