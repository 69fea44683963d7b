// virga/query/select.hpp: select, clause by clause.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t

#include <virga/expr/in.hpp>       // virga::detail::query_base
#include <virga/expr/logic.hpp>    // virga::is_condition
#include <virga/expr/order.hpp>    // virga::detail::as_ordering
#include <virga/query/clause.hpp>  // virga::clause
#include <virga/query/output.hpp>  // virga::node::output
#include <virga/query/scope.hpp>   // virga::scope
#include <virga/types/bigint.hpp>  // virga::types::bigint

namespace virga {

/// A select without its values: what it returns, and its clauses in SQL's order.
template <class Outputs, class... Clauses>
struct select_tree;
template <class Tree, class Values = values<>>
struct select_query;

namespace detail {
template <class Scope, join_kind Kind, class Source>
struct scope_with;
template <class Outer, class... Items, join_kind Kind, class Source>
struct scope_with<scope<Outer, Items...>, Kind, Source> {
    static constexpr bool before = Kind == join_kind::right or Kind == join_kind::full;
    static constexpr bool added = Kind == join_kind::left or Kind == join_kind::full;
    using type = scope<Outer, from_item<typename Items::source, before or Items::optional>..., from_item<Source, added>>;
};

/// The scope that the from clause among some clauses makes.
template <class Scope, class... Clauses>
struct scope_of_clauses {
    using type = Scope;
};
template <class Scope, class First, class... Rest>
struct scope_of_clauses<Scope, First, Rest...> : scope_of_clauses<Scope, Rest...> {};
template <class Scope, std::size_t Count, join_kind Kind, class Source, class... Condition, class... Rest>
struct scope_of_clauses<Scope, clause::join<Count, Kind, Source, Condition...>, Rest...>
    : scope_of_clauses<typename scope_with<Scope, Kind, Source>::type, Rest...> {};

template <class Outputs, class List>
struct select_of;
template <class Outputs, class... Clauses>
struct select_of<Outputs, list<Clauses...>> {
    using type = select_tree<Outputs, Clauses...>;
};
}  // namespace detail

template <class... Outputs, class... Clauses>
struct select_tree<list<Outputs...>, Clauses...> {
    using outputs = list<Outputs...>;
    using clauses = list<Clauses...>;
    /// How many columns it returns.
    static constexpr std::size_t width = (0 + ... + Outputs::width);

    /// The scope of the from clause within that of the query around it.
    template <class Outer>
    using scope_in = typename detail::scope_of_clauses<scope<Outer>, Clauses...>::type;

    template <place Place>
    static constexpr bool has_clause = ((Clauses::at == Place) or ...);
    template <place Place>
    static constexpr bool has_later_clause = ((Clauses::at > Place) or ...);
    /// The parameters of the clauses that SQL writes after `Place`.
    template <place Place>
    static constexpr std::size_t parameters_after = (0 + ... + (Clauses::at > Place ? Clauses::parameters : 0));

