// virga/kit/history.hpp: what a database remembers of the migrations that were applied to it.
#pragma once

#include <chrono>         // std::chrono::milliseconds
#include <cstddef>        // std::size_t
#include <string>         // std::string, std::to_string
#include <unordered_map>  // std::unordered_map
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/database.hpp>               // virga::kit::database
#include <virga/kit/error.hpp>                  // virga::kit::kit_error
#include <virga/kit/folder.hpp>                 // virga::kit::migration
#include <virga/kit/folder/migration_name.hpp>  // virga::kit::time_of
#include <virga/kit/model/lists.hpp>            // virga::kit::detail::find, find_if
#include <virga/kit/quote.hpp>                  // virga::kit::qualified

namespace virga::kit {

/// The table of applied migrations, as Drizzle 1.0 makes and reads it.
struct history_table {
    std::string schema = "drizzle";
    std::string name = "__drizzle_migrations";
    [[nodiscard]] std::string sql_name() const { return qualified(schema, name); }
};

/// A row of that table.
struct record {
    std::string id;
    std::string hash;
    std::string created_at;  ///< milliseconds since 1970, or empty
    std::string name;        ///< of the migration; empty when an older Drizzle wrote the row
    std::string applied_at;  ///< text of the server, or empty
};

struct history {
    bool exists = false;       ///< whether the table does
    bool is_current = false;   ///< whether it has the columns `name` and `applied_at`, which Drizzle 0 did not make
    std::vector<record> records;
    std::vector<std::size_t> named_by_us;  ///< positions of the records whose names `name_records` found
};

/// Milliseconds since 1970 of the time in a migration's name: what Drizzle keeps in `created_at`.
[[nodiscard]] inline std::string created_at(const migration& of) {
    return std::to_string(std::chrono::milliseconds{time_of(of.name).time_since_epoch()}.count());
}

/// Reads the table and changes nothing.
[[nodiscard]] inline history read_history(database& server, const history_table& table) {
    history read;
    const auto columns = rows_of(server.query("select attname::text from pg_catalog.pg_attribute where attrelid = to_regclass($1) "
                                              "and attnum > 0 and not attisdropped",
                                              texts(table.sql_name())));
    const auto has = [&columns](const std::string& name) { return detail::find(columns, std::vector{name}) != columns.end(); };
    read.exists = not columns.empty();
    if (not read.exists) return read;
    if (not has("id") or not has("hash") or not has("created_at")) {
        throw kit_error(fmt::format("The table {} is not one of migrations: it lacks id, hash or created_at.", table.sql_name()));
    }
    read.is_current = has("name") and has("applied_at");
    const std::string select = "select id::text, hash, created_at::text, " + std::string{has("name") ? "name" : "null::text"} +
                               ", " + (has("applied_at") ? "applied_at::text" : "null::text") + " from " + table.sql_name() +
                               " order by id";
    for (auto& row : rows_of(server.query(select, {}))) read.records.push_back({row[0], row[1], row[2], row[3], row[4]});
    return read;
}

/// Gives rows of an older Drizzle the name of their migration. As Drizzle 1.0 does: by the second in which it was
/// made; by hash where several migrations, or none, have that second.
///
/// Errors: `kit_error` for a row that belongs to no migration.
inline void name_records(history& of, const std::vector<migration>& migrations, const history_table& table) {
    std::unordered_map<std::string, std::vector<const migration*>> by_second;
    for (const migration& each : migrations) by_second[created_at(each)].push_back(&each);
    for (std::size_t i = 0; i != of.records.size(); ++i) {
        record& row = of.records[i];
        if (not row.name.empty()) continue;
        std::string second = row.created_at;
        if (second.size() > 3) second.replace(second.size() - 3, 3, "000");
        const std::vector<const migration*>& same_second = by_second[second];
        auto same_hash = detail::find(migrations, row.hash, &migration::hash);
        if (same_second.size() != 1 and same_hash == migrations.end()) {
            same_hash = detail::find_if(migrations, [&row](const migration& each) { return each.was_hashed_as(row.hash); });
        }
        if (same_second.size() == 1) row.name = same_second.front()->name;
        else if (same_hash != migrations.end()) row.name = same_hash->name;
        if (row.name.empty()) {
            throw kit_error(fmt::format("The row with id {} in {} has no name, and neither its hash nor its time is that of a "
                                        "migration in the folder. Put the missing migration back.", row.id, table.sql_name()));
        }
        of.named_by_us.push_back(i);
    }
}

/// The statements that make the table, or bring an older one up to date; none when it is current.
[[nodiscard]] inline std::vector<std::string> preparation(const history& of, const history_table& table, bool schema_exists) {
    std::vector<std::string> statements;
    if (not of.exists) {
        if (not schema_exists) statements.push_back("create schema " + quote_identifier(table.schema));
        statements.push_back("create table " + table.sql_name() +
                             " (\n  id serial primary key,\n  hash text not null,\n  created_at bigint,\n  name text,\n"
                             "  applied_at timestamp with time zone default now()\n)");
        return statements;
    }
    if (not of.is_current) {
        statements.push_back("alter table " + table.sql_name() + " add column if not exists name text");
        statements.push_back("alter table " + table.sql_name() +
                             " add column if not exists applied_at timestamp with time zone default now()");
    }
    for (const std::size_t i : of.named_by_us) {  // when these were applied is not known
        statements.push_back("update " + table.sql_name() + " set name = " + quote_literal(of.records[i].name) +
                             ", applied_at = null where id = " + quote_literal(of.records[i].id) + "::integer");
    }
    return statements;
}

/// The statement that records a migration as applied.
[[nodiscard]] inline std::string record_statement(const migration& applied, const history_table& table) {
    return "insert into " + table.sql_name() + " (hash, created_at, name) values (" + quote_literal(applied.hash) + ", " +
           created_at(applied) + ", " + quote_literal(applied.name) + ")";
}

enum class standing_kind { applied, pending, changed, missing };

/// How a migration stands in a database.
struct standing {
    std::string name;
    standing_kind kind;
    std::string applied_at;            ///< empty when not applied, or unknown
    const migration* file = nullptr;   ///< null when missing
};

/// Each migration of the folder by name, then the recorded ones that are missing there. The records have names.
[[nodiscard]] inline std::vector<standing> compare(const history& of, const std::vector<migration>& migrations) {
    std::unordered_map<std::string, const record*> recorded;
    for (const record& row : of.records) recorded.emplace(row.name, &row);
    std::vector<standing> all;
    for (const migration& each : migrations) {
        const auto found = recorded.find(each.name);
        if (found == recorded.end()) {
            all.push_back({each.name, standing_kind::pending, {}, &each});
        } else {
            const bool same = each.was_hashed_as(found->second->hash);
            all.push_back({each.name, same ? standing_kind::applied : standing_kind::changed, found->second->applied_at, &each});
            recorded.erase(found);
        }
    }
    for (const record& row : of.records) {
        if (recorded.erase(row.name) != 0) all.push_back({row.name, standing_kind::missing, row.applied_at, nullptr});
    }
    return all;
}
}  // namespace virga::kit
