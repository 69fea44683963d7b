// virga/query/detail/writing.hpp: what insert, update and delete share: assignments, which rows they mean, returning.
#pragma once

#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <string_view>       // std::string_view
#include <type_traits>       // std::is_same_v

#include <virga/expr/assignment.hpp>  // virga::is_assignment
#include <virga/expr/logic.hpp>       // virga::is_condition
#include <virga/query/clause.hpp>     // virga::clause
#include <virga/query/output.hpp>     // virga::are_selectable
#include <virga/query/select.hpp>     // virga::detail::refused_select
#include <virga/text/array_view.hpp>  // virga::array_view

namespace virga {

/// Whether the column is one of the statement's table, not of another or of an alias.
template <class Column, class Source>
concept is_column_of = std::is_same_v<typename Column::source, Source>;

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
    using tree = refused_select::tree;
    [[no_unique_address]] virga::values<> parameters;

    template <class... Given>
    constexpr refused_statement values(const Given&...) const { return {}; }
    constexpr refused_statement overriding_system_value() const { return {}; }
    constexpr refused_statement overriding_user_value() const { return {}; }
    template <class... Given>
    constexpr refused_statement rows(const Given&...) const { return {}; }
    constexpr refused_statement default_values() const { return {}; }
    template <class... Given>
    constexpr refused_statement columns(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement select(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement from(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement using_(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement inner_join(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement left_join(const Given&...) const { return {}; }
    template <class... Given>
    constexpr refused_statement on_conflict(const Given&...) const { return {}; }
    template <fixed_string>
    constexpr refused_statement on_conflict_on_constraint() const { return {}; }
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
    template <class... Given>
    constexpr refused_statement with(const Given&...) const { return {}; }
};

/// Whatever it is given, it stays what it is.
template <class Clause, class Added>
constexpr refused_statement with_clause(const refused_statement&, const Added&) { return {}; }

/// A column that a statement sets, and to what.
template <std::size_t Index, class Node>
struct set_item {
    static constexpr std::size_t index = Index;
    using value = Node;
    using children = list<Node>;
};

// What follows is asked of indexes and flags, by functions that are compiled once, not for each statement.

/// What a statement does with a column that it is not told of.
struct untold_column {
    std::string_view name;
    bool is_required;           ///< an insert must give it
    bool is_touched_on_insert;  ///< `on_update_now` without a default
    bool is_touched_on_update;  ///< `on_update_now`
    std::string_view now;       ///< the moment as a value of the column, if it is ever touched
};
/// The moment as a value of a column that is touched, as SQL; nothing for others.
template <class Field, bool IsTouched>
inline constexpr std::string_view touch_of{};
template <class Field>
inline constexpr std::string_view touch_of<Field, true> = Field::type::now;

template <class Fields>
struct untold;
template <class... Fields>
struct untold<list<Fields...>> {
    static constexpr untold_column columns[]{
        {Fields::name, Fields::is_required, Fields::is_touched_on_insert, Fields::template has<attribute::on_update_now>,
         touch_of<Fields, Fields::template has<attribute::on_update_now>>}...};
};
template <class Source>
inline constexpr array_view<untold_column> untold_of = untold<fields_of<Source>>::columns;

using column_indexes = std::initializer_list<std::size_t>;
constexpr bool contains(column_indexes indexes, std::size_t index) {
    for (const std::size_t each : indexes) {
        if (each == index) return true;
    }
    return false;
}
constexpr bool are_different(column_indexes indexes) {
    for (const std::size_t* each = indexes.begin(); each != indexes.end(); ++each) {
        for (const std::size_t* other = indexes.begin(); other != each; ++other) {
            if (*other == *each) return false;
        }
    }
    return true;
}

/// A column and what it is set to.
struct set_column {
    std::string_view name;
    writer::spelling write;
};
constexpr void write_set(writer& out, std::initializer_list<set_column> items) {
    bool first = true;
    for (const set_column& each : items) {
        if (not first) out.text(", ");
        first = false;
        out.identifier(each.name);
        out.text(" = ");
        each.write(out);
    }
}
/// `"column" = now()` for each column with `on_update_now` that is not set.
constexpr void write_touched(writer& out, array_view<untold_column> columns, column_indexes given) {
    for (std::size_t i = 0; i != columns.size(); ++i) {
        if (not columns[i].is_touched_on_update or contains(given, i)) continue;
        out.text(", ");
        out.identifier(columns[i].name);
        out.text(" = ");
        out.text(columns[i].now);
    }
}
template <class Source, class... Items>
constexpr void write_set(writer& out) {
    write_set(out, {{field_of<Source, Items::index>::name, &Items::value::write}...});
    write_touched(out, untold_of<Source>, {Items::index...});
}

/// Whether each argument is an assignment to a column of `Source`, each column once; to one that the server alone writes if that is
/// overridden.
template <class Source, bool Overrides, class... Assignments>
consteval bool check_assignments() {
    if constexpr (not(is_assignment<Assignments> and ...)) {
        static_assert((is_assignment<Assignments> and ...),
                      "values, set: takes assignments, column = value; set also takes one patch<> of its table");
        return false;
    } else if constexpr (not(is_column_of<typename Assignments::column, Source> and ...)) {
        static_assert((is_column_of<typename Assignments::column, Source> and ...),
                      "values, set: sets a column of another table than the statement's");
        return false;
    } else if constexpr ((virga::is_derived<typename Assignments::column> or ...)) {
        static_assert(not(virga::is_derived<typename Assignments::column> or ...),
                      "values, set: the column is generated_stored, the server computes it from others; leave it out");
        return false;
    } else if constexpr (not Overrides and not(virga::is_writable<typename Assignments::column> and ...)) {
        static_assert(
            (virga::is_writable<typename Assignments::column> and ...),
            "values, set: the server alone writes this column; leave it out, declare it identity_by_default, or insert with "
            "overriding_system_value()");
        return false;
    } else if constexpr (not are_different({tree_of<typename Assignments::column>::index...})) {
        static_assert((is_assigned_once<typename Assignments::column, Assignments...> and ...),
                      "values, set: sets a column twice");
        return false;
    } else {
        return true;
    }
}

/// What queries that write rows have in common, so that they are told from selects.
struct writing_base {};
}  // namespace detail

namespace clause {
/// `update "table"`, `delete from "table"` or `merge into "table"`
template <statement_kind Kind, class Source>
struct target : virga::detail::clause_base<place::head, 0> {
    using source = Source;
    using nodes = list<>;
    static constexpr virga::detail::clause_marks marks = virga::detail::mark_of(place::head) | virga::detail::mark_of(Kind);
    template <class Scope>
    using scope_after = typename virga::detail::scope_of_target<Scope, Source>::type;
    static constexpr void write(writer& out) {
        out.text(Kind == statement_kind::update ? "update " : Kind == statement_kind::merge ? "merge into " : "delete from ");
        virga::detail::write_source<Source>(out);
        out.source(virga::detail::reference_of<Source>);
        out.target(Kind == statement_kind::delete_);
    }
};

/// `set "column" = value, ...`
template <std::size_t Count, class Source, class... Items>
struct set : virga::detail::clause_base<place::set, Count> {
    using nodes = list<typename Items::value...>;
    static constexpr void write(writer& out) {
        out.text(" set ");
        virga::detail::write_set<Source, Items...>(out);
    }
};

/// Nothing in the place of a where: every row is meant.
struct all_rows : virga::detail::clause_base<place::where, 0> {
    using nodes = list<>;
    static constexpr void write(writer&) {}
};

/// `returning outputs`
template <std::size_t Count, class... Outputs>
struct returning : virga::detail::clause_base<place::returning, Count> {
    using nodes = list<Outputs...>;
    static constexpr void write(writer& out) {
        out.enter(place::returning);
        out.text(" returning ");
        out.list({&Outputs::write...});
    }
};
}  // namespace clause

namespace detail {
template <std::size_t Count, class Outputs>
struct returning_of;
template <std::size_t Count, class... Outputs>
struct returning_of<Count, list<Outputs...>> {
    using type = clause::returning<Count, Outputs...>;
};
}  // namespace detail

/// Whether a statement that writes has something to join to.
template <class Tree>
inline constexpr bool joins_after_from = detail::has_from<Tree>;

/// `where` and `all_rows` of an update or delete.
template <class Self>
struct takes_rows_where {
    /// `where condition`
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        using tree = typename Self::tree;
        const Self& self = static_cast<const Self&>(*this);
        if constexpr (is_shaped_condition<Condition> and is_first_clause<detail::shape_of_tree<tree>, place::where>) {
            static_assert(is_sure<Condition>,
                          "where: each condition may be off, by when, and then every row would be meant; add one that "
                          "always holds");
            return detail::with_clause<detail::shaped_clause<place::where, Condition>>(self, condition.parameters);
        } else if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return detail::refuse_clause(self);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<tree>, place::where>) {
            static_assert(is_first_clause<detail::shape_of_tree<tree>, place::where>,
                          "where: the statement says which rows already; combine conditions with and");
            return detail::refuse_clause(self);
        } else {
            using added = clause::words<place::where, detail::count_of<detail::values_in<Condition>>, tree_of<Condition>>;
            if constexpr (detail::is_last<detail::shape_of_tree<tree>, added::at>)
                return detail::query_after<Self, added, detail::values_in<Condition>>{
                    {}, detail::join(self.parameters, condition.parameters)};
            else return detail::with_clause<added>(self, condition.parameters);
        }
    }
    /// Every row of the table is meant.
    [[nodiscard, gnu::always_inline]] constexpr auto all_rows() const {
        using tree = typename Self::tree;
        const Self& self = static_cast<const Self&>(*this);
        if constexpr (not is_first_clause<detail::shape_of_tree<tree>, place::where>) {
            static_assert(is_first_clause<detail::shape_of_tree<tree>, place::where>,
                          "all_rows: the statement says which rows already");
            return self;
        } else {
            return detail::with_clause<clause::all_rows>(self, no_parameters);
        }
    }
};

/// Joins of an update or delete, to what its from or using names.
template <class Self>
struct takes_joins {
    /// `inner join "source" on condition`. The condition cannot name the table that is written: put such a one into where.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto inner_join(const Source& source, const Condition& condition = {}) const {
        return add<join_kind::inner>(source, condition);
    }
    /// `left join "source" on condition`
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto left_join(const Source& source, const Condition& condition = {}) const {
        return add<join_kind::left>(source, condition);
    }
    /// `right join "source" on condition`: columns of all sources before become optional, but not those of the table that is
    /// written.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto right_join(const Source& source, const Condition& condition = {}) const {
        return add<join_kind::right>(source, condition);
    }
    /// `full join "source" on condition`: columns of both sides become optional.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto full_join(const Source& source, const Condition& condition = {}) const {
        return add<join_kind::full>(source, condition);
    }
    /// `left join lateral (select ...) as "source" on condition`, by default `on true`
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto left_join_lateral(const Source& source) const {
        return add<join_kind::left_lateral>(source, expression<node::always>{});
    }
    template <class Source, class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto left_join_lateral(const Source& source, const Condition& condition) const {
        return add<join_kind::left_lateral>(source, condition);
    }
    /// `cross join lateral (select ...) as "source"`
    template <class Source, class... Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto cross_join_lateral(const Source& source, const Condition&... none) const {
        return add<join_kind::cross_lateral>(source, none...);
    }
    /// `inner join lateral (select ...) as "source" on condition`
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto inner_join_lateral(const Source& source,
                                                                        const Condition& condition = {}) const {
        return add<join_kind::inner_lateral>(source, condition);
    }
    /// `cross join "source"`
    template <class Source, class... Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto cross_join(const Source& source, const Condition&... none) const {
        return add<join_kind::cross>(source, none...);
    }

