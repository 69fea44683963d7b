// virga/query/writing.hpp: what insert, update and delete share: assignments, returning, their rules.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/expr/assignment.hpp>  // virga::assignment
#include <virga/query/check.hpp>      // virga::detail::stray_in
#include <virga/query/output.hpp>     // virga::node::output
#include <virga/types/timestamptz.hpp>  // virga::types::timestamptz

namespace virga {

/// Whether a statement has no `returning` yet. It comes last, as in SQL, and with it the values that it may carry.
template <class Outputs>
inline constexpr bool returns_nothing_yet = Outputs::size == 0;

/// Whether the column is one of the statement's table, not of another or of an alias.
template <class Column, class Source>
inline constexpr bool is_column_of = std::is_same_v<typename Column::source, Source>;

namespace detail {
template <class Fields>
inline constexpr bool any_writable = false;
template <class... Fields>
inline constexpr bool any_writable<list<Fields...>> = not(Fields::is_generated and ...);
}  // namespace detail

/// Whether the app may write a column of the table.
template <class Source>
inline constexpr bool has_writable_column = detail::any_writable<fields_of<Source>>;

namespace detail {
/// How many of the assignments are to `Column`.
template <class Column, class... Assignments>
inline constexpr int times_assigned = (0 + ... + (std::is_same_v<Column, typename Assignments::column> ? 1 : 0));
}  // namespace detail

/// Whether an assignment is the only one to its column.
template <class Column, class... Assignments>
inline constexpr bool is_assigned_once = detail::times_assigned<Column, Assignments...> == 1;

namespace detail {
/// What a statement is after its table was refused: it takes every clause, and is not checked further.
struct refused_statement {
    using tree = select_tree<list<node::output<node::refused<types::boolean>>>, clause::refused>;
    [[no_unique_address]] virga::values<> parameters;

    template <class... Given>
    constexpr refused_statement values(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement rows(const Given&...) const { return {}; }
    constexpr refused_statement default_values() const { return {}; }
    template <class... Given>
    constexpr refused_statement on_conflict(const Given&...) const { return {}; }
    constexpr refused_statement do_nothing() const { return {}; }
    template <class... Given>
    constexpr refused_statement do_update(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement set(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement where(const Given&...) const { return {}; }
    constexpr refused_statement all_rows() const { return {}; }
    template <class... Given>
    constexpr refused_statement returning(const Given&...) const { return {}; }
};

/// Whether each argument is an assignment to a column of `Source`, each column once.
template <class Source, class... Assignments>
consteval bool check_assignments() {
    if constexpr (not(is_assignment<Assignments> and ...)) {
        static_assert((is_assignment<Assignments> and ...),
                      "values, set: takes assignments, column = value; set also takes one patch<> of its table");
        return false;
    } else if constexpr (not(is_column_of<typename Assignments::column, Source> and ...)) {
        static_assert((is_column_of<typename Assignments::column, Source> and ...),
                      "values, set: sets a column of another table than the statement's");
        return false;
    } else if constexpr (not(is_assigned_once<typename Assignments::column, Assignments...> and ...)) {
        static_assert((is_assigned_once<typename Assignments::column, Assignments...> and ...),
                      "values, set: sets a column twice");
        return false;
    } else {
        return true;
    }
}

/// A column that a statement sets, and to what.
template <std::size_t Index, class Node>
struct set_item {
    static constexpr std::size_t index = Index;
    using value = Node;
    using children = list<Node>;
};

template <class Source, class Item>
constexpr void write_set_item(writer& out) {
    out.identifier(field_of<Source, Item::index>::name);
    out.text(" = ");
    Item::value::write(out);
}

template <class Source, class... Items>
constexpr void write_set(writer& out) {
    bool first = true;
    ((first ? void(first = false) : out.text(", "), write_set_item<Source, Items>(out)), ...);
}

/// `"column" = now()` for each column with `on_update_now` that is not set.
template <class Source, class Indexes, class... Items>
struct touched_items;
template <class Source, std::size_t... Indexes, class... Items>
struct touched_items<Source, std::index_sequence<Indexes...>, Items...> {
    template <std::size_t Index>
    static constexpr bool is_touched =
        field_of<Source, Index>::template has<attribute::on_update_now> and not((Items::index == Index) or ...);
    static constexpr void write(writer& out) { (write_one<Indexes>(out), ...); }

private:
    template <std::size_t Index>
    static constexpr void write_one(writer& out) {
        if constexpr (is_touched<Index>) {
            out.text(", ");
            out.identifier(field_of<Source, Index>::name);
            out.text(" = now()");
        }
    }
};

/// `now()` as a value of `Type`, of dates or times.
template <class Type>
constexpr void write_now(writer& out) {
    out.text("now()");
    if constexpr (Type::oid != types::timestamptz::oid) {
        out.text("::");
        out.text(Type::spelling.view());
    }
}

/// `returning` and what it returns; nothing for none.
template <class... Outputs>
constexpr void write_returning(writer& out) {
    if constexpr (sizeof...(Outputs) != 0) {
        out.text(" returning ");
        out.list({&Outputs::write...});
    }
}

/// Checks what a statement returns, and what it computes for each row.
template <class Scope, class Nodes, class Outputs>
consteval bool check_row_expressions() {
    if constexpr (not is_in_from<stray_in<Nodes, Scope>, Scope>) {
        static_assert(is_in_from<stray_in<Nodes, Scope>, Scope>,
                      "set, where: names a column of a table that is not the statement's");
        return false;
    } else if constexpr (not none_aggregates<Nodes>) {
        static_assert(none_aggregates<Nodes>, "set, where: an aggregate has no group here; write a subquery");
        return false;
    } else if constexpr (not is_in_from<stray_in<Outputs, Scope>, Scope>) {
        static_assert(is_in_from<stray_in<Outputs, Scope>, Scope>,
                      "returning: names a column of a table that is not the statement's");
        return false;
    } else if constexpr (not none_aggregates<Outputs>) {
        static_assert(none_aggregates<Outputs>, "returning: an aggregate has no group here; run a select");
        return false;
    } else {
        return check_all_subqueries<Scope>(static_cast<typename joined<Nodes, Outputs>::type*>(nullptr));
    }
}
}  // namespace detail
}  // namespace virga
