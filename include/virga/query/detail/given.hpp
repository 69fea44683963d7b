// virga/query/detail/given.hpp: the values that a call gives for the arguments of a query, by position or by name.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_arithmetic_v
#include <utility>      // std::index_sequence

#include <virga/query/bundle.hpp>           // virga::detail::use_slots
#include <virga/query/detail/compiled.hpp>  // virga::detail::statement_of
#include <virga/query/detail/measure.hpp>   // virga::detail::measures_of

namespace virga {

/// A value for the argument of this name: `"after"_a = 100`. It refers to an lvalue, which the caller keeps alive, and owns
/// anything else.
template <fixed_string Name, class Value>
struct named_value {
    static constexpr fixed_string name = Name;
    Value value;
};
/// The name of an argument: `"after"_a`.
template <fixed_string Name>
struct argument_name {
    template <class Value>
    [[nodiscard]] constexpr auto operator=(Value&& value) const {
        return named_value<Name, Value>{static_cast<Value&&>(value)};
    }
};

inline namespace literals {
template <fixed_string Name>
consteval auto operator""_a() {
    return argument_name<Name>{};
}
}  // namespace literals

template <class>
inline constexpr bool is_named_value = false;
template <fixed_string Name, class Value>
inline constexpr bool is_named_value<named_value<Name, Value>> = true;

/// Whether all values of a call have names, or none has.
template <class... Given>
inline constexpr bool are_named_alike = (is_named_value<Given> and ...) or not(is_named_value<Given> or ...);

namespace detail {
/// The names of a statement's arguments, in order of first use.
template <class Tree>
inline constexpr auto argument_names = [] {
    std::array<std::string_view, measures_of<Tree>.arguments> names{};
    writer recording;
    recording.record_names(names.data());
    Tree::write(recording);
    return names;
}();
template <std::size_t Size>
constexpr std::size_t index_of_name(const std::array<std::string_view, Size>& names, std::string_view name) {
    std::size_t at = 0;
    while (at != Size and names[at] != name) ++at;
    return at;
}
template <class... Given>
constexpr int times_given(std::string_view name) {
    return (0 + ... + (Given::name.view() == name ? 1 : 0));
}

template <class Slots>
inline constexpr bool has_ambiguous_positions = false;
template <class Type, class Other>
inline constexpr bool are_easily_confused = std::is_same_v<Type, Other> or
                                            (std::is_arithmetic_v<Type> and std::is_arithmetic_v<Other>);
template <class Slot, class Other>
inline constexpr bool are_confused = false;
template <class Type, class Other, bool IsEarly>
inline constexpr bool are_confused<awaited<Type, true>, awaited<Other, IsEarly>> =
    are_easily_confused<typename Type::value_type, typename Other::value_type>;
template <class Slot, class... Others>
inline constexpr bool is_confused_with_any = (0 + ... + (are_confused<Slot, Others> ? 1 : 0)) > 1;  // it is itself among them
template <class... Slots>
inline constexpr bool has_ambiguous_positions<values<Slots...>> = (is_confused_with_any<Slots, Slots...> or ...);
}  // namespace detail

/// Whether a query has an argument of this name.
template <class Tree, fixed_string Name>
inline constexpr bool has_argument = detail::index_of_name(detail::argument_names<Tree>,
                                                           Name.view()) != detail::measures_of<Tree>.arguments;
/// Whether no two values of a call have the same name.
template <class... Given>
inline constexpr bool are_given_once = ((detail::times_given<Given...>(Given::name.view()) == 1) and ...);
/// Whether positions tell the values of a query's arguments apart: either they stand in its text as they were written, or their
/// types differ.
template <class Values>
inline constexpr bool has_clear_positions = not detail::has_ambiguous_positions<Values>;

namespace detail {
/// Whether as many values as the query awaits, `Given`, say for which argument each is.
template <class Tree, class Values, class... Given>
consteval bool say_which() {
    if constexpr (not are_named_alike<Given...>) {
        static_assert(are_named_alike<Given...>, "arg: some values have names and some have none; name all of them, or none");
        return false;
    } else if constexpr ((is_named_value<Given> or ...)) {
        if constexpr (not(has_argument<Tree, Given::name> and ...)) {
            static_assert((has_argument<Tree, Given::name> and ...),
                          "arg: the query has no argument of this name; look at its arg<\"name\">s");
            return false;
        } else if constexpr (not are_given_once<Given...>) {
            static_assert(are_given_once<Given...>, "arg: a name has two values");
            return false;
        } else {
            return true;
        }
    } else if constexpr (sizeof...(Given) > 1 and not has_clear_positions<Values>) {
        static_assert(
            has_clear_positions<Values>,
            "arg: the text names two arguments the other way round than the query was written, and either could take the other's "
            "value; name the values, as in db(query, \"name\"_a = value)");
        return false;
    } else {
        return true;
    }
}

template <class Type>
struct value_given {
    using type = Type;
};
template <fixed_string Name, class Value>
struct value_given<named_value<Name, Value>> {
    using type = std::remove_cvref_t<Value>;
};

/// Which of the values that a call names is for each argument.
template <class Tree, class... Given>
inline constexpr auto places_of_given = [] {
    std::array<std::size_t, sizeof...(Given)> places{};
    std::size_t at = 0;
    ((places[index_of_name(argument_names<Tree>, Given::name.view())] = at++), ...);
    return places;
}();
/// Whether a call is as most are: of a query of one shape, each value in its place. What the compiler makes of it, queries share.
template <class Tree, class Values, class... Given>
concept is_plain_call =
    not measures_of<Tree>.is_shaped and not(is_named_value<Given> or ...) and (sizeof...(Given) < 2 or has_clear_positions<Values>);

// Functions with a tree are inlined, so that nothing has its long name.

template <class Tree, class Givens, class Use, class Values>
[[gnu::always_inline]] inline auto use_any_slots(Use use, const Values& all, const void* const* given) {
    if constexpr (measures_of<Tree>.is_shaped) {
        return use_shaped_slots<repeated_uses_t<Tree>, Givens>(use, statement_of<Tree>, all, given);
    } else {
        return use_slots<repeated_uses_t<Tree>, Givens>(use, all, given);
    }
}
template <class Tree, class Use, class Values, std::size_t... Indexes, class... Given>
[[gnu::always_inline]] inline auto use_named(Use use, const Values& all, std::index_sequence<Indexes...>, const Given&... given) {
    constexpr auto places = places_of_given<Tree, Given...>;
    const void* const by_call[]{&given.value...};
    const void* const values[]{by_call[places[Indexes]]..., nullptr};
    return use_any_slots<Tree, list<typename value_given<list_item_t<list<Given...>, places[Indexes]>>::type...>>(use, all, values);
}
/// Calls `use` with the encodings of a query's values and of those that the call gives: in their places, or by name.
template <class Tree, class Use, class Values, class... Given>
[[gnu::always_inline]] inline auto use_values(Use use, const Values& all, const Given&... given) {
    if constexpr ((is_named_value<Given> or ...)) {
        return use_named<Tree>(use, all, std::index_sequence_for<Given...>{}, given...);
    } else {
        const void* const values[]{&given..., nullptr};
        return use_any_slots<Tree, list<Given...>>(use, all, values);
    }
}
}  // namespace detail
}  // namespace virga
