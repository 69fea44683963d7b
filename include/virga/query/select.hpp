// virga/query/select.hpp: select, clause by clause.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_void_v

#include <virga/expr/functions/aggregates.hpp>  // virga::count
#include <virga/expr/given.hpp>                 // virga::detail::plain_t
#include <virga/expr/in.hpp>                    // virga::detail::query_base
#include <virga/expr/logic.hpp>                 // virga::is_condition
#include <virga/expr/order.hpp>                 // virga::is_ordering, virga::have_an_order
#include <virga/expr/shaped.hpp>                // virga::is_shaped_condition
#include <virga/expr/window.hpp>                // virga::are_parts_of_window
#include <virga/query/clause.hpp>               // virga::clause
#include <virga/query/combined.hpp>             // virga::clause::combined
#include <virga/query/detail/full_join.hpp>     // virga::can_be_fully_joined
#include <virga/query/detail/row_count.hpp>     // virga::is_row_count
#include <virga/query/detail/scope.hpp>         // virga::no_scope
#include <virga/query/grouping.hpp>             // virga::detail::group_by_sets
#include <virga/query/keyset.hpp>               // virga::detail::continue_after
#include <virga/query/lock.hpp>                 // virga::locking_query
#include <virga/query/output.hpp>               // virga::node::output

namespace virga {

template <class Tree, class Values = values<>>
struct select_query;

/// Whether no source of the query is called what `Source` is called.
template <class Tree, class Source>
concept has_name_of_its_own =
    Tree::template scope_in<no_scope>::count(source_traits<typename detail::standing<Source>::tag>::reference_name) == 0;

/// Whether group by can have these keys: one expression or more.
template <class... Keys>
inline constexpr bool are_expressions = sizeof...(Keys) != 0 and (expression_like<Keys> and ...);
/// Whether group by can have these parts: expressions, rollup, cube and grouping sets, one of these at least.
template <class... Parts>
inline constexpr bool has_grouping_sets = (detail::is_grouping_of<Parts> or ...) and
                                          ((expression_like<Parts> or detail::is_grouping_of<Parts>)and...);
/// Whether order by can have these keys: one expression or more, with or without a direction.
template <class... Keys>
inline constexpr bool are_orderings =
    sizeof...(Keys) != 0 and ((expression_like<Keys> or is_ordering<Keys> or is_column_label<Keys> or is_key_choice<Keys>) and ...);

namespace detail {
template <fixed_string Name>
inline constexpr bool is_ordered_key<node::output_name<Name>> = true;
template <grouping_kind Kind, class... Parts>
inline constexpr bool is_ordered_key<node::grouping_element<Kind, Parts...>> = (is_ordered_key<Parts> and ...);
template <class... Keys>
inline constexpr bool is_ordered_key<node::chosen_key<Keys...>> = (is_ordered_key<Keys> and ...);

/// One of some columns of a result.
template <class... Keys>
struct chosen_result {
    using type = node::chosen_key<Keys...>;
};
template <class... Keys>
    requires(std::is_void_v<Keys> or ...)
struct chosen_result<Keys...> {
    using type = void;
};
template <class... Keys, class Outputs>
struct result_key<node::chosen_key<Keys...>, Outputs> : chosen_result<typename result_key<Keys, Outputs>::type...> {};
/// What a key of combined queries has besides its name: which one was chosen.
template <class Key>
[[gnu::always_inline]] constexpr const auto& choice_of(const Key& key) {
    if constexpr (is_key_choice<Key>) return key.parameters;
    else return no_parameters;
}
/// Whether a choice is one of columns, which hold no values.
template <class Key>
inline constexpr bool is_choice_of_names = not is_key_choice<Key> or count_of<values_in<Key>> == 1;

template <class Columns>
inline constexpr bool are_ordered_columns = false;
template <class... Columns>
inline constexpr bool are_ordered_columns<list<Columns...>> = (is_ordered_type<typename Columns::type> and ...);
}  // namespace detail

/// Whether PostgreSQL can tell the rows of a query apart: values of each column's type.
template <class Tree>
inline constexpr bool selects_what_has_an_order = detail::are_ordered_columns<detail::single_outputs_of<Tree>>;

namespace detail {
template <class Columns, fixed_string Name>
inline constexpr int outputs_named = 0;
template <class... Columns, fixed_string Name>
inline constexpr int outputs_named<list<Columns...>, Name> = (0 + ... + (output_label<Columns>::name == Name ? 1 : 0));
}  // namespace detail
/// Whether a key of order by that is a name of the result is that of one column.
template <class Tree, class Key>
inline constexpr bool names_result = true;
template <class Tree, fixed_string Name>
inline constexpr bool names_result<Tree, node::output_name<Name>> =
    detail::outputs_named<detail::single_outputs_of<Tree>, Name> == 1;
template <class Tree, class Operand, direction Direction, nulls_order Nulls>
inline constexpr bool names_result<Tree, node::ordered<Operand, Direction, Nulls>> = names_result<Tree, Operand>;
template <class Tree, class... Keys>
inline constexpr bool names_result<Tree, node::chosen_key<Keys...>> = (names_result<Tree, Keys> and ...);

namespace node {
/// `true`
struct always : leaf {
    using type = types::boolean;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) { out.text("true"); }
};
}  // namespace node

