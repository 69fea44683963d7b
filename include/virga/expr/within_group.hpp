// virga/expr/within_group.hpp: aggregates of rows in an order: percentiles, the most frequent value, the place of a row.
// Source: PostgreSQL manual, section 9.21, Ordered-Set and Hypothetical-Set Aggregate Functions.
#pragma once

#include <tuple>        // std::tuple
#include <type_traits>  // std::decay_t
#include <utility>      // std::index_sequence

#include <virga/expr/aggregate.hpp>  // virga::aggregate_expression
#include <virga/expr/cast.hpp>       // virga::node::cast_of
#include <virga/expr/window.hpp>     // virga::detail::free_of_limit
#include <virga/types/interval.hpp>  // virga::types::interval

namespace virga {

namespace node {
/// `name(arguments) within group (order by keys)`
template <fixed_string Name, bool IsNeverNull, class Type, class Arguments, class Keys>
struct ordered_set_call;
template <fixed_string Name, bool IsNeverNull, class Type, class... Arguments, class... Keys>
struct ordered_set_call<Name, IsNeverNull, Type, list<Arguments...>, list<Keys...>> {
    using type = Type;
    using children = list<Arguments..., Keys...>;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_aggregate = true;
    static constexpr bool may_be_null_for_rows = not IsNeverNull;
    static constexpr bool is_never_null = IsNeverNull;
    template <class>
    static constexpr bool nullable_in = not IsNeverNull;
    static constexpr void write(writer& out) {
        out.begin_aggregate();
        write_open(out);
        out.text(")");
        out.end_aggregate();
    }
    static constexpr void write_open(writer& out) {
        out.function(Name.view());
        out.text("(");
        out.list({&Arguments::write...});
        out.text(") within group (order by ");
        out.list({&Keys::write...});
    }
};
}  // namespace node

/// An aggregate of rows in an order, of which a filter may be said.
template <class Node, class Values>
struct ordered_set_expression : expression<Node, Values> {
    /// `filter (where condition)`: of the rows that meet it alone.
    template <class Condition>
    [[nodiscard]] constexpr auto filter(const Condition& condition) const {
        const auto filtered = aggregate_expression<Node, Values>{{{}, this->parameters}}.filter(condition);
        return detail::make_expression<tree_of<decltype(filtered)>>(filtered.parameters);
    }
};

/// Whether each is a value or an argument: the server takes the direct arguments of such an aggregate once for a group.
template <class... Given>
inline constexpr bool are_direct_arguments = not(expression_like<Given> or ...);
/// Whether an order is that of one expression.
template <class... Keys>
inline constexpr bool is_one_key = sizeof...(Keys) == 1 and are_aggregate_keys<Keys...>;

namespace detail {
template <class Key>
using key_type = typename free_of_limit<typename key_node_of<Key>::operand::type>::type;

template <fixed_string Name, bool IsNeverNull, class Type, class Arguments, class... Keys>
[[nodiscard]] constexpr auto make_ordered_set(const Arguments& arguments, const Keys&... keys) {
    return [&]<class... Direct>(const Direct&... direct) {
        const auto all = join(direct.parameters..., keys.parameters...);
        using node = node::ordered_set_call<Name, IsNeverNull, Type, list<tree_of<Direct>...>, list<key_node<Keys>...>>;
        return ordered_set_expression<node, std::remove_const_t<decltype(all)>>{{{}, all}};
    }(arguments);
}

/// What a percentile of values of such a type is; void where there is none.
template <bool IsContinuous, class Type>
constexpr auto percentile_type() {
    if constexpr (not IsContinuous)
        return Type{};
    else if constexpr (Type::category == type_category::number)
        return types::double_precision{};
    else if constexpr (Type::oid == types::interval::oid)
        return types::interval{};
}
}  // namespace detail

/// Whether a percentile can be taken of a key: of one that has an order, and by percentile_cont a number or interval.
template <bool IsContinuous, class Key>
inline constexpr bool has_percentile = is_ordered_type<detail::key_type<Key>> and
                                       not std::is_void_v<decltype(detail::percentile_type<IsContinuous, detail::key_type<Key>>())>;

/// A percentile, of which it is still to be said of what.
template <fixed_string Name, bool IsContinuous, class Fraction>
struct percentile_call {
    Fraction fraction;

