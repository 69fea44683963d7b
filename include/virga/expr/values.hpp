// virga/expr/values.hpp: the run-time values that a query carries, in the order of its parameters.
#pragma once

#include <array>             // std::to_array
#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <string>            // std::string
#include <string_view>       // std::string_view
#include <type_traits>       // std::is_trivially_copyable_v
#include <utility>           // std::index_sequence
#include <vector>            // std::vector

#include <virga/expr/given.hpp>  // virga::detail::plain_t

namespace virga {

/// A reference to a value that the caller keeps alive, as `std::views::all` keeps one to an lvalue.
template <class Value>
struct referred {
    const Value* value;
};

/// A parameter of type `Type` whose value the query carries.
template <class Type, class Held>
struct bound {
    using type = Type;
    Held held;
};

/// A parameter of type `Type` whose value the call gives, by `arg<"name">`. The name stands in the tree alone: queries that differ
/// just in names then have their values in common, and what the compiler makes of them. `IsEarly` where SQL writes it before
/// another one that the query was given first: then positions say less than they seem to.
template <class Type, bool IsEarly = false>
struct awaited {
    using type = Type;
};

namespace detail {
template <std::size_t Index, class Parameter>
struct slot {
    [[no_unique_address]] Parameter parameter;
};

template <class Indexes, class... Parameters>
struct slots;
template <std::size_t... Indexes, class... Parameters>
struct slots<std::index_sequence<Indexes...>, Parameters...> : slot<Indexes, Parameters>... {};
}  // namespace detail

/// The parameters of an expression or query in the order in which its text names them.
template <class... Parameters>
struct values : detail::slots<std::make_index_sequence<sizeof...(Parameters)>, Parameters...> {};

inline constexpr values<> no_parameters;

namespace detail {
// Each function on a value's way into a query costs the compiler, for every query: these are few and do the usual case at once.

/// All these parameters, in order.
[[gnu::always_inline]] constexpr values<> join() { return {}; }
template <class... Only>
[[gnu::always_inline]] constexpr const values<Only...>& join(const values<Only...>& only) {
    return only;
}
template <std::size_t... I, class... Left, std::size_t... K, class... Right>
[[gnu::always_inline]] constexpr values<Left..., Right...> join(const slots<std::index_sequence<I...>, Left...>& left,
                                                                const slots<std::index_sequence<K...>, Right...>& right) {
    return {{{static_cast<const slot<I, Left>&>(left).parameter}..., {static_cast<const slot<K, Right>&>(right).parameter}...}};
}
template <class... Left>
[[gnu::always_inline]] constexpr const values<Left...>& join(const values<Left...>& left, const values<>&) {
    return left;
}
template <class Values>
inline constexpr bool has_one = false;
template <class Only>
inline constexpr bool has_one<values<Only>> = true;
template <class First, class Second, class Third, class... Rest>
    requires(not(has_one<First> and has_one<Second> and has_one<Third> and (has_one<Rest> and ...)))
[[gnu::always_inline]] constexpr auto join(const First& first, const Second& second, const Third& third, const Rest&... rest) {
    return join(join(first, second), third, rest...);
}
/// The same of packs with one each, as assignments have.
template <class... Each>
    requires(sizeof...(Each) > 2)
[[gnu::always_inline]] constexpr values<Each...> join(const values<Each>&... each) {
    return {{{static_cast<const slot<0, Each>&>(each).parameter}...}};
}

/// The parameters of an expression, as a type.
template <class Expression>
using values_in = std::remove_const_t<decltype(Expression::parameters)>;

/// What `join` makes of packs of these types.
template <class... Packs>
struct joined_packs {
    using type = plain_t<decltype(join(std::declval<const Packs&>()...))>;
};
template <class... Left, class... Right>
struct joined_packs<values<Left...>, values<Right...>> {
    using type = values<Left..., Right...>;
};
template <class... Packs>
using joined_values = typename joined_packs<Packs...>::type;

/// The first or the last parameters of some.
template <std::size_t From, std::size_t... I, std::size_t... All, class... Parameters>
[[gnu::always_inline]] constexpr auto part(const slots<std::index_sequence<All...>, Parameters...>& all,
                                           std::index_sequence<I...>) {
    if constexpr (sizeof...(I) == 0) {
        return no_parameters;
    } else {
        const auto at = []<std::size_t Index, class Parameter>(const slot<Index, Parameter>& found) -> const Parameter& {
            return found.parameter;
        };
        return [&]<class... Found>(const Found&... found) {
            return values<Found...>{{{found}...}};
        }(at.template operator()<From + I>(all)...);
    }
}

/// How many parameters a pack has.
template <class Values>
inline constexpr std::size_t count_of = 0;
template <class... Parameters>
inline constexpr std::size_t count_of<values<Parameters...>> = sizeof...(Parameters);
template <class... Parameters>
inline constexpr std::size_t count_of<const values<Parameters...>> = sizeof...(Parameters);

template <class>
inline constexpr bool is_initializer_list = false;
template <class Value>
inline constexpr bool is_initializer_list<std::initializer_list<Value>> = true;

/// How a query holds a value given to it: small trivial ones by copy, text literals as views, other rvalues by
/// value and other lvalues by reference. What a temporary array or initializer list holds is copied: it ends with the expression.
template <class Given>
[[gnu::always_inline]] constexpr auto hold(Given&& given) {
    using value = plain_t<Given>;
    if constexpr (std::is_same_v<given_t<Given>, const char*> or std::is_same_v<given_t<Given>, char*>) {
        if constexpr (std::is_array_v<value> and not std::is_lvalue_reference_v<Given>) return std::string(given);
        else return std::string_view(given);
    } else if constexpr (std::is_array_v<value>) {
        if constexpr (std::is_lvalue_reference_v<Given>) return referred<value>{&given};
        else return std::to_array(static_cast<Given&&>(given));
    } else if constexpr (is_initializer_list<value> and not std::is_lvalue_reference_v<Given>) {
        return std::vector<plain_t<decltype(*given.begin())>>(given);
    } else if constexpr (std::is_trivially_copyable_v<value> and sizeof(value) <= 16) {
        return value(given);
    } else if constexpr (std::is_lvalue_reference_v<Given>) {
        return referred<value>{&given};
    } else {
        return value(static_cast<Given&&>(given));
    }
}

template <class Held>
constexpr const Held& held_value(const Held& held) {
    return held;
}
template <class Value>
constexpr const Value& held_value(const referred<Value>& held) {
    return *held.value;
}
}  // namespace detail
}  // namespace virga
