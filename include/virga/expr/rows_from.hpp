// virga/expr/rows_from.hpp: rows from: several functions that return rows, side by side.
// Source: PostgreSQL manual, section 7.2.1.4, Table Functions.
#pragma once

#include <virga/expr/set_function.hpp>  // virga::rows_call

namespace virga {

namespace node {
/// `rows from (first(...), second(...))`
template <class... Calls>
struct rows_from {
    using children = typename virga::detail::joined<typename Calls::children...>::type;
    static constexpr void write(writer& out) {
        out.text("rows from (");
        out.list({&Calls::write...});
        out.text(")");
    }
};
}  // namespace node

namespace detail {
/// A call whose columns its function says, and that does not number its rows.
template <class>
inline constexpr bool returns_known_columns = false;
template <class Call, class... Columns, class Values>
inline constexpr bool returns_known_columns<rows_call<Call, list<Columns...>, Values>> = true;

/// A column beside those of other functions, which may return more rows.
template <class Column>
struct filled_up;
template <class Type, bool Nullable>
struct filled_up<unnamed_column<Type, Nullable>> {
    using type = unnamed_column<Type, true>;
};
template <fixed_string Name, class Type, bool Nullable>
struct filled_up<result_column<Name, Type, Nullable>> {
    using type = result_column<Name, Type, true>;
};
template <class Columns>
struct all_filled_up;
template <class... Columns>
struct all_filled_up<list<Columns...>> {
    using type = list<typename filled_up<Columns>::type...>;
};
template <class... Calls, class... Columns, class... Values>
[[gnu::always_inline]] constexpr auto make_rows_from(const rows_call<Calls, Columns, Values>&... calls) {
    using columns = typename all_filled_up<typename joined<Columns...>::type>::type;
    return rows_call<node::rows_from<Calls...>, columns, joined_values<Values...>>{{}, join(calls.parameters...)};
}
}  // namespace detail

/// Whether each is a call of a function that returns rows of columns that it says, without an ordinality of its own.
template <class... Given>
inline constexpr bool are_calls_for_rows = (detail::returns_known_columns<Given> and ...);

/// `rows from (first(...), second(...))`: the first rows of all, then the second ones, ...; where a function has no more rows, its
/// columns are NULL. Each column wants a name: `rows_from(unnest(a), generate_series(1, 3)).as<"line", "word", "number">()`.
template <class... Given>
requires(sizeof...(Given) > 1) [[nodiscard, gnu::always_inline]] constexpr auto rows_from(const Given&... calls) {
    if constexpr (not are_calls_for_rows<Given...>) {
        static_assert(are_calls_for_rows<Given...>,
                      "rows_from: takes calls of functions that return rows of columns that they say, as unnest(a) and "
                      "generate_series(1, 3); number the rows of all by rows_from(...).with_ordinality()");
        return detail::refused_rows{};
    } else {
        return detail::make_rows_from(calls...);
    }
}
}  // namespace virga
