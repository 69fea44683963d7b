// virga/kit/plan/made_anew.hpp: columns that stay and yet go and come: the generated ones that cannot be altered.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/change.hpp>          // virga::kit::key_of
#include <virga/kit/model.hpp>           // virga::kit::table_model
#include <virga/kit/model/lists.hpp>     // virga::kit::detail::any_of, count, find
#include <virga/kit/object/object.hpp>   // virga::kit::detail::lost_keys
#include <virga/kit/plan/held.hpp>       // virga::kit::detail::computed_from, default_needs, schema_side
#include <virga/kit/validate.hpp>        // virga::kit::key_columns

namespace virga::kit::detail {

/// Whether a column comes to be computed, or by something else, or as another type: PostgreSQL has no statement for that. So it has
/// none for a type that changes under a generated column, or a function that goes for a time; `lost` has those.
[[nodiscard]] inline bool is_made_anew(const table_model& table, const column_model& before, const column_model& after,
                                       const schema_side& side, const lost_keys& lost) {
    if (after.generated.empty()) return false;
    if (before.generated != after.generated or ddl::type_of(before) != ddl::type_of(after)) return true;
    const auto is_lost = [&lost](const std::string& key) { return lost.contains(key); };
    if (any_of(default_needs(before, side), is_lost)) return true;
    return any_of(computed_from(table, before), [&](const std::string& name) {
        return lost.contains(key_of::pinned_type(table.schema, table.name, name));
    });
}

/// Adds such columns to what is lost, and the keys over them, on which foreign keys lean. Returns whether there are more than
/// before. `side` is the schema that `before` stands in.
inline bool lose_columns_made_anew(const table_model& before, const table_model& after, const schema_side& side, lost_keys& lost) {
    bool any = false;
    for (const column_model& column : before.columns) {
        const auto same = find(after.columns, column.name, &column_model::name);
        if (same == after.columns.end() or not is_made_anew(before, column, *same, side, lost)) continue;
        any = lost.insert(key_of::column(before.schema, before.name, column.name)).second or any;
        const auto lose = [&](std::string_view key, const std::vector<std::string>& columns) {
            if (count(columns, column.name) != 0) lost.insert(key_of::relation(before.schema, key));
        };
        if (before.primary_key) lose(before.primary_key->name, before.primary_key->columns);
        for (const key_model& key : before.uniques) lose(key.name, key.columns);
        for (const index_model& index : before.indexes) lose(index.name, key_columns(index));
    }
    return any;
}
}  // namespace virga::kit::detail
