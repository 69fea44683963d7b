// virga/query/merge.hpp: merge: rows of a source are updated, deleted or inserted in a table, as they are there or not.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::conditional_t
#include <utility>      // std::index_sequence

#include <virga/query/detail/made.hpp>     // virga::detail::made_items
#include <virga/query/detail/writing.hpp>  // virga::detail::check_assignments
#include <virga/query/insert.hpp>          // virga::detail::missing_column

namespace virga {

namespace detail {
// ---- whether a condition compares a key -------------------------------------------------------------

/// The columns of `Source` that a condition compares, by == and joined by and, with something else.
template <class Node, class Source>
struct equal_columns {
    using type = std::index_sequence<>;
};
template <class Type, class Left, class Right, class Source>
struct equal_columns<node::infix<operators::conjunction, Type, Left, Right>, Source>
    : joined_indexes<typename equal_columns<Left, Source>::type, typename equal_columns<Right, Source>::type> {};
template <class Side, class Source>
struct own_column {
    using type = std::index_sequence<>;
};
template <class Source, std::size_t Index>
struct own_column<node::column_at<Source, Index>, Source> {
    using type = std::index_sequence<Index>;
};
template <class Type, class Left, class Right, class Source>
struct equal_columns<node::infix<operators::equal, Type, Left, Right>, Source> {
    using left = typename own_column<Left, Source>::type;
    using right = typename own_column<Right, Source>::type;
    using type =
        std::conditional_t<left::size() == right::size(), std::index_sequence<>, typename joined_indexes<left, right>::type>;
};

template <class Key, class Columns>
inline constexpr bool is_key_within = false;
template <std::size_t... Key, std::size_t... Columns>
inline constexpr bool is_key_within<std::index_sequence<Key...>, std::index_sequence<Columns...>> =
    (has_index<Key, Columns...> and ...);
template <class Keys, class Columns>
inline constexpr bool is_any_key_within = false;
template <class... Keys, class Columns>
inline constexpr bool is_any_key_within<list<Keys...>, Columns> = (is_key_within<Keys, Columns> or ...);

/// Whether a condition compares all columns of a key of a table or alias; a query that is a source has none.
template <class Source, class Condition>
constexpr bool compares_a_key() {
    if constexpr (requires { typename source_traits<Source>::field_list; }) {
        using columns = typename equal_columns<Condition, Source>::type;
        return is_any_key_within<primary_keys<table_of<Source>>, columns> or
               is_any_key_within<unique_keys<table_of<Source>>, columns>;
    } else {
        return false;
    }
}

// ---- what is done with a row --------------------------------------------------------------------------

template <class Source, class... Items>
struct merge_update {
    using nodes = list<typename Items::value...>;
    static constexpr void write(writer& out) {
        out.text("update set ");
        write_set<Source, Items...>(out);
    }
};
struct merge_delete {
    using nodes = list<>;
    static constexpr void write(writer& out) { out.text("delete"); }
};
struct merge_nothing {
    using nodes = list<>;
    static constexpr void write(writer& out) { out.text("do nothing"); }
};
template <class Source, class... Items>
struct merge_insert {
    using nodes = list<typename Items::value...>;
    static constexpr void write(writer& out) {
        out.text("insert");
        write_inserted(out, untold_of<Source>, {Items::index...}, {&Items::value::write...});
    }
};
}  // namespace detail

namespace clause {
/// ` using "source" on condition`, which sees the table that is written too.
template <std::size_t Count, class Body, class Condition>
struct merge_using : virga::detail::clause_base<place::from, Count> {
    using source = virga::detail::tag_of<Body>;
    using nodes = typename virga::detail::joined<typename virga::detail::nodes_of_body<Body>::type, list<Condition>>::type;
    static constexpr void write(writer& out) {
        out.enter(place::from);
        out.text(" using ");
        virga::detail::write_body<Body>(out, false);
        out.source(virga::detail::reference_of<source>);
        out.enter(place::row);
        out.text(" on ");
        out.list({&Condition::write});
    }
};

/// ` when matched and condition then update set ...`; where nothing matches, there is no row of the table that could be named.
template <std::size_t Count, bool IsMatched, class Action, class... Condition>
struct when : virga::detail::clause_base<place::when, Count> {
    using nodes = typename virga::detail::joined<list<Condition...>, typename Action::nodes>::type;
    static constexpr void write(writer& out) {
        out.enter(IsMatched ? place::row : place::values);
        out.text(IsMatched ? " when matched" : " when not matched");
        if (sizeof...(Condition) != 0) out.text(" and ");
        out.list({&Condition::write...});
        out.text(" then ");
        Action::write(out);
    }
};
}  // namespace clause

namespace detail {
/// Whether a clause is a when of this kind without a condition, after which no other of its kind is reached.
template <class Clause, bool IsMatched>
inline constexpr bool catches_all = false;
template <std::size_t Count, bool IsMatched, class Action>
inline constexpr bool catches_all<clause::when<Count, IsMatched, Action>, IsMatched> = true;
template <class Tree, bool IsMatched>
inline constexpr bool has_caught_all = false;
template <class... Clauses, bool IsMatched>
inline constexpr bool has_caught_all<statement_tree<Clauses...>, IsMatched> = (catches_all<Clauses, IsMatched> or ...);
}  // namespace detail

/// Whether a when can still be reached: none of its kind without a condition stands before.
template <class Tree, bool IsMatched>
inline constexpr bool is_reached = not detail::has_caught_all<Tree, IsMatched>;
/// Whether the source of a merge is told by its name from the table that is written.
template <class Table, class Source>
inline constexpr bool is_told_from_table =
    source_traits<Table>::reference_name != source_traits<detail::tag_of<detail::body_of<Source>>>::reference_name;
/// Whether the condition of a merge compares a whole key of the table or of the source: else a row could match several.
template <class Table, class Source, class Condition>
inline constexpr bool matches_by_a_key = detail::compares_a_key<Table, tree_of<Condition>>() or
                                         detail::compares_a_key<detail::tag_of<detail::body_of<Source>>, tree_of<Condition>>();

namespace detail {
template <class Tree>
struct merged_table;
template <class... Clauses>
struct merged_table<statement_tree<Clauses...>> : merged_table<list<Clauses...>> {};
template <class First, class... Rest>
struct merged_table<list<First, Rest...>> : merged_table<list<Rest...>> {};
template <class Source, class... Rest>
struct merged_table<list<clause::target<statement_kind::merge, Source>, Rest...>> {
    using type = Source;
};

template <class Tree>
inline constexpr bool can_return_of_merge = false;

/// `when matched` or `when not matched`, to be followed by what is done.
template <class Query, bool IsMatched, class Values, class... Condition>
struct open_when {
    Query before;
    [[no_unique_address]] Values condition;

