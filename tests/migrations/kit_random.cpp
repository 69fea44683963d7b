// From any schema to any other: random pairs, each compared with the catalog of the second made from nothing.
#include <algorithm>
#include <cstdlib>
#include <random>

#include <virga/kit/validate.hpp>
#include <virga/kit/diff.hpp>
#include <virga/kit/postgres_database.hpp>

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

/// Columns, constraints, indexes, enum labels, policies and roles as the server describes them.
constexpr const char* catalog = R"(select coalesce(string_agg(line, E'\n' order by line), '') from (
    select attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || ' ' || coalesce(pg_get_expr(adbin, adrelid), '') || ' ' || coalesce(col_description(attrelid, attnum), '')
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum join pg_class on pg_class.oid = attrelid
        where attnum > 0 and not attisdropped and relkind = 'r' and relnamespace::regnamespace::text in ('public', 's')
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace::regnamespace::text in ('public', 's')
    union all select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid where relnamespace::regnamespace::text in ('public', 's')
    union all select enumtypid::regtype || ' ' || string_agg(enumlabel, ',' order by enumsortorder) from pg_enum group by enumtypid
    union all select schemaname || tablename || policyname || ' ' || permissive || roles::text || cmd || coalesce(qual, '') || ' check ' || coalesce(with_check, '') from pg_policies
    union all select oid::regclass || ' ' || relrowsecurity || relforcerowsecurity || relpersistence::text || coalesce(reloptions::text, '') || coalesce(obj_description(oid, 'pg_class'), '') from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('public', 's')
    union all select rolname || ' ' || rolcreatedb || rolcreaterole || rolinherit || rolcanlogin || rolbypassrls from pg_roles where rolname like 'random\_%'
    union all select 'schema ' || nspname from pg_namespace where nspname = 's') as lines (line))";

}  // namespace

TEST_CASE("any_schema_can_become_any_other") {
    const own_database db;
    virga::postgres_client watcher{db.url()};
    postgres_database server{db.url()};
    const auto apply = [&server](const model& before, const model& after) {
        std::vector<std::string> statements;
        for (const change& step : diff(before, after)) {
            statements.push_back(step.sql);
        }
        std::string all = "\n";
        for (const std::string& each : statements) all += each + "\n";
        INFO(all);
        CHECK(complaint([&] { server.apply(statements); return 0; }) == "");
    };
    const unsigned first = std::getenv("VIRGA_SEED") == nullptr ? 1 : static_cast<unsigned>(std::atoi(std::getenv("VIRGA_SEED")));
    const unsigned rounds =
        std::getenv("VIRGA_ROUNDS") == nullptr ? 40 : static_cast<unsigned>(std::atoi(std::getenv("VIRGA_ROUNDS")));
    for (unsigned seed = first; seed != first + rounds; ++seed) {
        random_schema schemas{seed};
        const model before = schemas.next(), after = schemas.next();
        INFO("seed " << seed);
        const auto moves = [](const change& step) { return step.kind == change_kind::by_hand; };
        if (std::ranges::any_of(diff(before, after), moves)) continue;  // the enum type is in another schema
        apply({}, after);
        const std::string expected = *text(watcher.execute(catalog));
        apply(after, {});
        CHECK(*text(watcher.execute(catalog)) == "");
        apply({}, before);
        apply(before, after);
        REQUIRE(*text(watcher.execute(catalog)) == expected);
        CHECK(diff(after, after).empty());
        apply(after, {});
    }
}
