// virga/query/detail/row_count.hpp: what limit and offset take, and the words for what they do not.
#pragma once

#include <virga/expr/operand.hpp>  // virga::is_value_of
#include <virga/types/bigint.hpp>  // virga::types::bigint

namespace virga {

/// Whether `Value` can be a limit or offset: a whole number, or an argument.
template <class Value>
inline constexpr bool is_row_count = is_value_of<Value, types::bigint>;
/// Whether a query, or a level of a find, has no such clause before.
template <class Of, bool IsFirst>
inline constexpr bool is_said_once = IsFirst;

namespace detail {
/// Says why `Of` takes no such limit.
template <class Of, class Count, bool IsFirst>
consteval bool refuse_limit() {
    if constexpr (not is_row_count<Count>) static_assert(is_row_count<Count>, "limit: takes a whole number or arg<>");
    else static_assert(is_said_once<Of, IsFirst>, "limit: there is one already");
    return false;
}
template <class Of, class Count, bool IsFirst>
consteval bool refuse_offset() {
    if constexpr (not is_row_count<Count>) static_assert(is_row_count<Count>, "offset: takes a whole number or arg<>");
    else static_assert(is_said_once<Of, IsFirst>, "offset: there is one already");
    return false;
}
}  // namespace detail
}  // namespace virga
