// virga/expr/label.hpp: a name in a result, "n"_c.
#pragma once

#include <virga/expr/expression.hpp>    // virga::detail::expression_tree
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

namespace node {
/// The name of a column of the result, in order by.
template <fixed_string Name>
struct output_name {
    using children = list<>;
    static constexpr void write(writer& out) { out.identifier(Name.view()); }
};
}  // namespace node

/// A column's name in a result: `row["n"_c]`, `recent["n"_c]`, `order_by("n"_c)`.
template <fixed_string Name>
struct column_label {
    static constexpr values<> parameters{};  // so that it is used like any key
};

inline namespace literals {
template <fixed_string Name>
consteval auto operator""_c() {
    return column_label<Name>{};
}
}  // namespace literals

namespace detail {
template <fixed_string Name>
struct expression_tree<column_label<Name>> {
    using type = node::output_name<Name>;
};
}  // namespace detail

template <class>
inline constexpr bool is_column_label = false;
template <fixed_string Name>
inline constexpr bool is_column_label<column_label<Name>> = true;
}  // namespace virga
