// virga/kit/proof.hpp: that a migration does what it should, tried on a throw-away server.
#pragma once

#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <set>          // std::set
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/client/detail/own_schema.hpp>   // virga::detail::own_schema
#include <virga/client/error.hpp>               // virga::query_error
#include <virga/kit/apply.hpp>                  // virga::kit::migrate
#include <virga/kit/catalog.hpp>                // virga::kit::read_catalog, differences
#include <virga/kit/config.hpp>                 // virga::kit::connector
#include <virga/kit/database.hpp>               // virga::kit::database
#include <virga/kit/diff.hpp>                   // virga::kit::diff
#include <virga/kit/error.hpp>                  // virga::kit::kit_error
#include <virga/kit/folder.hpp>                 // virga::kit::statements_of
#include <virga/kit/folder/chain.hpp>           // virga::kit::read_snapshot
#include <virga/kit/folder/script.hpp>          // virga::kit::detail::take_public_away
#include <virga/kit/history.hpp>                // virga::kit::history_table
#include <virga/kit/model/lists.hpp>            // virga::kit::detail::any_of
#include <virga/kit/own_server.hpp>             // virga::kit::detail::own_server_url
#include <virga/kit/proof/proof_task.hpp>       // virga::kit::proof_task
#include <virga/kit/proof/sample_rows.hpp>      // virga::kit::detail::sampler
#include <virga/kit/quote.hpp>                  // virga::kit::bare_schema, qualified, quote_identifier
#include <virga/kit/snapshot.hpp>               // virga::kit::snapshot
#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres

namespace virga::kit {

struct proof_options {
    history_table table{};
    std::string default_schema{};  ///< as of `config`
    std::string setup{};           ///< likewise `proof_setup`
    connector connect{};
};

namespace detail {

/// A server of its own, with what others keep in a database of the app's.
class proof_server {
public:
    explicit proof_server(const proof_options& options) : options_(options) {
        if (not options.connect) throw kit_error("The kit was given no way to connect to a database (config::connect).");
        admin_ = options.connect(own_server_url(server_));
    }

    /// A new database, with the roles and tables of these schemas that exist already, and what the app says has to be there.
    std::unique_ptr<database> make(const std::string& name, const std::vector<const model*>& known) {
        for (const model* each : known) {
            for (const role_model& role : each->roles) {
                if (role.existing) make_role(role.name);
            }
        }
        admin_->query("create database " + quote_identifier(name), texts());
        std::unique_ptr<database> made = options_.connect(own_server_url(server_, name));
        std::vector<std::string> statements;
        std::set<std::string> done;
        const auto once = [&](std::string statement) {
            if (done.insert(statement).second) statements.push_back(std::move(statement));
        };
        if (not options_.default_schema.empty()) once("create schema if not exists " + quote_identifier(options_.default_schema));
        if (not options_.setup.empty()) once(options_.setup);
        std::set<std::string> tables;
        for (const model* each : known) {
            for (const table_model& table : each->tables) {
                if (not table.existing or not tables.insert(qualified(table.schema, table.name)).second) continue;
                if (not table.schema.empty()) once("create schema if not exists " + quote_identifier(table.schema));
                std::string text = ddl::create_table(table);
                once(text.insert(text.find("table ") + 6, "if not exists "));
            }
        }
        if (not statements.empty()) {
            run(*made, statements, "What exists beside the declared schema could not be made on a server of its own. What it needs "
                                   "can be said in config::proof_setup.");
        }
        return made;
    }

    /// The catalog of a schema made from nothing; nothing of it is left.
    catalog made_from_nothing(const model& schema, const std::vector<const model*>& known, const std::vector<std::string>& before) {
        const std::set<std::string> roles = roles_now();
        catalog found;
        {
            const std::unique_ptr<database> made = make("made", known);
            for (const std::string& each : before) {
                try {
                    made->query(each, texts());
                } catch (const query_error&) {  // of what only a type or table of the schema makes possible
                }
            }
            std::vector<change> changes = diff({}, schema);
            if (not options_.default_schema.empty()) take_public_away(changes, {&schema});
            std::vector<std::string> statements;
            for (change& step : changes) {
                // What was made before may have made it.
                if (step.kind == change_kind::create_schema) step.sql.insert(std::size("create schema ") - 1, "if not exists ");
                statements.push_back(std::move(step.sql));
            }
            run(*made, statements, "The schema could not be made from nothing on a server of its own. What it needs besides, as a "
                                   "function that a policy calls, can be said in config::proof_setup.");
            found = read_catalog(*made, options_.table);
        }
        admin_->query("drop database made with (force)", texts());
        for (const std::string& role : roles_now()) {
            if (not roles.contains(role)) admin_->query("drop role " + quote_identifier(role), texts());
        }
        return found;
    }

