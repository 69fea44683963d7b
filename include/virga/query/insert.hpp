// virga/query/insert.hpp: insert of one row, of many, or of defaults, with what to do on conflict.
#pragma once

#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <span>              // std::span
#include <string_view>       // std::string_view
#include <type_traits>       // std::is_same_v
#include <utility>           // std::forward

#include <virga/catalog/keys.hpp>      // virga::detail::unique_keys
#include <virga/expr/logic.hpp>        // virga::is_condition
#include <virga/query/conflict.hpp>    // virga::clause of conflicts
#include <virga/query/insert_rows.hpp> // virga::detail::row_inserts
#include <virga/query/writing.hpp>     // virga::detail::check_assignments

namespace virga {

/// An insert without its values: what it inserts, what it does on conflict, what it returns.
template <class Source, class Body, class Conflict, class Outputs>
struct insert_tree;

namespace detail {
/// `("a", "b") values ($1, $2)`, and `now()` for columns that an insert touches.
constexpr void write_inserted(writer& out, std::span<const untold_column> columns, column_indexes given,
                              std::initializer_list<writer::spelling> values) {
    const auto touch = [&](std::string_view before, auto write) {
        for (std::size_t i = 0; i != columns.size(); ++i) {
            if (not columns[i].is_touched_on_insert or contains(given, i)) continue;
            out.text(before);
            before = ", ";
            write(columns[i]);
        }
    };
    std::string_view before = "";
    out.text(" (");
    for (const std::size_t index : given) {
        out.text(before);
        before = ", ";
        out.identifier(columns[index].name);
    }
    touch(before, [&](const untold_column& column) { out.identifier(column.name); });
    out.text(") values (");
    out.list(values);
    touch(before, [&](const untold_column& column) { out.text(column.now); });
    out.text(")");
}
template <class Source, class... Items>
struct inserted_values {
    using nodes = list<typename Items::value...>;
    static constexpr void write(writer& out) {
        write_inserted(out, untold_of<Source>, {Items::index...}, {&Items::value::write...});
    }
};

template <class Fields>
inline constexpr bool any_touched = false;
/// Whether an insert touches a column, so that it is not of defaults alone.
template <class... Fields>
inline constexpr bool any_touched<list<Fields...>> = (Fields::is_touched_on_insert or ...);

/// `default values`
struct inserted_defaults {
    using nodes = list<>;
    static constexpr void write(writer& out) { out.text(" default values"); }
};

/// The index of the first column that must be given and is not; their number if all are.
constexpr std::size_t first_missing(std::span<const untold_column> columns, column_indexes given) {
    std::size_t index = 0;
    while (index != columns.size() and (not columns[index].is_required or contains(given, index))) ++index;
    return index;
}
/// The column at an index, or void past the last.
template <class Source, std::size_t Index, bool IsColumn = Index != fields_of<Source>::size>
struct column_or_void {
    using type = column_of_node<node::column_at<Source, Index>>;
};
template <class Source, std::size_t Index>
struct column_or_void<Source, Index, false> {
    using type = void;
};
template <class Source, std::size_t... Given>
using missing_column = typename column_or_void<Source, first_missing(untold_of<Source>, {Given...})>::type;
}  // namespace detail

/// Whether an insert gives every column that is not null and has no default; `Missing` is the first it does not, or void.
template <class Missing>
inline constexpr bool gives_every_required_column = false;
template <>
inline constexpr bool gives_every_required_column<void> = true;

/// Whether a select returning is asked of a statement once.
template <class Source, class Body, class Conflict, class... Outputs>
struct insert_tree<Source, Body, Conflict, list<Outputs...>> {
    using outputs = list<Outputs...>;
    static constexpr std::size_t width = (0 + ... + Outputs::width);
    template <class Outer>
    using scope_in = scope<Outer, from_item<Source, false>>;

    static constexpr void write(writer& out) {
        out.begin_statement(place::row);
        out.text("insert into ");
        detail::write_source<Source>(out);
        Body::write(out);
        out.source(virga::detail::reference_of<Source>);
        Conflict::write(out);
        detail::write_returning<Outputs...>(out);
    }
};

/// An insert with the values of its parameters.
template <class Tree, class Values>
struct insert_query;

namespace detail {
/// `on conflict (columns)`, to be followed by what to do.
template <class Tree, class Target, class Values>
struct open_conflict;
/// The columns of an `on conflict` that was refused.
struct refused_target {};
}  // namespace detail

/// Whether an insert does not say yet what it does on conflict.
template <class Conflict>
inline constexpr bool has_no_conflict_clause = std::is_same_v<Conflict, clause::no_conflict>;

template <class Source, class Body, class Conflict, class Outputs, class Values>
struct insert_query<insert_tree<Source, Body, Conflict, Outputs>, Values> {
    using tree = insert_tree<Source, Body, Conflict, Outputs>;
    [[no_unique_address]] Values parameters;

