// virga/expr/functions/common.hpp: coalesce, greatest, least and nullif, of values of one type.
// Source: PostgreSQL manual, section 9.18, Conditional Expressions.
#pragma once

#include <type_traits>  // std::conditional_t

#include <virga/expr/function.hpp>  // virga::detail::make_call
#include <virga/types/inet.hpp>     // virga::types::cidr
#include <virga/types/varchar.hpp>  // virga::types::varchar

namespace virga {

namespace detail {
/// A type without its limit or precision; varchar stays varchar.
template <class Type>
struct without_limit : bare<Type> {};
template <std::size_t Limit>
struct without_limit<types::varchar<Limit>> {
    using type = types::varchar<>;
};
template <class Base, class Value>
struct without_limit<types::converted<Base, Value>> {
    using type = types::converted<typename without_limit<Base>::type, Value>;
};

template <class Type>
struct free_of_limit : without_limit<Type> {};
template <int Precision, int Scale>
struct free_of_limit<types::numeric<Precision, Scale>> {
    using type = types::numeric<>;
};

/// The type of either of two: their own if it is one; if just their lengths or precisions differ, the first one's without, as
/// text and varchar go into each other; else void.
template <class First, class Second>
constexpr auto common_type() {
    if constexpr (std::is_same_v<First, Second>) return First{};
    else if constexpr (std::is_same_v<compared_t<First>, compared_t<Second>>) return typename without_limit<First>::type{};
    else if constexpr (First::oid == types::numeric<>::oid and Second::oid == types::numeric<>::oid) return types::numeric<>{};
}
/// The same of the type of all so far, which may be void, and one more that is given.
template <class So, class Given>
constexpr auto joined_type() {
    if constexpr (std::is_void_v<So>) return;
    else if constexpr (expression_like<Given>) return common_type<So, type_of<Given>>();
    else if constexpr (is_value_of<Given, So>) return So{};
}
template <class So, class... Given>
struct common {
    using type = So;
};
template <class So, class First, class... Rest>
struct common<So, First, Rest...> : common<decltype(joined_type<So, First>()), Rest...> {};

/// The type of the first expression, after which C++ values go.
template <class... Given>
struct first_expression_type {
    using type = void;
};
template <class First, class... Rest>
struct first_expression_type<First, Rest...> : first_expression_type<Rest...> {};
template <expression_like First, class... Rest>
struct first_expression_type<First, Rest...> {
    using type = type_of<First>;
};
template <class... Given>
using common_t = typename common<typename first_expression_type<Given...>::type, Given...>::type;
/// The type of what is compared by `=`: varchar, cidr, regclass and its like have none of their own, and are taken for what has.
template <class Type>
using equated_t =
    std::conditional_t<is_read_as_another<Type> or Type::oid == types::varchar<>::oid or Type::oid == types::cidr::oid,
                       compared_t<Type>, Type>;
}  // namespace detail

/// Whether all are of one type: expressions of it, and values that it takes. No cast is added: that would change the type.
template <fixed_string Name, class... Given>
inline constexpr bool are_of_one_type = sizeof...(Given) > 1 and not std::is_void_v<detail::common_t<Given...>>;

/// Whether values of the type can be compared, as all of these do but `coalesce`.
template <fixed_string Name, class Type>
inline constexpr bool has_its_order = Name.view() == "coalesce" or is_ordered_type<Type>;

namespace detail {
template <fixed_string Name, call_rules Rules, class... Given>
[[gnu::always_inline]] constexpr auto call_of_one_type(Given&&... given) {
    using first = typename first_expression_type<std::decay_t<Given>...>::type;
    using type = std::conditional_t<std::is_void_v<first>, types::boolean, first>;
    if constexpr (not are_of_one_type<Name, std::decay_t<Given>...>) {
        if constexpr (none_misplaced<std::decay_t<Given>...>)
            static_assert(are_of_one_type<Name, std::decay_t<Given>...>,
                          "coalesce, greatest, least, nullif: takes two or more of one type, expressions and values");
        else
            refuse_misplaced<typename first_misplaced<std::decay_t<Given>...>::type, node::function_call<Name, Rules, type>,
                             Given...>();
        return refuse<type>();
    } else if constexpr (not has_its_order<Name, type>) {
        static_assert(has_its_order<Name, type>,
                      "greatest, least, nullif: PostgreSQL has no = and no order for values of this type");
        return refuse<type>();
    } else {
        using common = common_t<std::decay_t<Given>...>;
        return make_call<node::function_call, Name, Rules, std::conditional_t<Name.view() == "nullif", equated_t<common>, common>>(
            operand_for<type>(static_cast<Given&&>(given))...);
    }
}
}  // namespace detail

/// `coalesce(a, b, ...)`: the first that is not NULL.
template <class... Given>
    requires are_sql_arguments<Given...>
[[nodiscard, gnu::always_inline]] constexpr auto coalesce(Given&&... given) {
    return detail::call_of_one_type<"coalesce", detail::rules_of<null_if_all>>(static_cast<Given&&>(given)...);
}
/// `greatest(a, b, ...)`: of those that are not NULL.
template <class... Given>
    requires are_sql_arguments<Given...>
[[nodiscard, gnu::always_inline]] constexpr auto greatest(Given&&... given) {
    return detail::call_of_one_type<"greatest", detail::rules_of<null_if_all>>(static_cast<Given&&>(given)...);
}
/// `least(a, b, ...)`: of those that are not NULL.
template <class... Given>
    requires are_sql_arguments<Given...>
[[nodiscard, gnu::always_inline]] constexpr auto least(Given&&... given) {
    return detail::call_of_one_type<"least", detail::rules_of<null_if_all>>(static_cast<Given&&>(given)...);
}
/// `nullif(a, b)`: `a`, or NULL where it equals `b`.
template <class First, class Second>
    requires are_sql_arguments<First, Second>
[[nodiscard, gnu::always_inline]] constexpr auto nullif(First&& first, Second&& second) {
    return detail::call_of_one_type<"nullif", detail::rules_of<may_be_null>>(static_cast<First&&>(first),
                                                                             static_cast<Second&&>(second));
}
}  // namespace virga
