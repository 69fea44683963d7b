// virga/kit/object/foreign_key.hpp: foreign keys.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <virga/kit/object/key.hpp>     // virga::kit::detail::constraint_object, virga::kit::checked_model
#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier, quoted_list, qualified, spoken

namespace virga::kit {

struct foreign_key_model {
    std::string name;
    std::vector<std::string> columns;
    std::string foreign_schema;
    std::string foreign_table;
    std::vector<std::string> foreign_columns;
    std::string on_delete;  ///< SQL text, `cascade`; empty is `no action`
    std::string on_update;
    checked_model checked = checked_model::at_once;
    bool match_full = false;
    bool not_valid = false;
    friend bool operator==(const foreign_key_model&, const foreign_key_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::required("columns", detail::content::columns), self.columns);
        visit(detail::reference{}, self.foreign_schema, self.foreign_table, self.foreign_columns);
        visit(detail::member{"on_delete"}, self.on_delete);
        visit(detail::member{"on_update"}, self.on_update);
        visit(detail::member{"checked"}, self.checked);
        visit(detail::member{"match_full"}, self.match_full);
        visit(detail::member{"not_valid"}, self.not_valid);
    }
};

namespace ddl {
[[nodiscard]] inline std::string foreign_key(const foreign_key_model& key) {
    std::string text = "constraint " + quote_identifier(key.name) + " foreign key (" + quoted_list(key.columns) +
                       ") references " + qualified(key.foreign_schema, key.foreign_table) + " (" +
                       quoted_list(key.foreign_columns) + ")";
    if (key.match_full) text += " match full";
    if (not key.on_delete.empty()) text += " on delete " + key.on_delete;
    if (not key.on_update.empty()) text += " on update " + key.on_update;
    text += moment(key.checked);
    return key.not_valid ? text + " not valid" : text;
}
}  // namespace ddl

namespace detail {
/// The keys of what a foreign key leans on: the table that it refers to, as `side` has it, and the keys over those columns there.
[[nodiscard]] std::vector<std::string> targets_of(const foreign_key_model& key, const auto& side) {
    std::vector<std::string> targets{key_of::relation(key.foreign_schema, key.foreign_table)};
    for (const std::string& column : key.foreign_columns) {
        targets.push_back(key_of::column(key.foreign_schema, key.foreign_table, column));
        targets.push_back(key_of::column_type(key.foreign_schema, key.foreign_table, column));
    }
    if (const auto* target = side.find(key.foreign_schema, key.foreign_table)) {
        for (const std::string& name : keys_over(*target, key.foreign_columns)) {
            targets.push_back(key_of::relation(target->schema, name));
        }
    }
    return targets;
}
[[nodiscard]] object object_of(const auto& table, const foreign_key_model& key, const auto& side, const auto& before) {
    object made = constraint_object(table, key.name, ddl::foreign_key(key));
    made.clause.clear();  // tables can be created in any order, and refer to each other
    made.columns = key.columns;
    made.demand = "a row refers to no " + quoted_list(key.foreign_columns) + " of " + spoken(key.foreign_schema, key.foreign_table);
    if (key.match_full and key.columns.size() != 1) {
        made.demand += ", or has NULL in some of " + quoted_list(key.columns) + " alone";
    }
    made.needs = targets_of(key, side);
    if (table.unlogged) made.needs.push_back(key_of::unlogged(table.schema, table.name));
    // The server picks one of two keys over the same columns; it must not be one that is about to go.
    if (&side != &before) made.awaits = targets_of(key, before);
    made.awaits.push_back(key_of::unlogged(key.foreign_schema, key.foreign_table));
    made.awaits.push_back(key_of::bounds(key.foreign_schema, key.foreign_table));  // it would keep partitions from going
    made.model = &key;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
