// virga/query/sample.hpp: tablesample: some rows of a table, by chance.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/expr/cast.hpp>               // virga::cast
#include <virga/query/clause.hpp>            // virga::detail::write_source
#include <virga/query/source.hpp>            // virga::detail::standing
#include <virga/types/double_precision.hpp>  // virga::types::double_precision

namespace virga {

/// A way to take rows by chance, and how many of a hundred.
template <fixed_string Name, class Node, class Values>
struct sampling {
    [[no_unique_address]] Values parameters;
};

/// Whether `Value` can be a share of rows, or a seed: a number that double precision holds, or `arg<>`.
template <class Value>
inline constexpr bool is_sample_number = is_value_of<Value, types::double_precision>;
template <class>
inline constexpr bool is_sampling = false;
template <fixed_string Name, class Node, class Values>
inline constexpr bool is_sampling<sampling<Name, Node, Values>> = true;

namespace detail {
template <class Given>
[[gnu::always_inline]] constexpr auto sample_number(Given&& given) {
    return cast<types::double_precision>(static_cast<Given&&>(given));
}
template <fixed_string Name, class Number>
[[gnu::always_inline]] constexpr sampling<Name, tree_of<Number>, values_in<Number>> make_sampling(const Number& percent) {
    return {percent.parameters};
}

/// `"table" tablesample method (percent) repeatable (seed)`
template <class Source, fixed_string Method, class... Numbers>
struct sample_body {
    using tag = Source;
    using children = list<Numbers...>;
    static constexpr void write(writer& out) {
        write_source<Source>(out);
        out.text(" tablesample ");
        out.text(Method.view());
        bool first = true;
        ((out.text(first ? " (" : " repeatable ("), first = false, Numbers::write(out), out.text(")")), ...);
    }
};
}  // namespace detail

/// `bernoulli (percent)`: each row by itself. The whole table is read.
template <class Percent>
requires is_sample_number<Percent>
[[nodiscard, gnu::always_inline]] constexpr auto bernoulli(Percent&& percent) {
    return detail::make_sampling<"bernoulli">(detail::sample_number(static_cast<Percent&&>(percent)));
}
/// `system (percent)`: whole pages of the table, which is quick and less even.
template <class Percent>
requires is_sample_number<Percent>
[[nodiscard, gnu::always_inline]] constexpr auto system(Percent&& percent) {
    return detail::make_sampling<"system">(detail::sample_number(static_cast<Percent&&>(percent)));
}

/// Some rows of a table, to stand in from in its place; its columns are the table's.
template <class Body, class Values>
struct sampled;
template <class Source, fixed_string Method, class... Numbers, class Values>
struct sampled<detail::sample_body<Source, Method, Numbers...>, Values> {
    [[no_unique_address]] Values parameters;

    /// `repeatable (seed)`: the same rows for the same seed, as long as the table does not change.
    template <class Seed>
    [[nodiscard, gnu::always_inline]] constexpr auto repeatable(Seed&& seed) const {
        if constexpr (not is_sample_number<Seed> or sizeof...(Numbers) != 1) {
            static_assert(is_sample_number<Seed>, "repeatable: takes a number or arg<>");
            static_assert(sizeof...(Numbers) == 1, "repeatable: the sample has a seed already");
            return *this;
        } else {
            return with(detail::sample_number(static_cast<Seed&&>(seed)));
        }
    }

private:
    template <class Number>
    [[gnu::always_inline]] constexpr auto with(const Number& number) const {
        using body = detail::sample_body<Source, Method, Numbers..., tree_of<Number>>;
        return sampled<body, detail::joined_values<Values, detail::values_in<Number>>>{detail::join(parameters, number.parameters)};
    }
};

template <class Body, class Values>
inline constexpr bool is_sample<sampled<Body, Values>> = true;

namespace detail {
template <class Body, class Values>
struct standing<sampled<Body, Values>> {
    using body = Body;
    using tag = typename Body::tag;
};
template <class Body, class Values>
inline constexpr std::size_t parameters_in_source<sampled<Body, Values>> = count_of<Values>;

template <class Source, class Method>
struct sample_of;
template <class Source, fixed_string Name, class Node, class Values>
struct sample_of<Source, sampling<Name, Node, Values>> {
    using type = sampled<sample_body<Source, Name, Node>, Values>;
};
}  // namespace detail

/// Whether rows are taken by a method of the server: `bernoulli(percent)` or `system(percent)`.
template <class Method>
inline constexpr bool takes_rows_by_chance = is_sampling<Method>;

namespace detail {
template <class Source, class Method>
[[gnu::always_inline]] constexpr auto take_sample(const Method& method) {
    if constexpr (not takes_rows_by_chance<Method>) {
        static_assert(takes_rows_by_chance<Method>, "tablesample: takes bernoulli(percent) or system(percent)");
        return Source{};
    } else {
        return typename sample_of<Source, Method>::type{method.parameters};
    }
}
}  // namespace detail

template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
template <class Method>
constexpr auto table<Name, Fields, Schema, Attributes...>::tablesample(const Method& method) const {
    return detail::take_sample<table>(method);
}
template <class Table, fixed_string Alias>
template <class Method>
constexpr auto aliased<Table, Alias>::tablesample(const Method& method) const {
    return detail::take_sample<aliased>(method);
}
}  // namespace virga