    /// `then update set column = value, ...`
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto update(const Assignments&... assignments) const {
        if constexpr (not has_a_row<Query>) {
            static_assert(has_a_row<Query>, "update: when_not_matched has no row to update; write insert or do_nothing");
            return refuse_clause(before);
        } else if constexpr (sizeof...(Assignments) == 0) {
            static_assert(sizeof...(Assignments) != 0, "update: sets no column; name at least one, or write do_nothing()");
            return refuse_clause(before);
        } else if constexpr (not check_assignments<source, false, Assignments...>()) {
            return refuse_clause(before);
        } else {
            using made = made_items<source, false, tree_of<typename Assignments::column>::index...>;
            using items =
                typename joined<list<set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>,
                                typename made::items>::type;
            return updated(static_cast<items*>(nullptr), join(condition, assignments.parameters..., typename made::values{}));
        }
    }
    /// `then delete`
    [[nodiscard, gnu::always_inline]] constexpr auto delete_() const {
        if constexpr (not has_a_row<Query>) {
            static_assert(has_a_row<Query>, "delete_: when_not_matched has no row to delete; write insert or do_nothing");
            return refuse_clause(before);
        } else {
            return then<merge_delete>(condition);
        }
    }
    /// `then do nothing`
    [[nodiscard, gnu::always_inline]] constexpr auto do_nothing() const { return then<merge_nothing>(condition); }
    /// `then insert (columns) values (values)`: one row of assignments, whose values can name columns of the source.
    template <class... Assignments>
    [[nodiscard, gnu::always_inline]] constexpr auto insert(const Assignments&... assignments) const {
        if constexpr (has_a_row<Query>) {
            static_assert(not has_a_row<Query>, "insert: when_matched has a row already; write update, delete_ or do_nothing");
            return refuse_clause(before);
        } else if constexpr (sizeof...(Assignments) == 0) {
            static_assert(sizeof...(Assignments) != 0, "insert: gives no column; name at least one");
            return refuse_clause(before);
        } else if constexpr (not check_assignments<source, false, Assignments...>()) {
            return refuse_clause(before);
        } else {
            using missing = missing_column<source, tree_of<typename Assignments::column>::index...>;
            static_assert(gives_every_required_column<missing>, "insert: a column is missing that is not null and has no default");
            using made = made_items<source, true, tree_of<typename Assignments::column>::index...>;
            static_assert(
                gives_what_the_app_makes<made>,
                "insert: the app makes the value of a column, for each row, which it cannot for those of a merge; give a value of "
                "the source");
            return then<
                merge_insert<source, set_item<tree_of<typename Assignments::column>::index, typename Assignments::tree>...>>(
                join(condition, assignments.parameters...));
        }
    }

private:
    using source = typename merged_table<typename Query::tree>::type;
    template <class>
    static constexpr bool has_a_row = IsMatched;

