// virga/kit/model/defaults.hpp: what a row gets where an insert gives no value, be it by the column or by its domain.
#pragma once

#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <vector>         // std::vector

#include <virga/kit/change.hpp>              // virga::kit::key_of, detail::type_key
#include <virga/kit/object/column.hpp>       // virga::kit::column_model
#include <virga/kit/object/domain_type.hpp>  // virga::kit::domain_type_model

namespace virga::kit::detail {

/// The defaults of domains; the schema that they are of outlives it.
class default_values {
public:
    explicit default_values(const std::vector<domain_type_model>& domains) {
        for (const domain_type_model& each : domains) {
            if (each.default_expression) of_domains_.emplace(key_of::type(each.schema, each.name), &*each.default_expression);
        }
    }
    /// The default of a column, or of its domain. Null where it has neither.
    [[nodiscard]] const std::string* of(const column_model& column) const {
        if (column.default_expression) return &*column.default_expression;
        if (column.fills_itself() or of_domains_.empty() or column.type.ends_with(']')) return nullptr;
        const auto found = of_domains_.find(type_key(column.type));
        return found == of_domains_.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<std::string, const std::string*> of_domains_;  // by the key of the domain
};

}  // namespace virga::kit::detail