namespace detail {
// What the calls below have in common. It stands outside of the query, whose class is made anew for each clause, with all that
// is declared in it.

/// The query with such a clause after it, and with the values of `Added`.
template <class Query, class Clause, class Added>
using query_with_values =
    select_query<typename tree_after<typename Query::tree, Clause>::type, joined_values<values_in<Query>, Added>>;
template <class Query, class Clause, class Expression>
using query_with = query_with_values<Query, Clause, values_in<Expression>>;

template <class Tree, class All>
[[gnu::always_inline]] constexpr select_query<Tree, All> make_select(const All& all) {
    return {{}, all};
}
template <place Place, class Condition>
using shaped_clause = clause::shaped<Place, count_of<values_in<Condition>>, tree_of<Condition>>;
/// A list of keys without values that stands last, as it mostly does.
template <class Tree, place Place, class... Keys>
inline constexpr bool are_last_without_values = is_last<shape_of_tree<Tree>, Place> and (0 + ... + count_of<values_in<Keys>>) == 0;
template <class Query, place Place, class... Keys>
using query_with_keys = query_with_values<Query, clause::words<Place, 0, key_node<Keys>...>, values<>>;
template <place Place, class Query, class... Keys>
[[gnu::always_inline]] constexpr auto with_keys(const Query& query, const Keys&... keys) {
    using all = joined_values<values_in<Keys>...>;
    return with_clause<clause::words<Place, count_of<all>, key_node<Keys>...>>(query, join(keys.parameters...));
}

template <class Query, class Source, class Condition>
consteval bool is_full_join() {
    using before = typename Query::tree::template scope_in<no_scope>;
    using tag = typename standing<Source>::tag;
    using after = typename scope_with<before, join_kind::inner, tag>::type;
    if constexpr (before::size == 0 or not names_only_own<after, tree_of<Condition>>)
        return true;  // which is said of the statement
    else return can_be_fully_joined<before, tag, tree_of<Condition>>;
}

/// Asked of a full join only.
template <join_kind Kind, class Query, class Source, class Condition>
concept is_full_as_asked = Kind != join_kind::full or is_full_join<Query, Source, Condition>();

/// What a join is given that says no condition: the rule on conditions refuses it.
struct unconditioned {};

/// Whether a join has a condition.
template <join_kind Kind>
inline constexpr bool joins_by_condition = Kind != join_kind::cross and Kind != join_kind::cross_lateral;

template <join_kind Kind, class Query, class Source, class Condition>
[[gnu::always_inline]] constexpr auto join_source(const Query& query, const Source& source, const Condition& condition) {
    if constexpr (not can_stand_in_from<Source>) {
        static_assert(can_stand_in_from<Source>,
                      "join: takes a table, an alias of one, or a query with a name, by .as<\"name\">(); a function and a list of "
                      "values want one too");
        return refuse_clause(query);
    } else if constexpr (not has_name_of_its_own<typename Query::tree, Source>) {
        static_assert(has_name_of_its_own<typename Query::tree, Source>,
                      "join: the query names this table already; give one of the two another name, by .as<\"name\">()");
        return refuse_clause(query);
    } else if constexpr (is_lateral(Kind) and not can_be_lateral<Source>) {
        static_assert(can_be_lateral<Source>,
                      "join: only a query with a name, by .as<\"name\">(), can be lateral; leave the word out");
        return refuse_clause(query);
    } else if constexpr (not joins_by_condition<Kind>) {
        static_assert(joins_by_condition<Kind>, "join: a cross join has no condition; write inner_join(table, condition)");
        return refuse_clause(query);
    } else if constexpr (not is_condition<Condition>) {
        static_assert(is_condition<Condition>, "join: the condition is no boolean expression; compare two columns");
        return refuse_clause(query);
    } else if constexpr (not is_full_as_asked<Kind, Query, Source, Condition>) {
        static_assert(
            is_full_join<Query, Source, Condition>(),
            "full_join: the condition must equate a column of the one side with one of the other; it may say more, by and");
        return refuse_clause(query);
    } else {
        using added =
            clause::join<parameters_in_source<Source> + count_of<values_in<Condition>>, Kind, body_of<Source>, tree_of<Condition>>;
        if constexpr (is_query_source<Source> or is_sample<Source>)
            return with_clause<added>(query, join(source.parameters, condition.parameters));
        else if constexpr (Query::tree::kind != statement_kind::select)
            return with_clause<added>(query, condition.parameters);
        else if constexpr (is_last<detail::shape_of_tree<typename Query::tree>, added::at>)
            return query_with<Query, added, Condition>{{}, join(query.parameters, condition.parameters)};
        else return with_clause<added>(query, condition.parameters);
    }
}
/// A join without a condition.
template <join_kind Kind, class Query, class Source>
[[gnu::always_inline]] constexpr auto join_source(const Query& query, const Source& source) {
    if constexpr (not can_stand_in_from<Source>) {
        static_assert(can_stand_in_from<Source>,
                      "join: takes a table, an alias of one, or a query with a name, by .as<\"name\">(); a function and a list of "
                      "values want one too");
        return refuse_clause(query);
    } else if constexpr (not has_name_of_its_own<typename Query::tree, Source>) {
        static_assert(has_name_of_its_own<typename Query::tree, Source>,
                      "join: the query names this table already; give one of the two another name, by .as<\"name\">()");
        return refuse_clause(query);
    } else if constexpr (is_lateral(Kind) and not can_be_lateral<Source>) {
        static_assert(can_be_lateral<Source>,
                      "join: only a query with a name, by .as<\"name\">(), can be lateral; leave the word out");
        return refuse_clause(query);
    } else {
        return with_clause<clause::join<parameters_in_source<Source>, Kind, body_of<Source>>>(query, parameters_of_source(source));
    }
}

template <set_operation Operation, class Query, class Other>
[[gnu::always_inline]] constexpr auto combine(const Query& query, const Other& other) {
    if constexpr (not select_like<Other>) {
        static_assert(select_like<Other>, "union: takes another select");
        return refuse_clause(query);
    } else if constexpr (not return_as_many_columns<typename Query::tree, typename Other::tree>) {
        static_assert(return_as_many_columns<typename Query::tree, typename Other::tree>,
                      "union: the two selects return different numbers of columns");
        return refuse_clause(query);
    } else if constexpr (not return_the_same_types<typename Query::tree, typename Other::tree>) {
        static_assert(return_the_same_types<typename Query::tree, typename Other::tree>,
                      "union: a column of the two selects is of different types; cast one of them");
        return refuse_clause(query);
    } else if constexpr (Operation != set_operation::union_all and not selects_what_has_an_order<typename Query::tree>) {
        static_assert(selects_what_has_an_order<typename Query::tree>,
                      "union: PostgreSQL has no = for values of a column's type; of the set operations it has union_all for them");
        return refuse_clause(query);
    } else {
        const auto all = join(query.parameters, other.parameters);
        return make_select<
            statement_tree<clause::combined<count_of<decltype(all)>, Operation, typename Query::tree, typename Other::tree>>>(all);
    }
}

/// The first source of a statement that has more than the table it writes to.
template <join_kind Kind, class Query, class Source>
[[gnu::always_inline]] constexpr auto begin_from(const Query& query, const Source& source) {
    using tree = typename Query::tree;
    if constexpr (can_stand_in_from<Source> and not is_first_clause<detail::shape_of_tree<tree>, place::from>) {
        if constexpr (Kind == join_kind::from)
            static_assert(is_first_clause<detail::shape_of_tree<tree>, place::from>,
                          "from: the update has one already; join more tables, by inner_join or its like");
        else
            static_assert(is_first_clause<detail::shape_of_tree<tree>, place::from>,
                          "using_: the delete has one already; join more tables, by inner_join or its like");
        return refuse_clause(query);
    } else {
        return join_source<Kind>(query, source);
    }
}
/// Whether a join of a statement that writes comes after from or using_.
template <class Tree>
inline constexpr bool has_from = Tree::template has_clause<place::from>;
}  // namespace detail

