// virga/query/statement.hpp: what a query and a client share, with all C++ types gone.
#pragma once

#include <cstdint>      // std::uint32_t
#include <span>         // std::span
#include <string_view>  // std::string_view

namespace virga {

/// A PostgreSQL type as a statement speaks of it.
struct type_description {
    std::string_view name;        ///< as SQL spells it, quoted where it must be: `integer`, `"cms"."post_status"`
    std::uint32_t oid = 0;        ///< of pg_type; 0 for the app's own types, which are found by name
    friend constexpr bool operator==(const type_description&, const type_description&) = default;
};

/// Whether two descriptions mean one type, lengths and precisions apart.
[[nodiscard]] constexpr bool is_same_type(const type_description& left, const type_description& right) {
    return left.oid == right.oid and (left.oid != 0 or left.name == right.name);
}

/// A column that a statement returns.
struct column_description {
    std::string_view name;  ///< its label in the result
    type_description type;
    bool nullable = true;  ///< whether NULL can arrive, joins considered
};

/// A statement: constant text, the types of its parameters (`$1` first) and of its columns.
/// All views are of static storage, so that the address of the text identifies the statement.
struct statement {
    std::string_view text;
    std::span<const type_description> parameters;
    std::span<const column_description> columns;
};
}  // namespace virga
