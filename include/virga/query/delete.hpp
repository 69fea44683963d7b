// virga/query/delete.hpp: delete of rows that a condition chooses.
#pragma once

#include <virga/query/writing.hpp>  // virga::takes_rows_where

namespace virga {

namespace detail {
template <class Self>
struct delete_calls : writing_base, takes_rows_where<Self>, takes_returning<Self> {};
}  // namespace detail

/// A delete with the values of its parameters.
template <class Tree, class Values = values<>>
struct delete_query : detail::delete_calls<delete_query<Tree, Values>> {
    using tree = Tree;
    [[no_unique_address]] Values parameters;
};

/// `delete from "table"`, to be followed by `.where(...)` or `.all_rows()`.
template <class Source>
[[nodiscard, gnu::always_inline]] constexpr auto delete_from(const Source&) {
    if constexpr (not is_table<Source>) {
        static_assert(is_table<Source>, "delete_from: takes a table");
        return detail::refused_statement{};
    } else {
        return delete_query<statement_tree<clause::target<statement_kind::delete_, Source>>>{};
    }
}
}  // namespace virga
