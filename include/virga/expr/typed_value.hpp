// virga/expr/typed_value.hpp: a value whose type the text tells, where the server could not: `$1::text`.
#pragma once

#include <type_traits>  // std::is_same_v

#include <virga/expr/given.hpp>              // virga::detail::given_t
#include <virga/expr/operand.hpp>            // virga::detail::hold
#include <virga/expr/misplaced.hpp>          // virga::detail::untyped
#include <virga/schema/field.hpp>            // virga::list, virga::list_item
#include <virga/types/bigint.hpp>            // virga::types::bigint
#include <virga/types/boolean.hpp>           // virga::types::boolean
#include <virga/types/bytea.hpp>             // virga::types::bytea
#include <virga/types/date.hpp>              // virga::types::date
#include <virga/types/double_precision.hpp>  // virga::types::double_precision
#include <virga/types/integer.hpp>           // virga::types::integer
#include <virga/types/numeric.hpp>           // virga::types::numeric
#include <virga/types/real.hpp>              // virga::types::real
#include <virga/types/smallint.hpp>          // virga::types::smallint
#include <virga/types/timestamp.hpp>         // virga::types::timestamp
#include <virga/types/uuid.hpp>              // virga::types::uuid

namespace virga {

namespace node {
/// `$n::type`
template <class Type>
struct cast_parameter : leaf {
    using type = Type;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.parameter(description_of<Type>);
        out.text("::");
        out.type(Type::spelling.view());
    }
};
}  // namespace node

namespace detail {
template <class Value, class... Types>
struct first_type_of {
    using type = void;
};
template <class Value, class First, class... Rest>
struct first_type_of<Value, First, Rest...> : std::conditional_t<std::is_same_v<Value, typename First::value_type>,
                                                                 list_item<list<First>, 0>, first_type_of<Value, Rest...>> {};
/// The type of a C++ value that nothing else tells: that whose values are of its C++ type, and text for what is text.
template <class Value>
struct type_of_value
    : std::conditional_t<types::text::accepts<Value>, list_item<list<types::text>, 0>,
                         first_type_of<Value, types::boolean, types::smallint, types::integer, types::bigint, types::real,
                                       types::double_precision, types::numeric<>, types::uuid, types::date, types::timestamp,
                                       types::timestamptz, types::bytea>> {};

/// Whether something is an expression, or a value that tells its type.
template <class Given>
constexpr bool tells_its_type() {
    if constexpr (expression_like<Given>) return true;
    else if constexpr (untyped<Given>) return false;
    else return not std::is_void_v<typename type_of_value<Given>::type>;
}

/// A value as a parameter whose type the text tells.
template <class Type, class Given>
[[gnu::always_inline]] constexpr auto cast_operand(Given&& given) {
    using held = decltype(hold(static_cast<Given&&>(given)));
    return expression<node::cast_parameter<Type>, values<bound<Type, held>>>{{}, {{{hold(static_cast<Given&&>(given))}}}};
}
/// What tells its type, as an expression.
template <class Given>
[[gnu::always_inline]] constexpr auto typed_operand(Given&& given) {
    using value = given_t<Given>;
    if constexpr (expression_like<value>) return given;
    else return cast_operand<typename type_of_value<value>::type>(static_cast<Given&&>(given));
}
}  // namespace detail
}  // namespace virga
