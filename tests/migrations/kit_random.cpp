// From any schema to any other and back, with rows: random pairs, compared with the catalogs of both made from nothing.
#include <algorithm>
#include <cstdlib>
#include <random>

#include <virga/kit/catalog.hpp>
#include <virga/kit/diff.hpp>
#include <virga/kit/postgres_database.hpp>
#include <virga/kit/proof/sample_rows.hpp>
#include <virga/kit/validate.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"

using namespace virga_test;

namespace {

/// Schemas over few names, so that a pair shares and swaps many of them.
class random_schema {
public:
    explicit random_schema(unsigned seed) : random_(seed) {}

    model next() {
        while (true) {
            model made = attempt();
            if (complaint([&] { validate(made); return 0; }).empty()) return made;
        }
    }

private:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random_); }
    bool often() { return below(3) != 0; }
    template <class Item>
    const Item& one_of(const std::vector<Item>& all) { return all[below(all.size())]; }

    names some(const std::vector<column_model>& columns) {
        names chosen;
        for (std::size_t count = 1 + below(2); count != 0; --count) {
            const std::string& name = one_of(columns).name;
            if (std::ranges::find(chosen, name) == chosen.end()) chosen.push_back(name);
        }
        return chosen;
    }

    model attempt() {
        model made;
        if (often()) made.schemas = {"s"};
        const std::string schema = made.schemas.empty() ? "" : "s";
        if (often()) made.enums.push_back({schema, "e", {"x", "y"}});
        made.roles = {existing_role("pg_monitor")};
        for (const char* name : {"random_r", "random_s"}) {
            if (often()) made.roles.push_back({name, below(2) == 0, below(2) == 0, below(2) == 0, below(2) == 0, below(2) == 0});
        }
        for (const char* name : {"t", "u", "v", "w"}) {
            if (not often()) continue;
            std::vector<column_model> columns;
            for (const char* each : {"a", "b", "c", "d"}) {
                if (often())
                    columns.push_back({each, "integer", below(2) == 0,
                                       often() ? std::optional<std::string>{} : std::to_string(below(2)), identity_model::none});
                if (not columns.empty() and below(6) == 0) columns.back().comment = one_of(names{"one", "another"});
            }
            if (columns.empty()) continue;
            if (below(3) == 0) {
                columns.push_back(required("i", "bigint"));
                columns.back().identity = below(2) == 0 ? identity_model::always : identity_model::by_default;
                if (below(3) == 0) columns.back().sequence.emplace().increment = std::to_string(1 + below(3));
            }
            if (not made.enums.empty() and often())
                columns.push_back(column("e", qualified(made.enums[0].schema, "e"), often() ? "'x'" : "'y'"));
            table_model table{below(2) == 0 ? schema : "", name, columns, {}, {}, {}, {}, {}};
            table.unlogged = below(3) == 0;
            if (below(4) == 0) table.comment = one_of(names{"a table", "it's"});
            if (below(4) == 0) table.storage = {below(2) == 0 ? "fillfactor=70" : "autovacuum_enabled=false"};
            if (often()) table.primary_key = key_model{table.name + "_pkey", some(columns)};
            for (std::size_t count = below(3); count != 0; --count)
                table.uniques.push_back({"k" + std::to_string(below(4)), some(columns), below(3) == 0, rarely_put_off()});
            for (std::size_t count = below(2); count != 0; --count) table.exclusions.push_back(some_exclusion(columns));
            for (std::size_t count = below(3); count != 0; --count) {
                index_model index{"k" + std::to_string(below(4)),
                                  below(2) == 0,
                                  "btree",
                                  {},
                                  below(2) == 0 ? "\"" + one_of(columns).name + "\" is not null" : ""};
                for (const std::string& each : some(columns)) index.parts.push_back({each, false, below(2) == 0, ""});
                if (below(4) == 0) index.include = some(columns);
                if (below(4) == 0) index.storage = {below(2) == 0 ? "fillfactor=70" : "fillfactor=80"};
                if (below(4) == 0) index.storage.push_back("deduplicate_items=false");
                table.indexes.push_back(index);
            }
            if (often()) table.checks.push_back({"c" + std::to_string(below(3)), "\"" + one_of(columns).name + "\" is not null",
                                                       below(4) == 0});
            made.tables.push_back(table);
        }
        for (table_model& table : made.tables) {
            for (std::size_t count = below(3); count != 0; --count) {
                const table_model& target = one_of(made.tables);
                std::vector<names> keys;
                if (target.primary_key) keys.push_back(target.primary_key->columns);
                for (const key_model& key : target.uniques) {
                    if (key.checked == checked_model::at_once) keys.push_back(key.columns);
                }
                for (const index_model& index : target.indexes) {
                    if (not key_columns(index).empty()) keys.push_back(key_columns(index));
                }
                if (keys.empty() or (target.unlogged and not table.unlogged)) continue;
                const names& key = one_of(keys);
                const names own = some(table.columns);
                if (std::ranges::count(own, "e") != std::ranges::count(key, "e")) continue;
                if (own.size() == key.size() and (own.size() == 1 or std::ranges::count(key, "e") == 0)) {
                    table.foreign_keys.push_back(
                        {"f" + std::to_string(below(4)), own, target.schema, target.name, key, often() ? "" : "cascade", "",
                         static_cast<checked_model>(below(3)), below(4) == 0, below(4) == 0});
                }
            }
        }
        for (table_model& table : made.tables) {
            for (std::size_t count = below(3); count != 0; --count) table.policies.push_back(some_policy(table, made));
            table.row_security = not table.policies.empty() or below(4) == 0;
            table.forced_row_security = below(4) == 0;
        }
        std::ranges::shuffle(made.tables, random_);
        return made;
    }

    checked_model rarely_put_off() { return below(4) == 0 ? static_cast<checked_model>(below(3)) : checked_model::at_once; }
    exclusion_model some_exclusion(const std::vector<column_model>& columns) {
        exclusion_model made{"k" + std::to_string(below(4)), below(2) == 0 ? "btree" : "hash", {}};
        made.parts.push_back({one_of(columns).name, false, false, ""});
        made.parts[0].compared_by = "=";
        if (below(2) == 0) made.where = "\"" + one_of(columns).name + "\" is not null";
        made.checked = rarely_put_off();
        return made;
    }

    /// A policy with a condition over the table's own columns or those of another, and for some roles.
    policy_model some_policy(const table_model& table, const model& all) {
        const auto condition = [&]() -> std::string {
            const std::string own = "\"" + table.name + "\".\"" + one_of(table.columns).name + "\" is not null";
            if (below(2) == 0) return own;
            const table_model& other = one_of(all.tables);
            return "exists (select from " + qualified(other.schema, other.name) + " \"o\" where \"o\".\"" +
                   one_of(other.columns).name + "\" is null) or " + own;
        };
        const std::string command = one_of(names{"all", "select", "insert", "update", "delete"});
        policy_model made{"p" + std::to_string(below(3)), below(2) == 0, command, {}, {}, {}};
        for (const role_model& role : all.roles) {
            if (below(3) == 0) made.roles.push_back(role.name);
        }
        if (command != "insert" and often()) made.read_condition = condition();
        if (command != "select" and command != "delete" and often()) made.write_condition = condition();
        return made;
    }

    std::mt19937 random_;
};

