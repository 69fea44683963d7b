// virga/kit/names.hpp: the names that PostgreSQL gives to constraints and indexes without one.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t, std::uint64_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

namespace virga::kit {

/// Bytes in the longest name that PostgreSQL keeps whole (NAMEDATALEN - 1).
inline constexpr std::size_t longest_name = 63;

/// FNV-1a, 64 bits: small, without dependencies, and the same on every machine and in every release.
/// Pass the last result on as `seed` to hash several texts in a row.
/// Source: draft-eastlake-fnv, "The FNV Non-Cryptographic Hash Algorithm".
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t seed = 0xcbf29ce484222325U) {
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return seed;
}

/// The first bytes of `text`, at most `limit` of them, never ending inside a UTF-8 character.
[[nodiscard]] constexpr std::string_view cut_utf8(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 and (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return text.substr(0, limit);
}

/// PostgreSQL's own name for an object of `table` over `columns`: `post_slug_key`, `post_a_b_key`,
/// `post_author_id_fkey`, `post_views_check`, `post_title_idx`; without columns `post_pkey`.
///
/// Where PostgreSQL's name would pass 63 bytes, and two long ones could meet, the name is cut and carries
/// 8 hexadecimal digits of a hash over table, columns and suffix: the same input gives the same name for ever.
/// Source: ChooseIndexName and makeObjectName in PostgreSQL's src/backend/commands/indexcmds.c.
[[nodiscard]] inline std::string implicit_name(std::string_view table, const std::vector<std::string>& columns,
                                               std::string_view suffix) {
    constexpr std::string_view separator{"\0", 1};  // so that (a_b, c) and (a, b_c) differ
    std::string name{table};
    std::uint64_t hash = fnv1a(table);
    for (const std::string& column : columns) {
        name += '_';
        name += column;
        hash = fnv1a(column, fnv1a(separator, hash));
    }
    if (name.size() + 1 + suffix.size() > longest_name) {
        constexpr std::size_t digits = 8;
        hash = fnv1a(suffix, fnv1a(separator, hash));
        const auto folded = static_cast<std::uint32_t>(hash ^ (hash >> 32U));
        name = cut_utf8(name, longest_name - 1 - digits - 1 - suffix.size());
        name += '_';
        for (std::size_t i = 0; i != digits; ++i) name += "0123456789abcdef"[(folded >> (28 - 4 * i)) & 0xFU];
    }
    name += '_';
    return name += suffix;
}

/// PostgreSQL's name for the sequence of an identity column: `post_id_seq`. Of what would pass 63 bytes the longer of the two
/// names is cut, byte by byte.
/// Source: makeObjectName in PostgreSQL's src/backend/commands/indexcmds.c.
[[nodiscard]] inline std::string sequence_name(std::string_view table, std::string_view column) {
    constexpr std::string_view suffix = "_seq";
    constexpr std::size_t room = longest_name - suffix.size() - 1;
    std::size_t of_table = table.size(), of_column = column.size();
    while (of_table + of_column > room) --(of_table > of_column ? of_table : of_column);
    std::string name{cut_utf8(table, of_table)};
    name += '_';
    name += cut_utf8(column, of_column);
    return name += suffix;
}

static_assert(cut_utf8("gr\xC3\xBC\xC3\x9F", 5) == "gr\xC3\xBC");
}  // namespace virga::kit
