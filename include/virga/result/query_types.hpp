// virga/result/query_types.hpp: what a query takes and returns, as types.
#pragma once

#include <type_traits>  // std::remove_cvref_t

#include <virga/query/bundle.hpp>            // virga::detail::positions
#include <virga/query/detail/made.hpp>       // virga::detail::made_parameter
#include <virga/query/detail/row_count.hpp>  // virga::detail::row_number
#include <virga/query/detail/scope.hpp>      // virga::no_scope
#include <virga/query/with_comment.hpp>      // virga::detail::commented_tree
#include <virga/result/reader.hpp>           // virga::detail::rows_reader

namespace virga {

namespace detail {
/// How the rows of a statement are read.
template <class Tree>
struct reader_of_tree {
    using type = rows_reader<typename Tree::template scope_in<no_scope>, typename Tree::outputs>;
};
template <fixed_string Text, class Tree>
struct reader_of_tree<commented_tree<Text, Tree>> : reader_of_tree<Tree> {};
template <class Tree>
using reader_of = typename reader_of_tree<Tree>::type;

/// The column types of the parameters of a slot; none for an argument that an earlier slot awaits too.
template <class Slot, bool IsFirst>
struct slot_types;
template <class Type, class Held, bool IsFirst>
struct slot_types<bound<Type, Held>, IsFirst> {
    using type = list<Type>;
};
template <class Type, bool IsEarly, bool IsFirst>
struct slot_types<awaited<Type, IsEarly>, IsFirst> {
    using type = std::conditional_t<IsFirst, list<Type>, list<>>;
};
template <class Type, auto Make, bool IsFirst>
struct slot_types<made_parameter<Type, Make>, IsFirst> {
    using type = list<Type>;
};
template <class Encoder, class Held, bool IsFirst>
struct slot_types<bundle<Encoder, Held>, IsFirst> {
    using type = typename Encoder::parameter_types;
};

template <class Type, bool IsEarly, bool IsFirst>
struct slot_types<awaited<optional_value<Type>, IsEarly>, IsFirst> : slot_types<awaited<Type, IsEarly>, IsFirst> {};
template <bool IsEarly, bool IsFirst>
struct slot_types<awaited<row_number, IsEarly>, IsFirst> : slot_types<awaited<types::bigint, IsEarly>, IsFirst> {};
template <class Held, bool IsFirst>
struct slot_types<bound<row_number, Held>, IsFirst> {
    using type = list<types::bigint>;
};

template <std::size_t... Counts, bool IsFirst>
struct slot_types<decision<Counts...>, IsFirst> {
    using type = list<>;
};
template <std::size_t Count, bool IsFirst>
struct slot_types<argument_decision<Count>, IsFirst> {
    using type = list<>;
};

template <class Tree, class Slots>
struct parameter_list;
template <class Tree, std::size_t... Indexes, class... Slots>
struct parameter_list<Tree, slots<std::index_sequence<Indexes...>, Slots...>>
    : joined<typename slot_types<Slots, positions<Tree, Slots...>::is_first(Indexes)>::type...> {};
template <class Tree, class... Slots>
parameter_list<Tree, slots<std::index_sequence_for<Slots...>, Slots...>> parameters_in(const values<Slots...>&);
}  // namespace detail

/// The type of a row of a query: a table's struct, or a record, which is a tuple that knows its columns.
template <class Query>
using row_of = typename detail::reader_of<typename std::remove_cvref_t<Query>::tree>::type;

/// The column types of a query's parameters, `$1` first, as a `list<>`. The C++ type of each is its `value_type`. For a query
/// that is shaped when it runs, those of all that it can have.
template <class Query>
using parameters_of =
    typename decltype(detail::parameters_in<detail::repeated_uses_t<typename std::remove_cvref_t<Query>::tree>>(
        std::remove_cvref_t<Query>::parameters))::type;
}  // namespace virga
