// virga/types/real.hpp: the column type real, a floating-point number of 4 bytes.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/types/column_type.hpp>             // virga::column_type
#include <virga/types/declared.hpp>                // virga::pg::detail::member
#include <virga/types/detail/floating_number.hpp>  // detail::floating_number

namespace virga::types {

/// A binary floating-point number of 24 bits of precision, NaN and the infinities included.
///
/// Values are `float`. Parameters may also be integers of up to 16 bits, which are exact. The text is the
/// shortest that gives back the same number.
/// Source: PostgreSQL manual, section 8.1.3, Floating-Point Types.
struct real : detail::floating_number<float, "real"> {
    static constexpr std::uint32_t oid = 700;
    static constexpr std::uint32_t array_oid = 1021;
};

static_assert(column_type<real>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using real = detail::member<Mode, types::real, Name, Attributes...>;
}  // namespace virga::pg
