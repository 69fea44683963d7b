// virga/expr/function.hpp: calls of SQL functions: lower, upper, length, coalesce, now.
#pragma once

#include <virga/expr/misplaced.hpp>     // virga::detail::misplaced
#include <virga/expr/operand.hpp>       // virga::detail::operand
#include <virga/expr/pattern.hpp>       // virga::is_text
#include <virga/types/integer.hpp>      // virga::types::integer
#include <virga/types/numeric.hpp>      // virga::types::numeric
#include <virga/types/text.hpp>         // virga::types::text
#include <virga/types/timestamptz.hpp>  // virga::types::timestamptz
#include <virga/types/varchar.hpp>      // virga::types::varchar

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
        out.list({&Arguments::write...});
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
    if constexpr (is_argument<Operand>) {
        return expression<node::function_call<Name, Type, node::argument<types::text, Operand::name>>, values<awaited<types::text>>>{};
    } else if constexpr (misplaced<Operand>) {
        refuse_misplaced<Operand, node::function_call<Name, Type>>();
        return refuse<Type>();
    } else if constexpr (not is_text<Operand>) {
        return refuse<Type>();
    } else {
        return make_expression<node::function_call<Name, Type, tree_of<Operand>>>(operand.parameters);
    }
}

/// What a function is called with: an expression, or what is refused with a sentence.
template <class Operand>
concept function_operand = expression_like<Operand> or untyped<Operand>;
/// Whether an operand is text as far as it is an expression; an argument of such a function is.
template <class Operand>
inline constexpr bool is_text_if_expression = true;
template <expression_like Operand>
inline constexpr bool is_text_if_expression<Operand> = is_text<Operand>;
}  // namespace detail

/// `lower(text)`, of an expression or of an `arg<>`.
template <detail::function_operand Operand>
[[nodiscard, gnu::always_inline]] constexpr auto lower(const Operand& operand) {
    static_assert(detail::is_text_if_expression<Operand>, "lower: the argument is no text");
    return detail::call_on_text<"lower", types::text>(operand);
}
/// `upper(text)`, of an expression or of an `arg<>`.
template <detail::function_operand Operand>
[[nodiscard, gnu::always_inline]] constexpr auto upper(const Operand& operand) {
    static_assert(detail::is_text_if_expression<Operand>, "upper: the argument is no text");
    return detail::call_on_text<"upper", types::text>(operand);
}
/// `length(text)`: its characters, not bytes, as an integer; of an expression or of an `arg<>`.
template <detail::function_operand Operand>
[[nodiscard, gnu::always_inline]] constexpr auto length(const Operand& operand) {
    static_assert(detail::is_text_if_expression<Operand>, "length: the argument is no text");
    return detail::call_on_text<"length", types::integer>(operand);
}

/// `now()`: the start of the transaction, a timestamptz.
[[nodiscard]] constexpr auto now() { return expression<node::function_call<"now", types::timestamptz>>{}; }

namespace detail {
/// A type of text without its limit.
template <class Type>
struct without_limit {
    using type = Type;
};
template <std::size_t Limit>
struct without_limit<types::varchar<Limit>> {
    using type = types::varchar<>;
};
template <class Base, class Value>
struct without_limit<types::converted<Base, Value>> {
    using type = types::converted<typename without_limit<Base>::type, Value>;
};

/// The type of either of two: their own if it is one; if just their lengths or precisions differ, the first one's without, as
/// text and varchar go into each other; else void.
template <class First, class Second>
constexpr auto common_type() {
    if constexpr (std::is_same_v<First, Second>) return First{};
    else if constexpr (std::is_same_v<compared_t<First>, compared_t<Second>>) return typename without_limit<First>::type{};
    else if constexpr (First::oid == types::numeric<>::oid and Second::oid == types::numeric<>::oid) return types::numeric<>{};
}
template <class First, class Second>
constexpr bool can_coalesce() {
    if constexpr (expression_like<Second>) return not std::is_void_v<decltype(common_type<type_of<First>, type_of<Second>>())>;
    else return is_value_of<Second, type_of<First>>;
}
}  // namespace detail

/// Whether two are of one type, or the second is a value of the first's type. No cast is added: that would change the type.
template <class First, class Second>
inline constexpr bool can_be_coalesced = detail::can_coalesce<First, Second>();

/// `coalesce(first, second)`: the first of the two that is not NULL, both of one type.
template <expression_like First, class Second>
[[nodiscard, gnu::always_inline]] constexpr auto coalesce(const First& first, Second&& second) {
    if constexpr (not can_be_coalesced<First, std::decay_t<Second>>) {
        if constexpr (detail::misplaced<Second>)
            detail::refuse_misplaced<std::remove_cvref_t<Second>, node::coalesce_call<type_of<First>, First, void>>();
        else static_assert(can_be_coalesced<First, std::decay_t<Second>>, "coalesce: the two are of different types");
        return detail::refuse<type_of<First>>();
    } else {
        const auto other = detail::operand<type_of<First>>(std::forward<Second>(second));
        using type = decltype(detail::common_type<type_of<First>, type_of<decltype(other)>>());
        return detail::make_expression<node::coalesce_call<type, tree_of<First>, tree_of<decltype(other)>>>(first.parameters, other.parameters);
    }
}
template <class First, class Second>
    requires(detail::untyped<First> and not expression_like<First>)
[[nodiscard]] constexpr auto coalesce(const First&, const Second&) {
    return detail::refuse_misplaced<First, Second>();
}
}  // namespace virga
