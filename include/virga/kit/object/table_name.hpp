// virga/kit/object/table_name.hpp: which table something belongs to.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/quote.hpp>  // virga::kit::qualified

namespace virga::kit {

/// A table's schema, empty for `public`, and name; a view of both, which live elsewhere.
struct table_name {
    std::string_view schema;
    std::string_view name;
};

namespace ddl {
[[nodiscard]] inline std::string name_of(const table_name& table) { return qualified(table.schema, table.name); }

/// `alter table "cms"."post" <action>;`
[[nodiscard]] inline std::string alter_table(const table_name& table, std::string_view action) {
    return "alter table " + name_of(table) + " " + std::string{action} + ";";
}
/// `constraint` is a text of `primary_key`, `unique`, `check` or `foreign_key`.
[[nodiscard]] inline std::string add_constraint(const table_name& table, std::string_view constraint) {
    return alter_table(table, "add " + std::string{constraint});
}
[[nodiscard]] inline std::string drop_constraint(const table_name& table, std::string_view name) {
    return alter_table(table, "drop constraint " + quote_identifier(name));
}
}  // namespace ddl
}  // namespace virga::kit
