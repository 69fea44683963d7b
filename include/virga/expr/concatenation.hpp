// virga/expr/concatenation.hpp: texts put together, as || does and as concat does.
#pragma once

#include <type_traits>  // std::conditional_t, std::decay_t

#include <virga/expr/function.hpp>          // virga::node::function_call
#include <virga/expr/functions/common.hpp>  // virga::detail::first_expression_type
#include <virga/expr/operation.hpp>         // virga::detail::operate
#include <virga/expr/typed_value.hpp>       // virga::detail::typed_operand
#include <virga/types/array.hpp>            // virga::types::array_without_nulls

namespace virga {

namespace detail {
/// As what a value stands beside an expression of `Type`: a list without optionals keeps an array free of NULLs.
template <class Type, class Value>
struct type_beside {
    using type = compared_t<Type>;
};
template <class Element, class Value>
    requires(types::array_without_nulls<Element>::template accepts<Value>)
struct type_beside<types::array_without_nulls<Element>, Value> {
    using type = types::array_without_nulls<Element>;
};
/// A value beside expressions of `Type`, as one; an expression as it is.
template <class Type, class Given>
[[gnu::always_inline]] constexpr auto operand_beside(Given&& given) {
    using value = std::decay_t<Given>;
    if constexpr (expression_like<value> or not is_value_of<value, compared_t<Type>>) return given;
    else return operand<typename type_beside<Type, value>::type>(static_cast<Given&&>(given));
}
template <class Only>
[[gnu::always_inline]] constexpr auto concatenate(const Only& only) {
    return only;
}
template <class First, class Second, class... Rest>
[[gnu::always_inline]] constexpr auto concatenate(const First& first, const Second& second, const Rest&... rest) {
    return concatenate(operate<operators::concatenation>(first, second), rest...);
}
}  // namespace detail

/// `a || b || ...`, of texts, of bytea, of jsonb, or of arrays of one type: NULL if one of them is, of arrays if all are. `concat`
/// takes NULL for nothing.
template <class First, class Second, class... Rest>
    requires are_sql_arguments<First, Second, Rest...>
[[nodiscard, gnu::always_inline]] constexpr auto concatenated(First&& first, Second&& second, Rest&&... rest) {
    using found = typename detail::first_expression_type<std::decay_t<First>, std::decay_t<Second>, std::decay_t<Rest>...>::type;
    if constexpr (std::is_void_v<found>) {
        return detail::refuse_operands<operators::concatenation, std::decay_t<First>, std::decay_t<Second>>();
    } else {
        using type = types::stored_type_t<found>;
        return detail::concatenate(detail::operand_beside<type>(static_cast<First&&>(first)),
                                   detail::operand_beside<type>(static_cast<Second&&>(second)),
                                   detail::operand_beside<type>(static_cast<Rest&&>(rest))...);
    }
}

/// Whether each tells its type: an expression, or a value of a C++ type that a row has for a column type.
template <class... Given>
inline constexpr bool tell_their_types = (detail::tells_its_type<Given>() and ...);

namespace detail {
template <fixed_string Name, call_rules Rules, class... Operands>
[[gnu::always_inline]] constexpr auto call_text(const Operands&... operands) {
    return expression<node::function_call<Name, Rules, types::text, tree_of<Operands>...>, joined_values<values_in<Operands>...>>{
        {}, join(operands.parameters...)};
}
template <class... Given>
constexpr auto refuse_concat() {
    using called = node::function_call<"concat", call_rules{}, types::text>;
    if constexpr (none_misplaced<Given...> and not(is_argument<Given> or ...))
        static_assert(tell_their_types<Given...>,
                      "concat: takes expressions, and values whose type is known by itself, such as a std::int64_t or a text");
    else if constexpr (none_misplaced<Given...>)
        refuse_misplaced<typename first_argument<Given...>::type, called, Given...>();
    else
        refuse_misplaced<typename first_misplaced<Given...>::type, called, Given...>();
    return refuse<types::text>();
}
}  // namespace detail

/// `concat(a, b, ...)`: the texts of all, of any types, one after the other; NULL counts as nothing, so the result is never NULL.
template <class... Given>
    requires(sizeof...(Given) != 0 and are_sql_arguments<Given...>)
[[nodiscard, gnu::always_inline]] constexpr auto concat(Given&&... given) {
    if constexpr (not tell_their_types<std::decay_t<Given>...>) return detail::refuse_concat<std::decay_t<Given>...>();
    else
        return detail::call_text<"concat", detail::rules_of<stable, never_null>>(
            detail::typed_operand(static_cast<Given&&>(given))...);
}
/// `concat_ws(separator, a, b, ...)`: the texts of those that are not NULL, with the separator between them. NULL where the
/// separator is.
template <class Separator, class... Given>
    requires(sizeof...(Given) != 0 and are_sql_arguments<Separator, Given...>)
[[nodiscard, gnu::always_inline]] constexpr auto concat_ws(Separator&& separator, Given&&... given) {
    if constexpr (not tell_their_types<std::decay_t<Separator>, std::decay_t<Given>...>) {
        return detail::refuse_concat<std::decay_t<Separator>, std::decay_t<Given>...>();
    } else {
        using null_rule = std::conditional_t<expression_like<Separator>, may_be_null, never_null>;
        return detail::call_text<"concat_ws", detail::rules_of<stable, null_rule>>(
            detail::typed_operand(static_cast<Separator&&>(separator)), detail::typed_operand(static_cast<Given&&>(given))...);
    }
}
}  // namespace virga
