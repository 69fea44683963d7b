// virga/query/insert.hpp: insert of one row, of many, or of defaults, with what to do on conflict.
#pragma once

#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <string_view>       // std::string_view
#include <type_traits>       // std::is_same_v
#include <utility>           // std::forward

#include <virga/expr/logic.hpp>            // virga::is_condition
#include <virga/query/bundle.hpp>          // virga::bundle
#include <virga/query/conflict.hpp>        // virga::clause of conflicts
#include <virga/query/detail/made.hpp>     // virga::detail::made_items
#include <virga/query/detail/writing.hpp>  // virga::detail::check_assignments
#include <virga/query/insert_rows.hpp>     // virga::detail::inserted_rows
#include <virga/text/array_view.hpp>       // virga::array_view

namespace virga {

namespace detail {
/// Calls `write` for each column that an insert touches and is not given, with `before` ahead of the first and a comma ahead of the
/// others.
template <class Write>
constexpr void write_inserted_touches(writer& out, array_view<untold_column> columns, column_indexes given,
                                      std::string_view before, Write write) {
    for (std::size_t i = 0; i != columns.size(); ++i) {
        if (not columns[i].is_touched_on_insert or contains(given, i)) continue;
        out.text(before);
        before = ", ";
        write(columns[i]);
    }
}
/// ` ("a", "b"`: the columns that are given and those that an insert touches.
constexpr void write_inserted_columns(writer& out, array_view<untold_column> columns, column_indexes given) {
    std::string_view before = "";
    out.text(" (");
    for (const std::size_t index : given) {
        out.text(before);
        before = ", ";
        out.identifier(columns[index].name);
    }
    write_inserted_touches(out, columns, given, before, [&](const untold_column& column) { out.identifier(column.name); });
}
/// `("a", "b") values ($1, $2)`, and `now()` for columns that an insert touches.
constexpr void write_inserted(writer& out, array_view<untold_column> columns, column_indexes given,
                              std::initializer_list<writer::spelling> values, std::string_view overriding = {}) {
    write_inserted_columns(out, columns, given);
    if (not overriding.empty()) {
        out.text(")");
        out.text(overriding);
        out.text(" values (");
    } else {
        out.text(") values (");
    }
    out.list(values);
    write_inserted_touches(out, columns, given, given.size() == 0 ? "" : ", ",
                           [&](const untold_column& column) { out.text(column.now); });
    out.text(")");
}
template <class Source, class... Items>
struct inserted_values {
    using nodes = list<typename Items::value...>;
    static constexpr void write(writer& out, std::string_view overriding = {}) {
        write_inserted(out, untold_of<Source>, {Items::index...}, {&Items::value::write...}, overriding);
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

constexpr void write_inserted_query(writer& out, array_view<untold_column> columns, column_indexes given,
                                    writer::spelling query, std::string_view overriding) {
    bool touches = false;
    write_inserted_columns(out, columns, given);
    for (std::size_t i = 0; i != columns.size(); ++i)
        touches = touches or (columns[i].is_touched_on_insert and not contains(given, i));
    out.text(")");
    out.text(overriding);
    out.text(touches ? " select \"given\".*, " : " ");
    write_inserted_touches(out, columns, given, "", [&](const untold_column& column) { out.text(column.now); });
    if (touches) out.text(" from (");
    const auto around = out.begin_query(false);
    query(out);
    out.end_query(around);
    if (touches) out.text(") as \"given\"");
}
/// `("a", "b") select ...`; columns that an insert touches come after those of the query.
template <class Source, class Tree, std::size_t... Indexes>
struct inserted_query {
    struct part {
        using children = list<>;
        using subquery = Tree;
    };
    using nodes = list<part>;
    static constexpr void write(writer& out, std::string_view overriding = {}) {
        write_inserted_query(out, untold_of<Source>, {Indexes...}, &Tree::write, overriding);
    }
};

/// Whose value an insert overrides.
enum class overriding : unsigned char { nothing, system_value, user_value };
/// What is inserted, with ` overriding system value` or ` overriding user value` after the columns.
template <overriding Kind, class Body>
struct overridden {
    using nodes = typename Body::nodes;
    static constexpr std::string_view words =
        Kind == overriding::system_value ? " overriding system value" : " overriding user value";
    static constexpr void write(writer& out) { Body::write(out, words); }
};

template <class Fields>
inline constexpr bool any_identity = false;
template <class... Fields>
inline constexpr bool any_identity<list<Fields...>> = (Fields::is_identity or ...);

/// The index of the first column that must be given and is not; their number if all are.
constexpr std::size_t first_missing(array_view<untold_column> columns, column_indexes given) {
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

/// Whether a table has a column that is an identity, whose value can be overridden.
template <class Source>
inline constexpr bool has_identity = detail::any_identity<fields_of<Source>>;

namespace clause {
/// `insert into "table"` and what is inserted.
template <std::size_t Count, class Source, class Body>
struct into : virga::detail::clause_base<place::head, Count> {
    using source = Source;
    using nodes = typename Body::nodes;
    static constexpr virga::detail::clause_marks marks =
        virga::detail::mark_of(place::head) | virga::detail::mark_of(statement_kind::insert);
    template <class Scope>
    using scope_after = typename virga::detail::scope_with<Scope, join_kind::from, Source>::type;
    static constexpr void write(writer& out) {
        out.enter(place::values);
        out.text("insert into ");
        virga::detail::write_source<Source>(out);
        Body::write(out);
        out.source(virga::detail::reference_of<Source>);
        out.target();
    }
};
}  // namespace clause

template <class Tree, class Values>
struct insert_query;

namespace detail {
/// The table that a statement writes to.
template <class Tree>
struct source_of_tree;
template <class... Clauses>
struct source_of_tree<statement_tree<Clauses...>> : source_of_tree<list<Clauses...>> {};
template <class First, class... Rest>
struct source_of_tree<list<First, Rest...>> : source_of_tree<list<Rest...>> {};
template <std::size_t Count, class Source, class Body, class... Rest>
struct source_of_tree<list<clause::into<Count, Source, Body>, Rest...>> {
    using type = Source;
};

/// `on conflict (columns)`, to be followed by what to do.
template <class Query, class Target>
struct open_conflict;
/// `on conflict (keys)`, to be followed by the condition of a partial index.
template <class Query, class... Keys>
struct partial_conflict;
/// Whether a key is an expression, or a column of the table; whose columns an expression has, the index says.
template <class Key, class Source>
inline constexpr bool is_no_column_of_another = true;
template <class Other, fixed_string Name, class Source>
inline constexpr bool is_no_column_of_another<column<Other, Name>, Source> = std::is_same_v<Other, Source>;
/// The columns of an `on conflict` that was refused.
struct refused_target {};

/// An insert with rows of a relation, and one that begins with relations; in nested_insert.hpp.
template <class Tree, class Values, class Related, class Given>
constexpr auto with_rows_of(const insert_query<Tree, Values>& before, const Related& relation, Given&& given);
template <class Root, class First, class... Rest>
constexpr auto start_with(const First& first, const Rest&... rest);
template <class Source, class Own, class... Nested>
struct written_rows;
struct returns_nothing;

template <class Self>
struct insert_calls : writing_base, takes_returning<Self> {
    /// With the row those of a relation, by the same statement: `.values(...).with(posts_of_user, posts)`. The relation fills the
    /// columns by which they belong to the row; `posts` is a range of `insertable<posts_of_user>`, or of structs that have this as
    /// their first member and then the rows of `posts_of_user.with(...)`. The range must outlive the query unless it is given as an
    /// rvalue. Errors, when it is run: `value_error` where a row was not given a value that it must be given; nothing is sent then.
    template <class Related, class Given>
    [[nodiscard, gnu::always_inline]] constexpr auto with(const Related& relation, Given&& given) const {
        return with_rows_of(static_cast<const Self&>(*this), relation, std::forward<Given>(given));
    }
    /// `on conflict (keys)`: the columns of a primary key or unique constraint, the keys of a unique index, or none for any
    /// conflict. To be followed by `.do_nothing()` or `.do_update(assignments)`, of a partial index by its `.where(condition)`
    /// first.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto on_conflict(const Keys&...) const {
        using tree = typename Self::tree;
        using source = typename source_of_tree<tree>::type;
        const Self& self = static_cast<const Self&>(*this);
        if constexpr (not(expression_like<Keys> and ...)) {
            static_assert((expression_like<Keys> and ...),
                          "on_conflict: takes columns, and expressions that are keys of a unique index");
            return open_conflict<Self, refused_target>{self};
        } else if constexpr (not(is_no_column_of_another<Keys, source> and ...)) {
            static_assert((is_no_column_of_another<Keys, source> and ...),
                          "on_conflict: names a column of another table than the insert's");
            return open_conflict<Self, refused_target>{self};
        } else if constexpr (not is_first_clause<detail::shape_of_tree<tree>, place::conflict>) {
            static_assert(is_first_clause<detail::shape_of_tree<tree>, place::conflict>, "on_conflict: the insert has one already");
            return open_conflict<Self, refused_target>{self};
        } else if constexpr ((is_column<Keys> and ...)) {
            if constexpr (is_conflict_target<source, Keys...>) {
                return open_conflict<Self, list<tree_of<Keys>...>>{self};
            } else if constexpr (is_partial_target<source, Keys...>) {
                return partial_conflict<Self, Keys...>{self};
            } else {
                static_assert(is_conflict_target<source, Keys...>,
                              "on_conflict: no primary key, unique constraint or unique index covers just these columns, so they "
                              "cannot conflict");
                return open_conflict<Self, refused_target>{self};
            }
        } else if constexpr (is_inferred_target<source, Keys...>) {
            return open_conflict<Self, index_target<source, inferred<constraints_t<source>, void, tree_of<Keys>...>::first>>{self};
        } else if constexpr (is_partial_target<source, Keys...>) {
            return partial_conflict<Self, Keys...>{self};
        } else {
            static_assert(
                is_inferred_target<source, Keys...>,
                "on_conflict: no unique index has just these keys, so they cannot conflict; declare one, written the same way");
            return open_conflict<Self, refused_target>{self};
        }
    }
    /// `on conflict on constraint "Name"`: a primary key or unique constraint by its name. To be followed by `.do_nothing()` or
    /// `.do_update(assignments)`.
    template <fixed_string Name>
    [[nodiscard, gnu::always_inline]] constexpr auto on_conflict_on_constraint() const {
        using tree = typename Self::tree;
        using source = typename source_of_tree<tree>::type;
        const Self& self = static_cast<const Self&>(*this);
        if constexpr (not is_first_clause<detail::shape_of_tree<tree>, place::conflict>) {
            static_assert(is_first_clause<detail::shape_of_tree<tree>, place::conflict>, "on_conflict: the insert has one already");
            return open_conflict<Self, refused_target>{self};
        } else if constexpr (not has_key_called<source, Name>) {
            static_assert(
                has_key_called<source, Name>,
                "on_conflict_on_constraint: the table declares no primary key or unique constraint of this name; a unique index is "
                "none, and on_conflict takes its keys");
            return open_conflict<Self, refused_target>{self};
        } else {
            return open_conflict<Self, typename target_called<Name, typename key_called<source, Name>::type>::type>{self};
        }
    }
};
}  // namespace detail

/// An insert with the values of its parameters.
template <class Tree, class Values>
struct insert_query : detail::insert_calls<insert_query<Tree, Values>> {
    using tree = Tree;
    [[no_unique_address]] Values parameters;
};

/// An insert that updates on conflict.
template <class Tree, class Values>
struct updating_insert : insert_query<Tree, Values> {
    /// `where condition`, which may name the row that is there and, by `excluded(column)`, the one that was to be inserted. A row
    /// that does not meet it stays as it is, and is not returned.
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        const insert_query<Tree, Values>& self = *this;
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return detail::refuse_clause(self);
        } else {
            return detail::with_clause<clause::update_where<detail::count_of<detail::values_in<Condition>>, tree_of<Condition>>>(
                self, condition.parameters);
        }
    }
};

namespace detail {
template <class Tree, class Values>
[[gnu::always_inline]] constexpr auto updating(const insert_query<Tree, Values>& query) {
    return updating_insert<Tree, Values>{{{}, query.parameters}};
}
constexpr refused_statement updating(const refused_statement&) { return {}; }

template <class Item>
struct index_of_given;
template <std::size_t Index, class Node>
struct index_of_given<set_item<Index, Node>> {
    using type = std::index_sequence<Index>;
};
template <std::size_t Index, class Node>
struct index_of_given<made_set_item<Index, Node>> {
    using type = std::index_sequence<>;
};
/// The columns that an insert names; not those whose values the app makes.
template <class Body>
struct given_columns {
    using type = std::index_sequence<>;
};
template <class Source, class... Items>
struct given_columns<inserted_values<Source, Items...>> : joined_indexes<typename index_of_given<Items>::type...> {};
template <overriding Kind, class Body>
struct given_columns<overridden<Kind, Body>> : given_columns<Body> {};
template <class Source, class Tree, std::size_t... Indexes>
struct given_columns<inserted_query<Source, Tree, Indexes...>> {
    using type = std::index_sequence<Indexes...>;
};
template <class Source, class Row, class Indexes>
struct given_in_rows;
template <class Source, class Row, std::size_t... Indexes>
struct given_in_rows<Source, Row, std::index_sequence<Indexes...>>
    : joined_indexes<std::conditional_t<may_be_made<Source, Row, field_of<Source, Indexes>>, std::index_sequence<>,
                                        std::index_sequence<Indexes>>...> {};
template <class Source, class Row>
struct given_columns<inserted_rows<Source, Row>>
    : given_in_rows<Source, Row, std::make_index_sequence<fields_of<Source>::size>> {};
template <class Tree>
struct body_of_tree;
template <class... Clauses>
struct body_of_tree<statement_tree<Clauses...>> : body_of_tree<list<Clauses...>> {};
template <class First, class... Rest>
struct body_of_tree<list<First, Rest...>> : body_of_tree<list<Rest...>> {};
template <std::size_t Count, class Source, class Body, class... Rest>
struct body_of_tree<list<clause::into<Count, Source, Body>, Rest...>> {
    using type = Body;
};

template <class Query, class... Keys>
struct partial_conflict {
    Query before;

