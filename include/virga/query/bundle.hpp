// virga/query/bundle.hpp: one C++ value that is several parameters, and how parameters are encoded.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <type_traits>  // std::is_same_v
#include <utility>      // std::exchange, std::index_sequence, std::move
#include <vector>       // std::vector

#include <virga/expr/given.hpp>              // virga::detail::given_t
#include <virga/expr/shaped.hpp>             // virga::detail::decision
#include <virga/expr/values.hpp>             // virga::bound, virga::awaited
#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/query/detail/measure.hpp>    // virga::detail::repeated_uses_t
#include <virga/query/detail/tree.hpp>       // virga::detail::is_awaited_slot
#include <virga/query/statement.hpp>         // virga::statement
#include <virga/schema/field.hpp>            // virga::list_item_t
#include <virga/text/array_view.hpp>         // virga::array_view

namespace virga {

/// A value that stands for several parameters in a row: a patch, or rows to insert. `Encoder::encode(arguments&, value)` adds
/// them all.
template <class Encoder, class Held>
struct bundle {
    Held held;
};

namespace detail {
template <class Type, class Value>
[[gnu::always_inline]] inline void encode_value(arguments& out, const Value& value) {
    Type::write(out.begin_value(), value);
    out.end_value();
}
template <class Type, class Value>
void encode_value(arguments& out, const std::optional<Value>& value) {
    if (value.has_value()) encode_value<Type>(out, *value);
    else out.add_null();
}

template <class Type>
void encode_value(arguments& out, std::nullopt_t) {
    out.add_null();
}

/// How many of the slots before `index` await a value of the call.
template <class... Slots>
consteval std::size_t awaiting_before(std::size_t index) {
    const bool awaits[]{is_awaited_slot<Slots>..., false};
    std::size_t count = 0;
    for (std::size_t i = 0; i != index; ++i) count += awaits[i] ? 1 : 0;
    return count;
}

/// Whether the slot at `index` does.
template <class... Slots>
consteval bool awaits_at(std::size_t index) {
    return awaiting_before<Slots...>(index) != awaiting_before<Slots...>(index + 1);
}

/// Which of the call's values a slot takes: one after the other. `Uses` is void for a query that names no argument twice, so that
/// all queries with such slots share this. Slots that bring values of their own, one or several, may stand before, between and
/// after those that await one: they take none, so they are the first to do what they do, and their place says nothing.
template <class Uses, class... Slots>
struct positions;
template <std::size_t... Uses, class... Slots>
struct positions<std::index_sequence<Uses...>, Slots...> {
    static constexpr std::size_t uses[sizeof...(Uses)]{Uses...};
    static consteval std::size_t at(std::size_t index) {
        return awaits_at<Slots...>(index) ? uses[awaiting_before<Slots...>(index)] : 0;
    }
    /// Whether no slot before takes the same value; the first that does stands for all.
    static consteval bool is_first(std::size_t index) {
        if (not awaits_at<Slots...>(index)) return true;
        for (std::size_t i = 0; i != awaiting_before<Slots...>(index); ++i) {
            if (uses[i] == at(index)) return false;
        }
        return true;
    }
};
template <class... Slots>
struct positions<void, Slots...> {
    static consteval std::size_t at(std::size_t index) { return awaiting_before<Slots...>(index); }
    static consteval bool is_first(std::size_t) { return true; }
};
}  // namespace detail

/// Whether a call gives as many arguments as the query has `arg<>`s.
template <std::size_t Given, std::size_t Expected>
inline constexpr bool gives_every_argument = Given == Expected;

/// Whether a C++ value can be given for an `arg<>` of the column type `Type`.
template <class Value, class Type>
inline constexpr bool can_be_given_for = Type::template accepts<detail::given_t<Value>>;

namespace detail {
// What encodes the value of a slot is a function of its types alone, which queries share; a query adds a table of them.

/// How a value becomes one parameter, or several in a row. Null for an argument that an earlier slot awaits too.
using encode_function = void (*)(arguments&, const void*);
/// The same of a query that is shaped when it runs.
struct shaped_slot {
    static constexpr std::size_t no_argument = static_cast<std::size_t>(-1);

