// virga/types/integer.hpp: the column type integer, a whole number of 4 bytes.
#pragma once

#include <cstdint>  // std::int32_t, std::uint32_t

#include <virga/types/column_type.hpp>          // virga::column_type
#include <virga/types/declared.hpp>             // virga::pg::detail::member
#include <virga/types/detail/whole_number.hpp>  // detail::whole_number

namespace virga::types {

/// A whole number from -2147483648 to 2147483647.
///
/// Values are `std::int32_t`. Parameters may be of any C++ integer type (not `bool`, not a character);
/// one that is out of range throws `value_error`, or does not compile where `convert` is a constant expression.
/// Source: PostgreSQL manual, section 8.1.1, Integer Types.
struct integer : detail::whole_number<std::int32_t, "integer"> {
    static constexpr std::uint32_t oid = 23;
    static constexpr std::uint32_t array_oid = 1007;
};

static_assert(column_type<integer>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using integer = detail::member<Mode, types::integer, Name, Attributes...>;
}  // namespace virga::pg
