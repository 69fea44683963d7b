// virga/types/type_description.hpp: a PostgreSQL type, with all C++ types gone.
#pragma once

#include <cstdint>      // std::uint32_t
#include <string_view>  // std::string_view

namespace virga {

/// A PostgreSQL type as a statement speaks of it.
struct type_description {
    std::string_view name;        ///< as SQL spells it, quoted where it must be: `integer`, `"cms"."post_status"`
    std::uint32_t oid = 0;        ///< of pg_type; 0 for the app's own types, which are found by name
    bool shows_floats = false;    ///< whether a setting says how many digits the text of its values has
    bool is_told = false;         ///< whether the text has the type behind a parameter, which PostgreSQL would take for another
    friend constexpr bool operator==(const type_description& left, const type_description& right) {
        return left.name == right.name and left.oid == right.oid;
    }
};

/// Whether two descriptions mean one type, lengths and precisions apart.
[[nodiscard]] constexpr bool is_same_type(const type_description& left, const type_description& right) {
    return left.oid == right.oid and (left.oid != 0 or left.name == right.name);
}
}  // namespace virga
