// virga/kit/object/index.hpp: indexes.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>      // virga::kit::detail::member
#include <virga/kit/object/need.hpp>        // virga::kit::told_needs
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/storage.hpp>     // virga::kit::ddl::storage_change
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, quoted_list, comma_separated, qualified

namespace virga::kit {

struct index_part_model {
    std::string expression;      ///< a bare column name, or SQL text if `is_expression`
    bool is_expression = false;
    bool descending = false;
    std::string nulls;           ///< `first`, `last`, or empty for the default of the direction
    std::string collation{};       ///< of a column; empty for the column's own
    std::string operator_class{};  ///< or empty for the default of method and type
    std::string compared_by{};     ///< the operator, of an exclusion constraint
    friend bool operator==(const index_part_model&, const index_part_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::column_or_expression{}, self.expression, self.is_expression);
        visit(detail::member{"descending"}, self.descending);
        visit(detail::member{"nulls"}, self.nulls);
        visit(detail::member{"collation"}, self.collation);
        visit(detail::member{"operator_class"}, self.operator_class);
        visit(detail::member{"with"}, self.compared_by);
    }
};

/// How an index comes and goes. It is no part of the schema, so that two are never different for it.
struct making_model {
    bool concurrently = false;
    friend bool operator==(const making_model&, const making_model&) { return true; }
};

struct index_model {
    std::string name;
    bool unique = false;
    std::string method = "btree";
    std::vector<index_part_model> parts;
    std::string where;  ///< the predicate of a partial index, or empty
    std::vector<std::string> include{};  ///< columns that it holds beside its keys
    std::vector<std::string> storage{};  ///< its storage parameters, as `fillfactor=70`
    std::string tablespace{};            ///< or empty for that of the database
    making_model made{};
    told_needs needs{};  ///< of its expressions
    friend bool operator==(const index_model&, const index_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::member{"unique"}, self.unique);
        visit(detail::member{.name = "method", .usual = "btree"}, self.method);
        visit(detail::required("parts"), self.parts);
        visit(detail::member{"include", detail::content::columns}, self.include);
        visit(detail::member{"where", detail::content::expression}, self.where);
        visit(detail::member{"storage"}, self.storage);
        visit(detail::member{"tablespace"}, self.tablespace);
        visit(detail::member{"concurrently"}, self.made.concurrently);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace ddl {
/// The keys of an index or exclusion constraint.
[[nodiscard]] inline std::string index_parts(const std::vector<index_part_model>& all) {
    std::string parts;
    for (const index_part_model& part : all) {
        if (not parts.empty()) parts += ", ";
        parts += part.is_expression ? "(" + part.expression + ")" : quote_identifier(part.expression);
        if (not part.collation.empty()) parts += " collate " + quote_identifier(part.collation);
        if (not part.operator_class.empty()) parts += " " + quote_identifier(part.operator_class);
        if (part.descending) parts += " desc";
        if (not part.nulls.empty()) parts += " nulls " + part.nulls;
        if (not part.compared_by.empty()) parts += " with " + part.compared_by;
    }
    return parts;
}
[[nodiscard]] inline std::string create_index(const table_name& table, const index_model& index) {
    std::string text = index.unique ? "create unique index " : "create index ";
    text += quote_identifier(index.name) + " on " + name_of(table);
    if (index.method != "btree") text += " using " + index.method;
    text += " (" + index_parts(index.parts) + ")";
    if (not index.include.empty()) text += " include (" + quoted_list(index.include) + ")";
    if (not index.storage.empty()) text += " with (" + comma_separated(index.storage) + ")";
    if (not index.tablespace.empty()) text += " tablespace " + quote_identifier(index.tablespace);
    if (not index.where.empty()) text += " where " + index.where;
    return text + ";";
}
/// The statement that makes or drops an index, as one that locks nobody out of its table. What an earlier try left, be it invalid
/// or not recorded, is in nobody's way.
[[nodiscard]] inline std::string concurrently(std::string sql, bool drops) {
    constexpr std::string_view word = "index ";
    return sql.insert(sql.find(word) + word.size(), drops ? "concurrently if exists " : "concurrently ");
}
/// An index lives in its table's schema.
[[nodiscard]] inline std::string drop_index(const table_name& table, std::string_view name) {
    return "drop index " + qualified(table.schema, name) + ";";
}
}  // namespace ddl

namespace detail {
/// Storage parameters and tablespace change in place, all else makes another index.
[[nodiscard]] inline std::string alter_index(const table_name& table, const object& before, const object& after) {
    const auto& now = *static_cast<const index_model*>(after.model);
    index_model moved = *static_cast<const index_model*>(before.model);
    const std::string actions = ddl::storage_change(moved.storage, now.storage, moved.tablespace, now.tablespace);
    moved.storage = now.storage;
    moved.tablespace = now.tablespace;
    if (moved != now) return {};
    return "alter index " + qualified(table.schema, now.name) + " " + actions + ";";
}
inline constexpr object_kind index_kind{.created = change_kind::create_index, .altered = change_kind::alter_index,
                                        .dropped = change_kind::drop_index, .name_space = "index ", .may_speak_of_all = true,
                                        .alter = alter_index};

/// Notes the columns of keys, and returns the text of those that are expressions.
[[nodiscard]] inline std::string take_columns(object& of, const std::vector<index_part_model>& parts) {
    std::string text;
    for (const index_part_model& part : parts) {
        if (part.is_expression) text += "\n" + part.expression;
        else of.columns.push_back(part.expression);
    }
    return text;
}
[[nodiscard]] object object_of(const auto& table, const index_model& index) {
    object made{&index_kind, index.name, ddl::create_index(table, index), ddl::drop_index(table, index.name)};
    made.provides = {key_of::relation(table.schema, index.name)};
    made.model = &index;
    if (index.unique) made.demand = "two rows are alike in what it indexes";
    std::string text = index.where + take_columns(made, index.parts);
    made.columns.insert(made.columns.end(), index.include.begin(), index.include.end());
    speak(made, table, std::move(text), index.needs);
    return made;
}
}  // namespace detail
}  // namespace virga::kit
