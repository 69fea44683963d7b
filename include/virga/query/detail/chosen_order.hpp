// virga/query/detail/chosen_order.hpp: the order of rows that are chosen before anything is joined to them, in both queries.
#pragma once

#include <cstddef>  // std::size_t
#include <utility>  // std::make_index_sequence

#include <virga/query/detail/found_names.hpp>  // virga::detail::numbered_name
#include <virga/query/detail/level_order.hpp>  // virga::detail::is_choice_node

namespace virga {

namespace detail {
template <class Key>
struct operand_of_key {
    using type = Key;
    static constexpr void write_direction(writer&) {}
};
template <class Operand, direction Direction, nulls_order Nulls>
struct operand_of_key<node::ordered<Operand, Direction, Nulls>> {
    using type = Operand;
    static constexpr void write_direction(writer& out) { node::ordered<Operand, Direction, Nulls>::write_direction(out); }
};
}  // namespace detail

namespace node {
/// What is chosen of some keys, as a value of each row: the one place of the order that has the keys themselves.
template <class... Keys>
struct chosen_value : leaf {
    using type = types::text;  // of the text alone: each key has its own
    template <class>
    static constexpr bool nullable_in = true;
    static constexpr void write(writer& out) {
        out.begin_order();
        out.one_of({&detail::write_key<typename detail::operand_of_key<Keys>::type>...});
    }
};
/// That value by its name, and the direction that was chosen with it, by the choice at `Index` of the order.
template <std::size_t Index, class Name, class... Keys>
struct chosen_direction {
    using children = list<>;
    static constexpr void write(writer& out) {
        Name::write(out);
        out.one_of_order({&detail::operand_of_key<Keys>::write_direction...}, Index);
    }
};
}  // namespace node

namespace detail {
/// A key of the order, in the query that chooses the rows and outside of it: a column is the same, anything else is returned under
/// a number. `Distinct` are the keys that rows are distinct by, which stand there as they are.
template <class Key, class As, class Distinct, std::size_t Number, std::size_t Choice>
struct key_of_chosen {
    using outputs = list<node::labelled_output<Key, numbered_name<Number>>>;
    using inside = std::conditional_t<is_key_among<Key, Distinct>, Key, node::output_name<numbered_name<Number>>>;
    using outside = node::source_column<As, numbered_name<Number>, typename Key::type, true>;
};
template <class As, std::size_t Index, class Distinct, std::size_t Number, std::size_t Choice>
struct key_of_chosen<node::column_at<As, Index>, As, Distinct, Number, Choice> {
    using outputs = list<>;
    using inside = node::column_at<As, Index>;
    using outside = inside;
};
template <class Operand, direction Direction, nulls_order Nulls, class As, class Distinct, std::size_t Number, std::size_t Choice>
struct key_of_chosen<node::ordered<Operand, Direction, Nulls>, As, Distinct, Number, Choice> {
    using operand = key_of_chosen<Operand, As, Distinct, Number, Choice>;
    using outputs = typename operand::outputs;
    using inside = node::ordered<typename operand::inside, Direction, Nulls>;
    using outside = node::ordered<typename operand::outside, Direction, Nulls>;
};
template <class... Keys, class As, class Distinct, std::size_t Number, std::size_t Choice>
struct key_of_chosen<node::chosen_key<Keys...>, As, Distinct, Number, Choice> {
    using value = node::chosen_value<Keys...>;
    using outputs = list<node::labelled_output<value, numbered_name<Number>>>;
    using inside = node::chosen_direction<Choice, node::output_name<numbered_name<Number>>, Keys...>;
    using outside =
        node::chosen_direction<Choice, node::source_column<As, numbered_name<Number>, typename value::type, true>, Keys...>;
};
/// How many of the first keys are choices.
template <class... Keys>
constexpr std::size_t choices_before(std::size_t end) {
    const bool are_choices[]{is_choice_node<Keys>..., false};
    std::size_t count = 0;
    for (std::size_t i = 0; i != end; ++i) count += are_choices[i] ? 1 : 0;
    return count;
}
template <class Keys, class As, class Distinct, class Numbers = std::make_index_sequence<Keys::size>>
struct keys_of_chosen;
template <class... Keys, class As, class Distinct, std::size_t... Numbers>
struct keys_of_chosen<list<Keys...>, As, Distinct, std::index_sequence<Numbers...>> {
    template <class Key, std::size_t Number>
    using key = key_of_chosen<Key, As, Distinct, Number, choices_before<Keys...>(Number)>;
    using outputs = typename joined<typename key<Keys, Numbers>::outputs...>::type;
    using inside = list<typename key<Keys, Numbers>::inside...>;
    using outside = list<typename key<Keys, Numbers>::outside...>;
};
}  // namespace detail
}  // namespace virga
