// virga/expr/comparison.hpp: == != < <= > >=, is null, between.
#pragma once

#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v, std::is_floating_point_v

#include <virga/expr/given.hpp>         // virga::detail::plain_t
#include <virga/expr/misplaced.hpp>     // virga::detail::misplaced
#include <virga/expr/operand.hpp>       // virga::detail::operand, virga::detail::is_zoned
#include <virga/expr/operators.hpp>     // virga::operators, virga::node::infix
#include <virga/expr/quantified.hpp>    // virga::detail::is_quantified, virga::detail::compare_all
#include <virga/types/boolean.hpp>      // virga::types::boolean
#include <virga/types/column_type.hpp>  // virga::type_category

namespace virga {

namespace node {
/// `operand between low and high`
template <class Operand, class Low, class High>
struct between_test {
    using type = types::boolean;
    using children = list<Operand, Low, High>;
    static constexpr binding bound_by = binding::pattern;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
        out.text(" between ");
        // The low end is of the narrower kind of expression that PostgreSQL's grammar calls b_expr, which knows no collate.
        out.operand(&Low::write, Low::bound_by <= bound_by or Low::bound_by == binding::collation);
        out.text(" and ");
        out.operand(&High::write, High::bound_by <= bound_by);
    }
};
}  // namespace node

namespace detail {
/// Whether both sides are dates or times, and one has a time zone.
template <class Left, class Right>
inline constexpr bool is_one_zoned = false;
template <class Left, expression_like Right>
inline constexpr bool is_one_zoned<Left, Right> =
    type_of<Left>::category == type_category::date_time and type_of<Right>::category == type_category::date_time and
    is_zoned<types::stored_type_t<type_of<Left>>> != is_zoned<types::stored_type_t<type_of<Right>>>;

/// Whether two sides are an expression without values of its own, as a column, and an argument or a value that fits it.
template <class Left, class Given>
concept is_compared_at_once = has_no_parameters<Left> and not is_null_or_optional<Given> and not expression_like<Given> and
                              is_comparable_with<Left, Given>;
template <class Operator, class Left, class Argument>
using compared_with_argument =
    expression<node::infix<Operator, types::boolean, tree_of<Left>, node::argument<compared_t<type_of<Left>>, Argument::name>>,
               values<awaited<compared_t<type_of<Left>>>>>;
template <class Operator, class Left, class Held>
using compared_with_value =
    expression<node::infix<Operator, types::boolean, tree_of<Left>, node::parameter<compared_t<type_of<Left>>>>,
               values<bound<compared_t<type_of<Left>>, Held>>>;
template <class Operator, class Left, class Right>
using compared_sides = expression<node::infix<Operator, types::boolean, tree_of<Left>, tree_of<Right>>,
                                  joined_values<values_in<Left>, values_in<Right>>>;

/// Refuses sides that do not compare.
template <class Operator, class Left, class Given>
constexpr void refuse_comparison() {
    using type = type_of<Left>;
    constexpr bool is_text = std::is_convertible_v<Given, std::string_view>;
    if constexpr (was_refused_before<Left> or was_refused_before<Given>) return;
    else if constexpr (misplaced<Given>) refuse_misplaced<Given, Left, Operator>();
    else if constexpr (not is_ordered_type<type>)
        static_assert(is_ordered_type<type>,
                      "comparison: PostgreSQL has no = and no order for values of the column's type");
    else if constexpr (is_nullable_argument<Given>)
        static_assert(not is_nullable_argument<Given>,
                      "comparison: nothing compares with NULL, which this arg<> may be; write arg<\"name\">, or "
                      "optional_arg<\"name\"> where an empty one leaves the condition out");
    else if constexpr (is_text and type::category == type_category::uuid)
        static_assert(is_comparable_with<Left, Given>,
                      "comparison: a uuid is not compared with a text; write parse_uuid(\"...\")");
    else if constexpr (is_text and type::category == type_category::enumeration)
        static_assert(is_comparable_with<Left, Given>,
                      "comparison: a value of an enum is not compared with a text; write its enumerator");
    else if constexpr (is_text and is_read_as_another<type>)
        static_assert(is_comparable_with<Left, Given>,
                      "comparison: the number of an object is not compared with a text; write "
                      "cast<types::regclass>(\"public.post\")");
    else if constexpr (std::is_floating_point_v<Given> and operators::exact_number::takes<types::stored_type_t<type>>)
        static_assert(is_comparable_with<Left, Given>,
                      "comparison: a double is not exact, and the other side is; beside a numeric write numeric{\"9.99\"}, beside "
                      "a whole number a whole number");
    else if constexpr (is_one_zoned<Left, Given>)
        static_assert(not is_one_zoned<Left, Given>,
                      "comparison: when a date or a timestamp begins, beside a timestamptz, a time zone says; write "
                      "at_time_zone(x, \"UTC\"), which makes a timestamp of a timestamptz");
    else static_assert(is_comparable_with<Left, Given>,
                       "comparison: the two sides are of types that do not compare; give a value of the column's own type, or cast "
                       "a side of another");
}

template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto compare(const Left& left, Right&& right) {
    using given = given_t<Right>;
    if constexpr (is_null_or_optional<given>) {
        static_assert(
            not is_null_or_optional<given>,
            "comparison: nothing compares with NULL; write .is_null() or .is_not_null(), or take the value out of the optional");
        return refuse<types::boolean>();
    } else if constexpr (not is_comparable_with<Left, given>) {
        if constexpr (is_quantified<given>) {
            return compare_all<Operator>(left, static_cast<Right&&>(right));
        } else {
            refuse_comparison<Operator, Left, given>();
            return refuse<types::boolean>();
        }
    } else {
        const auto other = operand<compared_t<type_of<Left>>>(static_cast<Right&&>(right));
        using tree = node::infix<Operator, types::boolean, tree_of<Left>, tree_of<decltype(other)>>;
        return make_expression<tree>(left.parameters, other.parameters);
    }
}
}  // namespace detail

