// virga/expr/functions/json_build.hpp: objects and arrays of json made of values of any types.
// Source: PostgreSQL manual, section 9.16.3, JSON Creation Functions.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::decay_t

#include <virga/expr/concatenation.hpp>  // virga::tell_their_types
#include <virga/expr/function.hpp>       // virga::node::function_call
#include <virga/types/json.hpp>          // virga::types::json
#include <virga/types/jsonb.hpp>         // virga::types::jsonb

namespace virga {

namespace detail {
template <class... Given>
constexpr bool are_by_turns() {
    const bool are_texts[]{(fit<types::text, Given>() == 2)..., true};
    for (std::size_t i = 0; i < sizeof...(Given); i += 2) {
        if (not are_texts[i]) return false;
    }
    return sizeof...(Given) % 2 == 0;
}
}  // namespace detail
/// Whether names, which are texts, and values are given by turns.
template <class... Given>
inline constexpr bool are_names_and_values = detail::are_by_turns<Given...>();

namespace detail {
template <fixed_string Name, class Type, class... Given>
[[nodiscard]] constexpr auto build_json(Given&&... given) {
    if constexpr (not tell_their_types<std::decay_t<Given>...>) {
        static_assert(tell_their_types<std::decay_t<Given>...>,
                      "json: takes expressions, and values whose type is known by itself, such as a std::int64_t or a text");
        return refuse<Type>();
    } else {
        const auto all = [](const auto&... operands) {
            return make_expression<node::function_call<Name, rules_of<stable, never_null>, Type, tree_of<decltype(operands)>...>>(
                join(operands.parameters...));
        };
        return all(typed_operand(static_cast<Given&&>(given))...);
    }
}
template <fixed_string Name, class Type, class... Given>
[[nodiscard]] constexpr auto build_object(Given&&... given) {
    if constexpr (not are_names_and_values<std::decay_t<Given>...>) {
        static_assert(are_names_and_values<std::decay_t<Given>...>,
                      "json: an object takes names, which are texts, and values by turns");
        return refuse<Type>();
    } else {
        return build_json<Name, Type>(static_cast<Given&&>(given)...);
    }
}
}  // namespace detail

/// `json_build_array(a, b, ...)`: of any types; NULL is null in it.
template <class... Given>
[[nodiscard]] constexpr auto json_build_array(Given&&... given) {
    return detail::build_json<"json_build_array", types::json>(static_cast<Given&&>(given)...);
}
/// `jsonb_build_array(a, b, ...)`
template <class... Given>
[[nodiscard]] constexpr auto jsonb_build_array(Given&&... given) {
    return detail::build_json<"jsonb_build_array", types::jsonb>(static_cast<Given&&>(given)...);
}
/// `json_build_object(name, value, ...)`: of values of any types; a name that is NULL is an error of the server.
template <class... Given>
[[nodiscard]] constexpr auto json_build_object(Given&&... given) {
    return detail::build_object<"json_build_object", types::json>(static_cast<Given&&>(given)...);
}
/// `jsonb_build_object(name, value, ...)`: `jsonb_build_object("title", post.title, "views", post.views)`.
template <class... Given>
[[nodiscard]] constexpr auto jsonb_build_object(Given&&... given) {
    return detail::build_object<"jsonb_build_object", types::jsonb>(static_cast<Given&&>(given)...);
}
}  // namespace virga
