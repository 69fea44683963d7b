// virga/schema/columns.hpp: the column types that a declaration is written with.
#pragma once

#include <type_traits>  // std::remove_const_t

#include <virga/schema/enum.hpp>        // virga::types::enumeration
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/types/types.hpp>        // virga::types


namespace virga::pg {

namespace detail {
template <class Mode, class Type, fixed_string Name, auto... Attributes>
using member = typename Mode::template member<Type, Name, std::remove_const_t<decltype(Attributes)>...>;

/// Types whose first arguments may be numbers: `varchar<t, "slug", 80, not_null>`.
template <class Mode, fixed_string Name, auto... Attributes>
struct varchar_member {
    using type = member<Mode, types::varchar<>, Name, Attributes...>;
};
template <class Mode, fixed_string Name, int Limit, auto... Attributes>
struct varchar_member<Mode, Name, Limit, Attributes...> {
    using type = member<Mode, types::varchar<Limit>, Name, Attributes...>;
};

template <class Mode, fixed_string Name, auto... Attributes>
struct numeric_member {
    using type = member<Mode, types::numeric<>, Name, Attributes...>;
};
template <class Mode, fixed_string Name, int Precision, auto... Attributes>
struct numeric_member<Mode, Name, Precision, Attributes...> {
    using type = member<Mode, types::numeric<Precision>, Name, Attributes...>;
};
template <class Mode, fixed_string Name, int Precision, int Scale, auto... Attributes>
struct numeric_member<Mode, Name, Precision, Scale, Attributes...> {
    using type = member<Mode, types::numeric<Precision, Scale>, Name, Attributes...>;
};
}  // namespace detail

// Each is `pg::type<t, "name", attributes...>`, where `t` is the mode of the declaration.

template <class Mode, fixed_string Name, auto... Attributes>
using smallint = detail::member<Mode, types::smallint, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using integer = detail::member<Mode, types::integer, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using bigint = detail::member<Mode, types::bigint, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using real = detail::member<Mode, types::real, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using double_precision = detail::member<Mode, types::double_precision, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using boolean = detail::member<Mode, types::boolean, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using text = detail::member<Mode, types::text, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using uuid = detail::member<Mode, types::uuid, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using date = detail::member<Mode, types::date, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using timestamp = detail::member<Mode, types::timestamp, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using timestamptz = detail::member<Mode, types::timestamptz, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using jsonb = detail::member<Mode, types::jsonb, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using bytea = detail::member<Mode, types::bytea, Name, Attributes...>;
/// `varchar` or, with a number first, `varchar(Limit)`: at most `Limit` characters, not bytes.
template <class Mode, fixed_string Name, auto... Attributes>
using varchar = typename detail::varchar_member<Mode, Name, Attributes...>::type;
/// `numeric` or, with one or two numbers first, `numeric(Precision)` and `numeric(Precision, Scale)`.
template <class Mode, fixed_string Name, auto... Attributes>
using numeric = typename detail::numeric_member<Mode, Name, Attributes...>::type;
/// A column of an enum type; `Enum` is the `pg::enum_type` object.
template <class Mode, fixed_string Name, const auto& Enum, auto... Attributes>
using enumeration = detail::member<Mode, types::enumeration<Enum>, Name, Attributes...>;
}  // namespace virga::pg
