// virga/expr/quantified.hpp: any_of(array), all_of(query) on the right of a comparison.
#pragma once

#include <iterator>     // std::begin
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_class_v, std::is_void_v

#include <virga/expr/in.hpp>         // virga::returns_one_column
#include <virga/expr/misplaced.hpp>  // virga::detail::misplaced, virga::detail::is_quantified
#include <virga/expr/operand.hpp>    // virga::detail::operand
#include <virga/expr/operators.hpp>  // virga::operators, virga::node::infix
#include <virga/types/array.hpp>     // virga::types::array
#include <virga/types/boolean.hpp>   // virga::types::boolean

namespace virga {

namespace detail {
/// An array or a query whose elements or rows one side of a comparison is compared with.
template <bool All, class Held>
struct quantified {
    Held held;
};
template <bool All, class Held>
inline constexpr bool is_quantified<quantified<All, Held>> = true;

/// The type of what is held, as it was given.
template <class Held>
struct given_for {
    using type = Held;
};
template <class Value>
struct given_for<referred<Value>> {
    using type = Value;
};
}  // namespace detail

namespace node {
/// `any(array)`, `all(array)`; `HoldsNulls` if an element can be NULL.
template <bool All, bool HoldsNulls, class Array>
struct quantified {
    using type = typename Array::type::element_type;
    using children = list<Array>;
    static constexpr binding bound_by = binding::primary;
    template <class From>
    static constexpr bool nullable_in = HoldsNulls or Array::template nullable_in<From>;
    static constexpr void write(writer& out) {
        out.text(All ? "all(" : "any(");
        Array::write(out);
        out.text(")");
    }
};
/// `any (select ...)`, `all (select ...)`, of as many columns as are compared.
template <bool All, class Select>
struct quantified_select : leaf {
    using type = typename list_item_t<typename Select::outputs, 0>::type;
    using subquery = Select;
    template <class>
    static constexpr bool nullable_in = selects_nulls<Select>;
    static constexpr void write(writer& out) {
        out.text(All ? "all (" : "any (");
        detail::write_inner<Select>(out);
        out.text(")");
    }
};
}  // namespace node

/// Whether the elements of an array can be compared with the expression: of an array expression, a range of values, an argument.
template <class Expression, class Given>
constexpr bool compares_with_elements() {
    if constexpr (type_of<Expression>::category == type_category::array or not is_ordered_type<type_of<Expression>>) return false;
    else if constexpr (not expression_like<Given>) return is_value_of<Given, types::array<detail::compared_t<type_of<Expression>>>>;
    else if constexpr (requires { typename type_of<Given>::element_type; })
        return detail::types_compare<type_of<Expression>, typename type_of<Given>::element_type>();
    else return false;
}
template <class Expression, class Given>
inline constexpr bool is_comparable_with_elements = compares_with_elements<Expression, Given>();

namespace detail {
template <class Given>
constexpr bool may_hold_nulls() {
    if constexpr (expression_like<Given> or is_argument<Given>) return true;
    else return is_optional<types::detail::element_of<Given>>;
}
template <class Operator, bool All, class Left, class Select>
[[gnu::always_inline]] constexpr auto compare_selected(const Left& left, const Select& select) {
    if constexpr (not returns_one_column<Select>) {
        static_assert(returns_one_column<Select>,
                      "any_of, all_of: the subquery must return one column; with several compare a row, std::tuple{a, b}");
        return refuse<types::boolean>();
    } else if constexpr (not selects_comparable<Left, Select>) {
        static_assert(selects_comparable<Left, Select> or was_refused_before<Left>,
                      "any_of, all_of: the subquery's column is of a type that does not compare");
        return refuse<types::boolean>();
    } else {
        using tree = node::infix<Operator, types::boolean, tree_of<Left>, node::quantified_select<All, typename Select::tree>>;
        return make_expression<tree>(left.parameters, select.parameters);
    }
}
template <class Operator, class Left, bool All, class Held>
[[gnu::always_inline]] constexpr auto compare_all(const Left& left, const quantified<All, Held>& right) {
    using given = typename given_for<Held>::type;
    if constexpr (select_like<given>) {
        return compare_selected<Operator, All>(left, held_value(right.held));
    } else if constexpr (not is_comparable_with_elements<Left, given>) {
        if constexpr (misplaced<given>) refuse_misplaced<given, Left, Operator>();
        else static_assert(is_comparable_with_elements<Left, given> or was_refused_before<Left>,
                           "any_of, all_of: takes a range of values, or an array, whose elements compare with the other side");
        return refuse<types::boolean>();
    } else if constexpr (expression_like<given> or is_argument<given>) {
        const auto array = operand<types::array<compared_t<type_of<Left>>>>(held_value(right.held));
        using tree = node::infix<Operator, types::boolean, tree_of<Left>, node::quantified<All, true, tree_of<decltype(array)>>>;
        return make_expression<tree>(left.parameters, array.parameters);
    } else {
        using type = types::array<compared_t<type_of<Left>>>;
        using array = node::quantified<All, may_hold_nulls<given>(), node::parameter<type>>;
        using tree = node::infix<Operator, types::boolean, tree_of<Left>, array>;
        return make_expression<tree>(left.parameters, values<bound<type, Held>>{{{{right.held}}}});
    }
}

/// The type of a value that is compared with an array expression, or with a select of one column; void where nothing tells it.
template <class Given>
struct beside_all {
    using type = void;
};
template <expression_like Given>
    requires requires { typename type_of<Given>::element_type; }
struct beside_all<Given> {
    using type = compared_t<typename type_of<Given>::element_type>;
};
template <select_like Given>
    requires returns_one_column<Given>
struct beside_all<Given> {
    using type = compared_t<typename list_item_t<typename Given::tree::outputs, 0>::type>;
};
}  // namespace detail

/// Whether what `any_of` or `all_of` takes tells the type of a value beside it: an array expression and a query do.
template <class Given>
inline constexpr bool tells_type_beside = not std::is_void_v<typename detail::beside_all<Given>::type>;
/// Whether a value is of the type of the elements, or rows, that it is compared with.
template <class Given, class Type>
inline constexpr bool is_value_beside = is_argument<Given> or is_value_of<Given, Type>;

namespace detail {
/// A value beside `any_of(array)` or `all_of(array)`, `5 == any_of(post.numbers)`.
template <class Operator, class Value, bool All, class Held>
[[gnu::always_inline]] constexpr auto compare_value(Value&& value, const quantified<All, Held>& all) {
    using given = std::decay_t<Value>;
    using array = typename given_for<Held>::type;
    using type = typename beside_all<array>::type;
    if constexpr (misplaced<given>) {
        return refuse_misplaced<given, array, Operator>();
    } else if constexpr (not tells_type_beside<array>) {
        static_assert(tells_type_beside<array> or was_refused_before<array>,
                      "any_of, all_of: nothing tells the type of the value on the other side; write cast<types::integer>(value), "
                      "or give an array expression or a query");
        return refuse<types::boolean>();
    } else if constexpr (not is_value_beside<given, type>) {
        static_assert(is_value_beside<given, type>,
                      "any_of, all_of: the value on the other side is of another type than the elements; it is never NULL either");
        return refuse<types::boolean>();
    } else {
        return compare_all<Operator>(operand<type>(static_cast<Value&&>(value)), all);
    }
}
template <class>
inline constexpr bool is_row_of_values = false;
template <class... Items>
inline constexpr bool is_row_of_values<std::tuple<Items...>> = true;
template <class Value>
concept beside_quantified = not expression_like<Value> and not is_row_of_values<std::remove_cvref_t<Value>> and
                            not is_quantified<std::remove_cvref_t<Value>>;

template <bool All, class Array>
[[gnu::always_inline]] constexpr auto quantify(Array&& array) {
    using held = decltype(hold(static_cast<Array&&>(array)));
    return quantified<All, held>{hold(static_cast<Array&&>(array))};
}
/// What can be asked for any or all: also what is refused with a sentence. Other classes of the library, rows too, which have
/// `one`, are no lists of values: for these an app may have a function of the same name.
template <class Array>
concept quantifiable = expression_like<Array> or is_argument<std::remove_cvref_t<Array>> or misplaced<std::remove_cvref_t<Array>> or
                       not std::is_class_v<std::remove_cvref_t<Array>> or
                       (requires(const Array& array) { std::begin(array); } and not requires(const Array& array) { array.one(); });
}  // namespace detail

/// `any(array)`, on the right of a comparison: whether it holds of one element; `post.id == any_of(ids)`. The array is a range of
/// values, which becomes one parameter, an `arg<>`, or an expression of an array type; or it is a select of one column, of whose
/// rows one is enough, `post.views > any_of(select(...))`.
template <detail::quantifiable Array>
[[nodiscard, gnu::always_inline]] constexpr auto any_of(Array&& array) {
    return detail::quantify<false>(static_cast<Array&&>(array));
}
/// `all(array)`, on the right of a comparison: whether it holds of every element, or row of a select, as it does where there is
/// none.
template <detail::quantifiable Array>
[[nodiscard, gnu::always_inline]] constexpr auto all_of(Array&& array) {
    return detail::quantify<true>(static_cast<Array&&>(array));
}

// A value or an argument on either side of them.

template <detail::beside_quantified Left, bool All, class Held>
[[nodiscard, gnu::always_inline]] constexpr auto operator==(Left&& left, const detail::quantified<All, Held>& right) {
    return detail::compare_value<operators::equal>(static_cast<Left&&>(left), right);
}
template <bool All, class Held, detail::beside_quantified Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator==(const detail::quantified<All, Held>& left, Right&& right) {
    return detail::compare_value<operators::equal>(static_cast<Right&&>(right), left);
}
template <detail::beside_quantified Left, bool All, class Held>
[[nodiscard, gnu::always_inline]] constexpr auto operator!=(Left&& left, const detail::quantified<All, Held>& right) {
    return detail::compare_value<operators::unequal>(static_cast<Left&&>(left), right);
}
template <bool All, class Held, detail::beside_quantified Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator!=(const detail::quantified<All, Held>& left, Right&& right) {
    return detail::compare_value<operators::unequal>(static_cast<Right&&>(right), left);
}
template <detail::beside_quantified Left, bool All, class Held>
[[nodiscard, gnu::always_inline]] constexpr auto operator<(Left&& left, const detail::quantified<All, Held>& right) {
    return detail::compare_value<operators::less>(static_cast<Left&&>(left), right);
}
template <bool All, class Held, detail::beside_quantified Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator<(const detail::quantified<All, Held>& left, Right&& right) {
    return detail::compare_value<operators::greater>(static_cast<Right&&>(right), left);
}
template <detail::beside_quantified Left, bool All, class Held>
[[nodiscard, gnu::always_inline]] constexpr auto operator<=(Left&& left, const detail::quantified<All, Held>& right) {
    return detail::compare_value<operators::less_or_equal>(static_cast<Left&&>(left), right);
}
template <bool All, class Held, detail::beside_quantified Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator<=(const detail::quantified<All, Held>& left, Right&& right) {
    return detail::compare_value<operators::greater_or_equal>(static_cast<Right&&>(right), left);
}
template <detail::beside_quantified Left, bool All, class Held>
[[nodiscard, gnu::always_inline]] constexpr auto operator>(Left&& left, const detail::quantified<All, Held>& right) {
    return detail::compare_value<operators::greater>(static_cast<Left&&>(left), right);
}
template <bool All, class Held, detail::beside_quantified Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator>(const detail::quantified<All, Held>& left, Right&& right) {
    return detail::compare_value<operators::less>(static_cast<Right&&>(right), left);
}
template <detail::beside_quantified Left, bool All, class Held>
[[nodiscard, gnu::always_inline]] constexpr auto operator>=(Left&& left, const detail::quantified<All, Held>& right) {
    return detail::compare_value<operators::greater_or_equal>(static_cast<Left&&>(left), right);
}
template <bool All, class Held, detail::beside_quantified Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator>=(const detail::quantified<All, Held>& left, Right&& right) {
    return detail::compare_value<operators::less_or_equal>(static_cast<Right&&>(right), left);
}
}  // namespace virga
