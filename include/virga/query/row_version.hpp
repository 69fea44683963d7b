// virga/query/row_version.hpp: the values of a row before and after the statement that writes it, in returning.
// Source: PostgreSQL 18 manual, section 6.4, Returning Data from Modified Rows.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v

#include <virga/expr/column.hpp>         // virga::column
#include <virga/query/detail/scope.hpp>  // virga::target_item

namespace virga {

namespace detail {
/// Whether each row that a statement returns was there before: of one that inserts, only those in conflict.
template <class Scope, class Source>
inline constexpr bool was_there_before = false;
template <class Outer, class... Items, class Source>
inline constexpr bool was_there_before<scope<Outer, Items...>, Source> = (std::is_same_v<target_item<Source>, Items> or ...);
}  // namespace detail

namespace node {
/// `old."column"`, `new."column"`
template <class Source, std::size_t Index, bool IsAfter>
struct row_version : leaf {
    using field = field_of<Source, Index>;
    using type = typename field::type;
    template <class From>
    static constexpr bool nullable_in = field::is_nullable or not(IsAfter or detail::was_there_before<From, Source>);
    static constexpr void write(writer& out) { out.version(detail::reference_of<Source>, field::name, IsAfter); }
};
}  // namespace node

/// `old.column`, in returning: the value before an update or delete, and before `do_update`; NULL in a row that was inserted. From
/// PostgreSQL 18; one before it refuses the statement with 42P01, undefined_table.
template <class Source, fixed_string Name>
[[nodiscard]] constexpr auto old(const column<Source, Name>&) {
    return expression<node::row_version<Source, field_index<Source, Name>, false>>{};
}
/// `new.column`, in returning of an insert or update: the value after it, which the column alone says as well.
template <class Source, fixed_string Name>
[[nodiscard]] constexpr auto new_(const column<Source, Name>&) {
    return expression<node::row_version<Source, field_index<Source, Name>, true>>{};
}
}  // namespace virga
