// virga/types/detail/extension_type.hpp: how the types of PostgreSQL's extensions are spelled.
#pragma once

#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint32_t

#include <virga/text/fixed_string.hpp>      // virga::fixed_string
#include <virga/types/detail/spelling.hpp>  // detail::spell

namespace virga::types::detail {

/// `public.` or `"extensions".`. An extension is where it was created: so its names are not written behind `"public".`, which is
/// what a client with a schema of its own replaces.
template <fixed_string Schema>
consteval auto extension_prefix() {
    constexpr bool is_public = Schema == fixed_string{"public"};
    constexpr std::size_t quotes = [] {
        std::size_t count = is_public ? 0 : 2;
        for (const char letter : Schema.view()) count += letter == '"' ? 1 : 0;
        return count;
    }();
    fixed_string<Schema.size() + quotes + 2> spelled;
    std::size_t out = 0;
    if (not is_public) spelled.characters[out++] = '"';
    for (const char letter : Schema.view()) {
        if (letter == '"') spelled.characters[out++] = '"';
        spelled.characters[out++] = letter;
    }
    if (not is_public) spelled.characters[out++] = '"';
    spelled.characters[out++] = '.';
    return spelled;
}

/// `public.citext` or `"extensions"."citext"`.
template <fixed_string Schema, fixed_string Name>
consteval auto extension_spelling() {
    if constexpr (Schema == fixed_string{"public"}) return spell(extension_prefix<Schema>(), Name);
    else return spell(extension_prefix<Schema>(), fixed_string{"\""}, Name, fixed_string{"\""});
}

/// What the types of extensions have in common: each database has OIDs of its own for them.
template <fixed_string Schema, fixed_string Name>
struct extension_type {
    static constexpr auto spelling = extension_spelling<Schema, Name>();
    static constexpr std::uint32_t oid = 0;
    static constexpr std::uint32_t array_oid = 0;
};
}  // namespace virga::types::detail
