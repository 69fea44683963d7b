// virga/expr/column.hpp: a column as queries speak of it.
#pragma once

#include <virga/expr/assignment.hpp>    // virga::detail::assign
#include <virga/expr/expression.hpp>    // virga::operations
#include <virga/schema/table.hpp>       // virga::field_index
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// The column `Name` of `Source`, a table or an alias of one. Empty; made by declaring a table.
template <class Source, fixed_string Name>
struct column : operations<column<Source, Name>> {
    using source = Source;
    static constexpr values<> parameters{};  // so that a column is used like any expression

    /// `"Name" = value`, in `values(...)` of an insert or `set(...)` of an update.
    template <class Value>
    [[nodiscard, gnu::always_inline]] constexpr auto operator=(Value&& value) const {
        return detail::assign<column>(static_cast<Value&&>(value));
    }
};

namespace detail {
template <class Source, fixed_string Name>
struct expression_tree<column<Source, Name>> {
    using type = node::column_at<Source, field_index<Source, Name>>;
};
template <class Source, fixed_string Name>
inline constexpr bool has_no_parameters<column<Source, Name>> = true;
}  // namespace detail

template <class>
inline constexpr bool is_column = false;
template <class Source, fixed_string Name>
inline constexpr bool is_column<column<Source, Name>> = true;
}  // namespace virga
