// virga/expr/functions/sets.hpp: functions that return rows, which stand in from.
// Source: PostgreSQL manual, sections 9.4, 9.16, 9.19 and 9.25; tests/postgres compares all with pg_proc.
//
// Series of timestamptz are left out: where a day ends, the session's time zone says.
#pragma once

#include <virga/expr/set_function.hpp>  // VIRGA_SET_FUNCTION
#include <virga/types/boolean.hpp>      // virga::types::boolean
#include <virga/types/interval.hpp>     // virga::types::interval
#include <virga/types/json.hpp>         // virga::types::json
#include <virga/types/jsonb.hpp>        // virga::types::jsonb

namespace virga {

/// `generate_series(first, last)`, `(first, last, step)`: of numbers, and of timestamps by an interval.
VIRGA_SET_FUNCTION(generate_series, set_of<types::integer>(types::integer, types::integer),
                   set_of<types::integer>(types::integer, types::integer, types::integer),
                   set_of<types::bigint>(types::bigint, types::bigint),
                   set_of<types::bigint>(types::bigint, types::bigint, types::bigint),
                   set_of<types::numeric<>>(types::numeric<>, types::numeric<>),
                   set_of<types::numeric<>>(types::numeric<>, types::numeric<>, types::numeric<>),
                   set_of<types::timestamp>(types::timestamp, types::timestamp, types::interval),
                   not_offered(types::timestamptz, types::timestamptz, types::interval))
/// `generate_subscripts(array, dimension)`, `(array, dimension, reverse)`: its indexes.
VIRGA_SET_FUNCTION(generate_subscripts, set_of<types::integer>(any_array, types::integer),
                   set_of<types::integer>(any_array, types::integer, types::boolean))
/// `json_array_elements(array)`; JSON's null is a value of it.
VIRGA_SET_FUNCTION(json_array_elements, set_of<types::json>(types::json))
/// `json_array_elements_text(array)`: JSON's null is NULL.
VIRGA_SET_FUNCTION(json_array_elements_text, set_of<types::text, may_be_null>(types::json))
/// `json_each(object)`: its members, `key` and `value`.
VIRGA_SET_FUNCTION(json_each, set_of<column_definition<"key", types::text>, column_definition<"value", types::json>>(types::json))
/// `json_each_text(object)`: likewise, JSON's null being NULL.
VIRGA_SET_FUNCTION(json_each_text,
                   set_of<column_definition<"key", types::text>, column_definition<"value", types::text, may_be_null>>(types::json))
/// `json_object_keys(object)`
VIRGA_SET_FUNCTION(json_object_keys, set_of<types::text>(types::json))
/// `json_to_record(object)`: its members as columns.
VIRGA_SET_FUNCTION(json_to_record, any_record(types::json), stable)
/// `json_to_recordset(array)`: the members of the objects in it as columns.
VIRGA_SET_FUNCTION(json_to_recordset, set_of<any_record>(types::json), stable)
/// `jsonb_array_elements(array)`; JSON's null is a value of it.
VIRGA_SET_FUNCTION(jsonb_array_elements, set_of<types::jsonb>(types::jsonb))
/// `jsonb_array_elements_text(array)`: JSON's null is NULL.
VIRGA_SET_FUNCTION(jsonb_array_elements_text, set_of<types::text, may_be_null>(types::jsonb))
/// `jsonb_each(object)`: its members, `key` and `value`.
VIRGA_SET_FUNCTION(jsonb_each,
                   set_of<column_definition<"key", types::text>, column_definition<"value", types::jsonb>>(types::jsonb))
/// `jsonb_each_text(object)`: likewise, JSON's null being NULL.
VIRGA_SET_FUNCTION(
    jsonb_each_text,
    set_of<column_definition<"key", types::text>, column_definition<"value", types::text, may_be_null>>(types::jsonb))
/// `jsonb_object_keys(object)`
VIRGA_SET_FUNCTION(jsonb_object_keys, set_of<types::text>(types::jsonb))
/// `jsonb_to_record(object)`: its members as columns.
VIRGA_SET_FUNCTION(jsonb_to_record, any_record(types::jsonb), stable)
/// `jsonb_to_recordset(array)`: the members of the objects in it as columns.
VIRGA_SET_FUNCTION(jsonb_to_recordset, set_of<any_record>(types::jsonb), stable)
/// `regexp_matches(text, pattern)`, `(text, pattern, flags)`: of each match what its groups match, NULL for one that does not take
/// part; the first match alone without `g` among the flags.
VIRGA_SET_FUNCTION(regexp_matches, set_of<types::array_with_nulls<types::text>>(types::text, types::text),
                   set_of<types::array_with_nulls<types::text>>(types::text, types::text, types::text))
/// `regexp_split_to_table(text, pattern)`, `(text, pattern, flags)`: what stands between the matches.
VIRGA_SET_FUNCTION(regexp_split_to_table, set_of<types::text>(types::text, types::text),
                   set_of<types::text>(types::text, types::text, types::text))
/// `string_to_table(text, delimiter)`, `(text, delimiter, null)`: its parts, each that is `null` being NULL; from PostgreSQL 14.
VIRGA_SET_FUNCTION(string_to_table, set_of<types::text>(types::text, types::text),
                   set_of<types::text, may_be_null>(types::text, types::text, types::text))

/// `unnest(array)`: its elements, as rows. Of C++ values too: one array parameter, which can be joined as a table.
VIRGA_SET_FUNCTION(unnest, set_of<element_of<1>>(any_array))

namespace detail {
template <class Given>
using told_array = std::remove_cvref_t<decltype(told_operand(std::declval<Given>()))>;
template <class Given>
constexpr bool is_array_given() {
    if constexpr (expression_like<told_array<Given>>)
        return types::stored_type_t<type_of<told_array<Given>>>::category == type_category::array;
    else
        return false;
}
template <class Array>
using padded_column =
    unnamed_column<typename without_limit<typename types::stored_type_t<type_of<Array>>::element_type>::type, true>;

template <class... Arrays>
[[gnu::always_inline]] constexpr auto unnest_arrays(const Arrays&... arrays) {
    using call = node::rows_call<"unnest", tree_of<Arrays>...>;
    return rows_call<call, list<padded_column<Arrays>...>, joined_values<values_in<Arrays>...>>{{}, join(arrays.parameters...)};
}
}  // namespace detail

/// Whether each is an array: an expression, or a range of C++ values.
template <class... Given>
inline constexpr bool are_arrays = (detail::is_array_given<Given>() and ...);

/// Whether none is an array of composite values.
template <class... Given>
inline constexpr bool hold_whole_values =
    (not facts_of<types::stored_type_t<type_of<detail::told_array<Given>>>>.is_record and ...);

/// `unnest(a, b, ...)`: the first elements of all, then the second ones, ...; a shorter array is filled up by NULLs. Each column
/// wants a name: `.as<"pair", "left", "right">()`.
template <class... Given>
requires(sizeof...(Given) > 1) [[nodiscard, gnu::always_inline]] constexpr auto unnest(Given&&... given) {
    if constexpr (not are_arrays<Given...>) {
        static_assert(are_arrays<Given...>,
                      "unnest: takes arrays, expressions or ranges of C++ values; cast<types::array<...>>(arg<\"name\">) says the "
                      "type of an argument");
        return detail::refused_rows{};
    } else if constexpr (not hold_whole_values<Given...>) {
        static_assert(hold_whole_values<Given...>,
                      "unnest: in from PostgreSQL takes composite values apart, into a column for each attribute; write such a "
                      "query as by_hand<\"...\">");
        return detail::refused_rows{};
    } else {
        return detail::unnest_arrays(detail::told_operand(static_cast<Given&&>(given))...);
    }
}
}  // namespace virga
