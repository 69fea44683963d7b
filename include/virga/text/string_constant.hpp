// virga/text/string_constant.hpp: a text as a constant of SQL.
#pragma once

#include <string_view>  // std::string_view

namespace virga::detail {
/// Hands a text to `append`, piece by piece, as a constant: `it's` is `'it''s'`. With a backslash in it, it is `E'...'`, which
/// means the same whatever the server's `standard_conforming_strings` says.
/// Source: PostgreSQL manual, section 4.1.2, Constants.
template <class Append>
constexpr void spell_string(std::string_view value, Append&& append) {
    append(std::string_view{value.find('\\') == value.npos ? "'" : "E'"});
    for (const char& each : value) {
        if (each == '\'' or each == '\\') append(std::string_view{&each, 1});
        append(std::string_view{&each, 1});
    }
    append(std::string_view{"'"});
}
}  // namespace virga::detail
