// virga/query/bundle.hpp: one C++ value that is several parameters, and how parameters are encoded.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::index_sequence

#include <virga/expr/operand.hpp>     // virga::is_value_of
#include <virga/expr/values.hpp>      // virga::bound, virga::awaited
#include <virga/query/arguments.hpp>  // virga::arguments

namespace virga {

/// A value that stands for several parameters in a row: a patch, or rows to insert. `Encoder::encode(arguments&, value)` adds
/// them all.
template <class Encoder, class Held>
struct bundle {
    Held held;
};

namespace detail {
template <class Type, class Value>
void encode_value(arguments& out, const Value& value) {
    out.add([&value](std::string& text) { Type::write(text, value); });
}
template <class Type, class Value>
void encode_value(arguments& out, const std::optional<Value>& value) {
    if (value.has_value()) encode_value<Type>(out, *value);
    else out.add_null();
}

/// The name of the argument that a slot awaits; empty for one that has its value.
template <class>
inline constexpr std::string_view awaited_name{};
template <class Type, fixed_string Name>
inline constexpr std::string_view awaited_name<awaited<Type, Name>> = Name.view();

/// The position, among the arguments of the call, of the one that slot `Index` awaits.
template <std::size_t Count>
struct awaited_names {
    std::array<std::string_view, Count + 1> names{};

    /// Whether no earlier slot awaits the same.
    [[nodiscard]] constexpr bool is_first(std::size_t index) const {
        for (std::size_t i = 0; i != index; ++i) {
            if (names[i] == names[index]) return false;
        }
        return not names[index].empty();
    }
    /// How many different arguments the slots before `index` await.
    [[nodiscard]] constexpr std::size_t before(std::size_t index) const {
        std::size_t count = 0;
        for (std::size_t i = 0; i != index; ++i) count += is_first(i) ? 1 : 0;
        return count;
    }
};

template <class... Slots>
inline constexpr awaited_names<sizeof...(Slots)> names_of{{awaited_name<Slots>...}};
/// How many arguments a query takes.
template <class... Slots>
inline constexpr std::size_t awaited_count = names_of<Slots...>.before(sizeof...(Slots));
}  // namespace detail

/// Whether a call gives as many arguments as the query has `arg<>`s.
template <std::size_t Given, std::size_t Expected>
inline constexpr bool gives_every_argument = Given == Expected;

/// Whether a C++ value can be given for `arg<Name>` of the column type `Type`.
template <class Value, class Type, fixed_string Name>
inline constexpr bool can_be_given_for = Type::template accepts<std::decay_t<Value>>;

namespace detail {
template <std::size_t, class Argument>
struct argument_at {
    const Argument& value;
};
template <class Indexes, class... Arguments>
struct argument_list;
template <std::size_t... Indexes, class... Arguments>
struct argument_list<std::index_sequence<Indexes...>, Arguments...> : argument_at<Indexes, Arguments>... {};
template <std::size_t Index, class Argument>
[[gnu::always_inline]] constexpr const Argument& get_argument(const argument_at<Index, Argument>& found) {
    return found.value;
}

// These return a deduced type, void, so that they are instantiated where they are called: of a function whose type is written clang
// reports a failed check at the end of the file, without the user's line.
template <class Names, std::size_t Index, class Type, class Held, class Given>
[[gnu::always_inline]] inline auto encode_slot(arguments& out, const bound<Type, Held>& slot, const Given&) {
    encode_value<Type>(out, held_value(slot.held));
}
template <class Names, std::size_t Index, class Encoder, class Held, class Given>
[[gnu::always_inline]] inline auto encode_slot(arguments& out, const bundle<Encoder, Held>& slot, const Given&) {
    Encoder::encode(out, held_value(slot.held));
}
template <class Names, std::size_t Index, class Type, fixed_string Name, class Given>
[[gnu::always_inline]] inline auto encode_slot(arguments& out, const awaited<Type, Name>&, const Given& given) {
    if constexpr (Names::value.is_first(Index)) {
        const auto& value = get_argument<Names::value.before(Index)>(given);
        static_assert(can_be_given_for<decltype(value), Type, Name>, "arg: the value given is not of the type that the query awaits");
        if constexpr (can_be_given_for<decltype(value), Type, Name>) encode_value<Type>(out, value);
    }
}
template <class... Slots>
struct slot_names {
    static constexpr const auto& value = names_of<Slots...>;
};

template <std::size_t... Indexes, class... Slots, class Given>
auto encode_all(arguments& out, const slots<std::index_sequence<Indexes...>, Slots...>& all, const Given& given) {
    (encode_slot<slot_names<Slots...>, Indexes>(out, static_cast<const slot<Indexes, Slots>&>(all).parameter, given), ...);
}

/// Whether a part of a statement was refused, in check.hpp.
template <class Tree>
struct was_refused;
template <>
struct was_refused<void> {
    static constexpr bool value = false;
};

/// Encodes the parameters of a query, of this tree: the values that it carries and those that the call gives.
template <class Tree = void, class... Slots, class... Given>
[[gnu::always_inline]] inline auto encode(arguments& out, const values<Slots...>& all, const Given&... given) {
    constexpr std::size_t expected = awaited_count<Slots...>;
    if constexpr (not gives_every_argument<sizeof...(Given), expected>) {
        static_assert(gives_every_argument<sizeof...(Given), expected> or was_refused<Tree>::value,
                      "call: the query has another number of arg<>s than the call has values");
    } else if constexpr (sizeof...(Slots) != 0) {
        out.reserve(sizeof...(Slots));
        encode_all(out, all, argument_list<std::index_sequence_for<Given...>, Given...>{{given}...});
    }
}
}  // namespace detail
}  // namespace virga
