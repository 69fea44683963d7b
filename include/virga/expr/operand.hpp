// virga/expr/operand.hpp: what can stand beside an expression: another one, an argument, a C++ value.
#pragma once

#include <optional>     // std::nullopt_t
#include <type_traits>  // std::is_same_v

#include <virga/expr/expression.hpp>           // virga::expression
#include <virga/expr/given.hpp>                // virga::detail::plain_t
#include <virga/text/fixed_string.hpp>         // virga::fixed_string
#include <virga/types/converted.hpp>           // virga::types::stored_type_t
#include <virga/types/detail/is_optional.hpp>  // virga::types::detail::is_optional
#include <virga/types/text.hpp>                // virga::types::text
#include <virga/types/timestamptz.hpp>         // virga::types::timestamptz
#include <virga/types/type_facts.hpp>          // virga::compared_t, virga::is_ordered_type

namespace virga {

/// Whether an argument can be told from others.
template <fixed_string Name>
concept has_a_name = Name.size() != 0;

namespace detail {
struct argument_base {};
}  // namespace detail

/// A parameter whose value the call gives, by position in order of first use.
template <fixed_string Name>
struct argument : detail::argument_base {
    static constexpr fixed_string name = Name;
    consteval argument() { static_assert(has_a_name<Name>, "arg: needs a name, such as arg<\"email\">"); }
};
/// The same, where the call may give NULL: for a column that is assigned.
template <fixed_string Name>
struct nullable_argument {
    static constexpr fixed_string name = Name;
    consteval nullable_argument() { static_assert(has_a_name<Name>, "arg: needs a name, such as arg<\"email\">"); }
};
/// In `arg<"email", nullable>`: the call may give an optional, which is NULL if it is empty.
struct nullable_word {};
inline constexpr nullable_word nullable{};

namespace detail {
template <fixed_string Name, auto... Words>
struct argument_of {
    using type = argument<Name>;
};
template <fixed_string Name, nullable_word Nullable>
struct argument_of<Name, Nullable> {
    using type = nullable_argument<Name>;
};
}  // namespace detail

/// `arg<"email">`; its type is that of what it is compared with or assigned to.
template <fixed_string Name, auto... Words>
inline constexpr
    typename detail::argument_of<Name, Words...>::type arg{};  // without braces clang 19 refuses a local alias beside it

template <class>
inline constexpr bool is_nullable_argument = false;
template <fixed_string Name>
inline constexpr bool is_nullable_argument<nullable_argument<Name>> = true;

namespace detail {
template <class Value>
struct content_of_optional {
    using type = Value;
};
template <class Value>
struct content_of_optional<std::optional<Value>> {
    using type = Value;
};
/// A parameter for which the call gives a value or an optional; what becomes of an empty one, the slot says.
template <class Type>
struct optional_value : Type {
    template <class Value>
    static constexpr bool accepts =
        std::is_same_v<Value, std::nullopt_t> or Type::template accepts<typename content_of_optional<Value>::type>;
};
}  // namespace detail

/// Whether a type is `arg<"name">`. By a base: for each type that is asked a constant would be one more that the compiler makes.
template <class Given>
concept is_argument = __is_base_of(detail::argument_base, Given);

using types::detail::is_optional;

/// Whether a C++ value is or may be NULL, which compares with nothing.
template <class Value>
concept is_null_or_optional = __is_same(Value, std::nullptr_t) or __is_same(Value, std::nullopt_t) or is_optional<Value>;

namespace detail {
using virga::compared_t;

/// Whether the type is timestamptz, which compares with other times only by way of the session's time zone.
template <class Type>
inline constexpr bool is_zoned = Type::oid == types::timestamptz::oid;

/// Whether values of the two types compare, in the database and in sense.
template <class Left, class Right>
constexpr bool types_compare() {
    using left = types::stored_type_t<Left>;
    using right = types::stored_type_t<Right>;
    if constexpr (std::is_same_v<compared_t<left>, compared_t<right>>) {
        return is_ordered_type<left>;
    } else if constexpr (left::category != right::category) {
        return false;
    } else {
        constexpr auto category = left::category;
        return category == type_category::number or category == type_category::text or
               (category == type_category::date_time and not is_zoned<left> and not is_zoned<right>);
    }
}
}  // namespace detail

/// Whether `Given` can stand for a value of the column type `Type`: an argument, or a C++ value that it accepts.
template <class Given, class Type>
concept is_value_of = is_argument<detail::given_t<Given>> or Type::template accepts<detail::given_t<Given>>;

/// Whether two expressions, or an expression and a value, can be compared.
template <class Left, class Right>
concept is_comparable_with = (expression_like<Right> and detail::types_compare<type_of<Left>, type_of<Right>>()) or
                             (not expression_like<Right> and is_ordered_type<type_of<Left>> and is_value_of<Right, type_of<Left>>);

namespace detail {
/// `given` as an expression; a value becomes a parameter of type `Type`.
template <class Type, class Given>
[[gnu::always_inline]] constexpr auto operand(Given&& given) {
    using value = plain_t<Given>;
    if constexpr (expression_like<value>) {
        return given;
    } else if constexpr (is_argument<value>) {
        return expression<node::argument<Type, value::name>, values<awaited<Type>>>{};
    } else {
        using held = decltype(hold(static_cast<Given&&>(given)));
        return expression<node::parameter<Type>, values<bound<Type, held>>>{{}, {{{hold(static_cast<Given&&>(given))}}}};
    }
}
}  // namespace detail
}  // namespace virga
