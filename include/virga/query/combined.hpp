// virga/query/combined.hpp: union, intersect and except of selects.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_void_v

#include <virga/expr/functions/common.hpp>  // virga::detail::common_type
#include <virga/expr/order.hpp>             // virga::node::ordered
#include <virga/query/detail/tree.hpp>      // virga::statement_tree
#include <virga/query/source.hpp>           // virga::detail::single_outputs_of

namespace virga {

namespace node {
/// A value of a column that two queries have in common.
template <class Type, bool Nullable>
struct combined_value : leaf {
    using type = Type;
    template <class>
    static constexpr bool nullable_in = Nullable;
    static constexpr void write(writer&) {}  // its queries are written
};
}  // namespace node

namespace detail {
template <fixed_string Name, class Type, bool Nullable>
struct combined_output {
    using type = node::labelled_output<node::combined_value<Type, Nullable>, Name>;
};
template <fixed_string Name, class Type, bool Nullable>
    requires(Name.size() == 0)
struct combined_output<Name, Type, Nullable> {
    using type = node::output<node::combined_value<Type, Nullable>>;
};

template <class Left, class Right>
inline constexpr bool have_common_types = false;
template <class... Left, class... Right>
    requires(sizeof...(Left) == sizeof...(Right))
inline constexpr bool have_common_types<list<Left...>, list<Right...>> =
    (not std::is_void_v<decltype(common_type<typename Left::type, typename Right::type>())> and ...);

/// The outputs of two queries that are combined: named as those of the first, and NULL where either's can be.
template <class Left, class Right>
struct combined_columns;
template <class... Left, class... Right>
struct combined_columns<list<Left...>, list<Right...>> {
    using type = list<typename combined_output<Left::name, decltype(common_type<typename Left::type, typename Right::type>()),
                                               (Left::is_nullable or Right::is_nullable)>::type...>;
};
/// The rows of two queries that select one whole table.
template <class Outputs>
inline constexpr bool is_one_whole_row = false;
template <class Source, class Indexes>
inline constexpr bool is_one_whole_row<list<node::whole_row<Source, Indexes>>> = true;
template <class Left, class Right>
struct combined_outputs : combined_columns<result_columns_of<Left>, result_columns_of<Right>> {};
template <class Left, class Right>
    requires(is_one_whole_row<typename Left::outputs> and std::is_same_v<result_columns_of<Left>, result_columns_of<Right>> and
             not reads_optional_row<Left>)
struct combined_outputs<Left, Right> {
    using type = typename Left::outputs;
};

/// Whether a query stands in parentheses where it is one of two, but for its own operation.
template <class Tree>
inline constexpr bool ends_by_itself = Tree::template has_clause<place::with> or Tree::template has_later_clause<place::combined>;
constexpr bool binds_stronger(set_operation one, set_operation other) {
    const auto is_intersect = [](set_operation which) {
        return which == set_operation::intersect or which == set_operation::intersect_all;
    };
    return is_intersect(one) and not is_intersect(other);
}
template <class Tree, set_operation Operation, bool IsRight>
inline constexpr bool needs_parentheses = ends_by_itself<Tree>;
}  // namespace detail

namespace clause {
/// `(select ...) union all (select ...)`
template <std::size_t Count, set_operation Operation, class Left, class Right>
struct combined : virga::detail::clause_base<place::combined, Count> {
    using outputs = typename virga::detail::combined_outputs<Left, Right>::type;
    using nodes = typename virga::detail::joined<typename virga::detail::nodes_of_tree<Left>::type,
                                                 typename virga::detail::nodes_of_tree<Right>::type>::type;
    using first = Left;

