// virga/query/tree.hpp: a statement without its values: its clauses in SQL's order.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::conditional_t
#include <utility>      // std::make_index_sequence

#include <virga/expr/expression.hpp>  // virga::detail::values_in
#include <virga/expr/node.hpp>        // virga::writer, virga::place
#include <virga/query/scope.hpp>      // virga::scope
#include <virga/schema/field.hpp>     // virga::list

namespace virga {

/// What a statement does. The condition of a policy is one as well, as far as its names go.
enum class statement_kind : unsigned char { select, insert, update, delete_, policy };

namespace detail {
/// A clause stands at `Place` and takes `Count` parameters. Beside these it has `nodes`, a list, and `write(writer&)`; a clause with
/// `outputs` makes the columns of the result, one with `kind` says what the statement does, and one with a source
/// has `scope_after<Scope>`.
template <place Place, std::size_t Count>
struct clause_base {
    static constexpr place at = Place;
    static constexpr std::size_t parameters = Count;
};

template <class... Clauses>
struct outputs_among {
    using type = list<>;
};
template <class First, class... Rest>
struct outputs_among<First, Rest...> : outputs_among<Rest...> {};
template <class First, class... Rest>
    requires requires { typename First::outputs; }
struct outputs_among<First, Rest...> {
    using type = typename First::outputs;
};

template <class Outputs>
inline constexpr std::size_t width_of = 0;
template <class... Outputs>
inline constexpr std::size_t width_of<list<Outputs...>> = (0 + ... + Outputs::width);

/// The scope that the sources among some clauses make.
template <class Scope, class... Clauses>
struct scope_of_clauses {
    using type = Scope;
};
template <class Scope, class First, class... Rest>
struct scope_of_clauses<Scope, First, Rest...> : scope_of_clauses<Scope, Rest...> {};
template <class Scope, class First, class... Rest>
    requires requires { typename First::source; }
struct scope_of_clauses<Scope, First, Rest...> : scope_of_clauses<typename First::template scope_after<Scope>, Rest...> {};

template <class... Clauses>
struct kind_among;
template <class First, class... Rest>
struct kind_among<First, Rest...> : kind_among<Rest...> {};
template <class First, class... Rest>
    requires requires { First::kind; }
struct kind_among<First, Rest...> {
    static constexpr statement_kind kind = First::kind;
};

}  // namespace detail

/// A statement without its values.
template <class... Clauses>
struct statement_tree {
    using clauses = list<Clauses...>;
    using outputs = typename detail::outputs_among<Clauses...>::type;
    /// How many columns it returns.
    static constexpr std::size_t width = detail::width_of<outputs>;
    static constexpr statement_kind kind = detail::kind_among<Clauses...>::kind;

    /// The scope of its sources within that of the statement around it.
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
        constexpr bool is_distinct = ((Clauses::at == place::distinct) or ...);
        out.begin_statement(kind == statement_kind::select ? place::output : place::row);
        if (is_distinct) out.distinct();
        (announce<Clauses>(out), ...);
        ((Clauses::at == place::output and not is_distinct ? out.text("select ") : void(), Clauses::write(out)), ...);
        out.end_statement();
    }

private:
    template <class Clause>
    static constexpr void announce([[maybe_unused]] writer& out) {
        if constexpr (requires { Clause::announce(out); }) Clause::announce(out);
    }
};

namespace detail {
/// The tree with one more clause: before all that SQL writes after it.
template <class Tree, class Clause>
struct tree_with;
template <class List>
struct tree_of_list;
template <class... Clauses>
struct tree_of_list<list<Clauses...>> {
    using type = statement_tree<Clauses...>;
};
template <class... Clauses, class Clause>
struct tree_with<statement_tree<Clauses...>, Clause>
    : tree_of_list<typename joined<std::conditional_t<(Clauses::at > Clause::at), list<>, list<Clauses>>..., list<Clause>,
                                   std::conditional_t<(Clauses::at > Clause::at), list<Clauses>, list<>>...>::type> {};
/// The same where SQL writes it after all of them.
template <class Tree, class Clause>
struct tree_after;
template <class... Clauses, class Clause>
struct tree_after<statement_tree<Clauses...>, Clause> {
    using type = statement_tree<Clauses..., Clause>;
};

/// The nodes of all clauses.
template <class Tree>
struct nodes_of_tree;
template <class... Clauses>
struct nodes_of_tree<statement_tree<Clauses...>> : joined<typename Clauses::nodes...> {};
}  // namespace detail

/// Whether a clause of this kind is still missing; each is given once.
template <class Tree, place Place>
inline constexpr bool is_first_clause = not Tree::template has_clause<Place>;

namespace clause {
/// What stands in for a clause that was refused; nothing is said of a statement with one, so that nothing follows from the refusal.
struct refused : virga::detail::clause_base<place::refused, 0> {
    using nodes = list<node::refused<types::boolean>>;
    static constexpr void write(writer& out) { out.refused(); }
};
}  // namespace clause

namespace detail {
// ---- a query with one more clause ------------------------------------------------------------------

/// The query of the same kind with another tree and other values.
template <class Query, class Tree, class Values>
struct rebound;
template <template <class, class> class Query, class Before, class ValuesBefore, class Tree, class Values>
struct rebound<Query<Before, ValuesBefore>, Tree, Values> {
    using type = Query<Tree, Values>;
};

/// Whether SQL writes a clause after all that there are, and so its values too. Nearly always it does: clauses are mostly given
/// in SQL's order. Each call then makes its query at once, for a function more is one that the compiler makes for each query.
template <class Tree, class Clause>
inline constexpr bool is_last = not Tree::template has_later_clause<Clause::at>;

/// The query with one more clause, its values in the place that its text has.
template <class Clause, class Query, class Added>
[[gnu::always_inline]] constexpr auto with_clause(const Query& query, const Added& added) {
    constexpr std::size_t later = Query::tree::template parameters_after<Clause::at>;
    constexpr std::size_t earlier = count_of<values_in<Query>> - later;
    const auto all = join(part<0>(query.parameters, std::make_index_sequence<earlier>{}), added,
                          part<earlier>(query.parameters, std::make_index_sequence<later>{}));
    using after = typename rebound<Query, typename tree_with<typename Query::tree, Clause>::type, std::remove_const_t<decltype(all)>>::type;
    return after{{}, all};
}
template <class Query>
[[nodiscard]] constexpr auto refuse_clause(const Query& query) {
    return with_clause<clause::refused>(query, no_parameters);
}
}  // namespace detail
}  // namespace virga
