// virga/query/detail/tree.hpp: a statement without its values: its clauses in SQL's order.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <type_traits>  // std::conditional_t
#include <utility>      // std::make_index_sequence

#include <virga/catalog/policy_rules.hpp>  // virga::detail::have_no_aggregate
#include <virga/expr/expression.hpp>       // virga::detail::values_in
#include <virga/expr/node.hpp>             // virga::writer, virga::place
#include <virga/query/detail/scope.hpp>    // virga::scope
#include <virga/schema/field.hpp>          // virga::list

namespace virga {

/// What a statement does. The condition of a policy is one as well, as far as its names go.
enum class statement_kind : unsigned char { select, insert, update, delete_, merge, policy, refresh };

enum class join_kind : unsigned char { from, using_, inner, left, right, full, cross, inner_lateral, left_lateral, cross_lateral };
enum class set_operation : unsigned char { union_, union_all, intersect, intersect_all, except, except_all };

namespace clause {
template <std::size_t Count, class... Outputs>
struct selected;
template <std::size_t Count, class... Outputs>
struct returning;
template <std::size_t Count, set_operation Operation, class Left, class Right>
struct combined;
template <std::size_t Count, join_kind Kind, class Body, class... Condition>
struct join;
template <std::size_t Count, class Source, class Body>
struct into;
template <statement_kind Kind, class Source>
struct target;
template <std::size_t Count, class... Elements>
struct grouping;
}  // namespace clause

template <class... Clauses>
struct statement_tree;

namespace detail {
/// What is told of a statement's clauses before it is written: a bit for each place that one stands at, and some more.
/// All of it comes of one fold.
using clause_marks = std::uint64_t;
constexpr clause_marks mark_of(place at) { return clause_marks{1} << static_cast<unsigned>(at); }
inline constexpr clause_marks marks_expression_key = clause_marks{1} << 62U;  ///< of group by: not just a column
inline constexpr clause_marks marks_ties = clause_marks{1} << 63U;            ///< of limit: with ties
inline constexpr clause_marks marks_skipped = clause_marks{1} << 61U;         ///< of a lock: what others have locked is left out
inline constexpr unsigned kind_in_marks = 56;  ///< from there on: what the statement does, if it is no select
inline constexpr clause_marks all_places = (clause_marks{1} << kind_in_marks) - 1;
constexpr clause_marks mark_of(statement_kind kind) { return clause_marks{static_cast<unsigned>(kind)} << kind_in_marks; }
constexpr statement_kind kind_of(clause_marks marks) { return static_cast<statement_kind>((marks >> kind_in_marks) & 7U); }

/// A clause stands at `Place` and takes `Count` parameters. Beside these it has `nodes`, a list, and `write(writer&)`; one with
/// sources has `scope_after<Scope>`.
template <place Place, std::size_t Count>
struct clause_base {
    static constexpr place at = Place;
    static constexpr std::size_t parameters = Count;
    static constexpr clause_marks marks = mark_of(Place);
};

constexpr bool has_mark(clause_marks marks, place at) { return (marks & mark_of(at)) != 0; }
/// What is known of a statement before it is written.
constexpr announcement announce(statement_kind kind, clause_marks marks) {
    return {has_mark(marks, place::distinct),
            has_mark(marks, place::group_by) or has_mark(marks, place::having),
            (marks & marks_expression_key) != 0,
            has_mark(marks, place::combined),
            (kind == statement_kind::update or kind == statement_kind::delete_) and not has_mark(marks, place::where),
            (marks & marks_ties) != 0 and not has_mark(marks, place::order_by),
            (marks & marks_ties) != 0 and (marks & marks_skipped) != 0};
}
/// Whether a select of aggregates returns just one row, whatever there is.
constexpr bool returns_one_row(clause_marks marks) {
    return (marks & (mark_of(place::group_by) | mark_of(place::having) | mark_of(place::limit) | mark_of(place::offset) |
                     mark_of(place::combined))) == 0;
}

/// Whether it is a find, which reads related rows and joins nothing.
template <class Tree>
inline constexpr bool is_find = false;

// What follows is asked of every statement: specializations by a clause cost less than constraints.

template <class... Clauses>
struct outputs_among {
    using type = list<>;
};
template <class First, class... Rest>
struct outputs_among<First, Rest...> : outputs_among<Rest...> {};
template <std::size_t Count, class... Outputs, class... Rest>
struct outputs_among<clause::selected<Count, Outputs...>, Rest...> {
    using type = list<Outputs...>;
};
template <std::size_t Count, class... Outputs, class... Rest>
struct outputs_among<clause::returning<Count, Outputs...>, Rest...> {
    using type = list<Outputs...>;
};
template <std::size_t Count, set_operation Operation, class Left, class Right, class... Rest>
struct outputs_among<clause::combined<Count, Operation, Left, Right>, Rest...> {
    using type = typename clause::combined<Count, Operation, Left, Right>::outputs;
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
template <class Scope, std::size_t Count, join_kind Kind, class Body, class... Condition, class... Rest>
struct scope_of_clauses<Scope, clause::join<Count, Kind, Body, Condition...>, Rest...>
    : scope_of_clauses<typename clause::join<Count, Kind, Body, Condition...>::template scope_after<Scope>, Rest...> {};
template <class Scope, std::size_t Count, class Source, class Body, class... Rest>
struct scope_of_clauses<Scope, clause::into<Count, Source, Body>, Rest...>
    : scope_of_clauses<typename clause::into<Count, Source, Body>::template scope_after<Scope>, Rest...> {};
template <class Scope, statement_kind Kind, class Source, class... Rest>
struct scope_of_clauses<Scope, clause::target<Kind, Source>, Rest...>
    : scope_of_clauses<typename clause::target<Kind, Source>::template scope_after<Scope>, Rest...> {};

/// What is told of a statement by what its clauses say of themselves. Statements that are alike in this share it, so that the
/// compiler is asked once for all of them: a constant of a query's own class is one that it makes, and names, for each query.
template <clause_marks Marks>
struct statement_shape {
    static constexpr statement_kind kind = kind_of(Marks);
    /// Which clauses there are.
    static constexpr clause_marks marks = Marks;
    template <place Place>
    static constexpr bool has_clause = has_mark(Marks, Place);
    template <place Place>
    static constexpr bool has_later_clause = (Marks & all_places) >= 2 * mark_of(Place);
};

template <class Tree>
inline constexpr clause_marks marks_of_tree = Tree::marks;
template <class... Clauses>
inline constexpr clause_marks marks_of_tree<statement_tree<Clauses...>> = (clause_marks{} | ... | Clauses::marks);
/// Asked of a query that more clauses follow: its tree is no more than a name then, of which the compiler makes no class.
template <class Tree>
using shape_of_tree = statement_shape<marks_of_tree<Tree>>;
}  // namespace detail

/// A statement without its values.
template <class... Clauses>
struct statement_tree : detail::shape_of_tree<statement_tree<Clauses...>> {
    using clauses = list<Clauses...>;
    using shape = detail::shape_of_tree<statement_tree>;
    using outputs = typename detail::outputs_among<Clauses...>::type;