    /// `on conflict (columns)`: the columns of a primary key or unique constraint, or none for any conflict. To be followed by
    /// `.do_nothing()` or `.do_update(assignments)`.
    template <class... Columns>
    [[nodiscard, gnu::always_inline]] constexpr auto on_conflict(const Columns&...) const {
        if constexpr (not(is_column<Columns> and ...)) {
            static_assert((is_column<Columns> and ...), "on_conflict: takes columns");
            return detail::open_conflict<tree, detail::refused_target, Values>{parameters};
        } else if constexpr (not(is_column_of<Columns, Source> and ...)) {
            static_assert((is_column_of<Columns, Source> and ...), "on_conflict: names a column of another table than the insert's");
            return detail::open_conflict<tree, detail::refused_target, Values>{parameters};
        } else if constexpr (not has_no_conflict_clause<Conflict>) {
            static_assert(has_no_conflict_clause<Conflict>, "on_conflict: the insert has one already");
            return detail::open_conflict<tree, detail::refused_target, Values>{parameters};
        } else if constexpr (not returns_nothing_yet<Outputs>) {
            static_assert(returns_nothing_yet<Outputs>, "on_conflict: comes before returning, as in SQL");
            return detail::open_conflict<tree, detail::refused_target, Values>{parameters};
        } else if constexpr (not is_conflict_target<Source, Columns...>) {
            static_assert(is_conflict_target<Source, Columns...>,
                          "on_conflict: no primary key, unique constraint or unique index covers just these columns, so they cannot conflict");
            return detail::open_conflict<tree, detail::refused_target, Values>{parameters};
        } else {
            return detail::open_conflict<tree, list<tree_of<Columns>...>, Values>{parameters};
        }
    }

    /// `returning outputs`, of the rows inserted or, on conflict, updated.
    template <class... Selected>
    [[nodiscard, gnu::always_inline]] constexpr auto returning(const Selected&... outputs) const {
        if constexpr (not are_selectable<Selected...>) {
            static_assert(are_selectable<Selected...>, "returning: takes columns, expressions and the table, one at least");
            return with<insert_tree<Source, Body, Conflict, list<node::output<node::refused<types::boolean>>>>>(parameters);
        } else if constexpr (not returns_nothing_yet<Outputs>) {
            static_assert(returns_nothing_yet<Outputs>, "returning: the statement has one already; name all in it");
            return with<insert_tree<Source, Body, Conflict, list<node::output<node::refused<types::boolean>>>>>(parameters);
        } else {
            using after = insert_tree<Source, Body, Conflict, list<typename detail::output_of<Selected>::type...>>;
            if constexpr ((detail::has_no_parameters<Selected> and ...)) return insert_query<after, Values>{parameters};
            else return with<after>(detail::join_outputs(parameters, outputs...));
        }
    }

private:
    template <class TreeAfter, class All>
    [[gnu::always_inline]] static constexpr insert_query<TreeAfter, All> with(const All& all) {
        return {all};
    }
};

namespace detail {
template <class Source, class Body, class Conflict, class Outputs, class Target, class Values>
struct open_conflict<insert_tree<Source, Body, Conflict, Outputs>, Target, Values> {
    [[no_unique_address]] Values parameters;

    /// `do nothing`: the row that is there already stays as it is.
    [[nodiscard, gnu::always_inline]] constexpr auto do_nothing() const {
        if constexpr (is_refused) return with<refused>(parameters);
        else return with<clause::do_nothing<Target>>(parameters);
    }
    /// `do update set column = value, ...`: the row that is there is updated; `excluded(column)` is the value that was
    /// to be inserted.
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto do_update(const Assignments&... assignments) const {
        if constexpr (is_refused) {
            return with<refused>(parameters);
        } else if constexpr (sizeof...(Assignments) == 0) {
            static_assert(sizeof...(Assignments) != 0, "do_update: sets no column; name at least one, or write do_nothing()");
            return with<refused>(parameters);
        } else if constexpr (Target::size == 0) {
            static_assert(Target::size != 0, "do_update: on_conflict must name the columns that may conflict");
            return with<refused>(parameters);
        } else if constexpr (not is_told_from_excluded<Source>) {
            static_assert(is_told_from_excluded<Source>,
                          "do_update: the table is called excluded, as SQL calls the row that was to be inserted; "
                          "rename the table, or update it by a statement of its own");
            return with<refused>(parameters);
        } else if constexpr (not check_assignments<Source, Assignments...>()) {
            return with<refused>(parameters);
        } else {
            return with<clause::do_update<Source, Target, set_item<tree_of<typename Assignments::column>::index,
                                                                   typename Assignments::tree>...>>(
                join(parameters, assignments.parameters...));
        }
    }

private:
    static constexpr bool is_refused = std::is_same_v<Target, refused_target>;
    using refused = clause::do_update<Source, list<>, set_item<0, node::refused<types::boolean>>>;

