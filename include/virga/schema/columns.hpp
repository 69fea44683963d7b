// virga/schema/columns.hpp: the column types that a declaration is written with.
#pragma once

#include <type_traits>  // std::remove_cvref_t

#include <virga/schema/attributes.hpp>  // virga::attribute::serial
#include <virga/schema/composite_type.hpp>  // virga::types::composite
#include <virga/schema/domain_type.hpp>  // virga::types::domain
#include <virga/schema/enum.hpp>        // virga::types::enumeration
#include <virga/schema/type_object.hpp>  // virga::is_type_object
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/types/declared.hpp>     // virga::pg::detail::member
#include <virga/types/types.hpp>        // virga::types

namespace virga::pg {

namespace detail {
// Checked in a function: clang has no use for a class in which an assertion failed.
template <const auto& Enum>
consteval auto enumeration_of() {
    using given = std::remove_cvref_t<decltype(Enum)>;
    if constexpr (not is_enum_type<given>) {
        static_assert(is_enum_type<given>, "enumeration: takes the pg::enum_type object of the type");
        return types::text{};
    } else {
        return types::enumeration<Enum>{};
    }
}
template <const auto& Object>
consteval auto own_type_of() {
    using given = std::remove_cvref_t<decltype(Object)>;
    if constexpr (is_enum_type<given>) {
        return types::enumeration<Object>{};
    } else if constexpr (is_domain_type<given>) {
        return types::domain<Object>{};
    } else if constexpr (is_composite_type<given>) {
        return types::composite<Object>{};
    } else {
        static_assert(is_type_object<given>,
                      "own: takes the object of a type of the app's own, a pg::domain, pg::composite or pg::enum_type");
        return types::text{};
    }
}
}  // namespace detail

// Each type is `pg::type<t, "name", attributes...>`, where `t` is the mode of the declaration; those of PostgreSQL stand in the
// headers of the types.

/// A column of an enum type; `Enum` is the `pg::enum_type` object.
template <class Mode, fixed_string Name, const auto& Enum, auto... Attributes>
using enumeration = detail::member<Mode, decltype(detail::enumeration_of<Enum>()), Name, Attributes...>;
/// A column of a type of the app's own, of whatever kind; `Object` is what declares it, such as a `pg::domain`.
template <class Mode, fixed_string Name, const auto& Object, auto... Attributes>
using own = detail::member<Mode, decltype(detail::own_type_of<Object>()), Name, Attributes...>;
/// An attribute of a composite type, of a type of the app's own: `pg::own_attribute<"mood", mood_type>`.
template <fixed_string Name, const auto& Object, auto... Attributes>
inline constexpr auto own_attribute = attribute<Name, decltype(detail::own_type_of<Object>()), Attributes...>;

/// An integer, not null, whose default is the next number of a sequence that goes with the column. An insert may give a value, too.
/// PostgreSQL advises `identity` instead.
/// Source: PostgreSQL manual, section 8.1.4, Serial Types.
template <class Mode, fixed_string Name, auto... Attributes>
using serial = detail::member<Mode, types::integer, Name, attribute::serial{}, Attributes...>;
/// The same of a smallint.
template <class Mode, fixed_string Name, auto... Attributes>
using smallserial = detail::member<Mode, types::smallint, Name, attribute::serial{}, Attributes...>;
/// The same of a bigint.
template <class Mode, fixed_string Name, auto... Attributes>
using bigserial = detail::member<Mode, types::bigint, Name, attribute::serial{}, Attributes...>;
}  // namespace virga::pg
