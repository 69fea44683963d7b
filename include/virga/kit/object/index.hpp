// virga/kit/object/index.hpp: indexes.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>      // virga::kit::detail::member
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, quoted_list, qualified

namespace virga::kit {

struct index_part_model {
    std::string expression;      ///< a bare column name, or SQL text if `is_expression`
    bool is_expression = false;
    bool descending = false;
    std::string nulls;           ///< `first`, `last`, or empty for the default of the direction
    friend bool operator==(const index_part_model&, const index_part_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::column_or_expression{}, self.expression, self.is_expression);
        visit(detail::member{"descending"}, self.descending);
        visit(detail::member{"nulls"}, self.nulls);
    }
};

struct index_model {
    std::string name;
    bool unique = false;
    std::string method = "btree";
    std::vector<index_part_model> parts;
    std::string where;  ///< the predicate of a partial index, or empty
    std::vector<std::string> include{};  ///< columns that it holds beside its keys
    friend bool operator==(const index_model&, const index_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::member{"unique"}, self.unique);
        visit(detail::member{.name = "method", .usual = "btree"}, self.method);
        visit(detail::required("parts"), self.parts);
        visit(detail::member{"include", detail::content::columns}, self.include);
        visit(detail::member{"where", detail::content::expression}, self.where);
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
    if (not index.include.empty()) text += " include (" + quoted_list(index.include) + ")";
    if (not index.where.empty()) text += " where " + index.where;
    return text + ";";
}
/// An index lives in its table's schema.
[[nodiscard]] inline std::string drop_index(const table_name& table, std::string_view name) {
    return "drop index " + qualified(table.schema, name) + ";";
}
}  // namespace ddl

namespace detail {
inline constexpr object_kind index_kind{.created = change_kind::create_index, .altered = {}, .dropped = change_kind::drop_index,
                                        .name_space = "index ", .may_speak_of_all = true};

[[nodiscard]] object object_of(const auto& table, const index_model& index) {
    object made{&index_kind, index.name, ddl::create_index(table, index), ddl::drop_index(table, index.name)};
    made.provides = {key_of::relation(table.schema, index.name)};
    if (index.unique) made.demand = "two rows are alike in what it indexes";
    std::string text = index.where;
    for (const index_part_model& part : index.parts) {
        if (part.is_expression) text += "\n" + part.expression;
        else made.columns.push_back(part.expression);
    }
    made.columns.insert(made.columns.end(), index.include.begin(), index.include.end());
    speak(made, table, std::move(text));
    return made;
}
}  // namespace detail
}  // namespace virga::kit
