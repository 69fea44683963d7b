// virga/schema/own_type.hpp: how types of the app's own are spelled.
#pragma once

#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>    // virga::fixed_string
#include <virga/text/name.hpp>            // virga::is_identifier_text
#include <virga/text/qualified_name.hpp>  // virga::detail::write_path

namespace virga {

namespace detail {
/// Whether a type can say that it stands in this schema; nothing is said where the text is empty.
[[nodiscard]] constexpr bool is_schema_of_the_app(std::string_view schema) {
    return schema.empty() or (is_identifier_text(schema) and not schema.starts_with("pg_") and schema != "public");
}
}  // namespace detail

namespace types::detail {
/// `"cms"."status"`, or `"public"."status"` of a type without a schema. A bare name would mean PostgreSQL's type where it has one
/// of that name, such as `money`, `path` or `name`: pg_catalog is searched first. `Type` has `schema` and `name`.
template <class Type>
consteval auto own_type_spelling() {
    using virga::detail::write_path;
    fixed_string<write_path(Type::schema, Type::name.view(), nullptr) + 1> spelled;
    write_path(Type::schema, Type::name.view(), spelled.characters);
    return spelled;
}
}  // namespace types::detail
}  // namespace virga
