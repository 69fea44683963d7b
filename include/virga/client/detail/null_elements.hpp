// virga/client/detail/null_elements.hpp: whether what is sent depends on the setting array_nulls.
#pragma once

#include <cstddef>      // std::size_t
#include <cstring>      // std::strncmp
#include <string_view>  // std::string_view

namespace virga::detail {

/// Whether a value is the text of an array with a NULL in it, as virga writes one.
inline bool has_null_element(const char* value) {
    if (value == nullptr or *value != '{') return false;
    bool is_quoted = false;
    for (; *value != '\0'; ++value) {
        if (*value == '\\' and value[1] != '\0') ++value;
        else if (*value == '"') is_quoted = not is_quoted;
        else if (not is_quoted and std::string_view{"{,;"}.find(*value) != std::string_view::npos and
                 std::strncmp(value + 1, "NULL", 4) == 0 and std::string_view{"},;"}.find(value[5]) != std::string_view::npos)
            return true;
    }
    return false;
}

/// Whether one of the values is such an array: where `array_nulls` is off, the server would store the text "NULL" in its place.
template <class Arguments>  // so that only who calls it has it compiled
bool have_null_elements(const Arguments& values) {
    for (std::size_t i = 0; i != values.size(); ++i) {
        if (has_null_element(values.data(i))) return true;
    }
    return false;
}
}  // namespace virga::detail
