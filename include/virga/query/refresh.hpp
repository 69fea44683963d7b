// virga/query/refresh.hpp: refresh of a materialized view.
#pragma once

#include <virga/query/view.hpp>  // virga::view

namespace virga {

/// Whether it keeps its rows, and so can be refreshed.
template <class>
inline constexpr bool is_materialized_view = false;
template <class Source, class Definition, class Outputs, class Columns, class Values>
inline constexpr bool is_materialized_view<view<Source, Definition, Outputs, Columns, Values>> = Definition::is_materialized;

namespace clause {
/// `refresh materialized view concurrently "totals"`
template <class Source, bool IsConcurrent>
struct refreshed : virga::detail::clause_base<place::row, 0> {
    using nodes = list<>;
    static constexpr virga::detail::clause_marks marks =
        virga::detail::mark_of(place::row) | virga::detail::mark_of(statement_kind::refresh);
    static constexpr void write(writer& out) {
        out.text("refresh materialized view ");
        if (IsConcurrent) out.text("concurrently ");
        out.own_identifier(source_traits<Source>::schema, source_traits<Source>::name);
    }
};
}  // namespace clause

/// The statement that makes the rows of a materialized view anew.
template <class Source, bool IsConcurrent>
struct refresh_statement : detail::query_base {
    using tree = statement_tree<clause::refreshed<Source, IsConcurrent>>;
    [[no_unique_address]] values<> parameters;

    /// `concurrently`: the view can be read meanwhile. It needs a unique index, and rows from a refresh before; else the server
    /// refuses it (55000).
    [[nodiscard]] constexpr auto concurrently() const { return refresh_statement<Source, true>{}; }
};

/// `refresh materialized view "totals"`: nobody can read it meanwhile, unless `.concurrently()` follows.
template <class View>
[[nodiscard]] constexpr auto refresh_materialized_view(const View&) {
    if constexpr (not is_materialized_view<View>) {
        static_assert(is_materialized_view<View>, "refresh_materialized_view: takes a pg::materialized_view");
        return detail::refused_statement{};
    } else {
        return refresh_statement<typename View::tag, false>{};
    }
}
}  // namespace virga
