// virga/types/text.hpp: the column type text.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::character_data

namespace virga::types {

/// Text of any length, up to 1 GB.
///
/// Values are UTF-8 `std::string`s; parameters are whatever converts to `std::string_view`. A zero byte
/// throws `value_error`, since PostgreSQL cannot store one.
/// Source: PostgreSQL manual, section 8.3, Character Types.
struct text : detail::character_data {
    static constexpr fixed_string spelling{"text"};
    static constexpr std::uint32_t oid = 25;
    static constexpr std::uint32_t array_oid = 1009;
};

static_assert(column_type<text>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using text = detail::member<Mode, types::text, Name, Attributes...>;
}  // namespace virga::pg
