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

template <class Slot>
inline constexpr bool is_awaited_slot = false;
template <class Type, fixed_string Name>
inline constexpr bool is_awaited_slot<awaited<Type, Name>> = true;

/// How many arguments a query takes. Names are looked at only where several slots await something.
template <class... Slots>
consteval std::size_t count_awaited() {
    constexpr std::size_t slots_that_await = (0 + ... + (is_awaited_slot<Slots> ? 1 : 0));
    if constexpr (slots_that_await < 2) return slots_that_await;
    else return names_of<Slots...>.before(sizeof...(Slots));
}
template <class... Slots>
inline constexpr std::size_t awaited_count = count_awaited<Slots...>();

inline constexpr std::size_t no_position = static_cast<std::size_t>(-1);
/// The position, among the arguments of the call, of the one that a slot awaits; none where an earlier slot awaits it too.
template <class... Slots>
consteval std::size_t position_of(std::size_t index) {
    return names_of<Slots...>.is_first(index) ? names_of<Slots...>.before(index) : no_position;
}
template <class... Slots>
consteval std::size_t position_or_first(std::size_t index) {
    return names_of<Slots...>.is_first(index) ? names_of<Slots...>.before(index) : 0;
}
}  // namespace detail

/// Whether a call gives as many arguments as the query has `arg<>`s.
template <std::size_t Given, std::size_t Expected>
inline constexpr bool gives_every_argument = Given == Expected;

/// Whether a C++ value can be given for `arg<Name>` of the column type `Type`.
template <class Value, class Type, fixed_string Name>
inline constexpr bool can_be_given_for = Type::template accepts<std::decay_t<Value>>;

namespace detail {
// What encodes the value of a slot is a function of its types alone, which queries share; a query adds a table of them.

/// How a value becomes one parameter, or several in a row. Null for an argument that an earlier slot awaits too.
using encode_function = void (*)(arguments&, const void*);
/// The values of a query, and how each is encoded.
struct encodings {
    const encode_function* encode;
    const void* const* values;
    std::size_t count;
};
inline void encode_all(arguments& out, const encodings& all) {
    out.reserve(all.count);
    for (std::size_t i = 0; i != all.count; ++i) {
        if (all.encode[i] != nullptr) all.encode[i](out, all.values[i]);
    }
}

template <class Type, class Value>
void encode_given(arguments& out, const void* value) {
    encode_value<Type>(out, *static_cast<const Value*>(value));
}
template <class Slot>
struct slot_encoder;
template <class Type, class Held>
struct slot_encoder<bound<Type, Held>> {
    static void encode(arguments& out, const void* slot) {
        encode_value<Type>(out, held_value(static_cast<const bound<Type, Held>*>(slot)->held));
    }
};
template <class Encoder, class Held>
struct slot_encoder<bundle<Encoder, Held>> {
    static void encode(arguments& out, const void* slot) {
        Encoder::encode(out, held_value(static_cast<const bundle<Encoder, Held>*>(slot)->held));
    }
};

/// How a value given for an argument is encoded. Its type is deduced, so that it is instantiated where it is called: of a function
/// whose type is written clang reports a failed check at the end of the file, without the user's line.
template <class Type, fixed_string Name, class Value>
consteval auto encoder_of_given() {
    static_assert(can_be_given_for<Value, Type, Name>, "arg: the value given is not of the type that the query awaits");
    if constexpr (can_be_given_for<Value, Type, Name>) return &encode_given<Type, Value>;
    else return static_cast<encode_function>(nullptr);
}
template <class Slot, class Givens, std::size_t Position>
inline constexpr encode_function encoder_of = &slot_encoder<Slot>::encode;
template <class Type, fixed_string Name, class Givens, std::size_t Position>
inline constexpr auto encoder_of<awaited<Type, Name>, Givens, Position> =
    encoder_of_given<Type, Name, list_item_t<Givens, Position>>();
template <class Type, fixed_string Name, class Givens>
inline constexpr encode_function encoder_of<awaited<Type, Name>, Givens, no_position> = nullptr;

/// Whether a part of a statement was refused, in check.hpp.
template <class Tree>
struct was_refused;
template <>
struct was_refused<void> {
    static constexpr bool value = false;
};

template <class Givens, class Use, std::size_t... Indexes, class... Slots>
[[gnu::always_inline]] inline auto use_slots(Use use, const slots<std::index_sequence<Indexes...>, Slots...>& all,
                                             const void* const* given) {
    constexpr bool awaits_two = (0 + ... + (is_awaited_slot<Slots> ? 1 : 0)) > 1;  // else there is no need to look at names
    const encode_function encode[]{encoder_of<Slots, Givens, awaits_two ? position_of<Slots...>(Indexes) : 0>...};
    const void* const values[]{(is_awaited_slot<Slots> ? given[awaits_two ? position_or_first<Slots...>(Indexes) : 0]
                                                       : &static_cast<const slot<Indexes, Slots>&>(all).parameter)...};
    return use({encode, values, sizeof...(Slots)});
}

/// Calls `use` with the encodings of a query, of this tree: of the values that it carries and of those that the call gives.
template <class Tree, class Use, class... Slots, class... Given>
[[gnu::always_inline]] inline auto use_encodings(Use use, const values<Slots...>& all, const Given&... given) {
    constexpr std::size_t expected = awaited_count<Slots...>;
    if constexpr (not gives_every_argument<sizeof...(Given), expected>) {
        static_assert(gives_every_argument<sizeof...(Given), expected> or was_refused<Tree>::value,
                      "call: the query has another number of arg<>s than the call has values");
        return use({});
    } else if constexpr (sizeof...(Slots) == 0) {
        return use({});
    } else {
        const void* const values[]{&given..., nullptr};
        return use_slots<list<Given...>>(use, all, values);
    }
}

struct encode_into {
    arguments& out;
    void operator()(const encodings& all) const { encode_all(out, all); }
};
/// Encodes the parameters of a query, of this tree: the values that it carries and those that the call gives.
template <class Tree = void, class... Slots, class... Given>
[[gnu::always_inline]] inline auto encode(arguments& out, const values<Slots...>& all, const Given&... given) {
    use_encodings<Tree>(encode_into{out}, all, given...);
}
}  // namespace detail
}  // namespace virga