    static constexpr void write(writer& out) {
        out.begin_statement(place::output);
        out.text("select ");
        ((Clauses::at == place::distinct ? Clauses::write(out) : void()), ...);
        out.list({&Outputs::write...});
        ((Clauses::at == place::distinct ? void() : Clauses::write(out)), ...);
    }
};

namespace detail {
template <class Tree, class Clause>
struct tree_with;
template <class Outputs, class... Clauses, class Clause>
struct tree_with<select_tree<Outputs, Clauses...>, Clause> {
    using type = typename select_of<Outputs, typename joined<std::conditional_t<(Clauses::at > Clause::at), list<>, list<Clauses>>...,
                                                             list<Clause>,
                                                             std::conditional_t<(Clauses::at > Clause::at), list<Clauses>, list<>>...>::type>::type;
};
template <class Outputs, class... Clauses, class Clause>
    requires(not select_tree<Outputs, Clauses...>::template has_later_clause<Clause::at>)
struct tree_with<select_tree<Outputs, Clauses...>, Clause> {
    using type = select_tree<Outputs, Clauses..., Clause>;
};
}  // namespace detail

namespace detail {
/// The tree with a clause at its end.
template <class Tree, class Clause>
struct tree_after;
template <class Outputs, class... Clauses, class Clause>
struct tree_after<select_tree<Outputs, Clauses...>, Clause> {
    using type = select_tree<Outputs, Clauses..., Clause>;
};
}  // namespace detail

/// Whether a clause of this kind is still missing; each is given once.
template <class Tree, place Place>
inline constexpr bool is_first_clause = not Tree::template has_clause<Place>;

/// Whether no source of the query is called what `Source` is called.
template <class Tree, class Source>
inline constexpr bool has_name_of_its_own = Tree::template scope_in<no_scope>::count(source_traits<Source>::reference_name) == 0;

/// Whether `Value` can be a limit or offset: a whole number, or an argument.
template <class Value>
inline constexpr bool is_row_count = is_value_of<Value, types::bigint>;

/// Whether group by can have these keys: one expression or more.
template <class... Keys>
inline constexpr bool are_expressions = sizeof...(Keys) != 0 and (expression_like<Keys> and ...);
/// Whether order by can have these keys: one expression or more, with or without a direction.
template <class... Keys>
inline constexpr bool are_orderings = sizeof...(Keys) != 0 and ((expression_like<Keys> or is_ordering<Keys>) and ...);

namespace detail {
// What the calls below have in common. It stands outside of the query, whose class is made anew for each clause, with all that
// is declared in it.

/// Whether SQL writes a clause after all that there are, and so its values too. Nearly always it does: clauses are mostly given
/// in SQL's order. Each call then makes its query at once, for a function more is one that the compiler makes for each query.
template <class Tree, class Clause>
inline constexpr bool is_last = not Tree::template has_later_clause<Clause::at>;
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
/// The query with one more clause, its values in the place that its text has.
template <class Clause, class Query, class Added>
[[gnu::always_inline]] constexpr auto with_clause(const Query& query, const Added& added) {
    constexpr std::size_t later = Query::tree::template parameters_after<Clause::at>;
    constexpr std::size_t earlier = count_of<values_in<Query>> - later;
    return make_select<typename tree_with<typename Query::tree, Clause>::type>(
        join(part<0>(query.parameters, std::make_index_sequence<earlier>{}), added,
             part<earlier>(query.parameters, std::make_index_sequence<later>{})));
}
template <class Query>
[[nodiscard]] constexpr auto refuse_clause(const Query& query) {
    return with_clause<clause::refused>(query, no_parameters);
}

template <place Place, class Query, class... Keys>
[[gnu::always_inline]] constexpr auto with_keys(const Query& query, const Keys&... keys) {
    using all = joined_values<values_in<Keys>...>;
    using added = clause::words<Place, count_of<all>, key_node<Keys>...>;
    using after = query_with_values<Query, added, all>;
    if constexpr (not is_last<typename Query::tree, added>) return with_clause<added>(query, join(keys.parameters...));
    else if constexpr (count_of<all> == 0) return after{{}, query.parameters};
    else return after{{}, join(query.parameters, join(keys.parameters...))};
}

/// What a join is given that says no condition: the rule on conditions refuses it.
struct unconditioned {};

template <join_kind Kind, class Source, class Query, class Condition>
[[gnu::always_inline]] constexpr auto join_source(const Query& query, const Condition& condition) {
    if constexpr (not is_source<Source>) {
        static_assert(is_source<Source>, "join: takes a table or an alias of one");
        return refuse_clause(query);
    } else if constexpr (not has_name_of_its_own<typename Query::tree, Source>) {
        static_assert(has_name_of_its_own<typename Query::tree, Source>,
                      "join: the query names this table already; give one of the two another name, by .as<\"name\">()");
        return refuse_clause(query);
    } else if constexpr (not is_condition<Condition>) {
        static_assert(is_condition<Condition>, "join: the condition is no boolean expression; compare two columns");
        return refuse_clause(query);
    } else {
        using added = clause::join<count_of<values_in<Condition>>, Kind, Source, tree_of<Condition>>;
        if constexpr (is_last<typename Query::tree, added>)
            return query_with<Query, added, Condition>{{}, join(query.parameters, condition.parameters)};
        else return with_clause<added>(query, condition.parameters);
    }
}
}  // namespace detail

/// A select with the values of its parameters. Every call returns a new query; clauses may come in any order.
template <class Tree, class Values>
struct select_query : detail::query_base {
    using tree = Tree;
    [[no_unique_address]] Values parameters;

