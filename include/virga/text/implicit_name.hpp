// virga/text/implicit_name.hpp: the names that PostgreSQL gives to constraints and indexes without one.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t, std::uint64_t
#include <string_view>  // std::string_view

#include <virga/text/array_view.hpp>  // virga::array_view
#include <virga/text/fnv1a.hpp>       // virga::detail::fnv1a
#include <virga/text/name.hpp>        // virga::longest_identifier

namespace virga {

/// The first bytes of `text`, at most `limit` of them, never ending inside a UTF-8 character.
[[nodiscard]] constexpr std::string_view cut_utf8(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 and (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return text.substr(0, limit);
}

/// A name of at most 63 bytes that is made at compile time or at run time. Views live as long as it.
///
/// Not a std::string: clang cannot make one of libstdc++ 12's in a constant expression.
struct made_name {
    char characters[longest_identifier + 1]{};
    std::size_t size = 0;

    [[nodiscard]] constexpr std::string_view view() const { return {characters, size}; }
    /// Appends what has room. Returns how many bytes there were to append.
    constexpr std::size_t append(std::string_view text) {
        for (const char c : text) {
            if (size <= longest_identifier) characters[size++] = c;
        }
        return text.size();
    }
};

/// PostgreSQL's own name for an object of `table` over `columns`: `post_slug_key`, `post_a_b_key`,
/// `post_author_id_fkey`, `post_views_check`, `post_title_idx`; without columns `post_pkey`.
///
/// Where PostgreSQL's name would pass 63 bytes, and two long ones could meet, the name is cut and carries
/// 8 hexadecimal digits of a hash over table, columns and suffix: the same input gives the same name for ever.
/// Source: ChooseIndexName and makeObjectName in PostgreSQL's src/backend/commands/indexcmds.c.
[[nodiscard]] constexpr made_name implicit_name(std::string_view table, array_view<std::string_view> columns,
                                                std::string_view suffix) {
    constexpr std::string_view separator{"\0", 1};  // so that (a_b, c) and (a, b_c) differ
    made_name name;
    std::size_t size = name.append(table);
    std::uint64_t hash = detail::fnv1a(table);
    for (std::size_t i = 0; i != columns.size(); ++i) {
        size += name.append("_") + name.append(columns[i]);
        hash = detail::fnv1a(columns[i], detail::fnv1a(separator, hash));
    }
    if (size + 1 + suffix.size() > longest_identifier) {
        constexpr std::size_t digits = 8;
        hash = detail::fnv1a(suffix, detail::fnv1a(separator, hash));
        const auto folded = static_cast<std::uint32_t>(hash ^ (hash >> 32U));
        name.size = cut_utf8(name.view(), longest_identifier - 1 - digits - 1 - suffix.size()).size();
        name.append("_");
        for (std::size_t i = 0; i != digits; ++i) {
            const char digit = "0123456789abcdef"[(folded >> (28 - 4 * i)) & 0xFU];
            name.append({&digit, 1});
        }
    }
    name.append("_");
    name.append(suffix);
    return name;
}

static_assert(cut_utf8("gr\xC3\xBC\xC3\x9F", 5) == "gr\xC3\xBC");
static_assert(implicit_name("post", {}, "pkey").view() == "post_pkey");
}  // namespace virga