    /// Runs the statements as one transaction. Errors: `kit_error`, with the sentence.
    void run(database& server, const std::vector<std::string>& statements, std::string_view sentence) const {
        try {
            apply(server, statements);
        } catch (const statement_failure& failure) {
            throw kit_error(fmt::format("{}\n  {}{}", sentence, failure.what(),
                                        failure.index() < statements.size() ? "\n" + shown(statements[failure.index()]) : ""));
        }
    }
    void apply(database& server, const std::vector<std::string>& statements) const {
        work all{.statements = statements};
        if (not options_.default_schema.empty()) {
            all.search_path = virga::detail::own_schema{options_.default_schema}.search_path();
        }
        server.apply_unless("false", all);
    }

    /// Runs a statement that no transaction can hold.
    void apply_outside(database& server, const std::string& statement) const {
        try {
            server.query(statement, texts());
        } catch (const query_error& failure) {
            throw kit_error(fmt::format("Nothing was written: on a server of its own, with rows in its tables, the migration was "
                                        "refused.\n  {}\n{}", failure.what(), shown(statement)));
        }
    }

private:
    void make_role(const std::string& name) {
        if (rows_of(admin_->query("select from pg_catalog.pg_roles where rolname = $1", texts(name))).empty()) {
            admin_->query("create role " + quote_identifier(name), texts());
        }
    }
    [[nodiscard]] std::set<std::string> roles_now() const {
        std::set<std::string> all;
        for (auto& row : rows_of(admin_->query("select rolname::text from pg_catalog.pg_roles", texts()))) all.insert(row[0]);
        return all;
    }

