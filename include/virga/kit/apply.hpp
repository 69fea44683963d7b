// virga/kit/apply.hpp: bringing a database up to date with a folder of migrations.
#pragma once

#include <algorithm>    // std::find_if
#include <chrono>       // std::chrono
#include <cstddef>      // std::size_t
#include <functional>   // std::function
#include <memory>       // std::unique_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/database.hpp>              // virga::kit::database
#include <virga/kit/error.hpp>                 // virga::kit::kit_error
#include <virga/kit/folder/fault_of.hpp>       // virga::kit::fault_of
#include <virga/kit/folder.hpp>                // virga::kit::migration
#include <virga/kit/history.hpp>               // virga::kit::history
#include <virga/kit/apply/lock.hpp>            // virga::kit::migration_lock
#include <virga/kit/model/names.hpp>           // virga::kit::cut_utf8
#include <virga/kit/folder/open_place.hpp>     // virga::kit::detail::open_places_of
#include <virga/kit/quote.hpp>                 // virga::kit::quote_literal, qualified, spoken
#include <virga/client/detail/own_schema.hpp>  // virga::detail::own_schema
#include <virga/kit/apply/suspects.hpp>        // virga::kit::detail::suspects
#include <virga/text/sql_words.hpp>            // virga::detail::holds_word