// What is compared most, a column and a value or an argument, is compared in the operator itself: a function more is one that the
// compiler makes for each comparison, and the language has no other way to say something once of several operators.
#define VIRGA_COMPARISON(symbol, tag)                                                                                         \
    template <expression_like Left, class Right>                                                                              \
        requires(not expression_like<Right>)                                                                                  \
    [[nodiscard, gnu::always_inline]] constexpr auto operator symbol(const Left& left, Right&& right) {                       \
        using given = detail::given_t<Right>;                                                                                 \
        if constexpr (not detail::is_compared_at_once<Left, given>)                                                           \
            return detail::compare<operators::tag>(left, static_cast<Right&&>(right));                                        \
        else if constexpr (is_argument<given>)                                                                                \
            return detail::compared_with_argument<operators::tag, Left, given>{};                                             \
        else if constexpr (std::is_same_v<decltype(detail::hold(static_cast<Right&&>(right))), given>)                        \
            return detail::compared_with_value<operators::tag, Left, given>{{}, {{{{static_cast<Right&&>(right)}}}}};         \
        else                                                                                                                  \
            return detail::compared_with_value<operators::tag, Left, decltype(detail::hold(static_cast<Right&&>(right)))>{    \
                {}, {{{{detail::hold(static_cast<Right&&>(right))}}}}};                                                       \
    }                                                                                                                         \
    /* Both sides are taken alike: where they fitted better exchanged, C++20 would exchange those of ==, and then ask for */  \
    /* a bool (g++ before 13 does so although there is a !=; P2468). */                                                       \
    template <expression_like Left, expression_like Right>                                                                    \
    [[nodiscard, gnu::always_inline]] constexpr auto operator symbol(const Left& left, const Right& right) {                  \
        if constexpr (not is_comparable_with<Left, Right>)                                                                    \
            return detail::compare<operators::tag>(left, right);                                                              \
        else                                                                                                                  \
            return detail::compared_sides<operators::tag, Left, Right>{{}, detail::join(left.parameters, right.parameters)};  \
    }
