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

/// `"cms"."post"`; of what is declared without a schema, `"public"."post"`.
template <fixed_string Schema, fixed_string Name>
consteval auto quoted_path() {
    constexpr std::string_view schema = Schema.size() == 0 ? std::string_view{"public"} : Schema.view();
    constexpr std::size_t size = write_quoted(schema, nullptr) + write_quoted(Name.view(), nullptr) + 1;
    fixed_string<size + 1> path;
    const std::size_t dot = write_quoted(schema, path.characters);
    path.characters[dot] = '.';
    write_quoted(Name.view(), path.characters + dot + 1);
    return path;
}
}  // namespace virga::detail