    const proof_options& options_;
    const testing::embedded_postgres server_{};
    std::unique_ptr<database> admin_{};
};

/// Extensions and functions of a database, which migrations by hand have made, as statements: a schema may need them. A function
/// that one of these schemas declares comes with it.
[[nodiscard]] inline std::vector<std::string> made_by_hand(database& server, const std::vector<const model*>& known) {
    std::set<std::string> declared;
    for (const model* each : known) {
        for (const routine_model& routine : each->routines) declared.insert(qualified(routine.schema, routine.name));
    }
    std::vector<std::string> statements{"set check_function_bodies = off"};
    for (const auto& row : rows_of(server.query(
             "select 'create schema if not exists ' || quote_ident(n.nspname), 'create extension if not exists ' || "
             "quote_ident(e.extname) || ' schema ' || quote_ident(n.nspname) from pg_catalog.pg_extension e join "
             "pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.oid >= 16384 order by e.oid", texts()))) {
        statements.insert(statements.end(), row.begin(), row.end());
    }
    for (const auto& row : rows_of(server.query(
             "select 'create schema if not exists ' || quote_ident(n.nspname), pg_catalog.pg_get_functiondef(p.oid), "
             "n.nspname, p.proname "
             "from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace "
             "where p.oid >= 16384 and p.prokind in ('f', 'p') and not exists (select from pg_catalog.pg_depend d where "
             "d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')) "
             "order by p.oid", texts()))) {
        if (declared.contains(qualified(bare_schema(row[2]), row[3]))) continue;
        statements.insert(statements.end(), {row[0], row[1]});
    }
    return statements;
}

/// Empties the table, or all where there is none of this name, as one that the migration renames. Returns what was emptied.
inline std::string empty(database& server, const std::string& table, const history_table& left_out) {
    std::string all;
    if (not rows_of(server.query("select where to_regclass($1) is not null", texts(table))).empty()) all = table;
    const bool one = not all.empty();
    for (const auto& row : rows_of(server.query(
             "select c.oid::regclass::text from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
             "where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' "
             "and not (n.nspname = $1 and c.relname = $2)", texts(left_out.schema, left_out.name)))) {
        if (not one) all += (all.empty() ? "" : ", ") + row[0];
    }
    if (not all.empty()) server.query("truncate " + all + " cascade", texts());
    return one ? table : "all tables";
}

/// What is left of `all` without those that `known` has as well; and where the history made more than its snapshots say, as a
/// trigger, without more of that sort: its name may have changed with that of its table.
[[nodiscard]] inline std::vector<catalog_difference> without_known(const std::vector<catalog_difference>& all,
                                                                   const std::vector<catalog_difference>& known) {
    const auto sort = [](const catalog_difference& of) { return std::string_view{of.thing}.substr(0, of.thing.find(' ')); };
    std::vector<catalog_difference> left;
    for (const catalog_difference& each : all) {
        const bool is_known = any_of(known, [&](const catalog_difference& other) {
            return each == other or (not each.is_wanted and not other.is_wanted and sort(each) == sort(other));
        });
        if (not is_known) left.push_back(each);
    }
    return left;
}

/// Runs a file. Where made up rows keep a statement from being run, its table is emptied, which a note says.
inline void try_file(const proof_server& place, database& server, const proof_file& file, const history_table& left_out,
                     std::vector<std::string>& notes) {
    std::vector<std::string> statements;
    for (file_statement& each : statements_of(file.script)) statements.push_back(std::move(each.sql));
    for (std::size_t tries = 0;; ++tries) {
        try {
            if (not file.outside) return place.apply(server, statements);
            for (const std::string& each : statements) place.apply_outside(server, each);
            return;
        } catch (const statement_failure& failure) {
            const std::string& code = failure.reason().sqlstate();
            const bool is_data = code.starts_with("22") or code.starts_with("23");
            const bool is_known = not file.outside and failure.index() < file.changes.size() and tries != file.changes.size();
            const change* const step = is_known ? &file.changes[failure.index()] : nullptr;
            if (not is_data or step == nullptr) {
                throw kit_error(fmt::format("Nothing was written: on a server of its own, with rows in its tables, the migration "
                                            "was refused.\n  {}{}", failure.what(),
                                            step == nullptr ? "" : "\n" + shown(statements[failure.index()])));
            }
            const std::string emptied = empty(server, qualified(step->schema, step->name), left_out);
            notes.push_back(fmt::format("Whether the migration can be run depends on the rows. Those made up were refused, and it "
                                        "was proved without any in {}: {}\n{}", emptied, failure.reason().message(),
                                        shown(statements[failure.index()])));
        }
    }
}
}  // namespace detail

/// Tries a migration on a throw-away server: the folder's history is applied, rows are put into all tables, each nullable column
/// with and without a value, the migration is applied, and the catalog is compared with that of the declared schema made from
/// nothing. Then a row is added wherever a sequence counts.
///
/// Where the data alone keeps a statement from being run, as `NULL` does in a column that becomes not null, its table is emptied,
/// and a sentence says so. What migrations by hand have made stays out of the comparison.
/// Errors: `kit_error` when the migration is refused for another reason, or leaves something else; `virga::error` when no server
/// can be started.
inline std::vector<std::string> prove(const proof_task& task, const proof_options& options) {
    std::vector<snapshot> past;
    for (const migration& each : task.history) {
        if (detail::stands(each.snapshot_file())) past.push_back(read_snapshot(each));
    }
    std::vector<const model*> known{&task.after, &task.before};
    for (const snapshot& each : past) known.push_back(&each.schema);

    std::vector<std::string> notes;
    detail::proof_server place{options}, beside{options};
    const std::unique_ptr<database> server = place.make("proof", known);
    try {
        migrate(*server, task.history, {.table = options.table, .default_schema = options.default_schema});
    } catch (const kit_error& failure) {
        throw kit_error(fmt::format("The migrations of the folder cannot be applied to a server of their own, so the new one was "
                                    "not proved. What they need can be said in config::proof_setup.\n{}", failure.what()));
    }
    const std::vector<std::string> by_hand = detail::made_by_hand(*server, known);
    const std::vector<catalog_difference> drifted =
        differences(read_catalog(*server, options.table), beside.made_from_nothing(task.before, known, by_hand));
    if (not drifted.empty()) {
        notes.push_back(fmt::format("The migrations of the folder leave something else than the newest snapshot says, which the "
                                    "proof leaves out:{}", in_words(drifted)));
    }

    detail::sampler rows{*server, options.table};
    rows.fill();
    for (std::string& note : rows.notes()) notes.push_back(std::move(note));

    for (const proof_file& each : task.files) detail::try_file(place, *server, each, options.table, notes);

    const catalog wanted = beside.made_from_nothing(task.after, known, by_hand);
    const std::vector<catalog_difference> wrong =
        detail::without_known(differences(read_catalog(*server, options.table), wanted), drifted);
    if (not wrong.empty()) {
        throw kit_error(fmt::format("Nothing was written, because of a mistake of virga's: on a server of its own the migration "
                                    "leaves something else than the declared schema. Please report it, with both snapshots; "
                                    "`generate --custom` writes a draft to be mended by hand.{}", in_words(wrong)));
    }
    if (const std::string collision = detail::sampler{*server, options.table}.insert_more(); not collision.empty()) {
        const bool is_known = detail::any_of(task.files, [](const proof_file& file) {
            return detail::any_of(file.changes, [](const change& step) { return step.leaves_numbers; });
        });
        if (not is_known) {
            throw kit_error(fmt::format("Nothing was written, because of a mistake of virga's: after the migration a sequence "
                                        "stands behind the rows that are there, which refuses {}.", collision));
        }
        notes.push_back(fmt::format("A sequence that stood before the migration is left behind the rows that are there, which "
                                    "refuses {}. Move it past them, by a statement of your own in the migration.", collision));
    }
    return notes;
}

/// What of a database is not as a schema is declared, a line each, and empty when all is. A throw-away server makes the schema from
/// nothing, to see what it is to the server's words; one of the same version as the database's says it most alike. What nobody
/// declared beside the declared tables does not count, nor do roles other than the declared ones.
/// Errors: those of `prove`.
[[nodiscard]] inline std::string compare_with_declared(database& of, const model& schema, const proof_options& options) {
    detail::proof_server place{options};
    const model declared = normalised(schema);
    const catalog wanted = place.made_from_nothing(declared, {&declared}, detail::made_by_hand(of, {&declared}));
    return in_words(faults_of(differences(read_catalog(of, options.table), wanted), wanted));
}
}  // namespace virga::kit
