// virga/expr/aggregate.hpp: aggregates, made of their names and signatures as functions are.
#pragma once

#include <virga/expr/function.hpp>  // virga::detail::refuse_call

namespace virga {

namespace node {
/// An aggregate of a group of rows.
template <fixed_string Name, call_rules Rules, class Type, class... Arguments>
struct aggregate_call {
    using type = Type;
    using children = list<Arguments...>;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_aggregate = true;
    template <class>
    static constexpr bool nullable_in = detail::nulls_of(Rules) != detail::nulls::never;
    static constexpr void write(writer& out) {
        out.text(Name.view());
        out.begin_aggregate();
        out.text("(");
        if (sizeof...(Arguments) == 0) out.text("*");
        out.list({&Arguments::write...});
        out.text(")");
        out.end_aggregate();
    }
};
}  // namespace node

namespace detail {
template <fixed_string Name, call_rules Rules, class Result, class... Operands>
[[gnu::always_inline]] constexpr auto make_aggregate(const Operands&... operands) {
    using called = node::aggregate_call<Name, Rules, typename result_of<Result, Operands...>::type, tree_of<Operands>...>;
    return expression<called, joined_values<values_in<Operands>...>>{{}, join(operands.parameters...)};
}
template <fixed_string Name, call_rules Rules, class Result, class... Parameters, class... Given>
[[gnu::always_inline]] constexpr auto aggregate_rows(Result (*)(Parameters...), Given&&... given) {
    return make_aggregate<Name, Rules, Result>(operand_for<Parameters>(static_cast<Given&&>(given))...);
}
}  // namespace detail

/// An aggregate of SQL: its name, and its signatures as those of a `function`. It is NULL for a group without rows, or with nothing but
/// NULL, unless `never_null` says otherwise. Without parameters it counts the rows themselves: `name(*)`.
template <fixed_string Name, class... Parts>
struct aggregate {
    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto operator()(Given&&... given) const {
        using signature = typename detail::chosen_signature<list<std::decay_t<Given>...>, Parts...>::type;
        if constexpr (std::is_void_v<signature>)
            return detail::refuse_call<Name, typename detail::refused_result<Parts...>::type, std::decay_t<Given>...>();
        else return detail::aggregate_rows<Name, detail::rules_of<Parts...>>(static_cast<signature*>(nullptr), static_cast<Given&&>(given)...);
    }
};

/// Defines an aggregate of that name, as `VIRGA_FUNCTION` does a function.
#define VIRGA_AGGREGATE(name, ...)                                                              \
    template <class... Given>                                                                   \
        requires ::virga::are_sql_arguments<Given...>                                           \
    [[nodiscard, gnu::always_inline]] constexpr auto name(Given&&... given) {                   \
        return ::virga::aggregate<#name, __VA_ARGS__>{}(static_cast<Given&&>(given)...);        \
    }
}  // namespace virga