    /// The scope of its sources within that of the statement around it.
    template <class Outer>
    using scope_in = typename detail::scope_of_clauses<scope<Outer>, Clauses...>::type;

    // Functions, of which nothing is made where nobody asks.

    /// How many columns it returns.
    static consteval std::size_t width() { return detail::width_of<outputs>; }
    /// Whether a select returns just one row, whatever there is: of aggregates alone.
    static consteval bool is_one_row() {
        return shape::kind == statement_kind::select and detail::returns_one_row(shape::marks) and
               not detail::have_no_aggregate(static_cast<outputs*>(nullptr));
    }

    /// The parameters of the clauses that SQL writes after `Place`.
    template <place Place>
    static constexpr std::size_t parameters_after = (0 + ... + (Clauses::at > Place ? Clauses::parameters : 0));

    static constexpr void write(writer& out) {
        out.begin_statement(shape::kind == statement_kind::select ? place::output : place::row,
                            detail::announce(shape::kind, shape::marks));
        (Clauses::write(out), ...);
        out.end_statement();
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

/// The tree without the clause at a place, and how many parameters that has.
template <class Tree, place Place>
struct tree_without;
template <class... Clauses, place Place>
struct tree_without<statement_tree<Clauses...>, Place>
    : tree_of_list<typename joined<std::conditional_t<Clauses::at == Place, list<>, list<Clauses>>...>::type> {
    static constexpr std::size_t parameters = (0 + ... + (Clauses::at == Place ? Clauses::parameters : 0));
};

/// The nodes of all clauses.
template <class Tree>
struct nodes_of_tree;
template <class... Clauses>
struct nodes_of_tree<statement_tree<Clauses...>> : joined<typename Clauses::nodes...> {};
}  // namespace detail

/// Whether a statement of this shape has no clause of this kind yet; each is given once.
template <class Shape, place Place>
inline constexpr bool is_first_clause = not Shape::template has_clause<Place>;

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
template <class Shape, place Place>
inline constexpr bool is_last = not Shape::template has_later_clause<Place>;

/// The query with a clause that SQL writes after all others, which has the values `Added`.
template <class Query, class Clause, class Added>
using query_after = typename rebound<Query, typename tree_after<typename Query::tree, Clause>::type,
                                     joined_values<values_in<Query>, Added>>::type;

template <class Slot>
inline constexpr bool is_awaited_slot = false;
template <class Type, bool IsEarly>
inline constexpr bool is_awaited_slot<awaited<Type, IsEarly>> = true;
template <class Values>
inline constexpr bool awaits_any = false;
template <class... Slots>
inline constexpr bool awaits_any<values<Slots...>> = (is_awaited_slot<Slots> or ...);

template <class Slot>
constexpr const Slot& early(const Slot& slot) {
    return slot;
}
template <class Type>
constexpr awaited<Type, true> early(const awaited<Type>&) {
    return {};
}
/// The same values, which stand before some that the query was given first.
template <std::size_t... I, class... Slots>
constexpr auto early_values(const slots<std::index_sequence<I...>, Slots...>& all) {
    return values<std::remove_cvref_t<decltype(early(std::declval<const Slots&>()))>...>{
        {{early(static_cast<const slot<I, Slots>&>(all).parameter)}...}};
}
template <bool IsEarly, class Added>
[[gnu::always_inline]] constexpr decltype(auto) placed(const Added& added) {
    if constexpr (IsEarly) return early_values(added);
    else return (added);
}

/// The values of a query and those of a clause, or of one more part of it, in the places that its text has.
template <place Place, class Query, class Added>
[[gnu::always_inline]] constexpr auto values_with(const Query& query, const Added& added) {
    constexpr std::size_t later = Query::tree::template parameters_after<Place>;
    constexpr std::size_t earlier = count_of<values_in<Query>> - later;
    const auto& rest = part<earlier>(query.parameters, std::make_index_sequence<later>{});
    // `with` is written first.
    constexpr bool is_early = Place != place::with and awaits_any<Added> and awaits_any<std::remove_cvref_t<decltype(rest)>>;
    return join(part<0>(query.parameters, std::make_index_sequence<earlier>{}), placed<is_early>(added), rest);
}

/// The query with one more clause.
template <class Clause, class Query, class Added>
[[gnu::always_inline]] constexpr auto with_clause(const Query& query, const Added& added) {
    if constexpr (is_last<shape_of_tree<typename Query::tree>, Clause::at>) {
        return query_after<Query, Clause, Added>{{}, join(query.parameters, added)};
    } else {
        const auto all = values_with<Clause::at>(query, added);
        using after = typename rebound<Query, typename tree_with<typename Query::tree, Clause>::type,
                                       std::remove_const_t<decltype(all)>>::type;
        return after{{}, all};
    }
}
template <class Query>
[[nodiscard]] constexpr auto refuse_clause(const Query& query) {
    return with_clause<clause::refused>(query, no_parameters);
}
}  // namespace detail
}  // namespace virga
