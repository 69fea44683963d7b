// virga/types/detail/quoted_part.hpp: the parts of ranges and records as text, in quotes where they must be.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

/// Source: PostgreSQL manual, sections 8.16.6, Composite Type Input and Output Syntax, and 8.17.5, Range Input/Output.
namespace virga::types::detail {

/// Quotes the part that begins at `start` and ends `out`, if it is empty or has one of `signs` in it.
inline void quote_part(std::string& out, std::size_t start, std::string_view signs) {
    const std::string_view part = std::string_view{out}.substr(start);
    if (not part.empty() and part.find_first_of(signs) == std::string_view::npos) return;
    std::string quoted{"\""};
    for (const char each : part) quoted.append(each == '"' or each == '\\' ? 2 : 1, each);
    quoted.push_back('"');
    out.replace(start, std::string::npos, quoted);
}

/// Takes a part off the front of `rest`, up to one of `ends` that is not quoted, and puts what it says into `part`. Whether it ends
/// so.
[[nodiscard]] inline bool take_part(std::string_view& rest, std::string& part, std::string_view ends) {
    part.clear();
    bool is_quoted = false;
    while (not rest.empty() and (is_quoted or rest.find_first_of(ends) != 0)) {
        const char each = rest.front();
        rest.remove_prefix(1);
        if (each == '"' and is_quoted and rest.starts_with('"')) {
            part.push_back('"');
            rest.remove_prefix(1);
        } else if (each == '"') {
            is_quoted = not is_quoted;
        } else if (each == '\\') {
            if (rest.empty()) return false;
            part.push_back(rest.front());
            rest.remove_prefix(1);
        } else {
            part.push_back(each);
        }
    }
    return not is_quoted and not rest.empty();
}
}  // namespace virga::types::detail