VIRGA_COMPARISON(==, equal)
VIRGA_COMPARISON(!=, unequal)
VIRGA_COMPARISON(<, less)
VIRGA_COMPARISON(<=, less_or_equal)
VIRGA_COMPARISON(>, greater)
VIRGA_COMPARISON(>=, greater_or_equal)
#undef VIRGA_COMPARISON

// A value on the left: the sides change places.
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator!=(Left&& left, const Right& right) {
    return detail::compare<operators::unequal>(right, static_cast<Left&&>(left));
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator==(Left&& left, const Right& right) {
    return detail::compare<operators::equal>(right, static_cast<Left&&>(left));
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator<(Left&& left, const Right& right) {
    return detail::compare<operators::greater>(right, static_cast<Left&&>(left));
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator<=(Left&& left, const Right& right) {
    return detail::compare<operators::greater_or_equal>(right, static_cast<Left&&>(left));
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator>(Left&& left, const Right& right) {
    return detail::compare<operators::less>(right, static_cast<Left&&>(left));
}
template <class Left, expression_like Right>
    requires(not expression_like<Left>)
[[nodiscard, gnu::always_inline]] constexpr auto operator>=(Left&& left, const Right& right) {
    return detail::compare<operators::less_or_equal>(right, static_cast<Left&&>(left));
}

template <class Self>
constexpr auto operations<Self>::is_null() const {
    return detail::make_expression<node::postfix<operators::is_null, types::boolean, tree_of<Self>>>(self().parameters);
}

template <class Self>
constexpr auto operations<Self>::is_not_null() const {
    return detail::make_expression<node::postfix<operators::is_not_null, types::boolean, tree_of<Self>>>(self().parameters);
}

namespace detail {
template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto distinguish(const Left& left, Right&& right) {
    using given = given_t<Right>;
    if constexpr (is_optional<given>) {
        using type = compared_t<type_of<Left>>;
        using value = typename given::value_type;
        if constexpr (not is_value_of<value, type>) {
            return compare<Operator>(left, value{});
        } else {
            using held = decltype(hold(static_cast<Right&&>(right)));
            using tree = node::infix<Operator, types::boolean, tree_of<Left>, node::nullable_parameter<type>>;
            return make_expression<tree>(left.parameters, values<bound<type, held>>{{{{hold(static_cast<Right&&>(right))}}}});
        }
    } else {
        return compare<Operator>(left, static_cast<Right&&>(right));
    }
}
}  // namespace detail

template <class Self>
template <class Other>
constexpr auto operations<Self>::is_distinct_from(Other&& other) const {
    return detail::distinguish<operators::distinct_from>(self(), static_cast<Other&&>(other));
}
template <class Self>
template <class Other>
constexpr auto operations<Self>::is_not_distinct_from(Other&& other) const {
    return detail::distinguish<operators::not_distinct_from>(self(), static_cast<Other&&>(other));
}

template <class Self>
template <class Low, class High>
constexpr auto operations<Self>::between(Low&& low, High&& high) const {
    if constexpr (not(is_comparable_with<Self, detail::given_t<Low>> and is_comparable_with<Self, detail::given_t<High>>)) {
        if constexpr (detail::misplaced<Low> or detail::misplaced<High>)
            detail::refuse_sides<detail::plain_t<Low>, detail::plain_t<High>, Self>();
        else static_assert(is_comparable_with<Self, detail::given_t<Low>> and is_comparable_with<Self, detail::given_t<High>>,
                      "between: an end is of a type that does not compare with the column");
        return detail::refuse<types::boolean>();
    } else {
        using compared = detail::compared_t<type_of<Self>>;
        const auto first = detail::operand<compared>(static_cast<Low&&>(low));
        const auto last = detail::operand<compared>(static_cast<High&&>(high));
        return detail::make_expression<node::between_test<tree_of<Self>, tree_of<decltype(first)>, tree_of<decltype(last)>>>(
            detail::join(self().parameters, first.parameters), last.parameters);
    }
}
}  // namespace virga
