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
// What encodes the value of a slot is a function of its types alone, which queries share; a query adds a table of them.

/// How one parameter, or several in a row, are encoded, and of what.
struct encoding {
    void (*encode)(arguments&, const void*);  ///< null for an argument that an earlier slot awaits too
    const void* value;
};
inline void encode_all(arguments& out, const encoding* first, std::size_t count) {
    out.reserve(count);
    for (const encoding* each = first; each != first + count; ++each) {
        if (each->encode != nullptr) each->encode(out, each->value);
    }
}

template <class Type, class Value>
void encode_given(arguments& out, const void* value) {
    encode_value<Type>(out, *static_cast<const Value*>(value));
}
template <class Slot>
inline constexpr bool is_awaited_slot = false;
template <class Type, fixed_string Name>
inline constexpr bool is_awaited_slot<awaited<Type, Name>> = true;

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

/// The encoding of a slot that has its value.
template <class Givens, std::size_t Position, bool IsFirst, class Slot>
[[gnu::always_inline]] inline encoding encoding_of(const Slot& slot, const void* const*) {
    return {&slot_encoder<Slot>::encode, &slot};
}
/// The encoding of a slot that awaits the argument at `Position` of those given. Its type is deduced, so that it is instantiated
/// where it is called: of a function whose type is written clang reports a failed check at the end of the file, without the user's
/// line.
template <class Givens, std::size_t Position, bool IsFirst, class Type, fixed_string Name>
[[gnu::always_inline]] inline auto encoding_of(const awaited<Type, Name>&, const void* const* given) {
    using value = list_item_t<Givens, Position>;
    static_assert(not IsFirst or can_be_given_for<value, Type, Name>,
                  "arg: the value given is not of the type that the query awaits");
    if constexpr (IsFirst and can_be_given_for<value, Type, Name>) return encoding{&encode_given<Type, value>, given[Position]};
    else return encoding{};
}

/// Whether a part of a statement was refused, in check.hpp.
template <class Tree>
struct was_refused;
template <>
struct was_refused<void> {
    static constexpr bool value = false;
};

template <class Givens, std::size_t... Indexes, class... Slots>
[[gnu::always_inline]] inline auto encode_slots(arguments& out, const slots<std::index_sequence<Indexes...>, Slots...>& all,
                                                const void* const* given) {
    constexpr const auto& names = names_of<Slots...>;
    const encoding encodings[]{encoding_of<Givens, names.before(Indexes), names.is_first(Indexes)>(
        static_cast<const slot<Indexes, Slots>&>(all).parameter, given)...};
    encode_all(out, encodings, sizeof...(Slots));
}

/// Encodes the parameters of a query, of this tree: the values that it carries and those that the call gives.
template <class Tree = void, class... Slots, class... Given>
[[gnu::always_inline]] inline auto encode(arguments& out, const values<Slots...>& all, const Given&... given) {
    constexpr std::size_t expected = awaited_count<Slots...>;
    if constexpr (not gives_every_argument<sizeof...(Given), expected>) {
        static_assert(gives_every_argument<sizeof...(Given), expected> or was_refused<Tree>::value,
                      "call: the query has another number of arg<>s than the call has values");
    } else if constexpr (sizeof...(Slots) != 0) {
        const void* const values[]{&given..., nullptr};
        encode_slots<list<Given...>>(out, all, values);
    }
}
}  // namespace detail
}  // namespace virga
