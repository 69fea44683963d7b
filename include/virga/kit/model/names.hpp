// virga/kit/model/names.hpp: the names that PostgreSQL gives to constraints and indexes without one.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/text/implicit_name.hpp>  // virga::implicit_name

namespace virga::kit {

/// Bytes in the longest name that PostgreSQL keeps whole (NAMEDATALEN - 1).
inline constexpr std::size_t longest_name = longest_identifier;

/// `virga::implicit_name` of columns that are kept as strings.
[[nodiscard]] inline std::string implicit_name(std::string_view table, const std::vector<std::string>& columns,
                                               std::string_view suffix) {
    return std::string{virga::implicit_name(table, std::vector<std::string_view>(columns.begin(), columns.end()), suffix).view()};
}

/// PostgreSQL's name for the sequence of an identity column: `post_id_seq`. Where it would pass 63 bytes the longer of the two
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
}  // namespace virga::kit
