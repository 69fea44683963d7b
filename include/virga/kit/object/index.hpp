// virga/kit/object/index.hpp: indexes.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>      // virga::kit::member
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, qualified

namespace virga::kit {

struct index_part_model {
    std::string expression;      ///< a bare column name, or SQL text if `is_expression`
    bool is_expression = false;
    bool descending = false;
    std::string nulls;           ///< `first`, `last`, or empty for the default of the direction
    friend bool operator==(const index_part_model&, const index_part_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(column_or_expression{}, self.expression, self.is_expression);
        visit(member{"descending"}, self.descending);
        visit(member{"nulls"}, self.nulls);
    }
};

struct index_model {
    std::string name;
    bool unique = false;
    std::string method = "btree";
    std::vector<index_part_model> parts;
    std::string where;  ///< the predicate of a partial index, or empty
    friend bool operator==(const index_model&, const index_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(required("name"), self.name);
        visit(member{"unique"}, self.unique);
        visit(member{.name = "method", .usual = "btree"}, self.method);
        visit(required("parts"), self.parts);
        visit(member{"where", holds::expression}, self.where);
    }
};

namespace ddl {
[[nodiscard]] inline std::string create_index(const table_name& table, const index_model& index) {
    std::string parts;
    for (const index_part_model& part : index.parts) {
        if (not parts.empty()) parts += ", ";
        parts += part.is_expression ? "(" + part.expression + ")" : quote_identifier(part.expression);
        if (part.descending) parts += " desc";
        if (not part.nulls.empty()) parts += " nulls " + part.nulls;
    }
    std::string text = index.unique ? "create unique index " : "create index ";
    text += quote_identifier(index.name) + " on " + name_of(table);
    if (index.method != "btree") text += " using " + index.method;
    text += " (" + parts + ")";
    if (not index.where.empty()) text += " where " + index.where;
    return text + ";";
}
/// An index lives in its table's schema.
[[nodiscard]] inline std::string drop_index(const table_name& table, std::string_view name) {
    return "drop index " + qualified(table.schema, name) + ";";
}
}  // namespace ddl
}  // namespace virga::kit