    /// `where condition`: the condition of the index, as it is declared. Errors, when the query is made: `value_error` where the
    /// values of the condition are not those of the index.
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return refused();
        } else {
            using found = inferred<constraints_t<source>, tree_of<Condition>, tree_of<Keys>...>;
            static_assert(is_condition_of_an_index<found>,
                          "where: no unique index of these keys has just this condition; write it as the index declares it");
            static_assert(
                is_condition_of_one_index<found>,
                "where: several unique indexes of these keys have this condition but for its values, and cannot be told apart");
            if constexpr (found::count != 1) return refused();
            else return with_index<index_target<source, found::first>, found::first>(condition.parameters);
        }
    }
    [[nodiscard, gnu::always_inline]] constexpr auto do_nothing() const {
        static_assert(names_the_condition<Query>,
                      "on_conflict: only a partial index has these keys; write its condition, by .where(...)");
        return refuse_clause(before);
    }
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto do_update(const Assignments&...) const {
        static_assert(names_the_condition<Query>,
                      "on_conflict: only a partial index has these keys; write its condition, by .where(...)");
        return refuse_clause(before);
    }

private:
    using source = typename source_of_tree<typename Query::tree>::type;
    template <class>
    static constexpr bool names_the_condition = false;
    template <class Found>
    static constexpr bool is_condition_of_an_index = Found::count != 0;
    template <class Found>
    static constexpr bool is_condition_of_one_index = Found::count <= 1;

