// virga/query/common_table.hpp: with: queries that a statement names, recursive ones too.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v

#include <virga/query/delete.hpp>  // virga::delete_from
#include <virga/query/insert.hpp>  // virga::insert_into
#include <virga/query/merge.hpp>   // virga::merge_into
#include <virga/query/select.hpp>  // virga::select
#include <virga/query/update.hpp>  // virga::update

namespace virga {

namespace detail {
enum class materialization : unsigned char { by_server, materialized, not_materialized };

template <materialization How>
constexpr void write_materialization(writer& out) {
    if constexpr (How == materialization::materialized) out.text("materialized ");
    if constexpr (How == materialization::not_materialized) out.text("not materialized ");
}

/// `"name" as (query)` of a with clause.
template <class Tag, class Tree, materialization How>
struct common_definition {
    using children = list<>;
    using subquery = Tree;
    template <materialization After>
    using said = common_definition<Tag, Tree, After>;
    static constexpr bool is_recursive = false;
    static constexpr std::string_view name = source_traits<Tag>::reference_name;
    static constexpr void write(writer& out) {
        if (Tree::kind != statement_kind::select) out.writes_in_with();
        out.identifier(name);
        out.text(" as ");
        write_materialization<How>(out);
        out.text("(");
        write_inner<Tree>(out);
        out.text(")");
        out.declare_common(reference_of<Tag>);
    }
};
/// `"name" as (base union all step)`, whose step names it.
template <class Tag, class Base, class Step, bool KeepsAll, materialization How>
struct recursive_definition {
    using children = typename nodes_of_tree<Base>::type;
    using subquery = Step;
    template <materialization After>
    using said = recursive_definition<Tag, Base, Step, KeepsAll, After>;
    static constexpr bool is_recursive = true;
    static constexpr std::string_view name = source_traits<Tag>::reference_name;
    static constexpr void write(writer& out) {
        out.identifier(name);
        out.text(" as ");
        write_materialization<How>(out);
        out.text("(");
        write_side<Base, false>(out);
        out.text(KeepsAll ? " union all " : " union ");
        out.declare_common(reference_of<Tag>);
        out.begin_recursion(reference_of<Tag>.id);
        write_side<Step, true>(out);
        out.end_recursion();
        out.text(")");
    }

private:
    template <class Tree, bool IsStep>
    static constexpr void write_side(writer& out) {
        constexpr set_operation operation = KeepsAll ? set_operation::union_all : set_operation::union_;
        constexpr bool in_parentheses = needs_parentheses<Tree, operation, IsStep>;
        if (in_parentheses) out.text("(");
        write_inner<Tree>(out);
        if (in_parentheses) out.text(")");
    }
};
}  // namespace detail

namespace clause {
/// `with "a" as (...), "b" as (...) `, before any statement.
template <std::size_t Count, class... Definitions>
struct with : virga::detail::clause_base<place::with, Count> {
    using nodes = list<Definitions...>;
    static constexpr void write(writer& out) {
        const place before = out.at();
        out.enter(place::with);
        out.hide_siblings();
        constexpr bool is_recursive = (Definitions::is_recursive or ...);
        out.text(is_recursive ? "with recursive " : "with ");
        if constexpr (is_recursive) (out.declare_common({Definitions::name, 0}), ...);
        out.list({&Definitions::write...});
        out.text(" ");
        out.show_siblings();
        out.enter(before);
    }
};
}  // namespace clause

/// A query that a statement names in its with clause: `with(totals).select(...).from(totals)`. Its columns are `totals[post.id]`
/// and `totals["n"_c]`. In from it brings no values, which with does.
template <class Definition, class Body, class Outputs, class Columns, class Values>
struct common_table;
template <class Tag, class Outputs, class Columns, class Definition, class Values>
struct common_table<Definition, detail::common_body<Tag>, Outputs, Columns, Values>
    : query_source<detail::common_body<Tag>, Outputs, Columns> {
    using definition = Definition;
    [[no_unique_address]] Values defined_by;

    /// The same table under another name, to name it twice in one from.
    template <fixed_string Alias>
    [[nodiscard]] constexpr auto as() const {
        static_assert(is_identifier<Alias>, "as: a name has 1 to 63 bytes");
        return query_source<detail::common_body<detail::named_source_of<Alias, Columns>, Tag>, Outputs, Columns>{};
    }
    /// `as materialized`: the server computes it by itself, once.
    [[nodiscard]] constexpr auto materialized() const {
        return with_definition<typename Definition::template said<detail::materialization::materialized>>();
    }
    /// `as not materialized`: the server may join it into the query around it.
    [[nodiscard]] constexpr auto not_materialized() const {
        return with_definition<typename Definition::template said<detail::materialization::not_materialized>>();
    }

private:
    template <class After>
    constexpr auto with_definition() const {
        return common_table<After, detail::common_body<Tag>, Outputs, Columns, Values>{{}, defined_by};
    }
};

template <class>
inline constexpr bool is_common_table = false;
template <class Definition, class Body, class Outputs, class Columns, class Values>
inline constexpr bool is_common_table<common_table<Definition, Body, Outputs, Columns, Values>> = true;
template <class Definition, class Body, class Outputs, class Columns, class Values>
inline constexpr bool is_source<common_table<Definition, Body, Outputs, Columns, Values>> = true;
template <class Definition, class Body, class Outputs, class Columns, class Values>
inline constexpr bool is_query_source<common_table<Definition, Body, Outputs, Columns, Values>> = true;

namespace detail {
template <class Definition, class Body, class Outputs, class Columns, class Values>
struct standing<common_table<Definition, Body, Outputs, Columns, Values>> {
    using body = Body;
    using tag = typename Body::tag;
};

/// Whether a query can be part of another: finished, and with columns.
template <class Query>
constexpr bool returns_columns() {
    if constexpr (requires { typename Query::tree; }) return Query::tree::width() != 0;
    else return false;
}
}  // namespace detail

/// Whether a query returns columns: a select, or an insert, update or delete with returning.
template <class Query>
inline constexpr bool is_with_columns = detail::returns_columns<Query>();

/// Whether with can name a query: none that merges.
template <class Query>
inline constexpr bool can_stand_in_with = Query::tree::kind != statement_kind::merge;

/// Whether a query can be a part of another: an insert with rows of its relations has a with of its own, which writes.
template <class Query>
inline constexpr bool can_be_a_part = not requires { Query::tree::is_whole; };
/// Whether its rows can be those of a common table: a find's hold others.
template <class Query>
inline constexpr bool can_be_a_common_table = can_be_a_part<Query> and not detail::is_find<typename Query::tree>;

/// A common table of this name: `constexpr auto totals = cte<"totals">(select(...));`. It is a select, or an insert, update or
/// delete, with returning if its columns are named.
template <fixed_string Name, class Query>
[[nodiscard]] constexpr auto cte(const Query& query) {
    static_assert(is_identifier<Name>, "cte: a name has 1 to 63 bytes");
    static_assert(can_stand_in_with<Query>, "cte: with takes no merge before PostgreSQL 17; run it as a statement of its own");
    if constexpr (not can_be_a_common_table<Query>) {
        static_assert(can_be_a_common_table<Query>,
                      "cte: an insert with rows of its relations is a whole statement, and so are a find and a plan; run it by "
                      "itself, or write a cte for each table");
        return cte<Name>(detail::refused_select{});
    } else {
        using tree = typename Query::tree;
        using columns = detail::result_columns_of<tree>;
        using tag = detail::named_source_of<Name, columns>;
        using values_of_query = detail::values_in<Query>;
        return common_table<detail::common_definition<tag, tree, detail::materialization::by_server>, detail::common_body<tag>,
                            detail::known_outputs_of<tree>, columns, values_of_query>{{}, query.parameters};
    }
}

// ---- recursive -------------------------------------------------------------------------------------

namespace detail {
template <class Left, class Right>
struct wider_columns;
/// The columns of a union of two queries: those of the first, which may be NULL where either's may.
template <fixed_string... Names, class... Types, bool... Nullable, fixed_string... OtherNames, class... OtherTypes,
          bool... OtherNullable>
struct wider_columns<list<result_column<Names, Types, Nullable>...>,
                     list<result_column<OtherNames, OtherTypes, OtherNullable>...>> {
    using type = list<result_column<Names, Types, (Nullable or OtherNullable)>...>;
};

template <class Left, class Right>
inline constexpr bool have_one_type_each = false;
template <class... Left, class... Right>
    requires(sizeof...(Left) == sizeof...(Right))
inline constexpr bool have_one_type_each<list<Left...>, list<Right...>> =
    (std::is_same_v<types::stored_type_t<typename Left::type>, types::stored_type_t<typename Right::type>> and ...);
}  // namespace detail

/// Whether the two sides of a recursive query return as many columns.
template <class Base, class Step>
inline constexpr bool are_as_wide = Base::width() == Step::width();
/// Whether they return columns of the same types, to the length and precision: the server adds no cast there.
template <class Base, class Step>
inline constexpr bool are_of_the_same_types =
    detail::have_one_type_each<detail::single_outputs_of<Base>, detail::single_outputs_of<Step>>;

namespace detail {
template <fixed_string Name, class Columns, class Outputs>
using recursive_reference = query_source<common_body<named_source_of<Name, Columns>>, Outputs, Columns>;

template <fixed_string Name, bool KeepsAll, class Columns, class Base, class Make>
[[nodiscard]] constexpr auto make_recursive(const Base& base, const Make& make) {
    using base_tree = typename Base::tree;
    using outputs = known_outputs_of<base_tree>;
    const auto step = make(recursive_reference<Name, Columns, outputs>{});
    using step_tree = typename std::remove_const_t<decltype(step)>::tree;
    using tag = named_source_of<Name, Columns>;
    constexpr bool fits = are_as_wide<base_tree, step_tree> and are_of_the_same_types<base_tree, step_tree>;
    if constexpr (not fits) {
        static_assert(are_as_wide<base_tree, step_tree>, "recursive: the two sides return different numbers of columns");
        static_assert(are_of_the_same_types<base_tree, step_tree> or not are_as_wide<base_tree, step_tree>,
                      "recursive: a column of the two sides is of different types; cast one of them, length and precision too");
        return common_table<common_definition<tag, refused_select::tree, materialization::by_server>, common_body<tag>, outputs,
                            Columns, values<>>{};
    } else {
        using wider = typename wider_columns<Columns, result_columns_of<step_tree>>::type;
        if constexpr (std::is_same_v<wider, Columns>) {
            const auto all = join(base.parameters, step.parameters);
            return common_table<recursive_definition<tag, base_tree, step_tree, KeepsAll, materialization::by_server>,
                                common_body<tag>, outputs, Columns, std::remove_const_t<decltype(all)>>{{}, all};
        } else {
            return make_recursive<Name, KeepsAll, wider>(base, make);  // what the step may leave NULL, it also reads
        }
    }
}
}  // namespace detail

/// A recursive common table: the rows of `base`, and again and again those that `step` makes of the rows before, until there are
/// none. `step` takes the table and returns a select: `recursive<"tree">(select(...), [](auto tree) { return select(...).from(...);
/// })`.
template <fixed_string Name, class Base, class Step>
[[nodiscard]] constexpr auto recursive(const Base& base, const Step& step) {
    static_assert(is_identifier<Name>, "recursive: a name has 1 to 63 bytes");
    return detail::make_recursive<Name, true, detail::result_columns_of<typename Base::tree>>(base, step);
}
/// The same without rows that were there before (`union`), which ends where data goes round in a circle.
template <fixed_string Name, class Base, class Step>
[[nodiscard]] constexpr auto recursive_distinct(const Base& base, const Step& step) {
    static_assert(is_identifier<Name>, "recursive_distinct: a name has 1 to 63 bytes");
    static_assert(selects_what_has_an_order<typename Base::tree>,
                  "recursive_distinct: PostgreSQL has no = for values of a column's type; recursive keeps all rows");
    return detail::make_recursive<Name, false, detail::result_columns_of<typename Base::tree>>(base, step);
}

// ---- with ------------------------------------------------------------------------------------------

namespace detail {
/// A statement that does not say yet what it inserts or sets, with the clause that comes before.
template <class With, class Values, class Start>
struct started_with {
    Start start;
    [[no_unique_address]] Values before;

    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto values(const Given&... given) const {
        return with_clause<With>(start.values(given...), before);
    }
    [[nodiscard, gnu::always_inline]] constexpr auto overriding_system_value() const {
        const auto overridden = start.overriding_system_value();
        return started_with<With, Values, std::remove_const_t<decltype(overridden)>>{overridden, before};
    }
    [[nodiscard, gnu::always_inline]] constexpr auto overriding_user_value() const {
        const auto overridden = start.overriding_user_value();
        return started_with<With, Values, std::remove_const_t<decltype(overridden)>>{overridden, before};
    }
    template <class Range>
    [[nodiscard, gnu::always_inline]] constexpr auto rows(Range&& range) const {
        return with_clause<With>(start.rows(static_cast<Range&&>(range)), before);
    }
    [[nodiscard, gnu::always_inline]] constexpr auto default_values() const {
        return with_clause<With>(start.default_values(), before);
    }
    template <class... Columns>
    [[nodiscard, gnu::always_inline]] constexpr auto columns(const Columns&... given) const {
        return started_with<With, Values, decltype(start.columns(given...))>{start.columns(given...), before};
    }
    template <class Query>
    [[nodiscard, gnu::always_inline]] constexpr auto select(const Query& query) const {
        return with_clause<With>(start.select(query), before);
    }
    template <class Source, class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto using_(const Source& source, const Condition& condition) const {
        return with_clause<With>(start.using_(source, condition), before);
    }
    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto set(Given&&... given) const {
        return with_clause<With>(start.set(static_cast<Given&&>(given)...), before);
    }
};

/// `with ...`, to be followed by what it is for.
template <class With, class Values>
struct with_start {
    [[no_unique_address]] Values before;

