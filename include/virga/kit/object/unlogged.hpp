// virga/kit/object/unlogged.hpp: whether a table is written without the log.
#pragma once

#include <string>     // std::string

#include <fmt/core.h>  // fmt::format

#include <virga/kit/model/lists.hpp>        // virga::kit::detail::find
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::ddl::alter_table
#include <virga/kit/quote.hpp>              // virga::kit::spoken

namespace virga::kit::detail {

inline constexpr object_kind unlogged_kind{.created = change_kind::alter_table, .altered = {}, .dropped = change_kind::alter_table,
                                           .name_space = "unlogged ", .is_state = true};

/// A table can be unlogged only while those that refer to it are, so that their order is that of keys. `side` is the schema that
/// the table stands in, `before` the one that a migration begins with.
[[nodiscard]] object unlogged_object(const auto& table, const auto& side, const auto& before) {
    object made{&unlogged_kind, table.name, ddl::alter_table(table, "set unlogged"), ddl::alter_table(table, "set logged")};
    made.clause = "unlogged";  // `create unlogged table`
    made.caution = fmt::format("{} changes whether it is logged: PostgreSQL writes the table anew, and nobody else can read it "
                               "meanwhile.", spoken(table.schema, table.name));
    made.provides = {key_of::unlogged(table.schema, table.name)};
    for (const auto& each : *before.tables) {
        for (const auto& key : each.foreign_keys) {
            if (key.foreign_schema != table.schema or key.foreign_table != table.name) continue;
            const std::string constraint = key_of::constraint(each.schema, each.name, key.name);
            made.awaits.push_back(constraint);  // in case that it goes
            const bool is_own = each.schema == table.schema and each.name == table.name;
            const auto* const referrer = side.find(each.schema, each.name);
            if (is_own or referrer == nullptr or before.aside.contains(constraint)) continue;
            const auto kept = find(referrer->foreign_keys, key);
            if (kept != referrer->foreign_keys.end()) made.needs.push_back(key_of::unlogged(each.schema, each.name));
        }
    }
    return made;
}
}  // namespace virga::kit::detail
