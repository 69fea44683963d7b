// virga/schema/columns.hpp: the column types that a declaration is written with.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::remove_const_t, std::remove_cvref_t

#include <virga/schema/enum.hpp>        // virga::types::enumeration
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/types/types.hpp>        // virga::types


namespace virga {

/// Whether `varchar(Limit)` is a type.
template <int Limit>
inline constexpr bool is_varchar_limit = 1 <= Limit and Limit <= 10'485'760;
/// Whether `numeric(Precision, Scale)` is a type.
template <int Precision, int Scale>
inline constexpr bool is_numeric_size = 1 <= Precision and Precision <= 1000 and -1000 <= Scale and Scale <= 1000;
}  // namespace virga

namespace virga::pg {

namespace detail {
// Checked in functions: clang has no use for a class in which an assertion failed.
template <int Limit>
consteval auto varchar_of() {
    static_assert(is_varchar_limit<Limit>, "varchar: the limit is 1 to 10485760 characters");
    return types::varchar<is_varchar_limit<Limit> ? static_cast<std::size_t>(Limit) : 1>{};
}
template <int Precision, int Scale>
consteval auto numeric_of() {
    constexpr bool is_good = is_numeric_size<Precision, Scale>;
    static_assert(is_numeric_size<Precision, Scale>, "numeric: the precision is 1 to 1000 digits, the scale -1000 to 1000");
    return types::numeric<is_good ? Precision : 1, is_good ? Scale : 0>{};
}
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

template <class Mode, class Type, fixed_string Name, auto... Attributes>
using member = typename Mode::template member<Type, Name, std::remove_const_t<decltype(Attributes)>...>;

/// Types whose first arguments may be numbers: `varchar<t, "slug", 80, not_null>`.
template <class Mode, fixed_string Name, auto... Attributes>
struct varchar_member {
    using type = member<Mode, types::varchar<>, Name, Attributes...>;
};
template <class Mode, fixed_string Name, int Limit, auto... Attributes>
struct varchar_member<Mode, Name, Limit, Attributes...> {
    using type = member<Mode, decltype(varchar_of<Limit>()), Name, Attributes...>;
};

template <class Mode, fixed_string Name, auto... Attributes>
struct numeric_member {
    using type = member<Mode, types::numeric<>, Name, Attributes...>;
};
template <class Mode, fixed_string Name, int Precision, auto... Attributes>
struct numeric_member<Mode, Name, Precision, Attributes...> {
    using type = member<Mode, decltype(numeric_of<Precision, 0>()), Name, Attributes...>;
};
template <class Mode, fixed_string Name, int Precision, int Scale, auto... Attributes>
struct numeric_member<Mode, Name, Precision, Scale, Attributes...> {
    using type = member<Mode, decltype(numeric_of<Precision, Scale>()), Name, Attributes...>;
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
using enumeration = detail::member<Mode, decltype(detail::enumeration_of<Enum>()), Name, Attributes...>;
}  // namespace virga::pg
