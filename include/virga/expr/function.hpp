// virga/expr/function.hpp: calls of SQL functions: lower, upper, length, coalesce, now.
#pragma once

#include <virga/expr/operand.hpp>       // virga::detail::operand
#include <virga/expr/pattern.hpp>       // virga::is_text
#include <virga/types/integer.hpp>      // virga::types::integer
#include <virga/types/text.hpp>         // virga::types::text
#include <virga/types/timestamptz.hpp>  // virga::types::timestamptz

namespace virga {

namespace node {
/// `name(arguments)` of type `Type`; NULL if one of its arguments is.
template <fixed_string Name, class Type, class... Arguments>
struct function_call {
    using type = Type;
    using children = list<Arguments...>;
    static constexpr binding bound_by = binding::primary;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        out.text(Name.view());
        out.text("(");
        write_list<Arguments...>(out);
        out.text(")");
    }
};

/// `coalesce(arguments)`; NULL only if all of its arguments are.
template <class Type, class... Arguments>
struct coalesce_call : function_call<"coalesce", Type, Arguments...> {
    template <class From>
    static constexpr bool nullable_in = (Arguments::template nullable_in<From> and ...);
};
}  // namespace node

namespace detail {
template <fixed_string Name, class Type, class Operand>
[[gnu::always_inline]] constexpr auto call_on_text(const Operand& operand) {
    if constexpr (not is_text<Operand>) {
        static_assert(is_text<Operand>, "lower, upper, length: the argument is no text");
        return refuse<Type>();
    } else {
        return make_expression<node::function_call<Name, Type, tree_of<Operand>>>(operand.parameters);
    }
}
}  // namespace detail

/// `lower(text)`
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto lower(const Operand& operand) {
    return detail::call_on_text<"lower", types::text>(operand);
}
/// `upper(text)`
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto upper(const Operand& operand) {
    return detail::call_on_text<"upper", types::text>(operand);
}
/// `length(text)`: its characters, not bytes, as an integer.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto length(const Operand& operand) {
    return detail::call_on_text<"length", types::integer>(operand);
}

/// `now()`: the start of the transaction, a timestamptz.
[[nodiscard]] constexpr auto now() { return expression<node::function_call<"now", types::timestamptz>>{}; }

/// `coalesce(first, second)`: the first of the two that is not NULL, both of one type.
template <expression_like First, class Second>
[[nodiscard, gnu::always_inline]] constexpr auto coalesce(const First& first, Second&& second) {
    using type = type_of<First>;
    if constexpr (not is_comparable_with<First, std::decay_t<Second>>) {
        static_assert(is_comparable_with<First, std::decay_t<Second>>, "coalesce: the two are of different types");
        return detail::refuse<type>();
    } else {
        const auto other = detail::operand<type>(std::forward<Second>(second));
        return detail::make_expression<node::coalesce_call<type, tree_of<First>, tree_of<decltype(other)>>>(
            detail::join(first.parameters, other.parameters));
    }
}
}  // namespace virga