private:
    template <join_kind Kind, class Source, class... Condition>
    [[gnu::always_inline]] constexpr auto add(const Source& source, const Condition&... condition) const {
        const Self& self = static_cast<const Self&>(*this);
        if constexpr (not joins_after_from<typename Self::tree>) {
            static_assert(joins_after_from<typename Self::tree>, "join: comes after from of an update, or using_ of a delete");
            return detail::refuse_clause(self);
        } else {
            return detail::join_source<Kind>(self, source, condition...);
        }
    }
};

/// `returning` of an insert, update or delete.
template <class Self>
struct takes_returning {
    /// `returning outputs`, of the rows as they are then: inserted, updated, or as they were when deleted.
    template <class... Selected>
    [[nodiscard, gnu::always_inline]] constexpr auto returning(const Selected&... outputs) const {
        const Self& self = static_cast<const Self&>(*this);
        using tree = typename Self::tree;
        if constexpr (not are_selectable<Selected...>) {
            static_assert(are_selectable<Selected...>, "returning: takes columns, expressions and the table, one at least");
            return detail::refuse_clause(self);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<tree>, place::returning>) {
            static_assert(is_first_clause<detail::shape_of_tree<tree>, place::returning>,
                          "returning: the statement has one already; name all in it");
            return detail::refuse_clause(self);
        } else if constexpr ((is_query_source<Selected> or ...)) {
            static_assert((detail::outputs_have_names<Selected> and ...),
                          "returning: a column of the subquery has no name; give it a label there, by .as<\"name\">()");
            const auto all = detail::join(detail::parameters_of_output(outputs)...);
            using list = typename detail::joined<typename detail::output_list<Selected>::type...>::type;
            return detail::with_clause<typename detail::returning_of<detail::count_of<decltype(all)>, list>::type>(self, all);
        } else if constexpr ((detail::has_no_parameters<Selected> and ...)) {
            using added = clause::returning<0, typename detail::output_of<Selected>::type...>;
            if constexpr (detail::is_last<detail::shape_of_tree<tree>, added::at>)
                return detail::query_after<Self, added, values<>>{{}, self.parameters};
            else return detail::with_clause<added>(self, no_parameters);
        } else {
            const auto all = detail::join(detail::parameters_of_output(outputs)...);
            return detail::with_clause<
                clause::returning<detail::count_of<decltype(all)>, typename detail::output_of<Selected>::type...>>(self, all);
        }
    }
};
}  // namespace virga
