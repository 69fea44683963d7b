// virga/types/oid.hpp: the column type oid, by which PostgreSQL numbers what its catalogs hold.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/types/column_type.hpp>          // virga::type_category
#include <virga/types/declared.hpp>             // virga::pg::detail::member
#include <virga/types/detail/whole_number.hpp>  // detail::whole_number
#include <virga/types/type_facts.hpp>           // virga::type_facts

namespace virga::types {

/// A whole number from 0 to 4294967295. It compares with others of its kind, and is no number to count with.
///
/// Values are `std::uint32_t`; parameters may be of any C++ integer type. One that is out of range throws `value_error`.
/// Source: PostgreSQL manual, section 8.19, Object Identifier Types.
struct oid_type : detail::whole_number<std::uint32_t, "oid"> {
    static constexpr std::uint32_t oid = 26;
    static constexpr std::uint32_t array_oid = 1028;
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.brin = true, .extremes = true};
};
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using oid = detail::member<Mode, types::oid_type, Name, Attributes...>;
}  // namespace virga::pg
