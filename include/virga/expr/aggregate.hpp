// virga/expr/aggregate.hpp: aggregates, made of their names and signatures as functions are, and what can be said of each.
#pragma once

#include <type_traits>  // std::is_same_v

#include <virga/expr/function.hpp>  // virga::detail::called_by_signature
#include <virga/expr/logic.hpp>     // virga::is_condition
#include <virga/expr/order.hpp>     // virga::detail::key_node, virga::have_an_order

namespace virga {

namespace node {
/// An aggregate of a group of rows.
template <fixed_string Name, call_rules Rules, class Type, class... Arguments>
struct aggregate_call {
    using type = Type;
    using children = list<Arguments...>;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_aggregate = true;
    /// Whether it can be NULL for rows of which none has a NULL in the arguments.
    static constexpr bool may_be_null_for_rows = detail::nulls_of(Rules) == detail::nulls::possible;
    static constexpr bool is_never_null = detail::nulls_of(Rules) == detail::nulls::never;
    template <class>
    static constexpr bool nullable_in = not is_never_null;
    static constexpr void write(writer& out) {
        out.begin_aggregate();
        write_call(out);
        out.end_aggregate();
    }
    static constexpr void write_call(writer& out) {
        write_open(out);
        out.text(")");
    }
    static constexpr void write_open(writer& out) {
        out.function(Name.view());
        out.text("(");
        out.begin_arguments();
        if (sizeof...(Arguments) == 0) out.text("*");
        out.list({&Arguments::write...});
    }
};

/// `distinct operand`, as the first argument of an aggregate.
template <class Operand>
struct distinct_argument {
    using type = typename Operand::type;
    using children = list<Operand>;
    static constexpr binding bound_by = binding::disjunction;
    template <class From>
    static constexpr bool nullable_in = Operand::template nullable_in<From>;
    static constexpr void write(writer& out) {
        out.distinct_argument();
        out.text("distinct ");
        Operand::write(out);
    }
};

/// No filter.
struct no_filter {
    static constexpr void write_filter(writer&) {}
};
/// `filter (where condition)`
template <class Condition>
struct filter {
    static constexpr void write_filter(writer& out) {
        out.text(" filter (where ");
        Condition::write(out);
        out.text(")");
    }
};

/// An aggregate of rows in an order, or of some of them.
template <class Call, class Order, class Filter, class... Children>
struct shaped_aggregate;
template <class Call, class... Order, class Filter, class... Children>
struct shaped_aggregate<Call, list<Order...>, Filter, Children...> {
    using type = typename Call::type;
    using children = typename virga::detail::joined<typename Call::children, list<Children...>>::type;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_aggregate = true;
    static constexpr bool is_never_null = Call::is_never_null;
    static constexpr bool may_be_null_for_rows = Call::may_be_null_for_rows or not std::is_same_v<Filter, no_filter>;
    template <class From>
    static constexpr bool nullable_in = Call::template nullable_in<From>;
    static constexpr void write(writer& out) {
        out.begin_aggregate();
        write_call(out);
        out.end_aggregate();
    }
    static constexpr void write_call(writer& out) {
        Call::write_open(out);
        if (sizeof...(Order) != 0) out.text(" order by ");
        out.list({&Order::write...});
        out.text(")");
        Filter::write_filter(out);
    }
};
}  // namespace node

/// Whether an aggregate is not filtered yet.
template <class Node>
inline constexpr bool has_no_filter = true;
template <class Call, class Order, class Filter, class... Children>
inline constexpr bool has_no_filter<node::shaped_aggregate<Call, Order, Filter, Children...>> =
    std::is_same_v<Filter, node::no_filter>;

/// Whether the first argument of an aggregate is distinct.
template <class Arguments>
inline constexpr bool has_distinct = false;
template <class Operand, class... Rest>
inline constexpr bool has_distinct<list<node::distinct_argument<Operand>, Rest...>> = true;

namespace detail {
template <class Node, class Argument>
inline constexpr bool is_that_argument = std::is_same_v<Node, Argument>;
template <class Node, class Operand>
inline constexpr bool is_that_argument<Node, node::distinct_argument<Operand>> = std::is_same_v<Node, Operand>;
template <class Node, class Arguments>
inline constexpr bool is_among_arguments = false;
template <class Node, class... Arguments>
inline constexpr bool is_among_arguments<Node, list<Arguments...>> = (is_that_argument<Node, Arguments> or ...);

/// Whether the call gives all of some values.
template <class>
inline constexpr bool are_awaited = false;
template <class... Types, bool... IsEarly>
inline constexpr bool are_awaited<values<awaited<Types, IsEarly>...>> = true;

/// An aggregate taken apart: its call, its order, and the nodes that stand in the shape.
template <class Node>
struct aggregate_shape {
    using call = Node;
    using order = list<>;
    using nodes = list<>;
};
template <class Call, class Order, class Filter, class... Children>
struct aggregate_shape<node::shaped_aggregate<Call, Order, Filter, Children...>> {
    using call = Call;
    using order = Order;
    using nodes = list<Children...>;
};
template <class Call, class Order, class Filter, class Nodes>
struct shaped;
template <class Call, class Order, class Filter, class... Nodes>
struct shaped<Call, Order, Filter, list<Nodes...>> {
    using type = node::shaped_aggregate<Call, Order, Filter, Nodes...>;
};

template <class Called, class Values, class... Parts>
constexpr auto make_window(const Values& called, const Parts&... parts);
template <fixed_string Name, class Called, class Values>
constexpr auto name_window(const Values& called);
}  // namespace detail

/// Whether each can be the order of an aggregate: an expression, with or without a direction.
template <class... Keys>
inline constexpr bool are_aggregate_keys = sizeof...(Keys) != 0 and ((expression_like<Keys> or is_ordering<Keys>) and ...);

/// Whether each is an argument of an aggregate, the values in it too: those of an `arg<>` are the same wherever it stands.
template <class Arguments, class... Keys>
inline constexpr bool are_arguments =
    ((detail::is_among_arguments<typename detail::key_node_of<Keys>::operand, Arguments> and
      detail::are_awaited<detail::values_in<Keys>>) and
     ...);
/// Whether an aggregate can be computed over a window.
template <class Node>
inline constexpr bool has_a_window = not has_distinct<typename Node::children> and
                                     std::is_same_v<typename detail::aggregate_shape<Node>::order, list<>>;

/// A call of an aggregate, which can be shaped further.
template <class Node, class Values = values<>>
struct aggregate_expression : expression<Node, Values> {
    /// `filter (where condition)`: of the rows that meet it alone.
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto filter(const Condition& condition) const {
        using shape = detail::aggregate_shape<Node>;
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "filter: takes a boolean expression; compare the column with something");
            return detail::refuse<typename Node::type>();
        } else if constexpr (not has_no_filter<Node>) {
            static_assert(has_no_filter<Node>, "filter: the aggregate has one already; combine conditions with and");
            return detail::refuse<typename Node::type>();
        } else {
            using node =
                typename detail::shaped<typename shape::call, typename shape::order, node::filter<tree_of<Condition>>,
                                        typename detail::joined<typename shape::nodes, list<tree_of<Condition>>>::type>::type;
            const auto all = detail::join(this->parameters, condition.parameters);
            return aggregate_expression<node, std::remove_const_t<decltype(all)>>{{{}, all}};
        }
    }
    /// `name(arguments order by keys)`: of the rows in this order, which matters to `string_agg`, `array_agg` and their like.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto order_by(const Keys&... keys) const {
        using shape = detail::aggregate_shape<Node>;
        constexpr bool is_bare = std::is_same_v<typename shape::call, Node>;
        if constexpr (not are_aggregate_keys<Keys...>) {
            static_assert(are_aggregate_keys<Keys...>,
                          "order_by: an aggregate is ordered by one or more expressions, asc(x) or desc(x)");
            return detail::refuse<typename Node::type>();
        } else if constexpr (not have_an_order<Keys...>) {
            static_assert(have_an_order<Keys...>, "order_by: PostgreSQL has no = and no order for values of a key's type");
            return detail::refuse<typename Node::type>();
        } else if constexpr (not is_bare) {
            static_assert(is_bare, "order_by: of an aggregate it comes once, before filter, as in SQL");
            return detail::refuse<typename Node::type>();
        } else if constexpr (has_distinct<typename Node::children> and not are_arguments<typename Node::children, Keys...>) {
            static_assert(are_arguments<typename Node::children, Keys...>,
                          "order_by: an aggregate of what is distinct is ordered by its arguments alone, written as they are "
                          "there, with arg<\"name\"> for a value in one");
            return detail::refuse<typename Node::type>();
        } else {
            using node = node::shaped_aggregate<Node, list<detail::key_node<Keys>...>, node::no_filter, detail::key_node<Keys>...>;
            const auto all = detail::join(this->parameters, keys.parameters...);
            return aggregate_expression<node, std::remove_const_t<decltype(all)>>{{{}, all}};
        }
    }
    /// `name(arguments) over (parts)`: for each row, of the rows of its window. Parts are `partition_by(...)`, `order_by(...)` and
    /// a frame, such as `rows_between(unbounded_preceding, current_row)`.
    template <class... Parts>
    [[nodiscard]] constexpr auto over(const Parts&... parts) const {
        if constexpr (not has_a_window<Node>) return refuse_window();
        else return detail::make_window<Node>(this->parameters, parts...);
    }
    /// `name(arguments) over "Name"`: a window that the query's window clause describes.
    template <fixed_string Name>
    [[nodiscard]] constexpr auto over() const {
        if constexpr (not has_a_window<Node>) return refuse_window();
        else return detail::name_window<Name, Node>(this->parameters);
    }