    /// `name(fraction) within group (order by key)`: an expression, `asc(x)` or `desc(x)`.
    template <class... Keys>
    [[nodiscard]] constexpr auto within_group(const Keys&... keys) const {
        if constexpr (not is_one_key<Keys...>) {
            static_assert(is_one_key<Keys...>, "within_group: takes one expression, asc(x) or desc(x)");
            return detail::refuse<types::double_precision>();
        } else if constexpr (not(has_percentile<IsContinuous, Keys> and ...)) {
            static_assert((has_percentile<IsContinuous, Keys> and ...),
                          "within_group: percentile_cont takes a number or an interval, the others what has an order");
            return detail::refuse<types::double_precision>();
        } else {
            using type = list_item_t<list<decltype(detail::percentile_type<IsContinuous, detail::key_type<Keys>>())...>, 0>;
            return detail::make_ordered_set<Name, false, type>(fraction, keys...);
        }
    }
};
/// The most frequent value, of which it is still to be said of what.
struct mode_call {
    /// `mode() within group (order by key)`
    template <class... Keys>
    [[nodiscard]] constexpr auto within_group(const Keys&... keys) const {
        if constexpr (not is_one_key<Keys...>) {
            static_assert(is_one_key<Keys...>, "within_group: takes one expression, asc(x) or desc(x)");
            return detail::refuse<types::double_precision>();
        } else if constexpr (not(has_percentile<false, Keys> and ...)) {
            static_assert((has_percentile<false, Keys> and ...),
                          "within_group: percentile_cont takes a number or an interval, the others what has an order");
            return detail::refuse<types::double_precision>();
        } else {
            using node = node::ordered_set_call<"mode", false, list_item_t<list<detail::key_type<Keys>...>, 0>, list<>,
                                                list<detail::key_node<Keys>...>>;
            const auto all = detail::join(keys.parameters...);
            return ordered_set_expression<node, std::remove_const_t<decltype(all)>>{{{}, all}};
        }
    }
};

namespace detail {
template <fixed_string Name, bool IsContinuous, class Fraction>
[[nodiscard]] constexpr auto begin_percentile(Fraction&& fraction) {
    constexpr bool is_fraction = is_value_of<Fraction, types::double_precision>;
    static_assert(is_fraction, "percentile: takes a fraction, a double from 0 to 1, or arg<>");
    // The server does not know whether a parameter is a fraction or an array of them.
    const auto value = operand<types::double_precision>(static_cast<Fraction&&>(fraction));
    const auto told = make_expression<node::cast_of<types::double_precision, tree_of<decltype(value)>>>(value.parameters);
    return percentile_call<Name, IsContinuous, std::remove_const_t<decltype(told)>>{told};
}
}  // namespace detail

/// `percentile_cont(fraction) within group (order by key)`: the value below which that part of the rows lies, between two of them
/// where it must: `percentile_cont(0.5).within_group(post.views)` is the median. NULL without rows.
template <class Fraction>
[[nodiscard]] constexpr auto percentile_cont(Fraction&& fraction) {
    return detail::begin_percentile<"percentile_cont", true>(static_cast<Fraction&&>(fraction));
}
/// `percentile_disc(fraction) within group (order by key)`: the first value that is not below that part of the rows.
template <class Fraction>
[[nodiscard]] constexpr auto percentile_disc(Fraction&& fraction) {
    return detail::begin_percentile<"percentile_disc", false>(static_cast<Fraction&&>(fraction));
}
/// `mode() within group (order by key)`: the most frequent value. NULL without rows.
[[nodiscard]] constexpr mode_call mode() { return {}; }

/// Whether the values of a row that is not there stand for the keys, each of the type of its own.
template <class Given, class... Keys>
inline constexpr bool is_row_of_keys = false;
template <class... Given, class... Keys>
requires(sizeof...(Given) == sizeof...(Keys) and
         are_aggregate_keys<Keys...>) inline constexpr bool is_row_of_keys<list<Given...>, Keys...> =
    (is_value_of<Given, typename detail::key_node_of<Keys>::operand::type> and ...);

/// The place of a row that is not there, of which it is still to be said among which rows.
template <fixed_string Name, class Type, class... Given>
struct hypothetical_call {
    std::tuple<Given...> given;

