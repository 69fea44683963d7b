// virga/expr/in.hpp: in, of a list of values or of a subquery, and exists.
#pragma once

#include <array>        // std::array
#include <type_traits>  // std::conditional_t
#include <utility>      // std::forward

#include <virga/expr/misplaced.hpp>  // virga::select_like
#include <virga/expr/operand.hpp>    // virga::detail::operand
#include <virga/schema/field.hpp>   // virga::list
#include <virga/types/array.hpp>    // virga::types::array
#include <virga/types/boolean.hpp>  // virga::types::boolean

namespace virga {

/// What is around a query that is to be part of another: nobody knows yet. So any source of it may be missing from a row.
struct any_scope {
    template <class>
    static constexpr bool has = true;
    template <class>
    static constexpr bool is_optional = true;
};

namespace detail {
/// A statement within another. Its sources are called what it calls them, whatever they are called around it. `IsPart` if its rows
/// are rows of that around it.
template <class Tree, bool IsPart = false>
constexpr void write_inner(writer& out) {
    const auto returned = out.begin_query(IsPart);
    if (out.renamed() == nullptr) {
        Tree::write(out);
    } else {
        const writer::renaming own{.kept = Tree::template scope_in<any_scope>::ids, .around = out.renamed()};
        const auto* const around = out.rename(&own);
        Tree::write(out);
        out.rename(around);
    }
    out.end_query(returned);
}

/// The columns that a select returns, as nodes: a table is taken apart.
template <class Outputs>
struct nodes_of_outputs;
template <class... Outputs>
struct nodes_of_outputs<list<Outputs...>> : joined<typename Outputs::children...> {};
template <class Select>
using selected_nodes = typename nodes_of_outputs<typename Select::outputs>::type;
}  // namespace detail

namespace node {
/// Whether a column that a select returns can be NULL, whatever stands around it.
template <class Select>
inline constexpr bool selects_nulls = any_nullable<typename Select::template scope_in<any_scope>, detail::selected_nodes<Select>>;

/// Whether a call may give a list that holds NULLs.
template <class Array>
inline constexpr bool is_awaited = false;
template <class Type, fixed_string Name>
inline constexpr bool is_awaited<argument<Type, Name>> = true;

/// `operand = any(array)`; NULL where the array holds a NULL and not the operand.
template <class Operand, class Array>
struct any_of {
    using type = types::boolean;
    using children = list<Operand, Array>;
    static constexpr binding bound_by = binding::comparison;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children> or is_awaited<Array>;
    static constexpr void write(writer& out) {
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
        out.text(" = any(");
        Array::write(out);
        out.text(")");
    }
};

/// `operand in (select ...)`, of one column or of a row; NULL where none is equal, and NULL is among what was compared.
template <class Operand, class Select>
struct in_select {
    using type = types::boolean;
    using children = list<Operand>;
    using subquery = Select;
    static constexpr binding bound_by = binding::pattern;
    template <class From>
    static constexpr bool nullable_in = Operand::template nullable_in<From> or selects_nulls<Select>;
    static constexpr void write(writer& out) {
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
        out.text(" in (");
        detail::write_inner<Select>(out);
        out.text(")");
    }
};

/// `(select ...)`, of one column and at most one row; NULL where there is none.
template <class Select>
struct scalar_subquery : leaf {
    using type = typename list_item_t<typename Select::outputs, 0>::type;
    using subquery = Select;
    template <class>
    static constexpr bool nullable_in = not Select::is_one_row() or selects_nulls<Select>;
    static constexpr void write(writer& out) {
        out.text("(");
        detail::write_inner<Select>(out);
        out.text(")");
    }
};

/// `exists (select ...)`
template <class Select>
struct exists_test : leaf {
    using type = types::boolean;
    using subquery = Select;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.text("exists (");
        detail::write_inner<Select>(out);
        out.text(")");
    }
};
}  // namespace node

/// Whether a select returns one column.
template <class Select>
inline constexpr bool returns_one_column = std::remove_cvref_t<Select>::tree::width() == 1;

/// Whether the values of a list can be compared with the expression.
template <class Self, class Range>
constexpr bool can_be_in_list() {
    using type = type_of<Self>;
    if constexpr (type::category == type_category::array or not is_ordered_type<type>) return false;
    else return is_argument<std::decay_t<Range>> or types::array<compared_t<type>>::template accepts<std::remove_cvref_t<Range>>;
}
template <class Self, class Range>
inline constexpr bool is_list_for = can_be_in_list<Self, Range>();

