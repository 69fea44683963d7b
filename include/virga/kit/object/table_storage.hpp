// virga/kit/object/table_storage.hpp: what a table is stored like, and where.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/storage.hpp>     // virga::kit::ddl::storage_change
#include <virga/kit/object/table_name.hpp>  // virga::kit::ddl::alter_table
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, spoken

namespace virga::kit::detail {

using parameters = std::vector<std::string>;

[[nodiscard]] inline std::string alter_storage(const table_name& table, const object& before, const object& after) {
    const auto& was = *static_cast<const parameters*>(before.model);
    const auto& is = *static_cast<const parameters*>(after.model);
    return ddl::alter_table(table, ddl::storage_change(was, is, {}, {}));
}
[[nodiscard]] inline std::string move_table(const table_name&, const object&, const object& after) { return after.create; }

inline constexpr object_kind storage_kind{.created = change_kind::alter_table, .altered = change_kind::alter_table,
                                          .dropped = change_kind::alter_table, .name_space = "storage ", .is_state = true,
                                          .alter = alter_storage};
inline constexpr object_kind tablespace_kind{.created = change_kind::alter_table, .altered = change_kind::alter_table,
                                             .dropped = change_kind::alter_table, .name_space = "tablespace ", .is_state = true,
                                             .alter = move_table};

[[nodiscard]] object storage_object(const auto& table) {
    object made{&storage_kind, table.name, ddl::alter_table(table, ddl::storage_change({}, table.storage, {}, {})),
                ddl::alter_table(table, ddl::storage_change(table.storage, {}, {}, {}))};
    made.clause = "with";  // of `create table`
    made.model = &table.storage;
    return made;
}
[[nodiscard]] object tablespace_object(const auto& table) {
    object made{&tablespace_kind, table.name, ddl::alter_table(table, "set tablespace " + quote_identifier(table.tablespace)),
                ddl::alter_table(table, "set tablespace pg_default")};
    made.clause = "tablespace";  // of `create table`
    made.caution =
        fmt::format("{} moves to another tablespace: PostgreSQL copies the table, and nobody else can read it meanwhile.",
                    spoken(table.schema, table.name));
    return made;
}
}  // namespace virga::kit::detail
