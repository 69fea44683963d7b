// virga/query/update.hpp: update of rows that a condition chooses.
#pragma once

#include <utility>  // std::forward

#include <virga/query/detail/made.hpp>      // virga::detail::made_items
#include <virga/query/detail/patching.hpp>  // virga::detail::patch_values
#include <virga/query/detail/writing.hpp>   // virga::detail::check_assignments

namespace virga {

namespace detail {
template <class Self>
struct update_calls : writing_base, takes_rows_where<Self>, takes_returning<Self>, takes_joins<Self> {
    /// `from "source"`: rows beside the table's, which set, where and returning can name.
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto from(const Source& source) const {
        return begin_from<join_kind::from>(static_cast<const Self&>(*this), source);
    }
};
}  // namespace detail

/// An update with the values of its parameters.
template <class Tree, class Values>
struct update_query : detail::update_calls<update_query<Tree, Values>> {
    using tree = Tree;
    [[no_unique_address]] Values parameters;
};

namespace detail {
/// Whether a clause stands behind set: it does not in an update that says none yet.
template <class...>
inline constexpr bool is_behind_set = false;

/// An update that does not say yet what it sets.
template <class Source>
struct update_start {
    template <class Condition>
    [[nodiscard]] constexpr auto where(const Condition&) const {
        static_assert(is_behind_set<Source, Condition>, "update: sets nothing yet; write .set(column = value) before .where(...)");
        return refused_statement{};
    }
    /// `set column = value, ...`
    template <class... Assignments>
        requires(not is_patch_of<Source, Assignments...>)
    [[nodiscard, gnu::always_inline]] constexpr auto set(const Assignments&... assignments) const {
        if constexpr (sizeof...(Assignments) == 0) {
            static_assert(sizeof...(Assignments) != 0, "set: sets no column; name at least one");
            return query<set_item<0, node::refused<types::boolean>>>(no_parameters);
        } else if constexpr (not check_assignments<Source, false, Assignments...>()) {
            return query<set_item<0, node::refused<types::boolean>>>(no_parameters);
        } else if constexpr (any_made_on_update<fields_of<Source>>) {
            return query<set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>(
                join(assignments.parameters...));
        } else {
            return query_of<joined_values<values_in<Assignments>...>,
                            set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>{
                {}, join(assignments.parameters...)};
        }
    }
    /// What a `patch<table>` changes. The query owns an rvalue and refers to an lvalue.
    template <class Patch>
        requires is_patch_of<Source, Patch>
    [[nodiscard, gnu::always_inline]] constexpr auto set(Patch&& patch) const {
        if constexpr (not has_writable_column<Source>) {
            static_assert(has_writable_column<Source>, "set: the server alone writes every column of this table");
            return query<set_item<0, node::refused<types::boolean>>>(no_parameters);
        } else {
            return patched(static_cast<patch_items<Source>*>(nullptr), patch_values<Source>(std::forward<Patch>(patch)));
        }
    }

private:
    template <class All, class... Items>
    using query_of = update_query<
        statement_tree<clause::target<statement_kind::update, Source>, clause::set<count_of<All>, Source, Items...>>, All>;
    template <class... Items, class All>
    [[gnu::always_inline]] static constexpr auto query(const All& all) {
        if constexpr (any_made_on_update<fields_of<Source>>) {
            using made = made_items<Source, false, Items::index...>;
            return finished(static_cast<typename joined<list<Items...>, typename made::items>::type*>(nullptr),
                            join(all, typename made::values{}));
        } else {
            return query_of<All, Items...>{{}, all};
        }
    }
    template <class... Items, class All>
    [[gnu::always_inline]] static constexpr auto finished(list<Items...>*, const All& all) {
        return query_of<All, Items...>{{}, all};
    }
    template <class... Items, class All>
    [[gnu::always_inline]] static constexpr auto patched(list<Items...>*, const All& all) {
        return query<Items...>(all);
    }
};
}  // namespace detail

/// `update "table"`, to be followed by `.set(...)` and then by `.where(...)` or `.all_rows()`.
template <class Source>
[[nodiscard, gnu::always_inline]] constexpr auto update(const Source&) {
    if constexpr (not is_table<Source>) {
        static_assert(is_table<Source>,
                      "update: takes a table, not an alias of one; give another name to the table beside it, in from");
        return detail::refused_statement{};
    } else {
        return detail::update_start<Source>{};
    }
}
}  // namespace virga