    template <class Action, class All>
    [[gnu::always_inline]] constexpr auto then(const All& all) const {
        return with_clause<clause::when<count_of<All>, IsMatched, Action, Condition...>>(before, all);
    }
    template <class... Items, class All>
    [[gnu::always_inline]] constexpr auto updated(list<Items...>*, const All& all) const {
        return then<merge_update<source, Items...>>(all);
    }
};

template <bool IsMatched, class Query>
[[gnu::always_inline]] constexpr auto begin_when(const Query& query) {
    using tree = typename Query::tree;
    static_assert(is_reached<tree, IsMatched>,
                  "when_matched, when_not_matched: one of its kind without a condition stands before, so that it is never reached");
    return open_when<Query, IsMatched, values<>>{query, {}};
}
template <bool IsMatched, class Query, class Condition>
[[gnu::always_inline]] constexpr auto begin_when(const Query& query, const Condition& condition) {
    using tree = typename Query::tree;
    static_assert(is_reached<tree, IsMatched>,
                  "when_matched, when_not_matched: one of its kind without a condition stands before, so that it is never reached");
    if constexpr (not is_condition<Condition>) {
        static_assert(is_condition<Condition>,
                      "when_matched, when_not_matched: takes a boolean expression; compare the column with something");
        return open_when<Query, IsMatched, values<>, node::refused<types::boolean>>{query, {}};
    } else {
        return open_when<Query, IsMatched, values_in<Condition>, tree_of<Condition>>{query, condition.parameters};
    }
}

template <class Self>
struct merge_calls : writing_base {
    /// `when matched`, or `when matched and condition`: a row of the table that one of the source matches, unless an earlier when
    /// took it. To be followed by `.update(assignments)`, `.delete_()` or `.do_nothing()`.
    template <class... Condition>
        requires(sizeof...(Condition) <= 1)
    [[nodiscard, gnu::always_inline]] constexpr auto when_matched(const Condition&... condition) const {
        return begin_when<true>(static_cast<const Self&>(*this).query(), condition...);
    }
    /// `when not matched`, or `when not matched and condition`: a row of the source that matches none of the table. To be followed
    /// by
    /// `.insert(assignments)` or `.do_nothing()`.
    template <class... Condition>
        requires(sizeof...(Condition) <= 1)
    [[nodiscard, gnu::always_inline]] constexpr auto when_not_matched(const Condition&... condition) const {
        return begin_when<false>(static_cast<const Self&>(*this).query(), condition...);
    }
};
}  // namespace detail

/// A merge with the values of its parameters.
template <class Tree, class Values>
struct merge_query : detail::merge_calls<merge_query<Tree, Values>> {
    using tree = Tree;
    [[no_unique_address]] Values parameters;

