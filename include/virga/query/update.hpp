// virga/query/update.hpp: update of rows that a condition chooses.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v
#include <utility>      // std::forward

#include <virga/expr/logic.hpp>      // virga::is_condition
#include <virga/query/patching.hpp>  // virga::detail::patch_values
#include <virga/query/writing.hpp>   // virga::detail::check_assignments

namespace virga {

/// An update without its values. `Where` is empty until `where`, `list<>` after `all_rows`.
template <class Source, class Items, class Where, class Outputs>
struct update_tree;

/// Which rows a statement means: none said yet, all of them, or those that meet a condition.
struct no_rows_yet {};
struct every_row {};
template <class Condition>
struct rows_where {};

/// Whether an update or delete says which rows it means.
template <class Rows>
inline constexpr bool says_which_rows = not std::is_same_v<Rows, no_rows_yet>;

namespace detail {
template <class Rows>
struct condition_of {
    using type = list<>;
    static constexpr void write(writer&) {}
};
template <class Condition>
struct condition_of<rows_where<Condition>> {
    using type = list<Condition>;
    static constexpr void write(writer& out) {
        out.text(" where ");
        Condition::write(out);
    }
};
}  // namespace detail

template <class Source, class... Items, class Rows, class... Outputs>
struct update_tree<Source, list<Items...>, Rows, list<Outputs...>> {
    using source = Source;
    using rows = Rows;
    using outputs = list<Outputs...>;
    static constexpr std::size_t width = (0 + ... + Outputs::width);
    template <class Outer>
    using scope_in = scope<Outer, from_item<Source, false>>;

    static constexpr void write(writer& out) {
        out.begin_statement(place::row);
        out.source(virga::detail::reference_of<Source>);
        out.text("update ");
        detail::write_source<Source>(out);
        out.text(" set ");
        detail::write_set<Source, Items...>(out);
        detail::condition_of<Rows>::write(out);
        detail::write_returning<Outputs...>(out);
    }
};

/// An update with the values of its parameters.
template <class Tree, class Values>
struct update_query;

template <class Source, class Items, class Rows, class Outputs, class Values>
struct update_query<update_tree<Source, Items, Rows, Outputs>, Values> {
    using tree = update_tree<Source, Items, Rows, Outputs>;
    [[no_unique_address]] Values parameters;

    /// `where condition`
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return with<update_tree<Source, Items, rows_where<node::refused<types::boolean>>, Outputs>>(parameters);
        } else if constexpr (says_which_rows<Rows>) {
            static_assert(not says_which_rows<Rows>, "where: the update says which rows already; combine conditions with and");
            return with<update_tree<Source, Items, rows_where<node::refused<types::boolean>>, Outputs>>(parameters);
        } else if constexpr (not returns_nothing_yet<Outputs>) {
            static_assert(returns_nothing_yet<Outputs>, "where: comes before returning, as in SQL");
            return with<update_tree<Source, Items, rows_where<node::refused<types::boolean>>, Outputs>>(parameters);
        } else {
            return update_query<update_tree<Source, Items, rows_where<tree_of<Condition>>, Outputs>,
                                detail::joined_values<Values, detail::values_in<Condition>>>{
                detail::join(parameters, condition.parameters)};
        }
    }
    /// Every row of the table is meant.
    [[nodiscard, gnu::always_inline]] constexpr auto all_rows() const {
        if constexpr (says_which_rows<Rows>) {
            static_assert(not says_which_rows<Rows>, "all_rows: the update says which rows already");
            return *this;
        } else {
            return with<update_tree<Source, Items, every_row, Outputs>>(parameters);
        }
    }
    /// `returning outputs`, of the rows as they are after the update.
    template <class... Selected>
    [[nodiscard, gnu::always_inline]] constexpr auto returning(const Selected&... outputs) const {
        if constexpr (not are_selectable<Selected...>) {
            static_assert(are_selectable<Selected...>, "returning: takes columns, expressions and the table, one at least");
            return with<update_tree<Source, Items, Rows, list<node::output<node::refused<types::boolean>>>>>(parameters);
        } else if constexpr (not returns_nothing_yet<Outputs>) {
            static_assert(returns_nothing_yet<Outputs>, "returning: the statement has one already; name all in it");
            return with<update_tree<Source, Items, Rows, list<node::output<node::refused<types::boolean>>>>>(parameters);
        } else {
            using after = update_tree<Source, Items, Rows, list<typename detail::output_of<Selected>::type...>>;
            if constexpr ((detail::has_no_parameters<Selected> and ...)) return update_query<after, Values>{parameters};
            else return with<after>(detail::join_outputs(parameters, outputs...));
        }
    }