private:
    [[nodiscard]] static constexpr auto refuse_window() {
        static_assert(has_a_window<Node>,
                      "over: PostgreSQL takes no distinct and no order in the arguments of an aggregate over a window; order the "
                      "window, or count what is distinct in a subquery");
        return detail::refuse<typename Node::type>();
    }
};

namespace detail {
template <class Node>
inline constexpr bool has_no_parameters<aggregate_expression<Node>> = true;

template <fixed_string Name, call_rules Rules, class Type, class... Arguments, class Values>
struct called_expression<node::aggregate_call<Name, Rules, Type, Arguments...>, Values> {
    static constexpr aggregate_expression<node::aggregate_call<Name, Rules, Type, Arguments...>, Values> make(const Values& all) {
        return {{{}, all}};
    }
};
}  // namespace detail

/// Whether what is given is one expression: asked only where it is more.
template <class First, class Second>
inline constexpr bool is_one_expression = false;

/// `distinct operand`, in a call of an aggregate: `count(distinct(post.author_id))`.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto distinct(const Operand& operand) {
    static_assert(have_an_order<Operand>, "distinct: PostgreSQL has no = for values of the argument's type");
    return detail::make_expression<node::distinct_argument<tree_of<Operand>>>(operand.parameters);
}
/// Refused: an aggregate takes one expression.
template <expression_like First, class Second, class... More>
constexpr auto distinct(const First& first, const Second&, const More&...) {
    static_assert(is_one_expression<First, Second>,
                  "distinct: takes one expression; count rows of several by "
                  "select(count()).from(select(a, b).from(...).distinct().as<\"pairs\">())");
    return distinct(first);
}

/// An aggregate of SQL: its name, and its signatures as those of a `function`. It is NULL for a group without rows, or with nothing
/// but NULL, unless `never_null` says otherwise; with `may_be_null` for others too. Without parameters it counts the rows
/// themselves: `name(*)`.
template <fixed_string Name, class... Parts>
struct aggregate : detail::called_by_signature<node::aggregate_call, Name, Parts...> {};

/// Defines an aggregate of that name, as `VIRGA_FUNCTION` does a function.
#define VIRGA_AGGREGATE(name, ...) VIRGA_CALLED_BY_SIGNATURE(aggregate, name, name, __VA_ARGS__)
}  // namespace virga