/// A select with the values of its parameters. Every call returns a new query; clauses may come in any order.
template <class Tree, class Values>
struct select_query : detail::query_base {
    using tree = Tree;
    [[no_unique_address]] Values parameters;

    /// `from "source"`
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto from([[maybe_unused]] const Source& source) const {
        if constexpr (not can_stand_in_from<Source>) {
            static_assert(can_stand_in_from<Source>,
                          "from: takes a table, an alias of one, or a query with a name, by .as<\"name\">(); a function and a list "
                          "of values want one too");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::from>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::from>,
                          "from: the query has one already, or a join before it; write from first, then inner_join or its like");
            return detail::refuse_clause(*this);
        } else {
            using added = clause::join<detail::parameters_in_source<Source>, join_kind::from, detail::body_of<Source>>;
            if constexpr (is_query_source<Source> or is_sample<Source>)
                return detail::with_clause<added>(*this, source.parameters);
            else if constexpr (detail::is_last<detail::shape_of_tree<Tree>, added::at>)
                return detail::query_with_values<select_query, added, values<>>{{}, parameters};
            else return detail::with_clause<added>(*this, no_parameters);
        }
    }
    /// `inner join "source" on condition`
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto inner_join(const Source& source, const Condition& condition = {}) const {
        return detail::join_source<join_kind::inner>(*this, source, condition);
    }
    /// `left join "source" on condition`: columns of the source become optional.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto left_join(const Source& source, const Condition& condition = {}) const {
        return detail::join_source<join_kind::left>(*this, source, condition);
    }
    /// `right join "source" on condition`: columns of all sources before become optional.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto right_join(const Source& source, const Condition& condition = {}) const {
        return detail::join_source<join_kind::right>(*this, source, condition);
    }
    /// `full join "source" on condition`: columns of both sides become optional.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto full_join(const Source& source, const Condition& condition = {}) const {
        return detail::join_source<join_kind::full>(*this, source, condition);
    }
    /// `cross join "source"`
    template <class Source, class... Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto cross_join(const Source& source, const Condition&... none) const {
        return detail::join_source<join_kind::cross>(*this, source, none...);
    }
    /// `inner join lateral (select ...) as "source" on condition`: a query that sees what stands before it in from.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto inner_join_lateral(const Source& source,
                                                                        const Condition& condition = {}) const {
        return detail::join_source<join_kind::inner_lateral>(*this, source, condition);
    }
    /// `left join lateral (select ...) as "source" on condition`, by default `on true`: its columns become optional.
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto left_join_lateral(const Source& source) const {
        return detail::join_source<join_kind::left_lateral>(*this, source, expression<node::always>{});
    }
    template <class Source, class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto left_join_lateral(const Source& source, const Condition& condition) const {
        return detail::join_source<join_kind::left_lateral>(*this, source, condition);
    }
    /// `cross join lateral (select ...) as "source"`
    template <class Source, class... Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto cross_join_lateral(const Source& source, const Condition&... none) const {
        return detail::join_source<join_kind::cross_lateral>(*this, source, none...);
    }

    /// `where condition`
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        if constexpr (is_shaped_condition<Condition> and is_first_clause<detail::shape_of_tree<Tree>, place::where>) {
            return detail::with_clause<detail::shaped_clause<place::where, Condition>>(*this, condition.parameters);
        } else if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::where>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::where>,
                          "where: the query has one already; combine conditions with and");
            return detail::refuse_clause(*this);
        } else {
            using added = clause::words<place::where, detail::count_of<detail::values_in<Condition>>, tree_of<Condition>>;
            if constexpr (detail::is_last<detail::shape_of_tree<Tree>, added::at>)
                return detail::query_with<select_query, added, Condition>{{}, detail::join(parameters, condition.parameters)};
            else return detail::with_clause<added>(*this, condition.parameters);
        }
    }
    /// `having condition`, on groups.
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto having(const Condition& condition) const {
        if constexpr (is_shaped_condition<Condition> and is_first_clause<detail::shape_of_tree<Tree>, place::having>) {
            return detail::with_clause<detail::shaped_clause<place::having, Condition>>(*this, condition.parameters);
        } else if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "having: takes a boolean expression; compare the column with something");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::having>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::having>,
                          "having: the query has one already; combine conditions with and");
            return detail::refuse_clause(*this);
        } else {
            using added = clause::words<place::having, detail::count_of<detail::values_in<Condition>>, tree_of<Condition>>;
            if constexpr (detail::is_last<detail::shape_of_tree<Tree>, added::at>)
                return detail::query_with<select_query, added, Condition>{{}, detail::join(parameters, condition.parameters)};
            else return detail::with_clause<added>(*this, condition.parameters);
        }
    }

    /// `group by keys`: expressions, `rollup(a, b)`, `cube(a, b)`, `grouping_sets(set(a, b), set())`.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto group_by(const Keys&... keys) const {
        if constexpr (not are_expressions<Keys...> and not has_grouping_sets<Keys...>) {
            static_assert(are_expressions<Keys...>, "group_by: takes one or more expressions");
            return detail::refuse_clause(*this);
        } else if constexpr (not have_an_order<Keys...>) {
            static_assert(have_an_order<Keys...>, "group_by: PostgreSQL has no = and no order for values of a key's type");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::group_by>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::group_by>,
                          "group_by: the query has one already; name all keys in it");
            return detail::refuse_clause(*this);
        } else if constexpr (not are_expressions<Keys...>) {
            return detail::group_by_sets(*this, keys...);
        } else if constexpr (detail::are_last_without_values<Tree, place::group_by, Keys...>) {
            return detail::query_with_keys<select_query, place::group_by, Keys...>{{}, parameters};
        } else {
            return detail::with_keys<place::group_by>(*this, keys...);
        }
    }
    /// `window "Name" as (parts)`, a window that calls name: `sum(x).over<"w">()`. Parts are those of `over`.
    template <fixed_string Name, class... Parts>
    [[nodiscard, gnu::always_inline]] constexpr auto window(const Parts&... parts) const {
        if constexpr (not are_parts_of_window<Parts...>) {
            static_assert(are_parts_of_window<Parts...>,
                          "window: takes partition_by(...), order_by(...) and a frame such as rows_between(...), in this order, "
                          "each once at most");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_ordered_for_its_range<Parts...>) {
            static_assert(is_ordered_for_its_range<Parts...>,
                          "range_between: a distance wants order_by of one key that has it: a number and one of its kind, or a "
                          "date or time and an interval; count rows by rows_between");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_ordered_for_its_groups<Parts...>) {
            static_assert(is_ordered_for_its_groups<Parts...>,
                          "groups_between: groups are rows that the order of the window does not tell apart, and it has none; "
                          "write order_by(...) before it");
            return detail::refuse_clause(*this);
        } else {
            static_assert(is_identifier<Name>, "window: a name has 1 to 63 bytes");
            const auto all = detail::join(parts.parameters...);
            constexpr bool is_first = is_first_clause<detail::shape_of_tree<Tree>, place::window>;
            return detail::with_clause<clause::window<detail::count_of<decltype(all)>, is_first, Name,
                                                      typename Parts::tree...>>(*this, all);
        }
    }

    /// `order by keys`: expressions, `asc(x)`, `desc(x)`.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto order_by(const Keys&... keys) const {
        if constexpr (not are_orderings<Keys...>) {
            static_assert(are_orderings<Keys...>,
                          "order_by: takes one or more expressions, asc(x) or desc(x); a name of the result is \"name\"_c");
            return detail::refuse_clause(*this);
        } else if constexpr (not have_an_order<Keys...>) {
            static_assert(have_an_order<Keys...>, "order_by: PostgreSQL has no = and no order for values of a key's type");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::order_by>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::order_by>,
                          "order_by: the query has one already; name all keys in it");
            return detail::refuse_clause(*this);
        } else if constexpr (not(names_result<Tree, detail::key_node<Keys>> and ...)) {
            static_assert(
                (names_result<Tree, detail::key_node<Keys>> and ...),
                "order_by: the select list has no column of this name, or two; give one a label, or order by an expression");
            return detail::refuse_clause(*this);
        } else if constexpr (detail::is_combined<Tree>) {
            if constexpr (((is_key_of_combined<Tree, detail::key_node<Keys>> and detail::is_choice_of_names<Keys>)and...)) {
                const auto choices = detail::join(detail::choice_of(keys)...);
                return detail::with_clause<
                    clause::words<place::order_by, detail::count_of<std::remove_const_t<decltype(choices)>>,
                                  typename detail::result_key<detail::key_node<Keys>, detail::known_outputs_of<Tree>>::type...>>(
                    *this, choices);
            } else {
                static_assert(((is_key_of_combined<Tree, detail::key_node<Keys>> and detail::is_choice_of_names<Keys>)and...),
                              "order_by: queries that are combined are ordered by columns of their result; name one of the first "
                              "query, or its label");
                return detail::refuse_clause(*this);
            }
        } else if constexpr (detail::are_last_without_values<Tree, place::order_by, Keys...>) {
            return detail::query_with_keys<select_query, place::order_by, Keys...>{{}, parameters};
        } else {
            return detail::with_keys<place::order_by>(*this, keys...);
        }
    }

    /// The rows after one, in the order of the query: takes that row's values of the keys of `order_by`, or an optional tuple
    /// of them, which is empty for the first page. `where (a, b) > ($1, $2)`, which an index on these columns answers.
    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto after(const Given&... given) const {
        return detail::continue_after(*this, given...);
    }

    /// `limit rows`
    template <class Count>
    [[nodiscard, gnu::always_inline]] constexpr auto limit(Count&& rows) const {
        if constexpr (not(is_row_count<detail::given_t<Count>> and is_first_clause<detail::shape_of_tree<Tree>, place::limit>)) {
            (void)detail::refuse_limit<Tree, detail::given_t<Count>, is_first_clause<detail::shape_of_tree<Tree>, place::limit>>();
            return detail::refuse_clause(*this);
        } else {
            const auto count = detail::row_count_operand(static_cast<Count&&>(rows));
            using added = clause::words<place::limit, 1, tree_of<decltype(count)>>;
            if constexpr (detail::is_last<detail::shape_of_tree<Tree>, added::at>)
                return detail::query_with<select_query, added, decltype(count)>{{}, detail::join(parameters, count.parameters)};
            else return detail::with_clause<added>(*this, count.parameters);
        }
    }
    /// `fetch first rows with ties`: and all that the order does not tell from the last of them.
    template <class Count>
    [[nodiscard, gnu::always_inline]] constexpr auto fetch_first_with_ties(Count&& rows) const {
        if constexpr (not is_row_count<detail::given_t<Count>>) {
            static_assert(is_row_count<detail::given_t<Count>>, "fetch_first_with_ties: takes a whole number or arg<>");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::limit>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::limit>,
                          "fetch_first_with_ties: the query has a limit already");
            return detail::refuse_clause(*this);
        } else {
            const auto count = detail::row_count_operand(static_cast<Count&&>(rows));
            return detail::with_clause<clause::fetch_with_ties<1, tree_of<decltype(count)>>>(*this, count.parameters);
        }
    }
    /// `offset rows`
    template <class Count>
    [[nodiscard, gnu::always_inline]] constexpr auto offset(Count&& rows) const {
        if constexpr (not(is_row_count<detail::given_t<Count>> and is_first_clause<detail::shape_of_tree<Tree>, place::offset>)) {
            constexpr bool is_first = is_first_clause<detail::shape_of_tree<Tree>, place::offset>;
            (void)detail::refuse_offset<Tree, detail::given_t<Count>, is_first>();
            return detail::refuse_clause(*this);
        } else {
            const auto count = detail::row_count_operand(static_cast<Count&&>(rows));
            using added = clause::words<place::offset, 1, tree_of<decltype(count)>>;
            if constexpr (detail::is_last<detail::shape_of_tree<Tree>, added::at>)
                return detail::query_with<select_query, added, decltype(count)>{{}, detail::join(parameters, count.parameters)};
            else return detail::with_clause<added>(*this, count.parameters);
        }
    }
    /// `select distinct`
    [[nodiscard, gnu::always_inline]] constexpr auto distinct() const {
        if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::distinct>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::distinct>, "distinct: the query is distinct already");
            return detail::refuse_clause(*this);
        } else if constexpr (not selects_what_has_an_order<Tree>) {
            static_assert(selects_what_has_an_order<Tree>, "distinct: PostgreSQL has no = for values of a column's type");
            return detail::refuse_clause(*this);
        } else {
            return detail::with_clause<clause::distinct<0>>(*this, no_parameters);
        }
    }
    /// `select distinct on (keys)`: of all rows with the same keys the first, by the order of the query, which begins with them.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto distinct_on(const Keys&... keys) const {
        if constexpr (not are_expressions<Keys...>) {
            static_assert(are_expressions<Keys...>, "distinct_on: takes one or more expressions");
            return detail::refuse_clause(*this);
        } else if constexpr (not have_an_order<Keys...>) {
            static_assert(have_an_order<Keys...>, "distinct_on: PostgreSQL has no = and no order for values of a key's type");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<detail::shape_of_tree<Tree>, place::distinct>) {
            static_assert(is_first_clause<detail::shape_of_tree<Tree>, place::distinct>,
                          "distinct_on: the query is distinct already");
            return detail::refuse_clause(*this);
        } else {
            const auto all = detail::join(keys.parameters...);
            return detail::with_clause<clause::distinct<detail::count_of<decltype(all)>, tree_of<Keys>...>>(*this, all);
        }
    }

    /// `for update`: the rows are locked as those are that an update changes. `.of(post)`, `.no_wait()`, `.skip_locked()` may
    /// follow.
    [[nodiscard, gnu::always_inline]] constexpr auto for_update() const { return lock<detail::lock_strength::update>(); }
    /// `for no key update`: as those whose keys stay.
    [[nodiscard, gnu::always_inline]] constexpr auto for_no_key_update() const {
        return lock<detail::lock_strength::no_key_update>();
    }
    /// `for share`: nobody can change them.
    [[nodiscard, gnu::always_inline]] constexpr auto for_share() const { return lock<detail::lock_strength::share>(); }
    /// `for key share`: nobody can change their keys.
    [[nodiscard, gnu::always_inline]] constexpr auto for_key_share() const { return lock<detail::lock_strength::key_share>(); }

    /// The query as something to select from, under this name: `constexpr auto recent = select(...).as<"recent">();`. Its columns
    /// are `recent[post.id]`, `recent["n"_c]`.
    template <fixed_string Name>
    [[nodiscard, gnu::always_inline]] constexpr auto as() const {
        static_assert(is_identifier<Name>, "as: a name has 1 to 63 bytes");
        using columns = detail::result_columns_of<Tree>;
        using body = detail::subquery_body<detail::named_source_of<Name, columns>, Tree>;
        return query_source<body, detail::known_outputs_of<Tree>, columns, Values>{parameters};
    }

    /// `this union other`: the rows of both, without those that are alike. What follows, `order_by`, `limit` and `offset`, is of
    /// the whole.
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto union_(const Other& other) const {
        return detail::combine<set_operation::union_>(*this, other);
    }
    /// `this union all other`
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto union_all(const Other& other) const {
        return detail::combine<set_operation::union_all>(*this, other);
    }
    /// `this intersect other`: the rows that are in both.
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto intersect(const Other& other) const {
        return detail::combine<set_operation::intersect>(*this, other);
    }
    /// `this intersect all other`
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto intersect_all(const Other& other) const {
        return detail::combine<set_operation::intersect_all>(*this, other);
    }
    /// `this except other`: the rows that are not in the other.
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto except(const Other& other) const {
        return detail::combine<set_operation::except>(*this, other);
    }
    /// `this except all other`
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto except_all(const Other& other) const {
        return detail::combine<set_operation::except_all>(*this, other);
    }

