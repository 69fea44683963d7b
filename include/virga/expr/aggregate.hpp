// virga/expr/aggregate.hpp: aggregates, made of their names and signatures as functions are.
#pragma once

#include <virga/expr/function.hpp>  // virga::detail::called_by_signature

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

/// An aggregate of SQL: its name, and its signatures as those of a `function`. It is NULL for a group without rows, or with nothing but
/// NULL, unless `never_null` says otherwise. Without parameters it counts the rows themselves: `name(*)`.
template <fixed_string Name, class... Parts>
struct aggregate : detail::called_by_signature<node::aggregate_call, Name, Parts...> {};

/// Defines an aggregate of that name, as `VIRGA_FUNCTION` does a function.
#define VIRGA_AGGREGATE(name, ...) VIRGA_CALLED_BY_SIGNATURE(aggregate, name, __VA_ARGS__)
}  // namespace virga