    /// `from "source"`
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto from(const Source&) const {
        if constexpr (not is_source<Source>) {
            static_assert(is_source<Source>, "from: takes a table or an alias of one");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<Tree, place::from>) {
            static_assert(is_first_clause<Tree, place::from>,
                          "from: the query has one already, or a join before it; write from first, then inner_join or its like");
            return detail::refuse_clause(*this);
        } else {
            using added = clause::join<0, join_kind::from, Source>;
            if constexpr (detail::is_last<Tree, added>)
                return detail::query_with_values<select_query, added, values<>>{{}, parameters};
            else return detail::with_clause<added>(*this, no_parameters);
        }
    }
    /// `inner join "source" on condition`
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto inner_join(const Source&, const Condition& condition = {}) const {
        return detail::join_source<join_kind::inner, Source>(*this, condition);
    }
    /// `left join "source" on condition`: columns of the source become optional.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto left_join(const Source&, const Condition& condition = {}) const {
        return detail::join_source<join_kind::left, Source>(*this, condition);
    }
    /// `right join "source" on condition`: columns of all sources before become optional.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto right_join(const Source&, const Condition& condition = {}) const {
        return detail::join_source<join_kind::right, Source>(*this, condition);
    }
    /// `full join "source" on condition`: columns of both sides become optional.
    template <class Source, class Condition = detail::unconditioned>
    [[nodiscard, gnu::always_inline]] constexpr auto full_join(const Source&, const Condition& condition = {}) const {
        return detail::join_source<join_kind::full, Source>(*this, condition);
    }
    /// `cross join "source"`
    template <class Source>
    [[nodiscard, gnu::always_inline]] constexpr auto cross_join(const Source&) const {
        if constexpr (not is_source<Source>) {
            static_assert(is_source<Source>, "join: takes a table or an alias of one");
            return detail::refuse_clause(*this);
        } else if constexpr (not has_name_of_its_own<Tree, Source>) {
            static_assert(has_name_of_its_own<Tree, Source>,
                          "join: the query names this table already; give one of the two another name, by .as<\"name\">()");
            return detail::refuse_clause(*this);
        } else {
            return detail::with_clause<clause::join<0, join_kind::cross, Source>>(*this, no_parameters);
        }
    }

    /// `where condition`
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<Tree, place::where>) {
            static_assert(is_first_clause<Tree, place::where>, "where: the query has one already; combine conditions with and");
            return detail::refuse_clause(*this);
        } else {
            using added = clause::words<place::where, detail::count_of<detail::values_in<Condition>>, tree_of<Condition>>;
            if constexpr (detail::is_last<Tree, added>)
                return detail::query_with<select_query, added, Condition>{{}, detail::join(parameters, condition.parameters)};
            else return detail::with_clause<added>(*this, condition.parameters);
        }
    }
    /// `having condition`, on groups.
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto having(const Condition& condition) const {
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "having: takes a boolean expression; compare the column with something");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<Tree, place::having>) {
            static_assert(is_first_clause<Tree, place::having>, "having: the query has one already; combine conditions with and");
            return detail::refuse_clause(*this);
        } else {
            using added = clause::words<place::having, detail::count_of<detail::values_in<Condition>>, tree_of<Condition>>;
            if constexpr (detail::is_last<Tree, added>)
                return detail::query_with<select_query, added, Condition>{{}, detail::join(parameters, condition.parameters)};
            else return detail::with_clause<added>(*this, condition.parameters);
        }
    }

    /// `group by keys`
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto group_by(const Keys&... keys) const {
        if constexpr (not are_expressions<Keys...>) {
            static_assert(are_expressions<Keys...>, "group_by: takes one or more expressions");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<Tree, place::group_by>) {
            static_assert(is_first_clause<Tree, place::group_by>, "group_by: the query has one already; name all keys in it");
            return detail::refuse_clause(*this);
        } else {
            return detail::with_keys<place::group_by>(*this, keys...);
        }
    }
    /// `order by keys`: expressions, `asc(x)`, `desc(x)`.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto order_by(const Keys&... keys) const {
        if constexpr (not are_orderings<Keys...>) {
            static_assert(are_orderings<Keys...>, "order_by: takes one or more expressions, asc(x) or desc(x)");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<Tree, place::order_by>) {
            static_assert(is_first_clause<Tree, place::order_by>, "order_by: the query has one already; name all keys in it");
            return detail::refuse_clause(*this);
        } else {
            return detail::with_keys<place::order_by>(*this, keys...);
        }
    }

    /// `limit rows`
    template <class Count>
    [[nodiscard, gnu::always_inline]] constexpr auto limit(Count&& rows) const {
        if constexpr (not is_row_count<std::decay_t<Count>>) {
            static_assert(is_row_count<std::decay_t<Count>>, "limit: takes a whole number or arg<>");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<Tree, place::limit>) {
            static_assert(is_first_clause<Tree, place::limit>, "limit: the query has one already");
            return detail::refuse_clause(*this);
        } else {
            const auto count = detail::operand<types::bigint>(static_cast<Count&&>(rows));
            using added = clause::words<place::limit, 1, tree_of<decltype(count)>>;
            if constexpr (detail::is_last<Tree, added>)
                return detail::query_with<select_query, added, decltype(count)>{{}, detail::join(parameters, count.parameters)};
            else return detail::with_clause<added>(*this, count.parameters);
        }
    }
    /// `offset rows`
    template <class Count>
    [[nodiscard, gnu::always_inline]] constexpr auto offset(Count&& rows) const {
        if constexpr (not is_row_count<std::decay_t<Count>>) {
            static_assert(is_row_count<std::decay_t<Count>>, "offset: takes a whole number or arg<>");
            return detail::refuse_clause(*this);
        } else if constexpr (not is_first_clause<Tree, place::offset>) {
            static_assert(is_first_clause<Tree, place::offset>, "offset: the query has one already");
            return detail::refuse_clause(*this);
        } else {
            const auto count = detail::operand<types::bigint>(static_cast<Count&&>(rows));
            using added = clause::words<place::offset, 1, tree_of<decltype(count)>>;
            if constexpr (detail::is_last<Tree, added>)
                return detail::query_with<select_query, added, decltype(count)>{{}, detail::join(parameters, count.parameters)};
            else return detail::with_clause<added>(*this, count.parameters);
        }
    }
    /// `select distinct`
    [[nodiscard, gnu::always_inline]] constexpr auto distinct() const {
        if constexpr (not is_first_clause<Tree, place::distinct>) {
            static_assert(is_first_clause<Tree, place::distinct>, "distinct: the query is distinct already");
            return detail::refuse_clause(*this);
        } else {
            return detail::with_clause<clause::distinct<0>>(*this, no_parameters);
        }
    }
};

