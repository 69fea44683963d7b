// virga/query/detail/made.hpp: values that the app makes for columns that a statement does not name, one for each row and run.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::conditional_t
#include <utility>      // std::index_sequence

#include <virga/query/bundle.hpp>          // virga::detail::encode_value
#include <virga/query/detail/writing.hpp>  // virga::detail::set_item

namespace virga {

namespace detail {
/// A parameter of type `Type` whose value `Make()` gives, each time that the query is run.
template <class Type, auto Make>
struct made_parameter {
    using type = Type;
};

template <class Type, auto Make>
struct slot_encoder<made_parameter<Type, Make>> {
    static void encode(arguments& out, const void*) { encode_value<Type>(out, Make()); }
};

/// The function that makes the value of a column: where a row is inserted, or updated.
template <class Field, bool OnInsert>
inline constexpr auto maker_of = Field::template maker<OnInsert>();

template <class Fields>
inline constexpr bool any_made_on_insert = false;
template <class... Fields>
inline constexpr bool any_made_on_insert<list<Fields...>> = (Fields::is_made_on_insert or ...);
template <class Fields>
inline constexpr bool any_made_on_update = false;
template <class... Fields>
inline constexpr bool any_made_on_update<list<Fields...>> = (Fields::is_made_on_update or ...);

/// A column that a statement does not name, and what the app makes for it.
template <std::size_t Index, class Node>
struct made_set_item : set_item<Index, Node> {};

/// What one column adds to a statement that does not name it.
template <std::size_t Index, class Field, bool OnInsert, bool IsMade>
struct made_item {
    using items = list<>;
    using slots = list<>;
};
template <std::size_t Index, class Field, bool OnInsert>
struct made_item<Index, Field, OnInsert, true> {
    using type = typename Field::type;
    using node = std::conditional_t<Field::is_nullable, virga::node::nullable_parameter<type>, virga::node::parameter<type>>;
    using items = list<made_set_item<Index, node>>;
    using slots = list<made_parameter<type, maker_of<Field, OnInsert>>>;
};
template <class Slots>
struct values_of_list;
template <class... Slots>
struct values_of_list<list<Slots...>> {
    using type = values<Slots...>;
};
/// What the columns of a table add to a statement that names those at `Given`.
template <class Source, bool OnInsert, class Indexes, std::size_t... Given>
struct made_items_at;
template <class Source, bool OnInsert, std::size_t... Indexes, std::size_t... Given>
struct made_items_at<Source, OnInsert, std::index_sequence<Indexes...>, Given...> {
    template <std::size_t Index>
    static constexpr bool is_made =
        (OnInsert ? field_of<Source, Index>::is_made_on_insert : field_of<Source, Index>::is_made_on_update) and
        not contains({Given...}, Index);
    template <std::size_t Index>
    using item = made_item<Index, field_of<Source, Index>, OnInsert, is_made<Index>>;
    using items = typename joined<typename item<Indexes>::items...>::type;
    using values = typename values_of_list<typename joined<typename item<Indexes>::slots...>::type>::type;
};
template <class Source, bool OnInsert, std::size_t... Given>
using made_items = made_items_at<Source, OnInsert, std::make_index_sequence<fields_of<Source>::size>, Given...>;
}  // namespace detail
}  // namespace virga