    template <class... Outputs>
    [[nodiscard, gnu::always_inline]] constexpr auto select(const Outputs&... outputs) const {
        return with_clause<With>(virga::select(outputs...), before);
    }
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto insert_into(const Source& source) const {
        return started_with<With, Values, decltype(virga::insert_into(source))>{virga::insert_into(source), before};
    }
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto update(const Source& source) const {
        return started_with<With, Values, decltype(virga::update(source))>{virga::update(source), before};
    }
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto delete_from(const Source& source) const {
        return with_clause<With>(virga::delete_from(source), before);
    }
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto merge_into(const Source& source) const {
        return started_with<With, Values, decltype(virga::merge_into(source))>{virga::merge_into(source), before};
    }
};
}  // namespace detail

/// Whether each is a common table.
template <class... Tables>
inline constexpr bool are_common_tables = sizeof...(Tables) != 0 and (is_common_table<Tables> and ...);

/// `with "a" as (...), ...`, before a select, insert, update or delete: `with(totals).select(...)`. A table can name those before
/// it.
template <class... Tables>
[[nodiscard, gnu::always_inline]] constexpr auto with(const Tables&... tables) {
    if constexpr (not are_common_tables<Tables...>) {
        static_assert(are_common_tables<Tables...>,
                      "with: takes common tables, made by cte<\"name\">(query) or recursive<\"name\">(...)");
        return detail::with_start<clause::refused, values<>>{};
    } else {
        const auto all = detail::join(tables.defined_by...);
        using given = std::remove_const_t<decltype(all)>;
        return detail::with_start<clause::with<detail::count_of<given>, typename Tables::definition...>, given>{all};
    }
}
}  // namespace virga
