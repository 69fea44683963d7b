// virga/kit/object/partition.hpp: the partitions of a table.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <virga/kit/model/lists.hpp>        // virga::kit::detail::any_of, count
#include <virga/kit/object/member.hpp>      // virga::kit::detail::member, required
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name, virga::kit::ddl::alter_table
#include <virga/kit/quote.hpp>              // virga::kit::qualified, quoted_list, spoken

namespace virga::kit {

/// A partition, which lies in its table's schema.
struct partition_model {
    std::string name;
    std::string bound;  ///< SQL text: `for values from (...) to (...)` and its like, or `default`
    std::string of{};   ///< the partition that it is one of; empty for the table
    std::string partitioned_by{};  ///< `range`, `list`, `hash`, or empty
    std::vector<std::string> partition_key{};
    friend bool operator==(const partition_model&, const partition_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::required("bound", detail::content::value), self.bound);
        visit(detail::member{"of"}, self.of);
        visit(detail::member{"partitioned_by"}, self.partitioned_by);
        visit(detail::member{"partition_key", detail::content::columns}, self.partition_key);
    }
};

namespace ddl {
/// ` partition by list ("kind")` of a table, or a partition, that is partitioned.
[[nodiscard]] std::string partition_by(const auto& of) {
    if (of.partitioned_by.empty()) return {};
    return " partition by " + of.partitioned_by + " (" + quoted_list(of.partition_key) + ")";
}
/// The columns by which a table, and its partitions of every level, are partitioned, each once.
[[nodiscard]] std::vector<std::string> partition_columns(const auto& table) {
    std::vector<std::string> all = table.partition_key;
    for (const partition_model& each : table.partitions) {
        for (const std::string& column : each.partition_key) {
            if (kit::detail::count(all, column) == 0) all.push_back(column);
        }
    }
    return all;
}
}  // namespace ddl

namespace detail {
inline constexpr object_kind partition_kind{.created = change_kind::create_partition, .altered = {},
                                            .dropped = change_kind::drop_partition, .name_space = "partition "};

/// One whose bounds change is detached and attached anew, with its rows, which the server then looks at.
[[nodiscard]] object object_of(const auto& table, const partition_model& partition) {
    const std::string name = qualified(table.schema, partition.name);
    const table_name whole{table.schema, partition.of.empty() ? table.name : partition.of};
    object made{&partition_kind, partition.name,
                "create table " + name + " partition of " + ddl::name_of(whole) + " " + partition.bound +
                    ddl::partition_by(partition) + ";",
                "drop table " + name + ";"};
    made.aside = ddl::alter_table(whole, "detach partition " + name);
    made.back = ddl::alter_table(whole, "attach partition " + name + " " + partition.bound);
    if (not partition.of.empty()) {
        made.within = spoken(table.schema, partition.of);
        made.holder = key_of::relation(table.schema, partition.of);
        made.needs = {made.holder};
    }
    for (const std::string& column : partition.partition_key) {
        made.needs.push_back(key_of::column(table.schema, table.name, column));
    }
    made.provides = {key_of::relation(table.schema, partition.name), key_of::type(table.schema, partition.name),
                     key_of::bounds(table.schema, table.name)};
    for (const auto& column : table.columns) made.awaits.push_back(key_of::compression(table.schema, table.name, column.name));
    made.loses = spoken(table.schema, partition.name);
    const auto is_default = [&partition](const partition_model& each) {
        return each.bound == "default" and each.of == partition.of;
    };
    if (not is_default(partition) and any_of(table.partitions, is_default)) {
        made.demand = "the default partition has a row " + partition.bound;
    }
    return made;
}
}  // namespace detail
}  // namespace virga::kit
