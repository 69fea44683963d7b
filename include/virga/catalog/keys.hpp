// virga/catalog/keys.hpp: the keys of a table, by the positions of their columns.
#pragma once

#include <cstddef>      // std::size_t
#include <tuple>        // std::tuple
#include <utility>      // std::index_sequence

#include <virga/catalog/commented.hpp>   // virga::detail::without_comments, without_comment_t
#include <virga/catalog/constraint.hpp>  // virga::key_constraint
#include <virga/catalog/index.hpp>       // virga::index_definition
#include <virga/schema/field.hpp>        // virga::list
#include <virga/schema/table.hpp>        // virga::source_traits

namespace virga::detail {

template <class Source>
using table_of = typename source_traits<Source>::table_type;

/// What a table declares beside its columns, with its comments.
template <class Table>
constexpr auto declared_constraints_of() {
    using definition = typename source_traits<Table>::definition;
    if constexpr (requires(const Table& table) { definition::constraints(table); }) {
        return definition::constraints(Table{});
    } else {
        return std::tuple<>{};
    }
}
template <class Table>
constexpr auto constraints_of() {
    return without_comments(declared_constraints_of<Table>());
}
/// The constraints of a table, as the types of a tuple.
template <class Table>
using constraints_t = without_comment_t<decltype(declared_constraints_of<Table>())>;

/// The keys of a table, each an index_sequence of columns.
template <class Fields, class Indexes, class Attribute>
struct attribute_keys;
template <class... Fields, std::size_t... Indexes, class Attribute>
struct attribute_keys<list<Fields...>, std::index_sequence<Indexes...>, Attribute>
    : joined<std::conditional_t<Fields::template has<Attribute>, list<std::index_sequence<Indexes>>, list<>>...> {};
template <class Table, class Attribute>
using attribute_keys_t =
    typename attribute_keys<fields_of<Table>, std::make_index_sequence<fields_of<Table>::size>, Attribute>::type;

template <class Constraint, key_kind Kind>
struct constraint_key {
    using type = list<>;
};
template <key_kind Kind, fixed_string Name, class... Columns>
struct constraint_key<key_constraint<Kind, Name, Columns...>, Kind> {
    using type = list<std::index_sequence<tree_of<Columns>::index...>>;
};

/// The key of a unique index of all rows: its columns, if it has nothing but columns.
template <class... Keys>
struct index_key {
    using type = list<>;
};
template <class... Keys>
    requires(is_column_node<typename Keys::tree> and ...)
struct index_key<Keys...> {
    using type = list<std::index_sequence<Keys::tree::index...>>;
};
template <fixed_string Name, pg::index_method Method, class... Keys>
struct constraint_key<index_definition<Name, true, Method, std::tuple<>, Keys...>, key_kind::alternate>
    : index_key<Keys...> {};

template <class Constraints, key_kind Kind>
struct constraint_keys;
template <class... Constraints, key_kind Kind>
struct constraint_keys<std::tuple<Constraints...>, Kind> : joined<typename constraint_key<Constraints, Kind>::type...> {};

template <class Table, class Constraints = constraints_t<Table>>
using primary_keys = typename joined<attribute_keys_t<Table, attribute::primary_key>,
                                     typename constraint_keys<Constraints, key_kind::primary>::type>::type;
/// Those of unique constraints and unique indexes.
template <class Table, class Constraints = constraints_t<Table>>
using unique_keys = typename joined<attribute_keys_t<Table, attribute::unique>,
                                    typename constraint_keys<Constraints, key_kind::alternate>::type>::type;

template <std::size_t Index, std::size_t... Indexes>
inline constexpr bool has_index = ((Index == Indexes) or ...);

/// Whether a key is of just these columns, in any order, each once.
template <class Key, std::size_t... Columns>
inline constexpr bool is_key_of = false;
template <std::size_t... Key, std::size_t... Columns>
inline constexpr bool is_key_of<std::index_sequence<Key...>, Columns...> =
    sizeof...(Key) == sizeof...(Columns) and (has_index<Columns, Key...> and ...) and (has_index<Key, Columns...> and ...);

template <class Keys, std::size_t... Columns>
inline constexpr bool is_any_key = false;
template <class... Keys, std::size_t... Columns>
inline constexpr bool is_any_key<list<Keys...>, Columns...> = (is_key_of<Keys, Columns...> or ...);

template <class Source, fixed_string Name>
struct is_key_by_constraints<column<Source, Name>> {
    static constexpr std::size_t index = field_index<Source, Name>;
    static constexpr bool value =
        is_any_key<primary_keys<table_of<Source>>, index> or is_any_key<unique_keys<table_of<Source>>, index>;
};

template <class Keys>
struct first_key {
    using type = std::index_sequence<>;
};
template <class First, class... Rest>
struct first_key<list<First, Rest...>> {
    using type = First;
};
/// The columns of the primary key; none if the table has no primary key.
template <class Source>
using primary_key_of = typename first_key<primary_keys<table_of<Source>>>::type;
}  // namespace virga::detail
