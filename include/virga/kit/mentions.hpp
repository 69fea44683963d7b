// virga/kit/mentions.hpp: whether an SQL text speaks of a name.
#pragma once

#include <algorithm>    // std::min, std::ranges::transform
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/name.hpp>       // virga::longest_identifier
#include <virga/text/sql_words.hpp>  // virga::detail::sql_walker

namespace virga::kit::detail {

/// Whether a name of a text is `name`: PostgreSQL cuts what is longer than 63 bytes, between two characters.
inline bool is_same_name(std::string_view written, std::string_view name) {
    const bool is_cut = written.size() > longest_identifier and name.size() + 3 >= longest_identifier;
    return written == name or (is_cut and written.starts_with(name));
}

/// Whether a quoted name of a text is `name`; one with escapes, `U&"..."`, may always be.
inline bool is_quoted_name(std::string_view written, std::string_view name) {
    if (written.front() != '"') return true;
    std::string plain;
    for (std::size_t i = 1; i + 1 < written.size(); ++i) {
        plain += written[i];
        if (written[i] == '"') ++i;  // doubled
    }
    return is_same_name(plain, name);
}

/// Whether a string may have the name in it. Where the name has characters that strings write in several ways, what stands
/// before the first of them is enough.
inline bool may_hold(std::string_view string, std::string_view name) {
    return virga::detail::holds_word(string, name.substr(0, std::min(name.find_first_of("\"'\\"), name.size())));
}

/// Whether the SQL text `sql` may speak of the name `name`, bare or quoted. It errs towards yes (a word inside a string, as the
/// argument of `nextval` is one), towards no only where a string spells a name in escapes.
inline bool mentions(std::string_view sql, std::string_view name) {
    virga::detail::sql_walker walker{sql};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        switch (walker.kind()) {
            case virga::detail::sql_token::word: {
                std::string folded{token};
                std::ranges::transform(folded, folded.begin(), virga::detail::sql_lower);
                if (is_same_name(folded, name)) return true;
                break;
            }
            case virga::detail::sql_token::quoted_name:
                if (is_quoted_name(token, name)) return true;
                break;
            case virga::detail::sql_token::string:
                if (may_hold(token, name)) return true;
                break;
            default: break;
        }
    }
    return false;
}
}  // namespace virga::kit::detail
