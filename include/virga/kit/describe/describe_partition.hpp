// virga/kit/describe/describe_partition.hpp: by what a table is partitioned, and its partitions, as the kit's run-time model.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::nullopt_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::apply
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/catalog/partition.hpp>           // virga::partitioning
#include <virga/kit/describe/described_at.hpp>   // virga::kit::detail::refuse_thrown
#include <virga/kit/describe/inline_values.hpp>  // virga::kit::literal_sql
#include <virga/kit/model.hpp>                   // virga::kit::partition_model
#include <virga/kit/quote.hpp>                   // virga::kit::spoken, comma_separated

namespace virga::kit::detail {

template <class Type, class Value>
std::string bound_sql(const Value& value) {
    if constexpr (std::is_same_v<Value, pg::minimum_bound>) return "minvalue";
    else if constexpr (std::is_same_v<Value, pg::maximum_bound>) return "maxvalue";
    else if constexpr (std::is_same_v<Value, std::nullopt_t>) return "null";
    else {
        std::string text;
        Type::write(text, value);
        return literal_sql<types::stored_type_t<Type>>(text);
    }
}
template <class... Types, class... Values>
std::string bounds_sql(list<Types...>, const std::tuple<Values...>& values) {
    std::vector<std::string> all;
    std::apply([&all](const Values&... each) { (all.push_back(bound_sql<Types>(each)), ...); }, values);
    return "(" + comma_separated(all) + ")";
}
template <class Types, fixed_string Name, class From, class To>
partition_model describe_partition(const range_partition_definition<Name, From, To>& of) {
    return {std::string{Name.view()}, "for values from " + bounds_sql(Types{}, of.from) + " to " + bounds_sql(Types{}, of.to)};
}
template <class Types, fixed_string Name, class... Values>
partition_model describe_partition(const list_partition_definition<Name, std::tuple<Values...>>& of) {
    std::vector<std::string> values;
    std::apply([&](const Values&... each) { (values.push_back(bound_sql<list_item_t<Types, 0>>(each)), ...); }, of.values);
    return {std::string{Name.view()}, "for values in (" + comma_separated(values) + ")"};
}
template <class, fixed_string Name, int Modulus, int Remainder>
partition_model describe_partition(const hash_partition_definition<Name, Modulus, Remainder>&) {
    return {std::string{Name.view()}, fmt::format("for values with (modulus {}, remainder {})", Modulus, Remainder)};
}
template <class, fixed_string Name>
partition_model describe_partition(const default_partition_definition<Name>&) {
    return {std::string{Name.view()}, "default"};
}
/// Says by what a table, or a partition, is partitioned.
template <partition_method Method, class... Columns>
void describe_partition_key(auto& whole, list<Columns...>*) {
    constexpr std::string_view methods[] = {"range", "list", "hash"};
    whole.partitioned_by = methods[static_cast<std::size_t>(Method)];
    whole.partition_key = {std::string{tree_of<Columns>::field::name}...};
}
// What has all partitions of a table in its name is inlined.
/// Adds the partitions of a table, or of one of its partitions, which `whole` names, and theirs.
template <partition_method Method, class... Columns, class... Partitions>
void add_partitions(table_model& table, const std::string& whole,
                    const partitioning<Method, list<Columns...>, Partitions...>& of);
template <class Types, class Partition>
void add_partition(table_model& table, const std::string& whole, const Partition& of) {
    table.partitions.push_back(describe_partition<Types>(of));
    table.partitions.back().of = whole;
}
template <class Types, class Definition, partition_method Method, class... Columns, class... Partitions>
[[gnu::always_inline]] inline void add_partition(
    table_model& table, const std::string& whole,
    const divided_partition<Definition, partitioning<Method, list<Columns...>, Partitions...>>& of) {
    add_partition<Types>(table, whole, of.of);
    describe_partition_key<Method>(table.partitions.back(), static_cast<list<Columns...>*>(nullptr));
    const std::string name = table.partitions.back().name;
    add_partitions(table, name, of.by);
}
template <class Types, std::size_t... Positions, class... Partitions>
[[gnu::always_inline]] inline void add_each_partition(
    table_model& table, const std::string& whole,
    const virga::detail::all_in_order<std::index_sequence<Positions...>, Partitions...>& parts) {
    (add_partition<Types>(table, whole, static_cast<const virga::detail::in_order_at<Positions, Partitions>&>(parts).item), ...);
}
template <partition_method Method, class... Columns, class... Partitions>
[[gnu::always_inline]] inline void add_partitions(table_model& table, const std::string& whole,
                                                  const partitioning<Method, list<Columns...>, Partitions...>& of) {
    add_each_partition<list<type_of<Columns>...>>(table, whole, of.parts);
}
template <partition_method Method, class... Columns, class... Partitions>
[[gnu::always_inline]] inline void describe_constraint(table_model& table,
                                                       const partitioning<Method, list<Columns...>, Partitions...>& of) {
    describe_partition_key<Method>(table, static_cast<list<Columns...>*>(nullptr));
    try {
        add_partitions(table, {}, of);
    } catch (...) {
        refuse_thrown("table " + spoken(table.schema, table.name) + ", partitions");
    }
}
}  // namespace virga::kit::detail