    /// `name(values) within group (order by keys)`
    template <class... Keys>
    [[nodiscard]] constexpr auto within_group(const Keys&... keys) const {
        if constexpr (not is_row_of_keys<list<Given...>, Keys...>) {
            static_assert(is_row_of_keys<list<Given...>, Keys...> or not are_direct_arguments<Given...>,
                          "within_group: takes as many expressions as there are values, each of the type of its value");
            return detail::refuse<Type>();
        } else if constexpr (not have_an_order<Keys...>) {
            static_assert(have_an_order<Keys...>, "within_group: PostgreSQL has no = and no order for values of a key's type");
            return detail::refuse<Type>();
        } else {
            return among(std::index_sequence_for<Keys...>{}, keys...);
        }
    }

private:
    template <std::size_t... I, class... Keys>
    [[nodiscard]] constexpr auto among(std::index_sequence<I...>, const Keys&... keys) const {
        return [&]<class... Direct>(const Direct&... direct) {
            const auto all = detail::join(detail::join(direct.parameters...), detail::join(keys.parameters...));
            using node = node::ordered_set_call<Name, true, Type, list<tree_of<Direct>...>, list<detail::key_node<Keys>...>>;
            return ordered_set_expression<node, std::remove_const_t<decltype(all)>>{{{}, all}};
        }(detail::operand<typename detail::key_node_of<Keys>::operand::type>(
                   std::tuple_element_t<I, std::tuple<Given...>>(std::get<I>(given)))...);
    }
};

namespace detail {
template <fixed_string Name, class Type, class... Given>
[[nodiscard]] constexpr auto begin_hypothetical(const Given&... given) {
    static_assert(are_direct_arguments<Given...>,
                  "rank: takes nothing, and over(...) after it, or the values of a row, and within_group(...) after it");
    return hypothetical_call<Name, Type, std::decay_t<const Given&>...>{{given...}};
}
}  // namespace detail

/// `rank(values) within group (order by keys)`: the place that a row of these values would have, with gaps.
template <class First, class... Rest>
[[nodiscard]] constexpr auto rank(First&& first, Rest&&... rest) {
    return detail::begin_hypothetical<"rank", types::bigint>(first, rest...);
}
/// `dense_rank(values) within group (order by keys)`: the same without gaps.
template <class First, class... Rest>
[[nodiscard]] constexpr auto dense_rank(First&& first, Rest&&... rest) {
    return detail::begin_hypothetical<"dense_rank", types::bigint>(first, rest...);
}
/// `percent_rank(values) within group (order by keys)`: from 0 to 1.
template <class First, class... Rest>
[[nodiscard]] constexpr auto percent_rank(First&& first, Rest&&... rest) {
    return detail::begin_hypothetical<"percent_rank", types::double_precision>(first, rest...);
}
/// `cume_dist(values) within group (order by keys)`: the part of the rows that would not come after.
template <class First, class... Rest>
[[nodiscard]] constexpr auto cume_dist(First&& first, Rest&&... rest) {
    return detail::begin_hypothetical<"cume_dist", types::double_precision>(first, rest...);
}
}  // namespace virga
