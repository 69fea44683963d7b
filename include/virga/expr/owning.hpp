// virga/expr/owning.hpp: an expression that refers to nothing, for what is kept longer than a query.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <type_traits>  // std::remove_cv_t
#include <utility>      // std::index_sequence

#include <virga/expr/expression.hpp>  // virga::expression
#include <virga/expr/order.hpp>       // virga::ordering
#include <virga/expr/values.hpp>      // virga::referred

namespace virga::detail {

// A query is run where it is written, so it may refer to variables. A constraint is handed out of the function that makes it, whose
// variables are gone then.

/// What owns that which `Held` refers to.
template <class Held>
struct owner_of {
    using type = Held;
    static constexpr const Held& own(const Held& held) { return held; }
};
template <class Value>
struct owner_of<referred<Value>> {
    using type = Value;
    static constexpr const Value& own(const referred<Value>& held) { return *held.value; }
};
template <class Value, std::size_t Size>
struct owner_of<referred<Value[Size]>> {
    using type = std::array<std::remove_cv_t<Value>, Size>;
    static constexpr type own(const referred<Value[Size]>& held) { return std::to_array(*held.value); }
};

template <class Parameter>
struct owning_parameter {
    using type = Parameter;
    static constexpr const Parameter& own(const Parameter& parameter) { return parameter; }
};
template <class Type, class Held>
struct owning_parameter<bound<Type, Held>> {
    using type = bound<Type, typename owner_of<Held>::type>;
    static constexpr type own(const bound<Type, Held>& parameter) { return {owner_of<Held>::own(parameter.held)}; }
};

template <class... Parameters, std::size_t... Indexes>
constexpr auto owned_values(const slots<std::index_sequence<Indexes...>, Parameters...>& all) {
    return values<typename owning_parameter<Parameters>::type...>{
        {{owning_parameter<Parameters>::own(static_cast<const slot<Indexes, Parameters>&>(all).parameter)}...}};
}
constexpr values<> owned_values(const values<>&) { return {}; }

/// The same expression, its values its own. A text that is given as a view stays one.
template <class Expression>
constexpr auto owning(const Expression& given) {
    return given;
}
template <class Node, class Values>
constexpr auto owning(const expression<Node, Values>& given) {
    const auto own = owned_values(given.parameters);
    return expression<Node, std::remove_const_t<decltype(own)>>{{}, own};
}
template <class Node, direction Direction, nulls_order Nulls, class Values>
constexpr auto owning(const ordering<Node, Direction, Nulls, Values>& given) {
    const auto own = owned_values(given.parameters);
    return ordering<Node, Direction, Nulls, std::remove_const_t<decltype(own)>>{own};
}
}  // namespace virga::detail