/// Whether none of what is selected is a select or an argument, which have no column of a result.
template <class... Outputs>
inline constexpr bool are_values = ((is_no_select<Outputs> and is_no_argument<Outputs>) and ...);

/// `select outputs`: columns, expressions, labelled ones, whole tables.
template <class... Outputs>
[[nodiscard, gnu::always_inline]] constexpr auto select(const Outputs&... outputs) {
    if constexpr (not are_values<Outputs...>) {
        static_assert(are_values<Outputs...>,
                      "select: a select or an arg<> cannot be selected; select columns and expressions, and join the tables of another select");
        return select_query<select_tree<list<node::output<node::refused<types::boolean>>>, clause::refused>>{};
    } else if constexpr (not are_selectable<Outputs...>) {
        static_assert(are_selectable<Outputs...>,
                      "select: takes columns, expressions and tables, one at least; a C++ value is none of them");
        return select_query<select_tree<list<node::output<node::refused<types::boolean>>>, clause::refused>>{};
    } else {
        using tree = select_tree<list<typename detail::output_of<Outputs>::type...>>;
        if constexpr ((detail::has_no_parameters<Outputs> and ...)) return select_query<tree>{};
        else return detail::make_select<tree>(detail::join(detail::parameters_of_output(outputs)...));
    }
}
}  // namespace virga
