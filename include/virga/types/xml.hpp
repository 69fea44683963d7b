// virga/types/xml.hpp: the column type xml.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::character_data
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga::types {

/// The text of an XML document or a part of one, which the server checks and keeps to the letter, but for the encoding in its
/// first line.
///
/// Values and parameters are those of `text`. PostgreSQL has no = and no order for them, and takes them only if it was built with
/// libxml.
/// Source: PostgreSQL manual, section 8.13, XML Type.
struct xml : detail::character_data {
    static constexpr fixed_string spelling{"xml"};
    static constexpr std::uint32_t oid = 142;
    static constexpr std::uint32_t array_oid = 143;
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.btree = false, .hash = false};
};
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using xml = detail::member<Mode, types::xml, Name, Attributes...>;
}  // namespace virga::pg
