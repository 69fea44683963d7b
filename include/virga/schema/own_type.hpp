// virga/schema/own_type.hpp: how types of the app's own are spelled.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/name.hpp>          // virga::is_identifier_text
#include <virga/text/writer.hpp>        // virga::public_prefix

namespace virga {

namespace detail {
/// Whether a type can say that it stands in this schema; nothing is said where the text is empty.
[[nodiscard]] constexpr bool is_schema_of_the_app(std::string_view schema) {
    return schema.empty() or (is_identifier_text(schema) and not schema.starts_with("pg_") and schema != "public");
}
}  // namespace detail

namespace types::detail {
constexpr std::size_t quoted_size(std::string_view name) {
    std::size_t size = name.size() + 2;
    for (const char letter : name) size += letter == '"' ? 1 : 0;
    return size;
}

/// `"cms"."status"`, or `"public"."status"` of a type without a schema. A bare name would mean PostgreSQL's type where it has one
/// of that name, such as `money`, `path` or `name`: pg_catalog is searched first. `Type` has `schema` and `name`.
template <class Type>
consteval auto own_type_spelling() {
    constexpr std::string_view schema = Type::schema;
    constexpr std::size_t schema_size = schema.empty() ? public_prefix.size() : quoted_size(schema) + 1;
    fixed_string<schema_size + quoted_size(Type::name.view()) + 1> spelled;
    std::size_t out = 0;
    const auto append = [&](std::string_view name) {
        spelled.characters[out++] = '"';
        for (const char letter : name) {
            if (letter == '"') spelled.characters[out++] = '"';
            spelled.characters[out++] = letter;
        }
        spelled.characters[out++] = '"';
    };
    if (schema.empty()) {
        for (const char letter : public_prefix) spelled.characters[out++] = letter;
    } else {
        append(schema);
        spelled.characters[out++] = '.';
    }
    append(Type::name.view());
    return spelled;
}
}  // namespace types::detail
}  // namespace virga