    encode_function encode;                     ///< null for a choice
    const void* value;                          ///< of a choice its number, an unsigned
    std::size_t argument;                       ///< which of the call's values it is
    array_view<std::size_t> alternatives;  ///< of a choice: how many of the slots after it each alternative has
    bool (*is_given)(const void*) = nullptr;    ///< of an argument that may be empty: whether the call's value is not
};
template <class Slot>
inline constexpr array_view<std::size_t> alternatives_of{};
template <std::size_t... Counts>
inline constexpr std::size_t counts_of_alternatives[]{Counts...};
template <std::size_t... Counts>
inline constexpr array_view<std::size_t> alternatives_of<decision<Counts...>>{counts_of_alternatives<Counts...>};
template <std::size_t Count>
inline constexpr array_view<std::size_t> alternatives_of<argument_decision<Count>>{counts_of_alternatives<0, Count>};

template <class Value>
bool is_given([[maybe_unused]] const void* value) {
    if constexpr (is_optional<Value>)
        return static_cast<const Value*>(value)->has_value();
    else
        return not std::is_same_v<Value, std::nullopt_t>;
}
/// Whether a condition is written that stands from one slot to another: if none of its optional arguments is empty.
inline unsigned chosen_by_arguments(const shaped_slot* of_condition, std::size_t count) {
    for (const shaped_slot* each = of_condition; each != of_condition + count; ++each) {
        if (each->is_given != nullptr and not each->is_given(each->value)) return 0;
    }
    return 1;
}

/// A query in one of its shapes: its text, what is said of it, and its values.
struct shaped_query {
    using decision = unsigned;
    std::string text;
    std::vector<type_description> parameters;
    std::vector<own_name> own_names;
    std::uint64_t shape = 0;
    arguments values;
    std::vector<decision> decisions;  ///< in the order of the text

    /// `whole` has its columns, and tells it from other queries.
    template <class Statement>  // so that only who calls it has it compiled
    [[nodiscard]] Statement described(const Statement& whole) const {
        return {text, parameters, whole.columns, own_names, whole.text.data(), shape, false, whole.parts};
    }
};
/// Puts the text of a shape together: pieces of the text that has all alternatives.
template <class Query, class Statement>  // so that only who calls it has it compiled
class shaping {
public:
    shaping(Query& made, const Statement& whole, const unsigned* decisions)
        : made_(made), whole_(whole), decisions_(decisions), numbers_(whole.parameters.size()) {
        made_.text.reserve(whole.text.size());
    }
    /// What stands from `at` to `end`, with the steps from `first` to `last`.
    void write(std::size_t first, std::size_t last, std::size_t at, std::size_t end) {
        for (std::size_t i = first; i != last; i = whole_.steps[i].next) {
            const auto& step = whole_.steps[i];
            copy(at, step.begin);
            at = step.end;
            take(step, i + 1);
        }
        copy(at, end);
    }

private:
    using kind = shape_step::kind;

    void take(const shape_step& step, std::size_t within) {
        if (step.does == kind::parameter) return number(step.number - 1U);
        if (step.does == kind::option) {
            if (*decisions_++ != 0) write(within, step.next, step.begin, step.end);
            return;
        }
        if (step.does == kind::choice) return choose(within, *decisions_++);
        if (step.does == kind::choice_of_order) return choose(within, order_[step.number]);
        if (step.does == kind::joined) return join(within, whole_.steps[within].next);
        if (step.does == kind::led) return lead(step, within);
        if (step.does == kind::order) {
            if (order_ == nullptr) order_ = decisions_;
            return;
        }
        const unsigned* const around = std::exchange(order_, nullptr);
        write(within, step.next, step.begin, step.end);
        order_ = around;
    }
    void write_side(std::size_t side) {
        const auto& step = whole_.steps[side];
        write(side + 1, step.next, step.begin, step.end);
    }
    void choose(std::size_t side, unsigned chosen) {
        for (; chosen != 0; --chosen) side = whole_.steps[side].next;
        write_side(side);
    }
    void join(std::size_t left, std::size_t right) {
        const std::size_t begin = made_.text.size();
        write_side(left);
        const std::size_t end = made_.text.size();
        if (end != begin) copy(whole_.steps[left].end, whole_.steps[right].begin);
        write_or_take_back(right, end);
    }
    void lead(const shape_step& step, std::size_t side) {
        const std::size_t end = made_.text.size();
        copy(step.begin, whole_.steps[side].begin);
        write_or_take_back(side, end);
    }
    /// Without the side there is no word before it, which stands from `end`.
    void write_or_take_back(std::size_t side, std::size_t end) {
        const std::size_t begin = made_.text.size();
        write_side(side);
        if (made_.text.size() == begin) made_.text.resize(end);
    }
    void number(std::size_t index) {
        if (numbers_[index] == 0) {
            made_.parameters.push_back(whole_.parameters[index]);
            numbers_[index] = made_.parameters.size();
        }
        made_.text += '$';
        made_.text += std::to_string(numbers_[index]);
    }
    void copy(std::size_t begin, std::size_t end) {
        for (; own_ != whole_.own_names.size() and whole_.own_names[own_].at < end; ++own_) {
            own_name each = whole_.own_names[own_];
            if (each.at < begin) continue;
            each.at = static_cast<unsigned>(made_.text.size() + each.at - begin);
            made_.own_names.push_back(each);
        }
        made_.text += whole_.text.substr(begin, end - begin);
    }

