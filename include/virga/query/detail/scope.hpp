// virga/query/detail/scope.hpp: which sources a query can name, and which of them may be missing from a row.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v

#include <virga/expr/column.hpp>  // virga::column

namespace virga {

/// A source of a from clause; `Optional` if an outer join can leave it out of a row.
template <class Source, bool Optional>
struct from_item {
    using source = Source;
    static constexpr bool optional = Optional;
};

/// The table that a statement writes, beside what its from or using joins: no join can leave it out.
template <class Source>
struct target_item {
    using source = Source;
    static constexpr bool optional = false;
};

/// What is outside the outermost query: nothing.
struct no_scope {
    template <class>
    static constexpr bool has = false;
    template <class>
    static constexpr bool is_optional = false;
};

/// The sources of a from clause, and those of the query around it.
template <class Outer, class... Items>
struct scope {
    static constexpr std::size_t size = sizeof...(Items);
    /// What tells the sources from all others, and a 0.
    static constexpr std::uint64_t ids[]{detail::reference_of<typename Items::source>.id..., 0};
    /// How many sources are called `name`.
    static constexpr int count([[maybe_unused]] std::string_view name) {
        return (0 + ... + (source_traits<typename Items::source>::reference_name == name ? 1 : 0));
    }
    template <class Source>
    static constexpr bool has_own = (std::is_same_v<Source, typename Items::source> or ...);
    /// Whether a column of `Source` can be named; a name here hides that of a source outside.
    template <class Source>
    static constexpr bool has =
        has_own<Source> or (Outer::template has<Source> and count(source_traits<Source>::reference_name) == 0);
    /// Whether an outer join can leave `Source` out.
    template <class Source>
    static constexpr bool is_optional = has_own<Source>
                                            ? ((std::is_same_v<Source, typename Items::source> and Items::optional) or ...)
                                            : Outer::template is_optional<Source>;
};

namespace detail {
/// The name of the column at a position.
template <class Source, class Field>
struct column_token;
template <class Source, class Type, fixed_string Name, class... Attributes>
struct column_token<Source, field<Type, Name, Attributes...>> {
    using type = column<Source, Name>;
};
template <class Node>
using column_of_node = typename column_token<typename Node::source, typename Node::field>::type;
}  // namespace detail
}  // namespace virga