private:
    template <class TreeAfter, class All>
    [[gnu::always_inline]] static constexpr update_query<TreeAfter, All> with(const All& all) {
        return {all};
    }
};

namespace detail {
/// An update that does not say yet what it sets.
template <class Source>
struct update_start {
    /// `set column = value, ...`
    template <class... Assignments>
        requires(not is_patch_of<Source, Assignments...>)
    [[nodiscard, gnu::always_inline]] constexpr auto set(const Assignments&... assignments) const {
        if constexpr (sizeof...(Assignments) == 0) {
            static_assert(sizeof...(Assignments) != 0, "set: sets no column; name at least one");
            return query<list<set_item<0, node::refused<types::boolean>>>>(no_parameters);
        } else if constexpr (not check_assignments<Source, Assignments...>()) {
            return query<list<set_item<0, node::refused<types::boolean>>>>(no_parameters);
        } else {
            using items = list<set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>;
            return update_query<update_tree<Source, items, no_rows_yet, list<>>, joined_values<values_in<Assignments>...>>{
                join(assignments.parameters...)};
        }
    }
    /// What a `patch<table>` changes. The query owns an rvalue and refers to an lvalue.
    template <class Patch>
        requires is_patch_of<Source, Patch>
    [[nodiscard, gnu::always_inline]] constexpr auto set(Patch&& patch) const {
        if constexpr (not has_writable_column<Source>) {
            static_assert(has_writable_column<Source>, "set: the server alone writes every column of this table");
            return query<list<set_item<0, node::refused<types::boolean>>>>(no_parameters);
        } else {
            return query<patch_items<Source>>(patch_values<Source>(std::forward<Patch>(patch)));
        }
    }

private:
    template <class Items, class All>
    [[gnu::always_inline]] static constexpr auto query(const All& all) {
        return update_query<update_tree<Source, Items, no_rows_yet, list<>>, All>{all};
    }
};

template <class Source, class... Items, class Rows, class Outputs>
struct checked<update_tree<Source, list<Items...>, Rows, Outputs>> {
    using nodes = joined<list<typename Items::value...>, typename condition_of<Rows>::type, Outputs>;
    static consteval bool check() {
        using tree = update_tree<Source, list<Items...>, Rows, Outputs>;
        if constexpr (not says_which_rows<Rows>) {
            static_assert(says_which_rows<Rows>, "update: has no where and would change every row; write .where(...), or .all_rows()");
            return false;
        } else if constexpr (measures_of<tree>.is_plain) {
            return true;
        } else {
            using row_nodes = typename joined<list<typename Items::value...>, typename condition_of<Rows>::type>::type;
            return check_arguments<tree>() and check_row_expressions<typename tree::template scope_in<no_scope>, row_nodes, Outputs>();
        }
    }
    static constexpr bool value = check();
};
}  // namespace detail

/// `update "table"`, to be followed by `.set(...)` and then by `.where(...)` or `.all_rows()`.
template <class Source>
[[nodiscard, gnu::always_inline]] constexpr auto update(const Source&) {
    if constexpr (not is_table<Source>) {
        static_assert(is_table<Source>, "update: takes a table");
        return detail::refused_statement{};
    } else {
        return detail::update_start<Source>{};
    }
}
}  // namespace virga
