// virga/kit/object/partition.hpp: the partitions of a table.
#pragma once

#include <string>  // std::string

#include <virga/kit/model/lists.hpp>        // virga::kit::detail::any_of
#include <virga/kit/object/member.hpp>      // virga::kit::detail::required
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::ddl::alter_table
#include <virga/kit/quote.hpp>              // virga::kit::qualified, spoken

namespace virga::kit {

/// A partition, which lies in its table's schema.
struct partition_model {
    std::string name;
    std::string bound;  ///< SQL text: `for values from (...) to (...)` and its like, or `default`
    friend bool operator==(const partition_model&, const partition_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::required("bound", detail::content::value), self.bound);
    }
};

namespace detail {
inline constexpr object_kind partition_kind{.created = change_kind::create_partition, .altered = {},
                                            .dropped = change_kind::drop_partition, .name_space = "partition "};

/// One whose bounds change is detached and attached anew, with its rows, which the server then looks at.
[[nodiscard]] object object_of(const auto& table, const partition_model& partition) {
    const std::string name = qualified(table.schema, partition.name);
    object made{&partition_kind, partition.name,
                "create table " + name + " partition of " + ddl::name_of(table) + " " + partition.bound + ";",
                "drop table " + name + ";"};
    made.aside = ddl::alter_table(table, "detach partition " + name);
    made.back = ddl::alter_table(table, "attach partition " + name + " " + partition.bound);
    made.provides = {key_of::relation(table.schema, partition.name), key_of::type(table.schema, partition.name),
                     key_of::bounds(table.schema, table.name)};
    for (const auto& column : table.columns) made.awaits.push_back(key_of::compression(table.schema, table.name, column.name));
    made.loses = spoken(table.schema, partition.name);
    const auto is_default = [](const partition_model& each) { return each.bound == "default"; };
    if (not is_default(partition) and any_of(table.partitions, is_default)) {
        made.demand = "the default partition has a row " + partition.bound;
    }
    return made;
}
}  // namespace detail
}  // namespace virga::kit