namespace detail {
template <class Outputs>
struct only_output;
template <class Only>
struct only_output<list<Only>> {
    using type = typename Only::type;
};
}  // namespace detail

/// Whether the one column of a select compares with the expression.
template <class Self, class Select>
inline constexpr bool selects_comparable =
    detail::types_compare<type_of<Self>, typename detail::only_output<typename std::remove_cvref_t<Select>::tree::outputs>::type>();

namespace detail {
template <class Range>
inline constexpr bool holds_optionals = false;
template <types::detail::sized_sequence Range>
inline constexpr bool holds_optionals<Range> = is_optional<types::detail::element_of<Range>>;

template <class Self, class Range>
[[gnu::always_inline]] constexpr auto in_list(const Self& self, Range&& range) {
    if constexpr (not is_list_for<Self, Range>) {
        static_assert(is_list_for<Self, Range>, "in: the list is of a type that does not compare with the column");
        return refuse<types::boolean>();
    } else {
        using array_type = types::array<compared_t<type_of<Self>>>;
        const auto array = operand<array_type>(std::forward<Range>(range));
        using node_of_array = std::conditional_t<holds_optionals<std::remove_cvref_t<Range>>, node::nullable_parameter<array_type>,
                                                 tree_of<decltype(array)>>;
        return make_expression<node::any_of<tree_of<Self>, node_of_array>>(self.parameters, array.parameters);
    }
}

template <class Self, class Select>
[[gnu::always_inline]] constexpr auto in_select(const Self& self, const Select& select) {
    if constexpr (not returns_one_column<Select>) {
        static_assert(returns_one_column<Select>,
                      "in: the subquery must return one column; of several write in(std::tuple{a, b}, select(x, y).from(...))");
        return refuse<types::boolean>();
    } else if constexpr (not selects_comparable<Self, Select>) {
        static_assert(selects_comparable<Self, Select>, "in: the subquery's column is of a type that does not compare");
        return refuse<types::boolean>();
    } else {
        return make_expression<node::in_select<tree_of<Self>, typename Select::tree>>(self.parameters, select.parameters);
    }
}
}  // namespace detail

template <class Self>
template <class Range>
constexpr auto operations<Self>::in(Range&& range) const {
    if constexpr (select_like<Range>) return detail::in_select(self(), range);
    else return detail::in_list(self(), std::forward<Range>(range));
}

template <class Self>
template <class Value, std::size_t Size>
constexpr auto operations<Self>::in(const Value (&given)[Size]) const {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return detail::in_list(self(), std::array<Value, Size>{given[I]...});
    }(std::make_index_sequence<Size>{});
}

/// Whether it is one list of values, not each for itself.
template <class... Values>
inline constexpr bool is_one_list = sizeof...(Values) == 1;

template <class Self>
template <class... Values>
    requires(sizeof...(Values) != 1)
constexpr auto operations<Self>::in(const Values&...) const {
    static_assert(is_one_list<Values...>, "in: takes one list; write .in({1, 2}), a range of values, an arg<> or a select");
    return detail::refuse<types::boolean>();
}

/// `(select ...)`: the value of the one column of the only row that a subquery returns. NULL where it returns none; that it returns
/// no second one is up to the query, by a key or `.limit(1)`: the server refuses that when it runs, with 21000. It may name columns
/// of the query around it.
template <class Select>
[[nodiscard, gnu::always_inline]] constexpr auto scalar(const Select& select) {
    if constexpr (not select_like<Select>) {
        static_assert(select_like<Select>, "scalar: takes a select");
        return detail::refuse<types::boolean>();
    } else if constexpr (not returns_one_column<Select>) {
        static_assert(returns_one_column<Select>, "scalar: the subquery must return one column");
        return detail::refuse<types::boolean>();
    } else {
        return detail::make_expression<node::scalar_subquery<typename Select::tree>>(select.parameters);
    }
}

/// `exists (select ...)`: whether the subquery returns a row. It may name columns of the query around it.
template <class Select>
[[nodiscard, gnu::always_inline]] constexpr auto exists(const Select& select) {
    if constexpr (not select_like<Select>) {
        static_assert(select_like<Select>, "exists: takes a select");
        return detail::refuse<types::boolean>();
    } else {
        return detail::make_expression<node::exists_test<typename Select::tree>>(select.parameters);
    }
}
}  // namespace virga
