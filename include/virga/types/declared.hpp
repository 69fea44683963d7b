// virga/types/declared.hpp: how a column type becomes a member of a declaration, pg::integer<t, "name", not_null>.
#pragma once

#include <type_traits>  // std::is_class_v, std::remove_const_t

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga::pg::detail {

/// The member of a column of type `Type`, in one mode of the declaration.
template <class Mode, class Type, fixed_string Name, auto... Attributes>
using member = typename Mode::template member<Type, Name, std::remove_const_t<decltype(Attributes)>...>;

template <auto...>
struct arguments {};

/// The member of a column whose type takes arguments: `varchar<t, "slug", 80, not_null>`. They are what stands before the
/// attributes and is no object of a class: numbers and enumerators, as many of them as the family of types takes.
/// `Family::make<80>()` is a value of the type, checked; in a function, since clang has no use for a class in which an assertion
/// failed.
template <class Mode, class Family, fixed_string Name, class Taken, auto... Attributes>
struct split;
template <class Mode, class Family, fixed_string Name, auto... Taken, auto... Attributes>
struct split<Mode, Family, Name, arguments<Taken...>, Attributes...> {
    using type = member<Mode, decltype(Family::template make<Taken...>()), Name, Attributes...>;
};
template <class Mode, class Family, fixed_string Name, auto... Taken, auto Next, auto... Rest>
    requires(not std::is_class_v<decltype(Next)> and sizeof...(Taken) < Family::most_arguments)
struct split<Mode, Family, Name, arguments<Taken...>, Next, Rest...>
    : split<Mode, Family, Name, arguments<Taken..., Next>, Rest...> {};

template <class Mode, class Family, fixed_string Name, auto... Given>
using member_of_family = typename split<Mode, Family, Name, arguments<>, Given...>::type;
}  // namespace virga::pg::detail

namespace virga::pg {
/// A column of any type, one of the app's own above all: `pg::custom<t, "email", citext{}, not_null>`, where `citext` is a struct
/// that is a `virga::column_type`.
template <class Mode, fixed_string Name, auto Type, auto... Attributes>
using custom = detail::member<Mode, std::remove_const_t<decltype(Type)>, Name, Attributes...>;
}  // namespace virga::pg