private:
    template <detail::lock_strength Strength>
    [[gnu::always_inline]] constexpr auto lock() const {
        return locking_query<Tree, clause::lock<Strength, detail::lock_wait::waits>, Values>{{{}, parameters}};
    }
};

namespace detail {
using refused_select =
    select_query<statement_tree<clause::selected<0, node::output<node::refused<types::boolean>>>, clause::refused>>;
}  // namespace detail

namespace detail {
template <std::size_t Count, class Outputs>
struct selected_of;
template <std::size_t Count, class... Outputs>
struct selected_of<Count, list<Outputs...>> {
    using type = clause::selected<Count, Outputs...>;
};
/// What is selected as a list: of a query that is a source all its columns.
template <class Value>
struct output_list {
    using type = list<typename output_of<Value>::type>;
};
template <class Body, class Outputs, class Columns, class Values>
struct output_list<query_source<Body, Outputs, Columns, Values>> : outputs_of_source<query_source<Body, Outputs, Columns, Values>> {
};
template <class Definition, class Body, class Outputs, class Columns, class Values>
struct output_list<common_table<Definition, Body, Outputs, Columns, Values>>
    : outputs_of_source<query_source<Body, Outputs, Columns>> {};
template <class Value>
inline constexpr bool outputs_have_names = true;
template <class Body, class Outputs, class... Columns, class Values>
inline constexpr bool outputs_have_names<query_source<Body, Outputs, list<Columns...>, Values>> =
    (has_a_name_to_speak_of<Columns> and ...);
template <class Definition, class Body, class Outputs, class... Columns, class Values>
inline constexpr bool outputs_have_names<common_table<Definition, Body, Outputs, list<Columns...>, Values>> =
    (has_a_name_to_speak_of<Columns> and ...);

/// Whether a query has the same rows without its order.
template <class Tree>
inline constexpr bool has_rows_without_order =
    not(Tree::template has_clause<place::limit> or Tree::template has_clause<place::offset> or
        Tree::template has_clause<place::distinct>);
/// A query without its order, and without the values that this has.
template <class Query>
[[nodiscard]] constexpr auto drop_order(const Query& query) {
    using tree = typename Query::tree;
    using unordered = tree_without<tree, place::order_by>;
    if constexpr (not has_rows_without_order<tree>) {
        return make_select<tree>(query.parameters);
    } else {
        constexpr std::size_t later = tree::template parameters_after<place::order_by>;
        constexpr std::size_t earlier = count_of<values_in<Query>> - unordered::parameters - later;
        const auto all = join(part<0>(query.parameters, std::make_index_sequence<earlier>{}),
                              part<earlier + unordered::parameters>(query.parameters, std::make_index_sequence<later>{}));
        return make_select<typename unordered::type>(all);
    }
}
}  // namespace detail

