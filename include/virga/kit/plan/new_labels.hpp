// virga/kit/plan/new_labels.hpp: enum labels that a migration adds, which it cannot use itself.
#pragma once

#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <virga/kit/change.hpp>               // virga::kit::key_of, virga::kit::detail::type_key
#include <virga/kit/model.hpp>                // virga::kit::table_model
#include <virga/kit/model/lists.hpp>          // virga::kit::detail::any_of
#include <virga/kit/quote.hpp>                // virga::kit::quote_literal
#include <virga/types/detail/array_text.hpp>  // virga::types::detail::quote_array_element

namespace virga::kit::detail {

/// The labels that are added to existing enum types.
///
/// PostgreSQL refuses to use such a label before the transaction that added it has ended (55P04), and a
/// migration is one transaction; so what uses it, a default, a check or an index, belongs into the next one.
class new_labels {
public:
    void add(const enum_model& type, std::string label) {
        labels_[key_of::type(type.schema, type.name)].push_back(std::move(label));
    }

    /// Whether `sql`, about a value of `column`, uses a new label.
    [[nodiscard]] bool are_used(const column_model& column, std::string_view sql) const {
        if (labels_.empty()) return false;
        const auto found = labels_.find(type_key(column.type));
        if (found == labels_.end()) return false;
        return any_of(found->second, [&](const std::string& label) { return holds(sql, label); });
    }
    /// The same for an expression over any column of `table`.
    [[nodiscard]] bool are_used(const table_model& table, std::string_view sql) const {
        if (labels_.empty()) return false;
        return any_of(table.columns, [&](const column_model& column) { return are_used(column, sql); });
    }

private:
    /// Whether a text has the label as a constant, or within one as the element of an array. One too many is harmless.
    static bool holds(std::string_view sql, const std::string& label) {
        if (sql.find(quote_literal(label)) != sql.npos) return true;
        std::string element = label;
        types::detail::quote_array_element(element, 0);
        const std::string inner = quote_literal(element);
        return sql.find('{') != sql.npos and sql.find(inner.substr(inner.front() == 'E' ? 2 : 1, inner.size() - 2)) != sql.npos;
    }

    std::unordered_map<std::string, std::vector<std::string>> labels_;
};
}  // namespace virga::kit::detail
