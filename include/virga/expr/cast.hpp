// virga/expr/cast.hpp: cast<type>(x).
#pragma once

#include <cstdint>      // std::uint32_t
#include <type_traits>  // std::decay_t

#include <virga/expr/typed_value.hpp>         // virga::detail::typed_operand
#include <virga/types/interval.hpp>           // virga::types::interval
#include <virga/types/object_identifier.hpp>  // virga::types::goes_into_object
#include <virga/types/time.hpp>               // virga::types::time
#include <virga/types/timestamp.hpp>          // virga::types::timestamp

namespace virga {

namespace detail {
/// Whether PostgreSQL casts between two types, of which one numbers objects.
template <class From, class To>
constexpr bool casts_objects() {
    constexpr std::uint32_t from = bare_t<From>::oid;
    constexpr std::uint32_t to = bare_t<To>::oid;
    if (From::category == type_category::text or To::category == type_category::text) return true;
    return from == to or types::goes_into_object(from, to) or
           (types::is_object_type(from) and (to == types::integer::oid or to == types::bigint::oid));
}
/// Whether the text of a range or of money, which settings decide, would be read or written by a cast.
template <class Type>
inline constexpr bool is_cast_by_settings = Type::category == type_category::other and not facts_of<Type>.is_text_constant and
                                            Type::oid != types::interval::oid;

/// Whether PostgreSQL casts one type to another, and the result is the same in every session: what a timestamptz is as a date,
/// or a date as a text, is said by settings. To text and from text goes every type, by its own input and output. What types of an
/// extension are cast to they say by a member function `is_cast_to`.
/// Source: pg_cast, and PostgreSQL manual, CREATE CAST; tests/postgres/operators.cpp compares all pairs.
template <class From, class To>
constexpr bool casts_to() {
    constexpr auto from = From::category;
    constexpr auto to = To::category;
    if constexpr (std::is_same_v<From, To> or (From::oid == To::oid and From::oid != 0)) {
        return true;
    } else if constexpr (requires { From::template is_cast_to<To>(); } and from == type_category::other and to == from) {
        return From::template is_cast_to<To>();
    } else if constexpr (from == type_category::array and to == type_category::array) {
        return casts_to<typename From::element_type, typename To::element_type>();
    } else if constexpr (types::is_object_type(bare_t<From>::oid) or types::is_object_type(bare_t<To>::oid)) {
        return casts_objects<From, To>();
    } else if constexpr (to == type_category::text) {
        return from != type_category::date_time and from != type_category::binary and from != type_category::array and
               not is_cast_by_settings<From>;
    } else if constexpr (from == type_category::text) {
        return not is_zoned<To> and to != type_category::binary and to != type_category::array and not is_cast_by_settings<To>;
    } else if constexpr (from == type_category::number and to == type_category::number) {
        return true;
    } else if constexpr (from == type_category::date_time and to == type_category::date_time) {
        return not is_zoned<From> and not is_zoned<To>;
    } else if constexpr (To::oid == types::time::oid) {
        return From::oid == types::timestamp::oid or From::oid == types::interval::oid;
    } else if constexpr (From::oid == types::time::oid) {
        return To::oid == types::interval::oid;
    } else if constexpr (from == type_category::boolean) {
        return To::oid == types::integer::oid;
    } else if constexpr (to == type_category::boolean) {
        return From::oid == types::integer::oid or from == type_category::json;
    } else {
        return from == type_category::json and to == type_category::number;
    }
}
/// Whether the cast goes by way of the text of a type, which may depend on what the app's own type, a setting or a name says.
template <class From, class To>
inline constexpr bool is_stable_cast =
    From::category != To::category and
    ((From::category == type_category::text and
      (To::category == type_category::date_time or To::category == type_category::enumeration or is_read_as_another<To>)) or
     (To::category == type_category::text and (From::category == type_category::enumeration or is_read_as_another<From>)));
/// Whether the cast makes NULL of a value that is not: JSON's null as a number or a boolean, from PostgreSQL 18 on.
template <class From, class To>
inline constexpr bool makes_null = From::category == type_category::json and
                                   (To::category == type_category::number or To::category == type_category::boolean);
}  // namespace detail

namespace node {
/// `cast(operand as type)`
template <class Type, class Operand>
struct cast_of : leaf {
    using type = Type;
    using children = list<Operand>;
    static constexpr bool is_immutable =
        not detail::is_stable_cast<types::stored_type_t<typename Operand::type>, types::stored_type_t<Type>>;
    static constexpr bool is_null_of_json =
        detail::makes_null<types::stored_type_t<typename Operand::type>, types::stored_type_t<Type>>;
    template <class From>
    static constexpr bool nullable_in = Operand::template nullable_in<From> or is_null_of_json;
    static constexpr void write(writer& out) {
        out.text("cast(");
        Operand::write(out);
        out.text(" as ");
        out.type(Type::spelling.view());
        out.text(")");
    }
};
}  // namespace node

/// Whether PostgreSQL casts what is given to `Type`, whatever the session's settings: an expression, a value, an argument.
template <class Type, class Given>
constexpr bool casts() {
    if constexpr (expression_like<Given>)
        return detail::casts_to<types::stored_type_t<type_of<Given>>, types::stored_type_t<Type>>();
    else if constexpr (is_value_of<Given, Type>) return true;
    else if constexpr (not detail::tells_its_type<Given>()) return false;
    else return detail::casts_to<typename detail::type_of_value<Given>::type, types::stored_type_t<Type>>();
}
template <class Type, class Given>
inline constexpr bool can_be_cast = casts<Type, Given>();

namespace detail {
template <class Given>
constexpr bool has_zone() {
    if constexpr (expression_like<Given>) return is_zoned<types::stored_type_t<type_of<Given>>>;
    else return false;
}
template <class Type, class Given>
constexpr auto refuse_cast() {
    if constexpr (misplaced<Given>) refuse_misplaced<Given, node::cast_of<Type, node::refused<Type>>>();
    else if constexpr (is_zoned<Type> and not has_zone<Given>())
        static_assert(can_be_cast<Type, Given>,
                      "cast: which moment a text, a date or a timestamp means, a time zone says; name one, "
                      "at_time_zone(cast<types::timestamp>(x), \"UTC\")");
    else if constexpr (has_zone<Given>())
        static_assert(can_be_cast<Type, Given>,
                      "cast: what a timestamptz is as another type, its time zone says; name one, at_time_zone(x, \"UTC\")");
    else
        static_assert(can_be_cast<Type, Given> or was_refused_before<Given>,
                      "cast: PostgreSQL has no cast between these types, or one that the session's settings decide; write a date "
                      "as text by to_char, bytea by encode");
    return refuse<Type>();
}
}  // namespace detail

/// `cast(x as type)`, of an expression, a value or an argument; `cast<types::integer>(arg<"n">)` tells the type of an argument.
/// NULL where `x` is, and where a document that becomes a number or a boolean is JSON's null.
template <class Type, class Given>
[[nodiscard, gnu::always_inline]] constexpr auto cast(Given&& given) {
    using value = std::decay_t<Given>;
    if constexpr (not can_be_cast<Type, value>) {
        return detail::refuse_cast<Type, value>();
    } else if constexpr (not expression_like<value> and is_value_of<value, Type>) {
        const auto operand = detail::operand<Type>(static_cast<Given&&>(given));
        return detail::make_expression<node::cast_of<Type, tree_of<decltype(operand)>>>(operand.parameters);
    } else {
        const auto operand = detail::typed_operand(static_cast<Given&&>(given));
        return detail::make_expression<node::cast_of<Type, tree_of<decltype(operand)>>>(operand.parameters);
    }
}
/// `cast(x as numeric)`: of a type with a length or a precision, without one.
template <template <auto...> class Type, class Given>
[[nodiscard, gnu::always_inline]] constexpr auto cast(Given&& given) {
    return cast<Type<>>(static_cast<Given&&>(given));
}
}  // namespace virga