    constexpr auto refused() const { return open_conflict<Query, refused_target>{before}; }
    template <class Target, std::size_t Number, class Values>
    [[gnu::always_inline]] constexpr auto with_index(const Values& given) const {
        if constexpr (count_of<Values> == 0) {
            return open_conflict<Query, Target>{before};
        } else if constexpr (not are_written_constants<Values>) {
            static_assert(
                are_written_constants<Values>,
                "where: the condition holds a value that is not written as a constant; whole numbers, booleans, enumerators and "
                "text are");
            return refused();
        } else {
            if (not are_same_constants(given, declared_index<source, Number>.condition.parameters)) {
                throw value_error(
                    "where: the values of the condition are not those that the unique index declares, so that no index fits it");
            }
            return open_conflict<Query, Target>{before};
        }
    }
};

template <class Query, class Target>
struct open_conflict {
    Query before;

    /// `do nothing`: the row that is there already stays as it is.
    [[nodiscard, gnu::always_inline]] constexpr auto do_nothing() const {
        if constexpr (is_refused) return refuse_clause(before);
        else return with_clause<clause::do_nothing<Target>>(before, no_parameters);
    }
    /// `do update set column = value, ...`: the row that is there is updated; `excluded(column)` is the value that was
    /// to be inserted.
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto do_update(const Assignments&... assignments) const {
        if constexpr (is_refused) {
            return refuse_clause(before);
        } else if constexpr (sizeof...(Assignments) == 0) {
            static_assert(sizeof...(Assignments) != 0, "do_update: sets no column; name at least one, or write do_nothing()");
            return refuse_clause(before);
        } else if constexpr (Target::size == 0) {
            static_assert(Target::size != 0, "do_update: on_conflict must name the columns that may conflict");
            return refuse_clause(before);
        } else if constexpr (not is_told_from_excluded<source>) {
            static_assert(is_told_from_excluded<source>,
                          "do_update: the table is called excluded, as SQL calls the row that was to be inserted; "
                          "rename the table, or update it by a statement of its own");
            return refuse_clause(before);
        } else if constexpr (not check_assignments<source, false, Assignments...>()) {
            return refuse_clause(before);
        } else {
            return set<set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>(
                join(assignments.parameters...));
        }
    }
    /// The same of all columns that the insert names, but those of the key, set to what was to be inserted.
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto do_update(const all_excluded_columns&,
                                                               const Assignments&... assignments) const {
        if constexpr (is_refused) {
            return refuse_clause(before);
        } else if constexpr (Target::size == 0) {
            static_assert(Target::size != 0, "do_update: on_conflict must name the columns that may conflict");
            return refuse_clause(before);
        } else if constexpr (not is_told_from_excluded<source>) {
            static_assert(is_told_from_excluded<source>,
                          "do_update: the table is called excluded, as SQL calls the row that was to be inserted; "
                          "rename the table, or update it by a statement of its own");
            return refuse_clause(before);
        } else if constexpr (not check_assignments<source, false, Assignments...>()) {
            return refuse_clause(before);
        } else {
            using given = typename given_columns<typename body_of_tree<typename Query::tree>::type>::type;
            using left = typename joined_indexes<typename target_columns<Target>::type, primary_key_of<source>,
                                                 std::index_sequence<tree_of<typename Assignments::column>::index...>>::type;
            using items =
                typename joined<typename excluded_items<source, given, left>::type,
                                list<set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>>::type;
            if constexpr (not names_more_than_the_key<items>) {
                static_assert(names_more_than_the_key<items>,
                              "do_update: the insert names no column beside the key; write do_nothing()");
                return refuse_clause(before);
            } else {
                return set_all(static_cast<items*>(nullptr), join(assignments.parameters...));
            }
        }
    }

private:
    template <class... Items, class All>
    [[gnu::always_inline]] constexpr auto set(const All& all) const {
        if constexpr (any_made_on_update<fields_of<source>>) {
            using made = made_items<source, false, Items::index...>;
            return finish(static_cast<typename joined<list<Items...>, typename made::items>::type*>(nullptr),
                          join(all, typename made::values{}));
        } else {
            return finish(static_cast<list<Items...>*>(nullptr), all);
        }
    }
    template <class... Items, class All>
    [[gnu::always_inline]] constexpr auto finish(list<Items...>*, const All& all) const {
        return updating(with_clause<clause::do_update<count_of<All>, source, Target, Items...>>(before, all));
    }
    template <class... Items, class All>
    [[gnu::always_inline]] constexpr auto set_all(list<Items...>*, const All& all) const {
        return set<Items...>(all);
    }
    using source = typename source_of_tree<typename Query::tree>::type;
    static constexpr bool is_refused = std::is_same_v<Target, refused_target>;
};

/// Whether each output of a query fits its column: of a type that it stores without loss.
template <class Outputs, class... Columns>
inline constexpr bool outputs_fit = false;
template <class... Outputs, class... Columns>
    requires(sizeof...(Outputs) == sizeof...(Columns))
inline constexpr bool outputs_fit<list<Outputs...>, Columns...> =
    (stored_in<types::stored_type_t<typename Outputs::type>, types::stored_type_t<type_of<Columns>>>() and ...);
/// Whether none may be NULL for a column that is not null.
template <class Results, class... Columns>
inline constexpr bool outputs_keep_not_null = true;
template <class... Results, class... Columns>
requires(sizeof...(Results) == sizeof...(Columns)) inline constexpr bool outputs_keep_not_null<list<Results...>, Columns...> =
    ((takes_null<Columns> or not Results::is_nullable) and ...);
}  // namespace detail

