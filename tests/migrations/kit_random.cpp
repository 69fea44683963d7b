// From any schema to any other and back, with rows: random pairs, compared with the catalogs of both made from nothing. And any
// schema alone, by the kit's own command line.
//
// VIRGA_SEED is the first pair, VIRGA_ROUNDS how many there are, VIRGA_SCHEMAS how many go alone. With VIRGA_SAY each refusal is
// printed.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <utility>

#include <virga/kit/catalog.hpp>
#include <virga/kit/generate.hpp>
#include <virga/kit/postgres_database.hpp>
#include <virga/kit/proof/sample_rows.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"
#include "random_schema.hpp"

using namespace virga_test;

namespace {

/// Empties every table.
constexpr const char* emptying = R"(do $$ begin execute (select
    coalesce('truncate ' || string_agg(c.oid::regclass::text, ', ') || ' cascade', 'select') from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where relkind in ('r', 'p') and nspname !~ '^pg_' and nspname <> 'information_schema'); end $$)";

std::size_t from_environment(const char* name, std::size_t usual) {
    const char* const text = std::getenv(name);
    return text == nullptr ? usual : static_cast<std::size_t>(std::atoi(text));
}

/// One database that goes from schema to schema, each time by what `generate` writes.
class traveller {
public:
    [[nodiscard]] catalog now() { return read_catalog(server_); }
    /// The catalog before anything came, to which each pair comes back.
    [[nodiscard]] const catalog& nothing() {
        if (nothing_.empty()) nothing_ = now();
        return nothing_;
    }

    /// What the kit says against it; empty when the database is as `after` then.
    std::string go(const model& before, const model& after) {
        generate_options options;
        options.name = "next";
        options.prove = [this](const proof_task& task) {
            for (const proof_file& each : task.files) run(each);
            return std::vector<std::string>{};
        };
        return complaint([&] {
            const model from = normalised(before), to = normalised(after);
            std::vector<std::string> done;
            const std::vector<std::string> renames = due_renames(from, to.renames.requests, done);
            for (const change& step : virga::kit::detail::plan_of(from, to, renames).all()) {
                if (not step.loses.empty()) options.allow_drop.push_back(step.loses);
            }
            generate(after, folder_.path(), options);
            if (not generate(after, folder_.path()).folder.empty()) throw kit_error("generate finds something to do at once");
            return 0;
        });
    }
    /// The same without a folder, for a schema that is only made to be looked at.
    void make(const model& before, const model& after) {
        std::vector<change> changes = diff(before, after);
        run({changes, to_script(changes), false});
    }
    std::vector<std::string> fill() {
        virga::kit::detail::sampler rows{server_, {}};
        rows.fill();
        return rows.notes();
    }
    std::string insert_more() { return virga::kit::detail::sampler{server_, {}}.insert_more(); }
    /// Drops roles that another database has left, which belong to the whole server.
    void forget_roles(const model& of) {
        for (const role_model& each : of.roles) {
            if (not each.existing) server_.query("drop role if exists " + quote_identifier(each.name), texts());
        }
    }
    /// Whether rows have kept nothing from being run since the last time that it was asked.
    bool kept_rows() { return not std::exchange(was_emptied_, false); }

private:
    /// Where rows keep a statement from being run that says so, the tables are emptied, and it is run.
    void run(const proof_file& file) {
        std::vector<std::string> statements;
        for (file_statement& each : statements_of(file.script)) statements.push_back(std::move(each.sql));
        for (bool again = true;; again = false) {
            try {
                server_.apply_unless("false", {.statements = statements, .outside = file.outside});
                return;
            } catch (const statement_failure& failure) {
                const std::string& state = failure.reason().sqlstate();
                const bool is_known = not file.outside and failure.index() < file.changes.size();
                const bool is_of_rows = state.starts_with("23") or state.starts_with("22");
                // A file that makes an index outside of a transaction has two statements a change, and begins anew.
                const bool is_said = file.outside ? std::ranges::any_of(file.changes, [](const change& each) {
                    return not each.caution.empty();
                }) : is_known and not file.changes[failure.index()].caution.empty();
                if (not again or not is_of_rows or not is_said) {
                    throw kit_error(std::string{"the server refuses it: "} + failure.what() + "\n" + failure.reason().detail() +
                                    "\n" + (is_known ? file.changes[failure.index()].sql : "") + "\n" + file.script);
                }
            }
            server_.query(emptying, texts());
            was_emptied_ = true;
        }
    }