/// Whether none of what is selected is a select or an argument, which have no column of a result.
template <class... Outputs>
concept are_values = ((is_no_select<Outputs> and is_no_argument<Outputs>) and ...);

/// `select outputs`: columns, expressions, labelled ones, whole tables.
template <class... Outputs>
[[nodiscard, gnu::always_inline]] constexpr auto select(const Outputs&... outputs) {
    if constexpr (not(is_no_rows_call<Outputs> and ...)) {
        static_assert((is_no_rows_call<Outputs> and ...),
                      "select: a function that returns rows stands in from, under a name; cross_join(generate_series(1, "
                      "3).as<\"n\">()), then select its column, n[\"n\"_c]");
        return detail::refused_select{};
    } else if constexpr (not are_values<Outputs...>) {
        static_assert(are_values<Outputs...>,
                      "select: a select or an arg<> cannot be selected; select columns and expressions, and join the tables of "
                      "another select");
        return detail::refused_select{};
    } else if constexpr (not are_selectable<Outputs...>) {
        static_assert(are_selectable<Outputs...>,
                      "select: takes columns, expressions and tables, one at least; of a C++ value write literal<3>, or "
                      "cast<types::integer>(value)");
        return detail::refused_select{};
    } else {
        if constexpr ((is_query_source<Outputs> or ...)) {
            static_assert((detail::outputs_have_names<Outputs> and ...),
                          "select: a column of the subquery has no name; give it a label there, by .as<\"name\">()");
            const auto all = detail::join(detail::parameters_of_output(outputs)...);
            return detail::make_select<statement_tree<
                typename detail::selected_of<detail::count_of<decltype(all)>,
                                             typename detail::joined<typename detail::output_list<Outputs>::type...>::type>::type>>(
                all);
        } else if constexpr ((detail::has_no_parameters<Outputs> and ...)) {
            return select_query<statement_tree<clause::selected<0, typename detail::output_of<Outputs>::type...>>>{};
        } else {
            const auto all = detail::join(detail::parameters_of_output(outputs)...);
            using selected = clause::selected<detail::count_of<decltype(all)>, typename detail::output_of<Outputs>::type...>;
            return detail::make_select<statement_tree<selected>>(all);
        }
    }
}

namespace detail {
/// `count(*)`, made only for who counts the rows of a query.
template <class Query>
inline constexpr auto rows_of_query = count();
}  // namespace detail

/// `select count(*) from (query) as "counted"`: how many rows a query returns, without its order: for pages with a total.
template <class Query>
    requires select_like<Query>
[[nodiscard, gnu::always_inline]] constexpr auto count(Query&& query) {
    return select(detail::rows_of_query<detail::plain_t<Query>>).from(detail::drop_order(query).template as<"counted">());
}
}  // namespace virga
