// virga/text/plain_name.hpp: what a name in a text of SQL means.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/sql_words.hpp>  // virga::detail::sql_lower

namespace virga::detail {

/// A name without the double quotes around it, those within it once: `a "b"` of `"a ""b"""`.
[[nodiscard]] inline std::string unquoted_name(std::string_view quoted) {
    std::string plain;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        plain += quoted[i];
        if (quoted[i] == '"') ++i;  // doubled
    }
    return plain;
}
/// The name that a token means: without its quotes, or with small letters where it has none.
[[nodiscard]] inline std::string plain_name(std::string_view token) {
    if (token.starts_with('"')) return unquoted_name(token);
    std::string folded{token};
    for (char& letter : folded) letter = sql_lower(letter);
    return folded;
}
}  // namespace virga::detail
