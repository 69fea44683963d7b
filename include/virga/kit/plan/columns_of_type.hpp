// virga/kit/plan/columns_of_type.hpp: the columns whose values are of a type, or have values of it in them.
#pragma once

#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <unordered_set>  // std::unordered_set
#include <vector>         // std::vector

#include <virga/kit/change.hpp>  // virga::kit::detail::type_key
#include <virga/kit/model.hpp>   // virga::kit::model
#include <virga/kit/model/lists.hpp>  // virga::kit::detail::any_of

namespace virga::kit::detail {

struct column_of_type {
    const table_model* table;
    const column_model* column;
};

/// Types of the app's own, by their keys, which have values of other ones in them: domains, composite types, arrays of either.
class types_within {
public:
    explicit types_within(const model& of) : of_(of) {}

    /// The key of a type, and those of all that have its values in them.
    [[nodiscard]] std::unordered_set<std::string> made_of(const std::string& type) const {
        std::unordered_set<std::string> keys{type};
        const auto holds = [&keys](const std::string& sql) { return keys.contains(type_key(sql)); };
        for (std::size_t before = 0; before != keys.size();) {
            before = keys.size();
            for (const domain_type_model& each : of_.domains) {
                if (holds(each.type)) keys.insert(key_of::type(each.schema, each.name));
            }
            for (const composite_model& each : of_.composites) {
                const auto is_of_it = [&holds](const attribute_model& attribute) { return holds(attribute.type); };
                if (any_of(each.attributes, is_of_it)) keys.insert(key_of::type(each.schema, each.name));
            }
        }
        return keys;
    }
    /// Whether the values of a type, as SQL has it, are by themselves values of another: it is that, or a domain over it.
    [[nodiscard]] bool is_over(const std::string& sql, const std::string& type) const {
        if (sql.ends_with(']')) return false;
        const std::string own = type_key(sql);
        if (own == type) return true;
        return any_of(of_.domains, [&](const domain_type_model& each) {
            return key_of::type(each.schema, each.name) == own and is_over(each.type, type);
        });
    }
    /// The columns of tables with values of it, those of others' tables among them.
    [[nodiscard]] std::vector<column_of_type> columns(const std::string& type) const {
        const std::unordered_set<std::string> keys = made_of(type);
        std::vector<column_of_type> found;
        for (const table_model& table : of_.tables) {
            for (const column_model& column : table.columns) {
                if (keys.contains(type_key(column.type))) found.push_back({&table, &column});
            }
        }
        return found;
    }

private:
    const model& of_;
};
}  // namespace virga::kit::detail
