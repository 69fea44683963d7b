// virga/catalog/keys.hpp: the keys of a table, by the positions of their columns.
#pragma once

#include <cstddef>      // std::size_t
#include <tuple>        // std::tuple
#include <utility>      // std::index_sequence

#include <virga/catalog/constraint.hpp>  // virga::key_constraint
#include <virga/schema/field.hpp>        // virga::list
#include <virga/schema/table.hpp>        // virga::source_traits

namespace virga::detail {

template <class Source>
using table_of = typename source_traits<Source>::table_type;

template <class Table>
constexpr auto constraints_of() {
    using definition = typename source_traits<Table>::definition;
    if constexpr (requires(const Table& table) { definition::constraints(table); }) {
        return definition::constraints(Table{});
    } else {
        return std::tuple<>{};
    }
}
/// The constraints of a table, as the types of a tuple.
template <class Table>
using constraints_t = decltype(constraints_of<Table>());

/// The unique keys of a table, each an index_sequence of columns; the primary key is the first, if there is one.
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
template <class Constraints, key_kind Kind>
struct constraint_keys;
template <class... Constraints, key_kind Kind>
struct constraint_keys<std::tuple<Constraints...>, Kind> : joined<typename constraint_key<Constraints, Kind>::type...> {};

template <class Table>
using primary_keys = typename joined<attribute_keys_t<Table, attribute::primary_key>,
                                     typename constraint_keys<constraints_t<Table>, key_kind::primary>::type>::type;
template <class Table>
using unique_keys = typename joined<attribute_keys_t<Table, attribute::unique>,
                                    typename constraint_keys<constraints_t<Table>, key_kind::alternate>::type>::type;

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
