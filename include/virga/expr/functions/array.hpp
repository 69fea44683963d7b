// virga/expr/functions/array.hpp: functions of arrays.
// Source: PostgreSQL manual, section 9.19, Array Functions and Operators; tests/postgres compares those of signatures with pg_proc.
#pragma once

#include <type_traits>  // std::decay_t

#include <virga/expr/function.hpp>  // VIRGA_FUNCTION
#include <virga/types/array.hpp>    // virga::types::array
#include <virga/types/integer.hpp>  // virga::types::integer
#include <virga/types/text.hpp>     // virga::types::text

namespace virga {

/// `array_dims(array)`: its bounds, as a text; NULL for an empty one.
VIRGA_FUNCTION(array_dims, types::text(any_array), may_be_null)
/// `array_length(array, dimension)`: how many elements it has, `array_length(post.tags, 1)`; NULL for an empty one. See
/// `cardinality`.
VIRGA_FUNCTION(array_length, types::integer(any_array, types::integer), may_be_null)
/// `array_lower(array, dimension)`: the number of its first element; NULL for an empty one.
VIRGA_FUNCTION(array_lower, types::integer(any_array, types::integer), may_be_null)
/// `array_ndims(array)`: its dimensions; NULL for an empty one.
VIRGA_FUNCTION(array_ndims, types::integer(any_array), may_be_null)
/// `array_to_string(array, delimiter)`: its elements without NULLs in one text; `(array, delimiter, null)`: with that text for
/// NULLs.
VIRGA_FUNCTION(array_to_string, types::text(any_array, types::text),
               ruled<types::text, stable, may_be_null>(any_array, types::text, types::text), stable)
/// `array_upper(array, dimension)`: the number of its last element; NULL for an empty one.
VIRGA_FUNCTION(array_upper, types::integer(any_array, types::integer), may_be_null)
/// `cardinality(array)`: how many elements it has, 0 for an empty one.
VIRGA_FUNCTION(cardinality, types::integer(any_array))
/// `trim_array(array, count)`: without its last elements; from PostgreSQL 14.
VIRGA_FUNCTION(trim_array, same_as<1>(any_array, types::integer))

namespace detail {
template <class Array, class Element>
constexpr bool is_element_of() {
    if constexpr (not expression_like<Array>) {
        return false;
    } else if constexpr (types::stored_type_t<type_of<Array>>::category != type_category::array) {
        return false;
    } else {
        using element = typename types::stored_type_t<type_of<Array>>::element_type;
        if constexpr (expression_like<Element>)
            return std::is_same_v<compared_t<type_of<Element>>, compared_t<element>>;
        else
            return is_value_of<Element, element>;
    }
}
}  // namespace detail
/// Whether something is an array, and each other an element for it: an expression of the type of its elements, or a value.
template <class Array, class... Elements>
inline constexpr bool has_elements_for_array = (detail::is_element_of<Array, Elements>() and ...);

/// Whether such elements can be found in the array: PostgreSQL has an = for them.
template <class Array, class... Elements>
inline constexpr bool finds_elements_in_array = [] {
    if constexpr (not has_elements_for_array<Array, Elements...>) return false;
    else return is_ordered_type<typename types::stored_type_t<type_of<Array>>::element_type>;
}();

namespace detail {
template <class Array>
using element_in = typename types::stored_type_t<type_of<Array>>::element_type;
/// The type of an array with an element more, which may be NULL where it is an expression.
template <class Array, class Element>
using array_with = std::conditional_t<expression_like<Element>, types::array_with_nulls<element_in<Array>>, bare_t<type_of<Array>>>;

template <class Array, class... Elements>
constexpr auto refuse_elements() {
    static_assert(has_elements_for_array<Array, Elements...> or (was_refused_before<Elements> or ...) or was_refused_before<Array>,
                  "array: takes an array, and elements of its type, expressions or values");
    return refuse<types::integer>();
}
template <class Array, class... Elements>
constexpr auto refuse_unequal() {
    if constexpr (not has_elements_for_array<Array, Elements...>) return refuse_elements<Array, Elements...>();
    else {
        static_assert(finds_elements_in_array<Array, Elements...>,
                      "array_position, array_remove, array_replace: PostgreSQL has no = for values of the elements' type");
        return refuse<types::integer>();
    }
}
}  // namespace detail

/// `array_append(array, element)`
template <class Array, class Element>
requires are_sql_arguments<Array>
[[nodiscard]] constexpr auto array_append(const Array& array, Element&& element) {
    using given = std::decay_t<Element>;
    if constexpr (not has_elements_for_array<Array, given>)
        return detail::refuse_elements<Array, given>();
    else
        return detail::make_call<node::function_call, "array_append", detail::rules_of<never_null>,
                                 detail::array_with<Array, given>>(
            array, detail::operand<detail::element_in<Array>>(static_cast<Element&&>(element)));
}
/// `array_prepend(element, array)`
template <class Element, class Array>
requires are_sql_arguments<Array>
[[nodiscard]] constexpr auto array_prepend(Element&& element, const Array& array) {
    using given = std::decay_t<Element>;
    if constexpr (not has_elements_for_array<Array, given>)
        return detail::refuse_elements<Array, given>();
    else
        return detail::make_call<node::function_call, "array_prepend", detail::rules_of<never_null>,
                                 detail::array_with<Array, given>>(
            detail::operand<detail::element_in<Array>>(static_cast<Element&&>(element)), array);
}
/// `array_remove(array, element)`: without the elements that equal it.
template <class Array, class Element>
requires are_sql_arguments<Array>
[[nodiscard]] constexpr auto array_remove(const Array& array, Element&& element) {
    using given = std::decay_t<Element>;
    if constexpr (not finds_elements_in_array<Array, given>)
        return detail::refuse_unequal<Array, given>();
    else
        return detail::make_call<node::function_call, "array_remove", call_rules{}, bare_t<type_of<Array>>>(
            array, detail::operand<detail::element_in<Array>>(static_cast<Element&&>(element)));
}
/// `array_replace(array, from, to)`: with `to` in the place of each element that equals `from`.
template <class Array, class From, class To>
requires are_sql_arguments<Array>
[[nodiscard]] constexpr auto array_replace(const Array& array, From&& from, To&& to) {
    using given = std::decay_t<To>;
    if constexpr (not finds_elements_in_array<Array, std::decay_t<From>, given>)
        return detail::refuse_unequal<Array, std::decay_t<From>, given>();
    else
        return detail::make_call<node::function_call, "array_replace", call_rules{}, detail::array_with<Array, given>>(
            array, detail::operand<detail::element_in<Array>>(static_cast<From&&>(from)),
            detail::operand<detail::element_in<Array>>(static_cast<To&&>(to)));
}
/// `array_position(array, element)`: the number of the first that equals it, from 1; NULL if none does.
template <class Array, class Element>
requires are_sql_arguments<Array>
[[nodiscard]] constexpr auto array_position(const Array& array, Element&& element) {
    using given = std::decay_t<Element>;
    if constexpr (not finds_elements_in_array<Array, given>)
        return detail::refuse_unequal<Array, given>();
    else
        return detail::make_call<node::function_call, "array_position", detail::rules_of<may_be_null>, types::integer>(
            array, detail::operand<detail::element_in<Array>>(static_cast<Element&&>(element)));
}
/// `array_positions(array, element)`: the numbers of all that equal it.
template <class Array, class Element>
requires are_sql_arguments<Array>
[[nodiscard]] constexpr auto array_positions(const Array& array, Element&& element) {
    using given = std::decay_t<Element>;
    if constexpr (not finds_elements_in_array<Array, given>)
        return detail::refuse_unequal<Array, given>();
    else
        return detail::make_call<node::function_call, "array_positions", call_rules{}, types::array<types::integer>>(
            array, detail::operand<detail::element_in<Array>>(static_cast<Element&&>(element)));
}
}  // namespace virga