/// Empties every table.
constexpr const char* emptying = R"(do $$ begin execute (select
    coalesce('truncate ' || string_agg(oid::regclass::text, ', ') || ' cascade', 'select') from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('public', 's')); end $$)";

std::size_t from_environment(const char* name, std::size_t usual) {
    const char* const text = std::getenv(name);
    return text == nullptr ? usual : static_cast<std::size_t>(std::atoi(text));
}

/// One database that goes from schema to schema.
class traveller {
public:
    [[nodiscard]] catalog now() { return read_catalog(server_); }
    /// False where rows keep a statement from being run that says so; the tables are emptied then, and it is run.
    bool go(const model& before, const model& after) {
        const std::vector<change> changes = diff(before, after);
        std::vector<std::string> statements;
        for (const change& step : changes) statements.push_back(step.sql);
        INFO(sql_of(changes));
        try {
            server_.apply(statements);
            return true;
        } catch (const statement_failure& failure) {
            INFO(failure.what());
            REQUIRE(failure.reason().sqlstate().starts_with("23"));
            REQUIRE(failure.index() < changes.size());
            CHECK(changes[failure.index()].caution != "");
        }
        server_.query(emptying, texts());
        CHECK(complaint([&] { server_.apply(statements); return 0; }) == "");
        return false;
    }
    std::vector<std::string> fill() {
        detail::sampler rows{server_, {}};
        rows.fill();
        return rows.notes();
    }
    std::string insert_more() { return detail::sampler{server_, {}}.insert_more(); }

private:
    const own_database db_;
    postgres_database server_{db_.url()};
};

bool is_refused(const change& step) { return not step.refusal.empty(); }
}  // namespace

TEST_CASE("any_schema_can_become_any_other_and_itself_again_with_rows") {
    traveller db;
    const catalog nothing = db.now();
    const std::size_t first = from_environment("VIRGA_SEED", 1), rounds = from_environment("VIRGA_ROUNDS", 120);
    std::size_t refused = 0, with_rows = 0, tables = 0, without_rows = 0;
    for (std::size_t seed = first; seed != first + rounds; ++seed) {
        random_schema schemas{static_cast<unsigned>(seed)};
        const model before = schemas.next(), after = schemas.next();
        INFO("seed " << seed);
        CHECK(diff(after, after).empty());
        if (std::ranges::any_of(diff(before, after), is_refused) or std::ranges::any_of(diff(after, before), is_refused)) {
            ++refused;  // the enum type is in another schema
            continue;
        }
        db.go({}, after);
        const catalog wanted = db.now();
        db.go(after, {});
        REQUIRE(in_words(differences(db.now(), nothing)) == "");
        db.go({}, before);
        const catalog begun = db.now();
        tables += before.tables.size();
        without_rows += db.fill().size();
        const bool there = db.go(before, after);
        REQUIRE(in_words(differences(db.now(), wanted)) == "");
        CHECK(db.insert_more() == "");
        const bool back = db.go(after, before);
        REQUIRE(in_words(differences(db.now(), begun)) == "");
        CHECK(db.insert_more() == "");
        if (there and back) ++with_rows;
        db.go(before, {});
    }
    INFO(refused << " pairs refused, " << with_rows << " with rows all the way, " << without_rows << " of " << tables
                 << " tables empty");
    CHECK(refused <= rounds / 4);
    CHECK(with_rows >= rounds / 4);
    CHECK(without_rows <= tables / 4);
}
