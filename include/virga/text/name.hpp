// virga/text/name.hpp: what can be a name in PostgreSQL.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// The bytes of a name that PostgreSQL keeps; it would cut a longer one.
/// Source: PostgreSQL manual, section 4.1.1, NAMEDATALEN - 1.
inline constexpr std::size_t longest_identifier = 63;

/// Whether a name has 1 to 63 bytes, none of them zero.
[[nodiscard]] constexpr bool is_identifier_text(std::string_view name) {
    return 1 <= name.size() and name.size() <= longest_identifier and name.find('\0') == std::string_view::npos;
}
template <fixed_string Name>
inline constexpr bool is_identifier = is_identifier_text(Name.view());

static_assert(is_identifier<"post"> and not is_identifier<"">);
}  // namespace virga