    template <class Action, class All>
    [[gnu::always_inline]] static constexpr insert_query<insert_tree<Source, Body, Action, Outputs>, All> with(const All& all) {
        return {all};
    }
};

/// An insert that does not say yet what it inserts.
template <class Source>
struct insert_start {
    /// `(columns) values (values)`: one row of assignments.
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto values(const Assignments&... assignments) const {
        if constexpr (not check_assignments<Source, Assignments...>()) {
            return query<refused>(no_parameters);
        } else {
            using missing = missing_column<Source, tree_of<typename Assignments::column>::index...>;
            static_assert(gives_every_required_column<missing>,
                          "values: a column is missing that is not null and has no default");
            static_assert(sizeof...(Assignments) != 0 or not gives_every_required_column<missing>,
                          "values: gives no column; write default_values()");
            using body =
                inserted_values<Source, set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>;
            return insert_query<insert_tree<Source, body, clause::no_conflict, list<>>, joined_values<values_in<Assignments>...>>{
                join(assignments.parameters...)};
        }
    }
    /// `default values`: a row of nothing but defaults.
    [[nodiscard, gnu::always_inline]] constexpr auto default_values() const {
        using missing = missing_column<Source>;
        static_assert(gives_every_required_column<missing>,
                      "default_values: a column is missing that is not null and has no default");
        if constexpr (any_touched<fields_of<Source>>) return query<inserted_values<Source>>(no_parameters);
        else return query<inserted_defaults>(no_parameters);
    }
    /// Every row of a range of `insertable<table>` or `row<table>`, by one statement whatever their number. The range must
    /// outlive the query unless it is given as an rvalue. Errors, when it is run: `value_error` where an `insertable<table>` was
    /// not given a value that it must be given; nothing is sent then.
    template <class Range>
    [[nodiscard, gnu::always_inline]] constexpr auto rows(Range&& range) const {
        if constexpr (not is_range_of_rows<Source, Range>) {
            static_assert(is_range_of_rows<Source, Range>,
                          "rows: takes a range of insertable<table> or row<table>; one that changes as it is walked, such as a "
                          "filter, must be put into a vector");
            return query<refused>(no_parameters);
        } else if constexpr (not has_writable_column<Source>) {
            static_assert(has_writable_column<Source>,
                          "rows: the server alone writes every column of this table; write default_values()");
            return query<refused>(no_parameters);
        } else if constexpr (not can_insert_whole_rows<Source, row_in<Range>>) {
            static_assert(can_insert_whole_rows<Source, row_in<Range>>,
                          "rows: the server alone writes a column of row<table>; give a range of insertable<table>");
            return query<refused>(no_parameters);
        } else {
            using encoder = rows_encoder<Source, row_in<Range>>;
            using held = decltype(hold(std::forward<Range>(range)));
            return query<inserted_rows<Source, row_in<Range>>>(
                virga::values<bundle<encoder, held>>{{{{hold(std::forward<Range>(range))}}}});
        }
    }

private:
    using refused = inserted_values<Source, set_item<0, node::refused<types::boolean>>>;

    template <class Body, class All>
    [[gnu::always_inline]] static constexpr auto query(const All& all) {
        return insert_query<insert_tree<Source, Body, clause::no_conflict, list<>>, All>{all};
    }
};

template <class Source, class Body, class Conflict, class Outputs>
struct checked<insert_tree<Source, Body, Conflict, Outputs>> {
    using nodes = joined<typename Body::nodes, typename Conflict::nodes, Outputs>;
    static consteval bool check() {
        if constexpr (measures_of<insert_tree<Source, Body, Conflict, Outputs>>.is_plain) {
            return true;
        } else if constexpr (not is_in_from<stray_in<typename Body::nodes, scope<no_scope>>, scope<no_scope>>) {
            static_assert(is_in_from<stray_in<typename Body::nodes, scope<no_scope>>, scope<no_scope>>,
                          "values: a row to insert cannot name a column; give a value");
            return false;
        } else if constexpr (not none_aggregates<typename Body::nodes>) {
            static_assert(none_aggregates<typename Body::nodes>, "values: an aggregate has no group here");
            return false;
        } else if constexpr (not check_all_subqueries<scope<no_scope>>(static_cast<typename Body::nodes*>(nullptr))) {
            return false;
        } else {
            using own = scope<no_scope, from_item<Source, false>>;
            using with_excluded = scope<no_scope, from_item<Source, false>, from_item<excluded_row<Source>, false>>;
            return check_arguments<insert_tree<Source, Body, Conflict, Outputs>>() and
                   check_row_expressions<with_excluded, typename Conflict::nodes, list<>>() and
                   check_row_expressions<own, list<>, Outputs>();
        }
    }
    static constexpr bool value = check();
};
}  // namespace detail

/// `insert into "table"`, to be followed by `.values(...)`, `.rows(...)` or `.default_values()`.
template <class Source>
[[nodiscard, gnu::always_inline]] constexpr auto insert_into(const Source&) {
    if constexpr (not is_table<Source>) {
        static_assert(is_table<Source>, "insert_into: takes a table");
        return detail::refused_statement{};
    } else {
        return detail::insert_start<Source>{};
    }
}
}  // namespace virga
