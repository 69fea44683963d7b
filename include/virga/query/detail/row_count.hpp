// virga/query/detail/row_count.hpp: what limit and offset take, and the words for what they do not.
#pragma once

#include <string>       // std::string

#include <virga/expr/given.hpp>    // virga::detail::plain_t
#include <virga/expr/operand.hpp>  // virga::is_value_of
#include <virga/text/error.hpp>    // virga::value_error
#include <virga/types/bigint.hpp>  // virga::types::bigint

namespace virga {

/// Whether `Value` can be a limit or offset: a whole number, or an argument.
template <class Value>
inline constexpr bool is_row_count = is_value_of<Value, types::bigint>;
/// Whether a query, or a level of a find, has no such clause before.
template <class Of, bool IsFirst>
inline constexpr bool is_said_once = IsFirst;

namespace detail {
/// The value of a number of rows. Errors: `value_error` for a negative one, before anything is sent.
struct row_number : types::bigint {
    template <class Value>
    static void write(std::string& out, const Value& value) {
        const value_type rows = convert(value);
        if (rows < 0) throw value_error("limit, offset: the number of rows is negative; nothing was sent");
        types::bigint::write(out, rows);
    }
};
/// A number of rows as an expression.
template <class Count>
[[gnu::always_inline]] constexpr auto row_count_operand(Count&& rows) {
    using value = plain_t<Count>;
    if constexpr (is_argument<value>) {
        return expression<node::argument<types::bigint, value::name>, values<awaited<row_number>>>{};
    } else {
        using held = decltype(hold(static_cast<Count&&>(rows)));
        return expression<node::parameter<types::bigint>, values<bound<row_number, held>>>{
            {}, {{{hold(static_cast<Count&&>(rows))}}}};
    }
}

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
