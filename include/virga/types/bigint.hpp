// virga/types/bigint.hpp: the column type bigint, a whole number of 8 bytes.
#pragma once

#include <cstdint>  // std::int64_t, std::uint32_t

#include <virga/types/column_type.hpp>          // virga::column_type
#include <virga/types/declared.hpp>             // virga::pg::detail::member
#include <virga/types/detail/whole_number.hpp>  // detail::whole_number

namespace virga::types {

/// A whole number from -9223372036854775808 to 9223372036854775807.
///
/// Values are `std::int64_t`. Parameters may be of any C++ integer type (not `bool`, not a character);
/// one that is out of range throws `value_error`, or does not compile where `convert` is a constant expression.
/// Source: PostgreSQL manual, section 8.1.1, Integer Types.
struct bigint : detail::whole_number<std::int64_t, "bigint"> {
    static constexpr std::uint32_t oid = 20;
    static constexpr std::uint32_t array_oid = 1016;
};

static_assert(column_type<bigint>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using bigint = detail::member<Mode, types::bigint, Name, Attributes...>;
}  // namespace virga::pg
