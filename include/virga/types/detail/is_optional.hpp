// virga/types/detail/is_optional.hpp: whether a C++ type is a std::optional.
#pragma once

#include <optional>  // std::optional

namespace virga::types::detail {
template <class>
inline constexpr bool is_optional = false;
template <class Value>
inline constexpr bool is_optional<std::optional<Value>> = true;
}  // namespace virga::types::detail
