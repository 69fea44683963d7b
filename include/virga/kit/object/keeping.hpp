// virga/kit/object/keeping.hpp: how long values of a column are kept: its storage and its compression.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier

namespace virga::kit {

namespace ddl {
/// The storage that a type has by itself; before PostgreSQL 16 there is no word for it.
/// Source: typstorage in pg_type; tests/migrations compares with it.
[[nodiscard]] inline std::string_view usual_storage(std::string_view type) {
    if (type.ends_with("[]")) return "extended";
    const std::string_view name = type.substr(0, type.find('('));
    if (name == "numeric" or name == "inet" or name == "cidr" or name == "geometry" or name == "geography") return "main";
    if (name == "vector" or name == "halfvec" or name == "sparsevec") return "external";
    return "extended";
}
/// `thing` is `storage external` or `compression pglz`.
[[nodiscard]] inline std::string set_keeping(const table_name& table, std::string_view column, const std::string& thing) {
    return alter_table(table, "alter column " + quote_identifier(column) + " set " + thing);
}
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string keep_anew(const table_name&, const object&, const object& after) { return after.create; }
/// A change of the column's type takes both back to what is usual.
inline constexpr object_kind keeping_kind{.created = change_kind::alter_column, .altered = change_kind::alter_column,
                                          .dropped = change_kind::alter_column, .name_space = "keeping of ", .pins_types = true,
                                          .alter = keep_anew};

/// It goes with its column.
[[nodiscard]] inline object keeping_object(const table_name& table, const std::string& column, const std::string& what,
                                           const std::string& is, std::string_view usual) {
    object made{&keeping_kind, what + quote_identifier(column), ddl::set_keeping(table, column, what + is),
                ddl::set_keeping(table, column, what + std::string{usual})};
    made.columns = {column};
    made.mentioned = {column};
    return made;
}
[[nodiscard]] inline object storage_object(const table_name& table, const std::string& column, std::string_view type,
                                           const std::string& word) {
    return keeping_object(table, column, "storage ", word, ddl::usual_storage(type));
}
[[nodiscard]] inline object compression_object(const table_name& table, const std::string& column, const std::string& method) {
    object made = keeping_object(table, column, "compression ", method, "default");
    made.provides = {key_of::compression(table.schema, table.name, column)};
    return made;
}
}  // namespace detail
}  // namespace virga::kit
