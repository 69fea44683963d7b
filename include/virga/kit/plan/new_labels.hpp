// virga/kit/plan/new_labels.hpp: enum labels that a migration adds, which it cannot use itself.
#pragma once

#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <virga/kit/change.hpp>  // virga::kit::key_of
#include <virga/kit/model.hpp>   // virga::kit::table_model
#include <virga/kit/quote.hpp>   // virga::kit::quote_literal, spoken

namespace virga::kit::detail {

/// The key of the type that a column's type text names, array brackets left off. Only quoted names, which
/// are the app's own types, can meet the key of an enum.
inline std::string type_key(std::string_view type) {
    constexpr std::string_view default_schema = "\"public\".";
    if (type.starts_with(default_schema)) type.remove_prefix(default_schema.size());
    const std::size_t quote = type.rfind('"');
    if (const std::size_t bracket = type.find('[', quote == std::string_view::npos ? 0 : quote);
        bracket != std::string_view::npos) {
        type = type.substr(0, bracket);
    }
    return "type " + std::string{type};
}

/// The labels that a migration adds to existing enum types.
///
/// PostgreSQL refuses to use such a label before the transaction that added it has ended (55P04), and a
/// migration is one transaction; so it must not stand in a default, check or index of the same migration.
class new_labels {
public:
    void add(const enum_model& type, std::string label) {
        labels_[key_of::type(type.schema, type.name)].push_back(std::move(label));
    }

    /// A sentence when `sql`, about a value of `column`, uses a new label; else empty.
    [[nodiscard]] std::string refusal(const table_model& table, const column_model& column, std::string_view sql) const {
        if (labels_.empty()) return {};
        const auto found = labels_.find(type_key(column.type));
        if (found == labels_.end()) return {};
        for (const std::string& label : found->second) {
            const std::string literal = quote_literal(label);
            if (sql.find(literal) == std::string_view::npos) continue;
            return "table " + spoken(table.schema, table.name) + ": " + std::string{sql} + " uses the label " + literal +
                   ", which this same migration adds to the enum type of column " + column.name +
                   "; PostgreSQL can use it only once that is committed. Add the label to the enum alone and generate; "
                   "then put back what uses it and generate again.";
        }
        return {};
    }

    /// The same for an expression over any column of `table`.
    [[nodiscard]] std::string refusal(const table_model& table, std::string_view sql) const {
        if (labels_.empty()) return {};
        for (const column_model& column : table.columns) {
            if (std::string sentence = refusal(table, column, sql); not sentence.empty()) return sentence;
        }
        return {};
    }

private:
    std::unordered_map<std::string, std::vector<std::string>> labels_;
};
}  // namespace virga::kit::detail
