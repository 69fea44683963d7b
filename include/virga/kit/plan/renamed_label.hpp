// virga/kit/plan/renamed_label.hpp: a label of an enum type that gets another name, and the constants that are this label.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>               // virga::kit::change
#include <virga/kit/ddl.hpp>                  // virga::kit::ddl
#include <virga/kit/model.hpp>                // virga::kit::model
#include <virga/kit/model/lists.hpp>          // virga::kit::detail::any_of, find, find_if
#include <virga/kit/model/written.hpp>        // virga::kit::detail::unquoted
#include <virga/kit/object/member.hpp>        // virga::kit::detail::rewriter
#include <virga/kit/plan/new_labels.hpp>      // virga::kit::detail::type_key
#include <virga/kit/quote.hpp>                // virga::kit::named_schema, quote_literal
#include <virga/text/error.hpp>               // virga::value_error
#include <virga/text/sql_words.hpp>           // virga::detail::sql_walker
#include <virga/types/detail/array_text.hpp>  // virga::types::detail::array_text_reader

namespace virga::kit::detail {

/// Rewrites a label in the expressions of a table as the server does: where a constant is cast to the type or to an array of it.
/// What is written otherwise stays; then the comparison of the schemas makes it anew.
class renamed_label final : public rewriter {
public:
    renamed_label(const enum_model& type, const former_label_model& label)
        : schema_(quote_identifier(named_schema(type.schema))), name_(quote_identifier(type.name)),
          key_(key_of::type(type.schema, type.name)), label_(label) {}

    void rewrite(content what, std::string& text) override {
        if (what == content::expression or what == content::value) text = of(text);
    }
    /// The default of a column of the type may be a bare constant.
    void rewrite_default(column_model& column) const {
        if (not column.default_expression or type_key(column.type) != key_) return;
        if (const auto changed = of_literal(*column.default_expression, column.type.ends_with("[]"))) {
            column.default_expression = changed;
        }
    }

    [[nodiscard]] std::string of(std::string_view sql) const {
        std::string changed;
        std::size_t done = 0;
        virga::detail::sql_walker walker{sql};
        for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
            if (not token.ends_with('\'')) continue;
            const std::size_t end = walker.position();
            virga::detail::sql_walker behind{sql.substr(end)};
            if (behind.next() != "::" or behind.next() != schema_ or behind.next() != "." or behind.next() != name_) continue;
            const auto literal = of_literal(token, behind.next().starts_with('['));
            if (not literal) continue;
            (changed += sql.substr(done, end - token.size() - done)) += *literal;
            done = end;
        }
        return changed += sql.substr(done);
    }

private:
    [[nodiscard]] std::optional<std::string> of_literal(std::string_view literal, bool is_array) const {
        const std::optional<std::string> text = unquoted(literal);
        if (not text) return {};
        if (not is_array) return *text == label_.before ? std::optional{quote_literal(label_.now)} : std::nullopt;
        try {
            std::string array = "{";
            bool is_there = false;
            types::detail::array_text_reader reader{*text};
            while (reader.next()) {
                if (array.size() != 1) array += ',';
                if (reader.is_null()) {
                    array += "NULL";
                    continue;
                }
                const std::size_t start = array.size();
                const bool is_it = reader.element() == label_.before;
                array += is_it ? std::string_view{label_.now} : reader.element();
                types::detail::quote_array_element(array, start);
                is_there = is_there or is_it;
            }
            return is_there ? std::optional{quote_literal(array + "}")} : std::nullopt;
        } catch (const value_error&) {  // of several dimensions
            return {};
        }
    }

    std::string schema_, name_, key_;
    former_label_model label_;
};

/// Gives a label another name, in the type and in all that speaks of it.
inline change rename_label(model& schema, enum_model& type, const former_label_model& label) {
    change step{change_kind::rename_label, ddl::rename_label(type, label.before, label.now), type.schema, type.name};
    renamed_label texts{type, label};
    for (table_model& table : schema.tables) {
        table_model::members(table, texts);
        for (column_model& column : table.columns) texts.rewrite_default(column);
    }
    *find(type.labels, label.before) = label.now;
    return step;
}

[[nodiscard]] inline bool has_label(const enum_model& type, std::string_view label) {
    return find(type.labels, label) != type.labels.end();
}
template <class Enums>
auto find_enum(Enums& enums, std::string_view schema, std::string_view name) {
    return find_if(enums, [&](const enum_model& each) { return each.schema == schema and each.name == name; });
}

[[nodiscard]] inline bool declares_label_renames(const model& schema) {
    return any_of(schema.enums, [](const enum_model& each) { return not each.renamed.empty(); });
}

/// The renames of labels that `after` declares, done in `before`, where the old label is there and the new one is not yet.
inline std::vector<change> label_renames(model& before, const model& after) {
    std::vector<change> changes;
    for (const enum_model& type : after.enums) {
        if (type.renamed.empty()) continue;
        const auto old = find_enum(before.enums, type.schema, type.name);
        if (old == before.enums.end()) continue;
        for (const former_label_model& each : type.renamed) {
            if (has_label(*old, each.before) and not has_label(*old, each.now)) {
                changes.push_back(rename_label(before, *old, each));
            }
        }
    }
    return changes;
}

/// A sentence for each rename and removal of a label that has been done, or never was to be done.
inline std::vector<std::string> stale_labels(const model& before, const model& after) {
    std::vector<std::string> sentences;
    for (const enum_model& type : after.enums) {
        const auto old = find_enum(before.enums, type.schema, type.name);
        for (const auto* some : {&type.renamed, &type.removed}) {
            for (const former_label_model& each : *some) {
                if (old != before.enums.end() and has_label(*old, each.before)) continue;
                const char* const attribute = some == &type.renamed ? "renamed_from" : "removed_label";
                sentences.push_back(fmt::format("enum type {}: {} names the label {}, which the type does not have in the newest "
                                                "migration. Take it out.", spoken(type.schema, type.name), attribute,
                                                quote_literal(each.before)));
            }
        }
    }
    return sentences;
}
}  // namespace virga::kit::detail
