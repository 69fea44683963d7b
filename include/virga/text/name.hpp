// virga/text/name.hpp: what can be a name in PostgreSQL.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// The bytes of a name that PostgreSQL keeps; it would cut a longer one.
/// Source: PostgreSQL manual, section 4.1.1, NAMEDATALEN - 1.
inline constexpr std::size_t longest_identifier = 63;

/// Whether `Name` has 1 to 63 bytes, none of them zero.
template <fixed_string Name>
inline constexpr bool is_identifier = 1 <= Name.size() and Name.size() <= longest_identifier and
                                      Name.view().find('\0') == std::string_view::npos;

static_assert(is_identifier<"post"> and not is_identifier<"">);
}  // namespace virga