    Query& made_;
    const Statement& whole_;
    const unsigned* decisions_;
    const unsigned* order_ = nullptr;
    std::vector<std::size_t> numbers_;  // of the parameters of the whole text, 0 for those that are not written
    std::size_t own_ = 0;
};
/// `whole` has the text with all alternatives, and the steps that make one of it.
template <class Query = shaped_query, class Statement, class Slot>  // so that only who calls it has it compiled
Query shape(const Statement& whole, const Slot* all, std::size_t count) {
    Query made;
    std::string is_written(count, '\1');
    std::string is_encoded(count, '\0');  // of the call's values, which are no more
    std::vector<typename Query::decision> decisions;
    for (std::size_t i = 0; i != count; ++i) {
        const auto& [encode, value, argument, alternatives, is_given] = all[i];
        if (alternatives.empty()) {
            if (encode == nullptr or is_written[i] == 0) continue;
            if (argument != shaped_slot::no_argument) {
                if (is_encoded[argument] != 0) continue;
                is_encoded[argument] = 1;
            }
            encode(made.values, value);
            continue;
        }
        const unsigned chosen = is_written[i] == 0 ? 0
                                : value == nullptr ? chosen_by_arguments(all + i + 1, alternatives[1])
                                                   : *static_cast<const unsigned*>(value);
        if (chosen >= alternatives.size()) {
            throw value_error("one_of: the choice is none of the " + std::to_string(alternatives.size()) +
                              " keys, which are numbered from 0");
        }
        if (is_written[i] != 0) decisions.push_back(chosen);
        made.shape = made.shape * alternatives.size() + chosen;
        for (std::size_t each = 0, next = i + 1; each != alternatives.size(); next += alternatives[each++]) {
            if (is_written[i] != 0 and each == chosen) continue;
            for (std::size_t k = 0; k != alternatives[each]; ++k) is_written[next + k] = 0;
        }
    }
    shaping<Query, Statement>{made, whole, decisions.data()}.write(0, whole.steps.size(), 0, whole.text.size());
    made.decisions = std::move(decisions);
    return made;
}
/// Another text of a query, in the shape that one has; the values are those of the other.
template <class Query, class Statement>  // so that only who calls it has it compiled
Query shape_as(const Query& other, const Statement& whole) {
    Query made;
    made.shape = other.shape;
    shaping<Query, Statement>{made, whole, other.decisions.data()}.write(0, whole.steps.size(), 0, whole.text.size());
    return made;
}

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
template <class Type, class Value>
consteval auto encoder_of_given() {
    static_assert(can_be_given_for<Value, Type>, "arg: the value given is not of the type that the query awaits");
    if constexpr (can_be_given_for<Value, Type>) return &encode_given<Type, Value>;
    else return static_cast<encode_function>(nullptr);
}
template <class Slot, class Givens, bool IsFirst, std::size_t Position>
inline constexpr encode_function encoder_of = &slot_encoder<Slot>::encode;
template <class Type, bool IsEarly, class Givens, std::size_t Position>
inline constexpr auto encoder_of<awaited<Type, IsEarly>, Givens, true, Position> =
    encoder_of_given<Type, list_item_t<Givens, Position>>();
template <class Type, bool IsEarly, class Givens, std::size_t Position>
inline constexpr encode_function encoder_of<awaited<Type, IsEarly>, Givens, false, Position> = nullptr;
template <std::size_t... Counts, class Givens, bool IsFirst, std::size_t Position>
inline constexpr encode_function encoder_of<decision<Counts...>, Givens, IsFirst, Position> = nullptr;
template <std::size_t Count, class Givens, bool IsFirst, std::size_t Position>
inline constexpr encode_function encoder_of<argument_decision<Count>, Givens, IsFirst, Position> = nullptr;

/// Whether the call says if a condition is written.
template <class Slot>
inline constexpr bool is_decided_by_call = false;
template <std::size_t Count>
inline constexpr bool is_decided_by_call<argument_decision<Count>> = true;
template <class Slot, class Givens, std::size_t Position>
inline constexpr bool (*presence_of)(const void*) = nullptr;
template <class Type, bool IsEarly, class Givens, std::size_t Position>
inline constexpr bool (*presence_of<awaited<optional_value<Type>, IsEarly>, Givens, Position>)(const void*) =
    &is_given<list_item_t<Givens, Position>>;

/// Whether a part of a statement was refused, in check.hpp.
template <class Tree>
struct was_refused;

/// Calls `use` with the encodings of a query: of the values that it carries, and of those that the call gives. `Uses` is void
/// for a query that names no argument twice.
template <class Uses, class Givens, class Use, std::size_t... Indexes, class... Slots>
[[gnu::always_inline]] inline auto use_slots(Use use, const slots<std::index_sequence<Indexes...>, Slots...>& all,
                                             const void* const* given) {
    using at = positions<Uses, Slots...>;
    const encode_function encode[]{encoder_of<Slots, Givens, at::is_first(Indexes), at::at(Indexes)>..., nullptr};
    const void* const values[]{(is_awaited_slot<Slots> ? given[at::at(Indexes)]
                                                       : &static_cast<const slot<Indexes, Slots>&>(all).parameter)..., nullptr};
    return use(encodings{encode, values, sizeof...(Slots)});
}
struct encode_into {
    arguments& out;
    void operator()(const encodings& all) const { encode_all(out, all); }
};
/// Encodes the parameters of a query, of this tree: the values that it carries and those that the call gives, as many as it awaits.
template <class Tree, class Values, class... Given>
[[gnu::always_inline]] inline void encode(arguments& out, const Values& all, const Given&... given) {
    const void* const values[]{&given..., nullptr};
    use_slots<repeated_uses_t<Tree>, list<Given...>>(encode_into{out}, all, values);
}

/// What `use_slots` does, of a query that is shaped when it runs.
template <class Uses, class Givens, class Use, std::size_t... Indexes, class... Slots>
auto use_shaped_slots(Use use, const statement& whole, const slots<std::index_sequence<Indexes...>, Slots...>& all,
                      const void* const* given) {
    using at = positions<Uses, Slots...>;
    const shaped_slot shaped[]{{encoder_of<Slots, Givens, true, at::at(Indexes)>,
                                is_awaited_slot<Slots>      ? given[at::at(Indexes)]
                                : is_decided_by_call<Slots> ? nullptr
                                                            : &static_cast<const slot<Indexes, Slots>&>(all).parameter,
                                is_awaited_slot<Slots> ? at::at(Indexes) : shaped_slot::no_argument, alternatives_of<Slots>,
                                presence_of<Slots, Givens, at::at(Indexes)>}...};
    return use(shape(whole, shaped, sizeof...(Slots)));
}
/// The text of a query in the shape that its values choose.
template <std::size_t... Indexes, class... Slots>
std::string spell(const statement& whole, const slots<std::index_sequence<Indexes...>, Slots...>& all) {
    const shaped_slot shaped[]{
        {nullptr, &static_cast<const slot<Indexes, Slots>&>(all).parameter, shaped_slot::no_argument, alternatives_of<Slots>}...};
    return shape(whole, shaped, sizeof...(Slots)).text;
}
}  // namespace detail
}  // namespace virga
