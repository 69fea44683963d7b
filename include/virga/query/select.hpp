// virga/query/select.hpp: select, clause by clause.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t

#include <virga/expr/in.hpp>       // virga::detail::query_base
#include <virga/expr/logic.hpp>    // virga::is_condition
#include <virga/expr/order.hpp>    // virga::detail::as_ordering
#include <virga/query/clause.hpp>     // virga::clause
#include <virga/query/full_join.hpp>  // virga::can_be_fully_joined
#include <virga/query/output.hpp>     // virga::node::output
#include <virga/query/scope.hpp>      // virga::scope
#include <virga/types/bigint.hpp>     // virga::types::bigint

namespace virga {

template <class Tree, class Values = values<>>
struct select_query;

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
template <place Place, class Query, class... Keys>
[[gnu::always_inline]] constexpr auto with_keys(const Query& query, const Keys&... keys) {
    using all = joined_values<values_in<Keys>...>;
    using added = clause::words<Place, count_of<all>, key_node<Keys>...>;
    using after = query_with_values<Query, added, all>;
    if constexpr (not is_last<typename Query::tree, added>) return with_clause<added>(query, join(keys.parameters...));
    else if constexpr (count_of<all> == 0) return after{{}, query.parameters};
    else return after{{}, join(query.parameters, join(keys.parameters...))};
}

template <class Query, class Source, class Condition>
consteval bool is_full_join() {
    using before = typename Query::tree::template scope_in<no_scope>;
    using after = typename scope_with<before, join_kind::inner, Source>::type;
    if constexpr (before::size == 0 or not names_only_own<after, tree_of<Condition>>) return true;  // which is said of the statement
    else return can_be_fully_joined<before, Source, tree_of<Condition>>;
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
    } else if constexpr (Kind == join_kind::full and not is_full_join<Query, Source, Condition>()) {
        static_assert(is_full_join<Query, Source, Condition>(),
                      "full_join: the condition must equate a column of the one side with one of the other; it may say more, by and");
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

namespace detail {
using refused_select = select_query<statement_tree<clause::selected<0, node::output<node::refused<types::boolean>>>, clause::refused>>;
}  // namespace detail

/// Whether none of what is selected is a select or an argument, which have no column of a result.
template <class... Outputs>
inline constexpr bool are_values = ((is_no_select<Outputs> and is_no_argument<Outputs>) and ...);

/// `select outputs`: columns, expressions, labelled ones, whole tables.
template <class... Outputs>
[[nodiscard, gnu::always_inline]] constexpr auto select(const Outputs&... outputs) {
    if constexpr (not are_values<Outputs...>) {
        static_assert(are_values<Outputs...>,
                      "select: a select or an arg<> cannot be selected; select columns and expressions, and join the tables of another select");
        return detail::refused_select{};
    } else if constexpr (not are_selectable<Outputs...>) {
        static_assert(are_selectable<Outputs...>,
                      "select: takes columns, expressions and tables, one at least; a C++ value is none of them");
        return detail::refused_select{};
    } else {
        if constexpr ((detail::has_no_parameters<Outputs> and ...)) {
            return select_query<statement_tree<clause::selected<0, typename detail::output_of<Outputs>::type...>>>{};
        } else {
            const auto all = detail::join(detail::parameters_of_output(outputs)...);
            using selected = clause::selected<detail::count_of<decltype(all)>, typename detail::output_of<Outputs>::type...>;
            return detail::make_select<statement_tree<selected>>(all);
        }
    }
}
}  // namespace virga
