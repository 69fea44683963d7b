// virga/text/qualified_name.hpp: a name with its schema, quoted, as a constant.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga::detail {

/// Writes `name` in quotes, those within it doubled, to `out` if that is not null; how long it is.
constexpr std::size_t write_quoted(std::string_view name, char* out) {
    std::size_t size = 0;
    const auto put = [&](char letter) {
        if (out != nullptr) out[size] = letter;
        ++size;
    };
    put('"');
    for (const char letter : name) {
        if (letter == '"') put('"');
        put(letter);
    }
    put('"');
    return size;
}

/// Writes `"cms"."post"`, or `"public"."post"` of what is declared without a schema, likewise.
constexpr std::size_t write_path(std::string_view schema, std::string_view name, char* out) {
    const std::size_t dot = write_quoted(schema.empty() ? std::string_view{"public"} : schema, out);
    if (out != nullptr) out[dot] = '.';
    return dot + 1 + write_quoted(name, out == nullptr ? nullptr : out + dot + 1);
}

/// The path as a constant.
template <fixed_string Schema, fixed_string Name>
consteval auto quoted_path() {
    fixed_string<write_path(Schema.view(), Name.view(), nullptr) + 1> path;
    write_path(Schema.view(), Name.view(), path.characters);
    return path;
}
}  // namespace virga::detail
