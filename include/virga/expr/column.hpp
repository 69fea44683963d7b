// virga/expr/column.hpp: a column as queries speak of it.
#pragma once

#include <cstddef>      // std::nullptr_t
#include <optional>     // std::nullopt_t
#include <type_traits>  // std::is_same_v

#include <virga/expr/assignment.hpp>    // virga::assignment
#include <virga/expr/expression.hpp>    // virga::operations
#include <virga/expr/given.hpp>         // virga::detail::given_t
#include <virga/expr/misplaced.hpp>     // virga::detail::misplaced
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
        using given = detail::given_t<Value>;
        using type = type_of<column>;
        if constexpr (not can_be_set_to<column, given>) {
            if constexpr (detail::misplaced<given>) detail::refuse_misplaced<given, assignment<column, node::refused<type>>>();
            else static_assert(can_be_set_to<column, given>, "values, set: the value is not of the column's type");
            return assignment<column, node::refused<type>>{};
        } else if constexpr (not keeps_not_null<column, given>) {
            static_assert(keeps_not_null<column, given>,
                          "values, set: the column is not null and the value may be NULL; take it out of the optional, or "
                          "write coalesce");
            return assignment<column, node::refused<type>>{};
        } else if constexpr (std::is_same_v<given, std::nullptr_t> or std::is_same_v<given, std::nullopt_t>) {
            return assignment<column, node::null_literal<type>>{};
        } else if constexpr (expression_like<given>) {
            return assignment<column, tree_of<given>, detail::values_in<given>>{value.parameters};
        } else if constexpr (is_argument<given>) {
            return assignment<column, node::argument<type, given::name>, values<awaited<type>>>{};
        } else if constexpr (is_nullable_argument<given>) {
            return assignment<column, node::argument<type, given::name>, values<awaited<detail::optional_value<type>>>>{};
        } else {
            using held = decltype(detail::hold(static_cast<Value&&>(value)));
            using written = std::conditional_t<is_optional<given>, node::nullable_parameter<type>, node::parameter<type>>;
            if constexpr (std::is_same_v<held, given>)
                return assignment<column, written, values<bound<type, held>>>{{{{{static_cast<Value&&>(value)}}}}};
            else
                return assignment<column, written, values<bound<type, held>>>{{{{{detail::hold(static_cast<Value&&>(value))}}}}};
        }
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
