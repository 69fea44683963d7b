// virga/expr/misplaced.hpp: what is no value where one is expected: a select, a label, a table, a tuple; and the words for it.
#pragma once

#include <tuple>        // std::tuple
#include <type_traits>  // std::remove_cvref_t
#include <utility>      // std::pair

#include <virga/expr/expression.hpp>  // virga::expression_like, virga::is_labelled
#include <virga/expr/operand.hpp>     // virga::is_argument
#include <virga/schema/table.hpp>     // virga::is_source
#include <virga/types/boolean.hpp>    // virga::types::boolean

namespace virga {

namespace detail {
struct query_base {};
/// A case that has no end yet.
struct open_case_base {};
/// A call of a function that returns rows.
struct rows_call_base {};

template <class Given>
inline constexpr bool has_expressions = false;
template <class... Items>
inline constexpr bool has_expressions<std::tuple<Items...>> = (expression_like<Items> or ...);
template <class First, class Second>
inline constexpr bool has_expressions<std::pair<First, Second>> = expression_like<First> or expression_like<Second>;
}  // namespace detail

/// Whether `Value` is a select, which can stand in another query.
template <class Value>
concept select_like = __is_base_of(detail::query_base, std::remove_cvref_t<Value>);

/// Whether it is no select: those stand within `in` and `exists` only, where a value may be expected.
template <class Given>
concept is_no_select = not select_like<Given>;
/// Whether it is no expression with a label, which is a name in a result.
template <class Given>
concept is_no_label = not is_labelled<std::remove_cvref_t<Given>>;
/// Whether it is no table or alias, but perhaps a column of one.
template <class Given>
concept is_no_table = not is_source<std::remove_cvref_t<Given>>;
/// Whether it is no tuple of expressions.
template <class Given>
concept is_no_tuple = not detail::has_expressions<std::remove_cvref_t<Given>>;
/// Whether it is no case that lacks its end.
template <class Given>
concept is_no_open_case = not __is_base_of(detail::open_case_base, std::remove_cvref_t<Given>);
/// Whether it is no call of a function that returns rows.
template <class Given>
concept is_no_rows_call = not __is_base_of(detail::rows_call_base, std::remove_cvref_t<Given>);
/// Whether it is no `arg<>`, whose type nothing here could tell.
template <class Given>
concept is_no_argument = not is_argument<std::remove_cvref_t<Given>>;

namespace detail {
/// Something of a query's that is never a value: the words for it are found here.
template <class Given>
concept misplaced =
    not(is_no_select<Given> and is_no_label<Given> and is_no_table<Given> and is_no_tuple<Given> and is_no_open_case<Given> and
        is_no_rows_call<Given>);
/// The same, and an argument, where nothing gives it a type.
template <class Given>
concept untyped = misplaced<Given> or not is_no_argument<Given>;

/// Refuses what is no value. Its type is deduced, and it is asked of all the types of a call: so the user's line is shown.
template <class Given, class... Call>
[[gnu::always_inline]] constexpr auto refuse_misplaced() {
    if constexpr (not is_no_select<Given>)
        static_assert(
            is_no_select<Given>,
            "select: a select cannot stand where one value is expected; ask by in(...) or exists(...), join its table, or run "
            "it first and give what it returned");
    else if constexpr (not is_no_label<Given>)
        static_assert(is_no_label<Given>, "as: a label is a name in the result; leave it out where the expression is used");
    else if constexpr (not is_no_open_case<Given>)
        static_assert(is_no_open_case<Given>, "case_when: the case has no end; write .otherwise(...), or .end() for NULL");
    else if constexpr (not is_no_rows_call<Given>)
        static_assert(is_no_rows_call<Given>,
                      "function: it returns rows, and stands in from, under a name; cross_join(generate_series(1, 3).as<\"n\">()), "
                      "then name its column, n[\"n\"_c]");
    else if constexpr (not is_no_tuple<Given>)
        static_assert(is_no_tuple<Given>,
                      "tuple: a row of values stands where one value is expected; it compares with a row of as many, "
                      "std::tuple{a, b} < std::tuple{x, y}, and with those of a query, in(std::tuple{a, b}, "
                      "select(x, y).from(...))");
    else if constexpr (not is_no_table<Given>)
        static_assert(is_no_table<Given>, "table: a whole table stands where one value is expected; name one of its columns");
    else
        static_assert(
            is_no_argument<Given>,
            "arg: nothing tells the type of the argument; it has that of the column that it is compared with or assigned to");
    return expression<node::refused<types::boolean>>{};
}
/// The same of the first of two that is none, arguments last.
template <class Left, class Right, class... Call>
[[gnu::always_inline]] constexpr auto refuse_sides() {
    if constexpr (misplaced<Left>) return refuse_misplaced<Left, Right, Call...>();
    else if constexpr (misplaced<Right> or not untyped<Left>) return refuse_misplaced<Right, Left, Call...>();
    else return refuse_misplaced<Left, Right, Call...>();
}

/// Whether it is what `any_of` or `all_of` made, which tells the type of the other side.
template <class>
inline constexpr bool is_quantified = false;
/// Two sides of an operator of which none is an expression, and one is something of a query's all the same.
template <class Left, class Right>
concept no_operands = not expression_like<Left> and not expression_like<Right> and not is_quantified<Left> and
                      not is_quantified<Right> and (untyped<Left> or untyped<Right>);
}  // namespace detail

// What would else be a list of all operators that there are.
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator==(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator!=(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator<(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator<=(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator>(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator>=(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator+(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator-(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator*(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
template <class Left, class Right>
    requires detail::no_operands<Left, Right>
[[nodiscard]] constexpr auto operator/(const Left&, const Right&) {
    return detail::refuse_sides<Left, Right>();
}
/// Whether a comma stands where it loses nothing.
template <class Left, class Right>
inline constexpr bool loses_nothing = not expression_like<Left>;
/// `(a, b) < (x, y)` is SQL; in C++ it compares `b` with `y`, and `a` is lost.
template <expression_like Left, class Right>
constexpr decltype(auto) operator,(const Left&, const Right& right) {
    static_assert(loses_nothing<Left, Right>,
                  "comma: what stands before it would be lost; compare rows, std::tuple{a, b} < std::tuple{x, y}");
    return (right);
}
}  // namespace virga
