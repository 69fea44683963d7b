// virga/query/delete.hpp: delete of rows that a condition chooses.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/query/update.hpp>  // virga::says_which_rows

namespace virga {

/// A delete without its values.
template <class Source, class Rows, class Outputs>
struct delete_tree;

template <class Source, class Rows, class... Outputs>
struct delete_tree<Source, Rows, list<Outputs...>> {
    using outputs = list<Outputs...>;
    static constexpr std::size_t width = (0 + ... + Outputs::width);
    template <class Outer>
    using scope_in = scope<Outer, from_item<Source, false>>;

    static constexpr void write(writer& out) {
        out.begin_statement(place::row);
        out.source(virga::detail::reference_of<Source>);
        out.text("delete from ");
        detail::write_source<Source>(out);
        detail::condition_of<Rows>::write(out);
        detail::write_returning<Outputs...>(out);
    }
};

/// A delete with the values of its parameters.
template <class Tree, class Values = values<>>
struct delete_query;

template <class Source, class Rows, class Outputs, class Values>
struct delete_query<delete_tree<Source, Rows, Outputs>, Values> {
    using tree = delete_tree<Source, Rows, Outputs>;
    [[no_unique_address]] Values parameters;

    /// `where condition`
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return with<delete_tree<Source, rows_where<node::refused<types::boolean>>, Outputs>>(parameters);
        } else if constexpr (says_which_rows<Rows>) {
            static_assert(not says_which_rows<Rows>, "where: the delete says which rows already; combine conditions with and");
            return with<delete_tree<Source, rows_where<node::refused<types::boolean>>, Outputs>>(parameters);
        } else if constexpr (not returns_nothing_yet<Outputs>) {
            static_assert(returns_nothing_yet<Outputs>, "where: comes before returning, as in SQL");
            return with<delete_tree<Source, rows_where<node::refused<types::boolean>>, Outputs>>(parameters);
        } else {
            return delete_query<delete_tree<Source, rows_where<tree_of<Condition>>, Outputs>,
                                detail::joined_values<Values, detail::values_in<Condition>>>{
                detail::join(parameters, condition.parameters)};
        }
    }
    /// Every row of the table is meant.
    [[nodiscard, gnu::always_inline]] constexpr auto all_rows() const {
        if constexpr (says_which_rows<Rows>) {
            static_assert(not says_which_rows<Rows>, "all_rows: the delete says which rows already");
            return *this;
        } else {
            return with<delete_tree<Source, every_row, Outputs>>(parameters);
        }
    }
    /// `returning outputs`, of the rows deleted.
    template <class... Selected>
    [[nodiscard, gnu::always_inline]] constexpr auto returning(const Selected&... outputs) const {
        if constexpr (not are_selectable<Selected...>) {
            static_assert(are_selectable<Selected...>, "returning: takes columns, expressions and the table, one at least");
            return with<delete_tree<Source, Rows, list<node::output<node::refused<types::boolean>>>>>(parameters);
        } else if constexpr (not returns_nothing_yet<Outputs>) {
            static_assert(returns_nothing_yet<Outputs>, "returning: the statement has one already; name all in it");
            return with<delete_tree<Source, Rows, list<node::output<node::refused<types::boolean>>>>>(parameters);
        } else {
            using after = delete_tree<Source, Rows, list<typename detail::output_of<Selected>::type...>>;
            if constexpr ((detail::has_no_parameters<Selected> and ...)) return delete_query<after, Values>{parameters};
            else return with<after>(detail::join_outputs(parameters, outputs...));
        }
    }

private:
    template <class TreeAfter, class All>
    [[gnu::always_inline]] static constexpr delete_query<TreeAfter, All> with(const All& all) {
        return {all};
    }
};

namespace detail {
template <class Source, class Rows, class Outputs>
struct checked<delete_tree<Source, Rows, Outputs>> {
    using nodes = joined<typename condition_of<Rows>::type, Outputs>;
    static consteval bool check() {
        using tree = delete_tree<Source, Rows, Outputs>;
        if constexpr (not says_which_rows<Rows>) {
            static_assert(says_which_rows<Rows>, "delete: has no where and would delete every row; write .where(...), or .all_rows()");
            return false;
        } else if constexpr (measures_of<tree>.is_plain) {
            return true;
        } else {
            return check_arguments<tree>() and
                   check_row_expressions<typename tree::template scope_in<no_scope>, typename condition_of<Rows>::type, Outputs>();
        }
    }
    static constexpr bool value = check();
};
}  // namespace detail

/// `delete from "table"`, to be followed by `.where(...)` or `.all_rows()`.
template <class Source>
[[nodiscard, gnu::always_inline]] constexpr auto delete_from(const Source&) {
    if constexpr (not is_table<Source>) {
        static_assert(is_table<Source>, "delete_from: takes a table");
        return detail::refused_statement{};
    } else {
        return delete_query<delete_tree<Source, no_rows_yet, list<>>>{};
    }
}
}  // namespace virga