    [[nodiscard]] constexpr const merge_query& query() const { return *this; }
    /// PostgreSQL has it from version 17 on, and virga is for 15 and 16 too.
    template <class... Outputs>
    [[nodiscard]] constexpr auto returning(const Outputs&...) const {
        static_assert(detail::can_return_of_merge<Tree>,
                      "returning: a merge returns rows from PostgreSQL 17 on only; run a select, or an insert with on_conflict");
        return detail::refuse_clause(*this);
    }
};

namespace detail {
/// A merge that does not say yet what it does.
template <class Query>
struct unfinished_merge : merge_calls<unfinished_merge<Query>> {
    Query before;
    [[nodiscard]] constexpr const Query& query() const { return before; }
};
template <class Clause, class Query, class Added>
[[gnu::always_inline]] constexpr auto with_clause(const unfinished_merge<Query>& merge, const Added& added) {
    const auto after = with_clause<Clause>(merge.before, added);
    return unfinished_merge<std::remove_const_t<decltype(after)>>{{}, after};
}

/// A merge that does not say yet of what.
template <class Table>
struct merge_start {
    /// `using "source" on condition`. The condition compares a whole key of the table, or of the source, by == and joined by and.
    /// To be followed by `.when_matched(...)` and `.when_not_matched(...)`, in the order in which they are asked.
    template <class Source, class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto using_(const Source& source, const Condition& condition) const {
        if constexpr (not is_source<Source>) {
            static_assert(is_source<Source>, "using_: takes a table, an alias of one, or a query with a name, by .as<\"name\">()");
            return refused();
        } else if constexpr (not is_told_from_table<Table, Source>) {
            static_assert(is_told_from_table<Table, Source>,
                          "using_: the source has the name of the table that is written; give it another one, by .as<\"name\">()");
            return refused();
        } else if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "using_: takes a boolean expression; compare the column with something");
            return refused();
        } else if constexpr (not matches_by_a_key<Table, Source, Condition>) {
            static_assert(
                matches_by_a_key<Table, Source, Condition>,
                "using_: the condition does not compare a whole key of the table or of the source by ==, so that a row could match "
                "several others; name all columns of a primary key or unique constraint");
            return refused();
        } else {
            const auto all = join(parameters_of_source(source), condition.parameters);
            using given = std::remove_const_t<decltype(all)>;
            using tree = statement_tree<clause::target<statement_kind::merge, Table>,
                                        clause::merge_using<count_of<given>, body_of<Source>, tree_of<Condition>>>;
            return unfinished_merge<merge_query<tree, given>>{{}, {{}, all}};
        }
    }

private:
    static constexpr auto refused() {
        using tree = statement_tree<clause::target<statement_kind::merge, Table>, clause::refused>;
        return unfinished_merge<merge_query<tree, values<>>>{{}, {{}, {}}};
    }
};
}  // namespace detail

/// `merge into "table"`, to be followed by `.using_(source, condition)`. For PostgreSQL 15 and later.
template <class Table>
[[nodiscard, gnu::always_inline]] constexpr auto merge_into(const Table&) {
    static_assert(is_table<Table>, "merge_into: takes a table");
    return detail::merge_start<Table>{};
}
}  // namespace virga