/// Whether a query returns as many columns as the insert names.
template <class Query, class... Columns>
inline constexpr bool returns_a_column_for_each = Query::tree::width() == sizeof...(Columns);
/// Whether the insert's columns take what a query returns.
template <class Query, class... Columns>
inline constexpr bool returns_what_columns_store = detail::outputs_fit<detail::single_outputs_of<typename Query::tree>, Columns...>;
/// Whether no column that is not null may get NULL of a query.
template <class Query, class... Columns>
inline constexpr bool returns_no_null_for_not_null =
    detail::outputs_keep_not_null<detail::result_columns_of<typename Query::tree>, Columns...>;

/// Whether rows that the app does not see get no value that it makes for each.
template <class Made>
inline constexpr bool gives_what_the_app_makes = Made::items::size == 0;

namespace detail {
/// An insert that says its columns, and not yet the query that it inserts.
template <overriding Kind, class Source, class... Columns>
struct insert_columns {
    /// `select ...`: each row of the query is inserted. Its columns are, in order, those named.
    template <class Query>
    [[nodiscard, gnu::always_inline]] constexpr auto select(const Query& query) const {
        if constexpr (not select_like<Query>) {
            static_assert(select_like<Query>, "select: takes a select, whose rows are inserted");
            return refused_statement{};
        } else if constexpr (not returns_a_column_for_each<Query, Columns...>) {
            static_assert(returns_a_column_for_each<Query, Columns...>,
                          "select: the query returns another number of columns than the insert names");
            return refused_statement{};
        } else if constexpr (not returns_what_columns_store<Query, Columns...>) {
            static_assert(returns_what_columns_store<Query, Columns...>,
                          "select: a column of the query is of a type that the insert's does not store; cast it");
            return refused_statement{};
        } else if constexpr (not returns_no_null_for_not_null<Query, Columns...>) {
            static_assert(returns_no_null_for_not_null<Query, Columns...>,
                          "select: a column of the query may be NULL, and the insert's is not null; write coalesce");
            return refused_statement{};
        } else {
            using plain = inserted_query<Source, typename Query::tree, tree_of<Columns>::index...>;
            using body = std::conditional_t<Kind == overriding::nothing, plain, overridden<Kind, plain>>;
            using all = values_in<Query>;
            return insert_query<statement_tree<clause::into<count_of<all>, Source, body>>, all>{{}, query.parameters};
        }
    }
};

/// An insert that does not say yet what it inserts.
template <class Source, overriding Kind = overriding::nothing>
struct insert_start {
    /// With each row those of these relations, by the same statement: `.with(posts_of_user).rows(range)`.
    template <class First, class... Rest>
    [[nodiscard, gnu::always_inline]] constexpr auto with(const First& first, const Rest&... rest) const {
        static_assert(keeps_what_is_generated<First>,
                      "with: rows with their relations give no value that could be overridden; leave that out");
        return start_with<written_rows<Source, returns_nothing>>(first, rest...);
    }
    /// `overriding system value`: an `identity` column takes the values that are given, as one that is `identity_by_default` does.
    [[nodiscard, gnu::always_inline]] constexpr auto overriding_system_value() const {
        return override<overriding::system_value>();
    }
    /// `overriding user value`: the server makes the values of identity columns, whatever is given.
    [[nodiscard, gnu::always_inline]] constexpr auto overriding_user_value() const { return override<overriding::user_value>(); }
    /// `(columns) values (values)`: one row of assignments.
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto values(const Assignments&... assignments) const {
        if constexpr (not check_assignments<Source, Kind != overriding::nothing, Assignments...>()) {
            return query<refused>(no_parameters);
        } else {
            using missing = missing_column<Source, tree_of<typename Assignments::column>::index...>;
            static_assert(gives_every_required_column<missing>,
                          "values: a column is missing that is not null and has no default");
            static_assert(sizeof...(Assignments) != 0 or not gives_every_required_column<missing>,
                          "values: gives no column; write default_values()");
            if constexpr (any_made_on_insert<fields_of<Source>> or Kind != overriding::nothing) {
                return with_made<set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>(
                    join(assignments.parameters...));
            } else {
                using body =
                    inserted_values<Source, set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>;
                using all = joined_values<values_in<Assignments>...>;
                return insert_query<statement_tree<clause::into<count_of<all>, Source, body>>, all>{
                    {}, join(assignments.parameters...)};
            }
        }
    }
    /// `(columns)`, to be followed by `.select(query)`.
    template <class... Columns>
    [[nodiscard, gnu::always_inline]] constexpr auto columns(const Columns&...) const {
        if constexpr (not(is_column<Columns> and ...)) {
            static_assert((is_column<Columns> and ...), "columns: takes columns of the table");
            return refused_statement{};
        } else if constexpr (not(is_column_of<Columns, Source> and ...)) {
            static_assert((is_column_of<Columns, Source> and ...), "columns: names a column of another table than the insert's");
            return refused_statement{};
        } else if constexpr ((virga::is_derived<Columns> or ...)) {
            static_assert(not(virga::is_derived<Columns> or ...),
                          "columns: the column is generated_stored, the server computes it from others; leave it out");
            return refused_statement{};
        } else if constexpr (Kind == overriding::nothing and not(virga::is_writable<Columns> and ...)) {
            static_assert(
                (virga::is_writable<Columns> and ...),
                "columns: the server alone writes this column; leave it out, declare it identity_by_default, or insert with "
                "overriding_system_value()");
            return refused_statement{};
        } else if constexpr (not are_different({tree_of<Columns>::index...})) {
            static_assert(are_different({tree_of<Columns>::index...}), "columns: names a column twice");
            return refused_statement{};
        } else {
            using missing = missing_column<Source, tree_of<Columns>::index...>;
            static_assert(gives_every_required_column<missing>, "columns: a column is missing that is not null and has no default");
            if constexpr (any_made_on_insert<fields_of<Source>>) {
                static_assert(
                    gives_what_the_app_makes<made_items<Source, true, tree_of<Columns>::index...>>,
                    "columns: the app makes the value of a column, for each row, which it cannot for those of a query; name the "
                    "column, and select a value for it");
            }
            return insert_columns<Kind, Source, Columns...>{};
        }
    }
    /// `default values`: a row of nothing but defaults.
    [[nodiscard, gnu::always_inline]] constexpr auto default_values() const {
        using missing = missing_column<Source>;
        static_assert(can_be_default_values<Source>, "default_values: gives no value that could be overridden; leave that out");
        static_assert(gives_every_required_column<missing>,
                      "default_values: a column is missing that is not null and has no default");
        if constexpr (any_made_on_insert<fields_of<Source>>) return with_made<>(no_parameters);
        else if constexpr (any_touched<fields_of<Source>>) return query<inserted_values<Source>>(no_parameters);
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
        } else if constexpr (Kind == overriding::nothing and not has_writable_column<Source>) {
            static_assert(has_writable_column<Source>,
                          "rows: the server alone writes every column of this table; write default_values()");
            return query<refused>(no_parameters);
        } else if constexpr (Kind == overriding::nothing and not can_insert_whole_rows<Source, row_in<Range>>) {
            static_assert(can_insert_whole_rows<Source, row_in<Range>>,
                          "rows: the server alone writes a column of row<table>; give a range of insertable<table>, or insert with "
                          "overriding_system_value()");
            return query<refused>(no_parameters);
        } else {
            using encoder = rows_encoder<Source, row_in<Range>>;
            using held = decltype(hold(std::forward<Range>(range)));
            return query<inserted_rows<Source, row_in<Range>>>(
                virga::values<bundle<encoder, held>>{{{{hold(std::forward<Range>(range))}}}});
        }
    }

private:
    template <class>
    static constexpr bool can_be_default_values = Kind == overriding::nothing;
    template <class>
    static constexpr bool keeps_what_is_generated = Kind == overriding::nothing;
    template <overriding Added>
    [[gnu::always_inline]] static constexpr auto override() {
        static_assert(
            has_identity<Source>,
            "overriding_system_value, overriding_user_value: the table has no identity column, so there is nothing to override");
        return insert_start<Source, Added>{};
    }
    /// What is given, and what the app makes for other columns.
    template <class... Items, class All>
    [[gnu::always_inline]] static constexpr auto with_made(const All& all) {
        using made = made_items<Source, true, Items::index...>;
        return of_items(static_cast<typename joined<list<Items...>, typename made::items>::type*>(nullptr),
                        join(all, typename made::values{}));
    }
    template <class... Items, class All>
    [[gnu::always_inline]] static constexpr auto of_items(list<Items...>*, const All& all) {
        return query<inserted_values<Source, Items...>>(all);
    }
    using refused = inserted_values<Source, set_item<0, node::refused<types::boolean>>>;

    template <class Body, class All>
    [[gnu::always_inline]] static constexpr auto query(const All& all) {
        using body = std::conditional_t<Kind == overriding::nothing, Body, overridden<Kind, Body>>;
        return insert_query<statement_tree<clause::into<count_of<All>, Source, body>>, All>{{}, all};
    }
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
