// virga/schema/type_object.hpp: what declares a type of the app's own, of whatever kind.
#pragma once

#include <virga/schema/composite_type.hpp>  // virga::is_composite_type
#include <virga/schema/domain_type.hpp>     // virga::is_domain_type
#include <virga/schema/enum.hpp>            // virga::is_enum_type

namespace virga {

/// Whether it is the object of an enum type, a domain or a composite type.
template <class Item>
inline constexpr bool is_type_object = is_enum_type<Item> or is_domain_type<Item> or is_composite_type<Item>;
}  // namespace virga
