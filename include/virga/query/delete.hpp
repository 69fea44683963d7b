// virga/query/delete.hpp: delete of rows that a condition chooses.
#pragma once

#include <virga/query/detail/writing.hpp>  // virga::takes_rows_where

namespace virga {

namespace detail {
template <class Self>
struct delete_calls : writing_base, takes_rows_where<Self>, takes_returning<Self>, takes_joins<Self> {
    /// `using "source"`: rows beside the table's, which where and returning can name.
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto using_(const Source& source) const {
        return begin_from<join_kind::using_>(static_cast<const Self&>(*this), source);
    }
};
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
        static_assert(is_table<Source>,
                      "delete_from: takes a table, not an alias of one; give another name to the table beside it, in using_");
        return detail::refused_statement{};
    } else {
        return delete_query<statement_tree<clause::target<statement_kind::delete_, Source>>>{};
    }
}
}  // namespace virga
