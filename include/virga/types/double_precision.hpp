// virga/types/double_precision.hpp: the column type double precision, a floating-point number of 8 bytes.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/types/column_type.hpp>             // virga::column_type
#include <virga/types/declared.hpp>                // virga::pg::detail::member
#include <virga/types/detail/floating_number.hpp>  // detail::floating_number

namespace virga::types {

/// A binary floating-point number of 53 bits of precision, NaN and the infinities included.
///
/// Values are `double`. Parameters may also be `float` and integers of up to 32 bits, which are exact. The
/// text is the shortest that gives back the same number.
/// Source: PostgreSQL manual, section 8.1.3, Floating-Point Types.
struct double_precision : detail::floating_number<double, "double precision"> {
    static constexpr std::uint32_t oid = 701;
    static constexpr std::uint32_t array_oid = 1022;
};

static_assert(column_type<double_precision>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using double_precision = detail::member<Mode, types::double_precision, Name, Attributes...>;
}  // namespace virga::pg