namespace virga::kit {

/// What `migrate` does just now. The views live as long as the call that is told of it.
struct migrate_step {
    std::string_view of;    ///< the name of the migration, or `the table of migrations`
    std::string_view part;  ///< `statement 2 of 5`, `its record and commit`, or empty before the first
    std::string_view sql;   ///< the statement that runs, or empty
    std::string_view process;  ///< the process of the server that runs it; empty where it is not known
};

struct migrate_options {
    history_table table{};
    std::chrono::milliseconds lock_timeout{60'000};  ///< how long to wait for another migrator
    std::function<void(const migration&, std::chrono::milliseconds)> applied{};  ///< called after each commit
    std::function<void(const std::string&)> waiting{};                           ///< called once when another migrator works
    std::function<void(const migrate_step&)> running{};  ///< called before each step
    std::string default_schema{};  ///< where names without a schema lie; empty for where the connection looks them up, `public`
};

namespace detail {

/// `nothing` says how much this run has applied: `nothing`, or `nothing else`.
inline void refuse_changed(const std::vector<standing>& all, std::string_view nothing) {
    std::string faults;
    for (const standing& each : all) {
        if (each.kind == standing_kind::changed) {
            faults += fmt::format("\n  {} was changed after it had been applied. Restore it, and write the change as a new "
                                  "migration.", each.file->sql_file().string());
        } else if (each.kind == standing_kind::missing) {
            faults += fmt::format("\n  {} was applied to this database, but is not in the folder. Restore it.", each.name);
        }
    }
    if (not faults.empty()) {
        throw kit_error(fmt::format("The folder is not the one that was applied to this database; {} was applied.{}", nothing,
                                    faults));
    }
}

/// A draft is never applied as it stands.
inline void refuse_open(const std::vector<standing>& all) {
    std::string places;
    for (const standing& each : all) {
        if (each.kind == standing_kind::pending) places += open_places_of(*each.file);
    }
    if (not places.empty()) throw kit_error(fmt::format("The folder holds a draft; nothing was applied.{}", places));
}

/// The text of a statement for an error message: its first lines.
inline std::string shown(std::string_view sql) {
    sql.remove_prefix(first_word(sql));
    while (not sql.empty() and (sql.back() == '\n' or sql.back() == ' ')) sql.remove_suffix(1);
    std::string text = "    ";
    std::size_t lines = 1;
    for (const char c : cut_utf8(sql, 2000)) {
        if (c == '\n' and ++lines > 20) return text + "\n    ...";
        text += c;
        if (c == '\n') text += "    ";
    }
    return sql.size() > 2000 ? text + "..." : text;
}

inline std::string describe_failure(const migration& file, const std::vector<file_statement>& statements,
                                    const statement_failure& failure) {
    const query_error& reason = failure.reason();
    std::string text = file.sql_file().string();
    if (failure.index() == statement_failure::unknown) {
        text += statements.size() == 1 ? fmt::format(", line {}, its only statement, or its commit", statements[0].line)
                                       : fmt::format(", one of its {} statements, or its commit", statements.size());
    } else if (failure.index() < statements.size()) {
        const file_statement& at = statements[failure.index()];
        text += fmt::format(", line {}, statement {} of {}", at.line, failure.index() + 1, statements.size());
    } else {
        text += failure.index() == statements.size() ? ", its record" : ", its commit";
    }
    text += fmt::format(": {} (SQLSTATE {})", reason.message(), reason.sqlstate());
    if (not reason.detail().empty()) text += "\n  detail: " + reason.detail();
    if (not reason.hint().empty()) text += "\n  hint: " + reason.hint();
    if (failure.index() < statements.size()) text += "\n  statement:\n" + shown(statements[failure.index()].sql);
    if (failure.index() == statement_failure::unknown and statements.size() > 1) text += suspects(statements, reason);
    if (not file.runs_outside()) {
        if (reason.sqlstate() == "25001") {  // active_sql_transaction
            text += fmt::format(
                "\nSuch a statement wants a file of its own that runs outside of a transaction, whose first line is\n"
                "    {}",
                outside_mark);
        }
        return text + "\nAll of this file was rolled back.";
    }
    return text + "\nThis file runs outside of a transaction: what it did before that stays, and it begins anew when it is applied "
                  "again.";
}

/// The indexes of which a file speaks that are invalid, as sentences with a line end before each: what a failed `concurrently`
/// leaves. They are asked for beside the connection of the lock, which may be lost by now.
inline std::string invalid_indexes(database& server, const migration& file) {
    const std::unique_ptr<database> other = server.beside();
    database& asked = other != nullptr ? *other : server;
    std::string found;
    for (const auto& row :
         rows_of(asked.query("select n.nspname, c.relname from pg_catalog.pg_index i join pg_catalog.pg_class c on "
                             "c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace where "
                             "not i.indisvalid and c.relkind = 'i' order by 1, 2",
                             {}))) {
        if (file.sql.find(row[1]) == file.sql.npos) continue;
        found += fmt::format("\nThe index {} is left invalid: no query uses it, and each write keeps it up. Mend the cause and run "
                             "`migrate` again, or type in psql: drop index concurrently {};", spoken(row[0], row[1]),
                             qualified(row[0], row[1]));
    }
    return found;
}

/// Refuses to apply a file where bare names have no schema to lie in: tables that it makes would be temporary ones, gone with the
/// session. One that makes a schema of that name may go on.
inline void check_schema(database& server, const migration& file, const migrate_options& options) {
    const std::string name = options.default_schema.empty() ? "public" : options.default_schema;
    if (virga::detail::holds_word(file.sql, "schema") and file.sql.find(name) != file.sql.npos) return;
    const auto found = rows_of(
        options.default_schema.empty()  // then the connection says, and may have a search path of its own
            ? server.query("select coalesce(pg_catalog.current_schema(), 'pg_temp') not like 'pg\\_temp%', current_user", {})
            : server.query("select exists (select from pg_catalog.pg_namespace where nspname = $1 and "
                           "pg_catalog.has_schema_privilege(oid, 'usage')), current_user",
                           texts(name)));
    if (found.at(0).at(0) == "t") return;
    throw kit_error(fmt::format(
        "{}: the schema {} is not there, or the role may not use it, so that what this file makes would be gone with its session. "
        "Nothing was run. Type in psql: create schema {}; or: grant usage, create on schema {} to {};",
        file.sql_file().string(), quote_identifier(name), quote_identifier(name), quote_identifier(name),
        quote_identifier(found.at(0).at(1))));
}

/// False when another migrator has applied it meanwhile.
inline bool apply_file(database& server, const migration& file, const migrate_options& options) {
    const history_table& table = options.table;
    const std::vector<file_statement> statements = statements_of(file.sql);
    const bool outside = file.runs_outside();
    if (const std::string wrong = fault_of(file); not wrong.empty())
        throw kit_error(fmt::format("{}\nNothing of this file was run.", wrong));
    std::vector<std::string> batch;
    for (const file_statement& each : statements) batch.push_back(each.sql);
    try {
        work all{.statements = batch, .record = record_statement(file, table), .outside = outside};
        if (options.running) {
            all.begins = [&options, &file, &batch](std::size_t index, const std::string& process) {
                migrate_step step{.of = file.name, .part = {}, .sql = {}, .process = process};
                std::string part;
                if (index < batch.size()) {
                    part = fmt::format("statement {} of {}", index + 1, batch.size());
                    step.sql = batch[index];
                } else if (index != statement_failure::unknown) {
                    part = "its record and commit";
                }
                step.part = part;
                options.running(step);
            };
            all.begins(statement_failure::unknown, {});
        }
        if (not options.default_schema.empty()) all.search_path = virga::detail::own_schema{options.default_schema}.search_path();
        return server.apply_unless("exists (select from " + table.sql_name() + " where name = " + quote_literal(file.name) + ")",
                                   all);
    } catch (const statement_failure& failure) {
        std::string text = describe_failure(file, statements, failure);
        try {
            if (outside) text += invalid_indexes(server, file);
        } catch (const virga::error& unknown) {
            text += fmt::format("\nWhether it has left an invalid index could not be asked: {}.", unknown.what());
        }
        throw kit_error(text);
    } catch (const connection_error& failure) {
        throw kit_error(fmt::format("{}: {}. `status` says what is applied.", file.sql_file().string(), failure.what()));
    } catch (const virga::error& failure) {
        throw kit_error(fmt::format("{}: {}", file.sql_file().string(), failure.what()));
    }
}

inline bool schema_exists(database& server, const std::string& name) {
    return not rows_of(server.query("select 1 from pg_catalog.pg_namespace where nspname = $1", texts(name))).empty();
}

/// The condition that the table of migrations exists. A query of the catalog, as to_regclass may answer from a cache that
/// does not know yet what was committed while the statement waited for a lock.
inline std::string is_made(const history_table& table) {
    return "exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = " +
           quote_literal(table.schema) + " and c.relname = " + quote_literal(table.name) + ")";
}

/// Makes the table of migrations, or brings it up to date. False when another migrator has done so meanwhile, or has made the
/// schema for its own table, which lies in it too.
inline bool prepare_table(database& server, const history& known, const work& making, const history_table& table) {
    try {
        if (server.apply_unless(known.exists ? "false" : is_made(table), making)) return true;
    } catch (const statement_failure& failure) {
        const std::string& code = failure.reason().sqlstate();
        if (known.exists or (code != "42P06" and code != "23505")) throw;  // duplicate_schema, and its key
        return false;
    }
    if (not read_history(server, table).exists)
        throw kit_error(fmt::format("{} is there and has no columns, so that it is no table of migrations. Drop it, or name "
                                    "another one by `config::table`. Nothing was applied.",
                                    table.sql_name()));
    return false;
}

/// Applies what is pending. False when another migrator works on the database as well, and the history is to be read again.
inline bool apply_pending(database& server, const std::vector<migration>& migrations, const migrate_options& options,
                          std::vector<std::string>& done) {
    history known = read_history(server, options.table);
    name_records(known, migrations, options.table);
    const std::vector<standing> all = compare(known, migrations);
    refuse_changed(all, done.empty() ? "nothing" : "nothing else");
    refuse_open(all);
    const auto is_pending = [](const standing& each) { return each.kind == standing_kind::pending; };
    const auto next = std::find_if(all.begin(), all.end(), is_pending);
    if (next != all.end()) check_schema(server, *next->file, options);
    if (const auto first = preparation(known, options.table, schema_exists(server, options.table.schema)); not first.empty()) {
        work making{.statements = first};
        if (options.running) {
            making.begins = [&options, &first](std::size_t index, const std::string& process) {
                options.running({.of = "the table of migrations",
                                 .part = {},
                                 .sql = index < first.size() ? std::string_view{first[index]} : std::string_view{},
                                 .process = process});
            };
        }
        if (not prepare_table(server, known, making, options.table)) return false;
    }
    for (const standing& each : all) {
        if (not is_pending(each)) continue;
        const auto start = std::chrono::steady_clock::now();
        try {
            if (not apply_file(server, *each.file, options)) return false;
        } catch (const virga::error& failure) {
            if (not done.empty()) throw;
            throw kit_error(fmt::format("{}\nNo other migration was applied.", failure.what()));
        }
        done.push_back(each.name);
        if (options.applied) {
            options.applied(*each.file,
                            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start));
        }
    }
    return true;
}
}  // namespace detail

/// Applies the migrations that the database does not have, by name and in order, each in a session and a transaction of its
/// own together with its record; or, where its first line says so, outside of any transaction. Returns how many it applied. Only
/// one migrator works on a database at a time.
///
/// Errors: `kit_error`; what was applied before stays applied, and the message says what that is. It comes
/// before anything is applied when an applied file was changed or is missing, or another migrator works on.
inline std::size_t migrate(database& server, const std::vector<migration>& migrations, const migrate_options& options = {}) {
    std::vector<std::string> done;
    try {
        bool is_over = false;
        while (not is_over) {  // the lock is taken anew with each look at the history, as it may have been lost
            const migration_lock lock{server, options.table, options.lock_timeout, options.waiting,
                                      done.empty() ? "Nothing" : "Nothing else"};
            is_over = detail::apply_pending(server, migrations, options, done);
        }
    } catch (const virga::error& failure) {
        if (done.empty()) throw;
        std::string text = fmt::format("{}\nApplied before it, and kept:", failure.what());
        for (const std::string& name : done) text += "\n  " + name;
        throw kit_error(text);
    }
    return done.size();
}
}  // namespace virga::kit
