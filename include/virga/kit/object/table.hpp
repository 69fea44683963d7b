// virga/kit/object/table.hpp: tables, which hold objects of other kinds.
#pragma once

#include <optional>  // std::optional
#include <string>    // std::string
#include <vector>    // std::vector

#include <virga/kit/object/check.hpp>         // virga::kit::check_model
#include <virga/kit/object/column.hpp>        // virga::kit::column_model
#include <virga/kit/object/exclusion.hpp>     // virga::kit::exclusion_model
#include <virga/kit/object/foreign_key.hpp>   // virga::kit::foreign_key_model
#include <virga/kit/object/held_comment.hpp>  // virga::kit::held_comment_model
#include <virga/kit/object/index.hpp>         // virga::kit::index_model
#include <virga/kit/object/key.hpp>           // virga::kit::key_model
#include <virga/kit/object/member.hpp>        // virga::kit::detail::member
#include <virga/kit/object/object.hpp>        // virga::kit::detail::object_kind
#include <virga/kit/object/partition.hpp>     // virga::kit::partition_model
#include <virga/kit/object/policy.hpp>        // virga::kit::policy_model
#include <virga/kit/object/row_security.hpp>  // virga::kit::ddl::row_security
#include <virga/kit/object/table_name.hpp>    // virga::kit::table_name

namespace virga::kit {

/// The domain that declares a table, called as the namespace of its fields; empty where the model was read from elsewhere. It is
/// no part of the schema, so that two are never different for it.
struct domain_model {
    std::string name{};
    friend bool operator==(const domain_model&, const domain_model&) { return true; }
};

struct table_model {
    std::string schema;
    std::string name;
    std::vector<column_model> columns;
    std::optional<key_model> primary_key;
    std::vector<key_model> uniques;
    std::vector<foreign_key_model> foreign_keys;
    std::vector<check_model> checks;
    std::vector<index_model> indexes;
    std::vector<policy_model> policies{};
    bool row_security = false;         ///< `enable row level security`
    bool forced_row_security = false;  ///< `force row level security`
    bool existing = false;             ///< others keep it: it stands here for those that refer to it
    domain_model domain{};
    bool unlogged = false;
    std::string comment{};             ///< or empty
    std::vector<exclusion_model> exclusions{};
    std::string partitioned_by{};  ///< `range`, `list`, `hash`, or empty
    std::vector<std::string> partition_key{};
    std::vector<partition_model> partitions{};
    std::vector<std::string> storage{};  ///< its storage parameters, as `fillfactor=70`
    std::string tablespace{};            ///< or empty for that of the database
    std::vector<held_comment_model> comments{};
    friend bool operator==(const table_model&, const table_model&) = default;

    /// In a snapshot it has a line for each member, and for each object that it holds.
    static constexpr bool has_lines = true;
    static void members(auto& self, auto& visit) {
        visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::member{"existing"}, self.existing);
        visit(detail::member{"unlogged"}, self.unlogged);
        visit(detail::member{"comment"}, self.comment);
        visit(detail::member{"row_level_security"}, self.row_security);
        visit(detail::member{"force_row_level_security"}, self.forced_row_security);
        visit(detail::member{"storage"}, self.storage);
        visit(detail::member{"tablespace"}, self.tablespace);
        visit(detail::member{"columns"}, self.columns);
        visit(detail::member{"primary_key"}, self.primary_key);
        visit(detail::member{"uniques"}, self.uniques);
        visit(detail::member{"foreign_keys"}, self.foreign_keys);
        visit(detail::member{"checks"}, self.checks);
        visit(detail::member{"exclusions"}, self.exclusions);
        visit(detail::member{"indexes"}, self.indexes);
        visit(detail::member{"policies"}, self.policies);
        visit(detail::member{"partitioned_by"}, self.partitioned_by);
        visit(detail::member{"partition_key", detail::content::columns}, self.partition_key);
        visit(detail::member{"partitions"}, self.partitions);
        visit(detail::member{"comments"}, self.comments);
    }

    operator table_name() const& { return {schema, name}; }  // NOLINT: whoever asks for the name takes the table
};

namespace ddl {
/// Whether a unique constraint has the columns of the primary key or of a unique constraint before it.
/// PostgreSQL silently leaves such a one out of `create table`, but takes it in `alter table`.
/// Source: transformIndexConstraints in PostgreSQL's src/backend/parser/parse_utilcmd.c.
[[nodiscard]] inline bool repeats_a_key(const table_model& table, const key_model& key) {
    if (table.primary_key and table.primary_key->columns == key.columns) return true;
    for (const key_model& each : table.uniques) {
        if (each.name == key.name) return false;
        if (each.columns == key.columns) return true;
    }
    return false;
}

/// The table with its columns, primary key, checks, and unique constraints that do not repeat a key. A column has a line of its
/// own. Foreign keys do not stand here, so that tables can be created in any order and refer to each other.
[[nodiscard]] inline std::string create_table(const table_model& table) {
    std::string body;
    const auto line = [&body](const std::string& text) { body += (body.empty() ? "\n  " : ",\n  ") + text; };
    for (const column_model& each : table.columns) line(column(each));
    if (table.primary_key) line(primary_key(*table.primary_key));
    for (const key_model& each : table.uniques) {
        if (not repeats_a_key(table, each)) line(unique(each));
    }
    for (const check_model& each : table.checks) {
        if (not each.not_valid) line(check(each));
    }
    for (const exclusion_model& each : table.exclusions) line(exclusion(each));
    std::string text = (table.unlogged ? "create unlogged table " : "create table ") + name_of(table) + " (" + body + "\n)";
    text += partition_by(table);
    if (not table.storage.empty()) text += " with (" + comma_separated(table.storage) + ")";
    if (not table.tablespace.empty()) text += " tablespace " + quote_identifier(table.tablespace);
    return text + ";";
}
[[nodiscard]] inline std::string drop_table(const table_name& table) { return "drop table " + name_of(table) + ";"; }
}  // namespace ddl

namespace detail {
inline constexpr object_kind table_kind{.created = change_kind::create_table, .altered = {}, .dropped = change_kind::drop_table,
                                        .name_space = "", .stands_alone = true};
}  // namespace detail
}  // namespace virga::kit