    const own_database db_;
    const scratch_folder folder_;
    postgres_database server_{db_.url()};
    catalog nothing_;
    bool was_emptied_ = false;
};

/// What became of the pairs.
struct tally {
    std::size_t refused = 0, with_rows = 0, tables = 0, without_rows = 0;
};
bool says() { return std::getenv("VIRGA_SAY") != nullptr; }
bool is_same(const catalog& found, const catalog& wanted) {
    const std::string all = in_words(differences(found, wanted));
    CHECK(all == "");
    return all.empty();
}
/// Whether it went on.
bool is_done(const std::string& complaint) {
    CHECK(complaint == "");
    return complaint.empty();
}

/// There and back. Whether the database is as it was before.
bool travel(traveller& db, const model& before, const model& after, tally& all) {
    const catalog& nothing = db.nothing();
    const auto go = [&db](const model& from, const model& to) { return is_done(db.go(from, to)); };
    const auto is_refused = [&all](const std::string& why) {
        if (not why.starts_with("Nothing was written")) return false;
        ++all.refused;
        if (says()) std::cout << why << '\n';
        return true;
    };
    CHECK(diff(after, after).empty());
    if (not is_done(complaint([&] {
            db.make({}, after);
            return 0;
        })))
        return false;
    const catalog wanted = db.now();
    if (not is_done(complaint([&] {
            db.make(after, {});
            return 0;
        })) or
        not is_same(db.now(), nothing))
        return false;
    if (not go({}, before)) return false;
    const catalog begun = db.now();
    all.tables += before.tables.size();
    for (const std::string& note : db.fill()) {
        ++all.without_rows;
        if (says()) std::cout << note << '\n';
    }
    static_cast<void>(db.kept_rows());
    std::string said = db.go(before, after);
    if (is_refused(said)) return go(before, {});
    if (not is_done(said) or not is_same(db.now(), wanted)) return false;
    CHECK(db.insert_more() == "");
    said = db.go(after, before);
    if (is_refused(said)) return go(after, {});
    if (not is_done(said) or not is_same(db.now(), begun)) return false;
    CHECK(db.insert_more() == "");
    if (db.kept_rows()) ++all.with_rows;
    return go(before, {});
}
}  // namespace

TEST_CASE("any_schema_can_become_any_other_and_itself_again_with_rows") {
    const std::size_t first = from_environment("VIRGA_SEED", 1), rounds = from_environment("VIRGA_ROUNDS", 30);
    tally all;
    std::optional<traveller> db{std::in_place};
    for (std::size_t seed = first; seed != first + rounds; ++seed) {
        random_schema schemas{static_cast<unsigned>(seed)};
        const auto [before, after] = schemas.pair();
        INFO("seed " << seed);
        if (travel(*db, before, after, all)) continue;
        db.emplace();
        for (const model* each : {&before, &after}) db->forget_roles(*each);
    }
    INFO(all.refused << " pairs refused, " << all.with_rows << " with rows all the way, " << all.without_rows << " of "
                     << all.tables << " tables empty");
    if (says()) {
        std::cout << all.refused << " pairs refused, " << all.with_rows << " with rows all the way, " << all.without_rows << " of "
                  << all.tables << " tables empty\n";
    }
    CHECK(all.refused <= rounds / 4);
    CHECK(all.with_rows >= rounds / 4);
    CHECK(all.without_rows <= all.tables / 4);
}

TEST_CASE("any_schema_is_made_as_it_is_declared_and_then_there_is_nothing_to_do") {
    const std::size_t first = from_environment("VIRGA_SEED", 1), rounds = from_environment("VIRGA_SCHEMAS", 3);
    const config settings{.env_files = {}};
    for (std::size_t seed = first; seed != first + rounds; ++seed) {
        INFO("seed " << seed);
        const model schema = random_schema{static_cast<unsigned>(seed)}.next();
        const scratch_folder folder;
        const own_database db;
        const auto goes_well = [&](const names& words) {
            const outcome of = run_kit(schema, folder, db, words, settings);
            INFO(of.errors);
            CHECK(of.code == 0);
        };
        goes_well({"generate", "--name", "first"});
        goes_well({"migrate"});
        goes_well({"check", "--database"});
        const std::vector<std::string> written = entries(folder.path());
        CHECK(not written.empty());
        goes_well({"generate"});
        CHECK(entries(folder.path()) == written);
        // Roles belong to the whole server, and the next schema may have them too.
        postgres_database server{db.url()};
        std::vector<std::string> statements;
        for (const change& step : diff(schema, normalised(model{}))) statements.push_back(step.sql);
        server.apply(statements);
    }
}
