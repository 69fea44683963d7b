// virga/types/smallint.hpp: the column type smallint, a whole number of 2 bytes.
#pragma once

#include <cstdint>  // std::int16_t, std::uint32_t

#include <virga/types/column_type.hpp>          // virga::column_type
#include <virga/types/declared.hpp>             // virga::pg::detail::member
#include <virga/types/detail/whole_number.hpp>  // detail::whole_number

namespace virga::types {

/// A whole number from -32768 to 32767.
///
/// Values are `std::int16_t`. Parameters may be of any C++ integer type (not `bool`, not a character);
/// one that is out of range throws `value_error`, or does not compile where `convert` is a constant expression.
/// Source: PostgreSQL manual, section 8.1.1, Integer Types.
struct smallint : detail::whole_number<std::int16_t, "smallint"> {
    static constexpr std::uint32_t oid = 21;
    static constexpr std::uint32_t array_oid = 1005;
};

static_assert(column_type<smallint>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using smallint = detail::member<Mode, types::smallint, Name, Attributes...>;
}  // namespace virga::pg