    static constexpr void write(writer& out) {
        constexpr std::string_view words[]{" union ", " union all ", " intersect ", " intersect all ", " except ", " except all "};
        constexpr bool is_except = Operation == set_operation::except or Operation == set_operation::except_all;
        write_side<Left, false>(out);
        out.text(words[static_cast<std::size_t>(Operation)]);
        if (is_except) out.begin_excepted();
        write_side<Right, true>(out);
        if (is_except) out.end_excepted();
    }

private:
    template <class Tree, bool IsRight>
    static constexpr void write_side(writer& out) {
        constexpr bool in_parentheses = virga::detail::needs_parentheses<Tree, Operation, IsRight>;
        if (in_parentheses) out.text("(");
        virga::detail::write_inner<Tree, true>(out);
        if (in_parentheses) out.text(")");
    }
};
}  // namespace clause

namespace detail {
template <class Tree>
inline constexpr bool is_combined = Tree::template has_clause<place::combined>;
/// A query of two stands without parentheses as the first of another, unless that binds stronger.
template <std::size_t Count, set_operation Inner, class Left, class Right, set_operation Operation, bool IsRight>
inline constexpr bool needs_parentheses<statement_tree<clause::combined<Count, Inner, Left, Right>>, Operation, IsRight> =
    IsRight or binds_stronger(Operation, Inner);

/// The outputs by which a query's columns are looked for: of those that are combined the first's.
template <class Tree>
struct known_outputs {
    using type = single_outputs_of<Tree>;
};
template <class... Clauses>
struct first_of_combined;
template <class First, class... Rest>
struct first_of_combined<First, Rest...> : first_of_combined<Rest...> {};
template <class First, class... Rest>
    requires requires { typename First::first; }
struct first_of_combined<First, Rest...> {
    using type = typename First::first;
};
template <class... Clauses>
    requires is_combined<statement_tree<Clauses...>>
struct known_outputs<statement_tree<Clauses...>> : known_outputs<typename first_of_combined<Clauses...>::type> {};
template <class Tree>
using known_outputs_of = typename known_outputs<Tree>::type;

/// The name by which combined queries are ordered by one of their expressions; void if it is none of them, or has no name.
template <class Operand, class Outputs>
struct result_name {
    using type = void;
};
template <class Operand, class First, class... Rest>
struct result_name<Operand, list<First, Rest...>> : result_name<Operand, list<Rest...>> {};
template <class Operand, class First, class... Rest>
    requires(std::is_same_v<typename First::value, Operand> and output_label<First>::name.size() != 0)
struct result_name<Operand, list<First, Rest...>> {
    using type = node::output_name<output_label<First>::name>;
};
template <fixed_string Name, class First, class... Rest>
struct result_name<node::output_name<Name>, list<First, Rest...>> {
    using type = node::output_name<Name>;
};
template <class Key, class Outputs>
struct result_key : result_name<Key, Outputs> {};
template <class Operand, class Name, direction Direction, nulls_order Nulls>
struct ordered_by_name {
    using type = node::ordered<Name, Direction, Nulls>;
};
template <class Operand, direction Direction, nulls_order Nulls>
struct ordered_by_name<Operand, void, Direction, Nulls> {
    using type = void;
};
template <class Operand, direction Direction, nulls_order Nulls, class Outputs>
struct result_key<node::ordered<Operand, Direction, Nulls>, Outputs>
    : ordered_by_name<Operand, typename result_name<Operand, Outputs>::type, Direction, Nulls> {};
}  // namespace detail

/// Whether a key orders combined queries: a column of their result.
template <class Tree, class Key>
inline constexpr bool is_key_of_combined =
    not std::is_void_v<typename detail::result_key<Key, detail::known_outputs_of<Tree>>::type>;

/// Whether two queries return as many columns.
template <class Left, class Right>
inline constexpr bool return_as_many_columns = Left::width() == Right::width();
/// Whether the columns of two queries are of the same types, but for lengths and precisions.
template <class Left, class Right>
inline constexpr bool return_the_same_types =
    detail::have_common_types<detail::single_outputs_of<Left>, detail::single_outputs_of<Right>>;
}  // namespace virga
