// A folder a change, in tests/migrations/changes: what the kit writes, run with rows, and compared with the schema made anew.
//
//   before.json, after.json   snapshots
//   rows.sql                  what is in the tables before
//   options                   words of the command line, one a line
//   declared                  what a declaration says of the rows besides, and no snapshot has: `using t.a "a"::integer`,
//                             `backfill t.a 0`, `removed_label mood b a`, one a line
//   expected.sql              what is written; or refused.txt, the sentence with which nothing is
//   cautions.txt              what is said besides
//   fails.txt                 what the server says, where the rows keep the change from being made
//   after.sql                 what the app does next
//
// VIRGA_CHANGES names what to run, as a part of the folder's name. With VIRGA_UPDATE what the kit writes and says is kept, to be
// read before it is committed.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <virga/kit/apply.hpp>
#include <virga/kit/catalog.hpp>
#include <virga/kit/folder.hpp>
#include <virga/kit/generate.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;
using namespace std::chrono;

namespace {
const std::filesystem::path changes = VIRGA_CHANGES_FOLDER;

std::string text_of(const std::filesystem::path& file) { return std::filesystem::exists(file) ? read_file(file) : std::string{}; }

std::vector<std::string> folders() {
    const char* const part = std::getenv("VIRGA_CHANGES");
    std::vector<std::string> all = entries(changes);
    std::erase_if(all, [part](const std::string& name) {
        return name == "README.md" or (part != nullptr and name.find(part) == name.npos);
    });
    return all;
}

model schema_of(const std::filesystem::path& file) { return parse_snapshot(read_file(file), file.string()).schema; }

generate_options options_of(const std::string& text) {
    generate_options options;
    options.now = sys_days{2026y / January / 2};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        const std::string line = text.substr(at, end - at);
        const std::size_t blank = line.find(' ');
        const std::string word = line.substr(0, blank), value = line.substr(blank + 1);
        if (word == "--rename") options.rename.push_back(value);
        else if (word == "--allow-drop") options.allow_drop.push_back(value);
        else FAIL("an option of none of these changes: " << line);
        at = end + 1;
    }
    return options;
}

/// What a declaration says for one migration alone.
void declare(model& schema, const std::string& text) {
    const auto named = [](auto& all, const std::string& name) -> auto& {
        for (auto& each : all) {
            if (each.name == name) return each;
        }
        throw std::runtime_error{"nothing is called " + name};
    };
    for (std::istringstream lines{text}; lines;) {
        std::string word, name, value;
        lines >> word >> name >> std::ws;
        std::getline(lines, value);
        const std::size_t point = name.find('.');
        if (word == "removed_label") {
            const std::size_t blank = value.find(' ');
            named(schema.enums, name).removed.push_back({value.substr(0, blank), value.substr(blank + 1)});
        } else if (word == "using" or word == "backfill") {
            column_model& of = named(named(schema.tables, name.substr(0, point)).columns, name.substr(point + 1));
            (word == "using" ? of.conversion.type : of.conversion.backfill) = value;
        } else if (not word.empty()) {
            FAIL("nothing that a declaration says: " << word);
        }
    }
}

/// A database in which change after change is made: its URL, a session by hand, and one that reads the catalog.
struct place {
    const own_database db;
    virga::postgres_client hand{db.url()};
    catalog_reader catalogs{db};
};

/// Makes a database as new, its roles too, which belong to the whole server. Making another takes longer than a change.
void clear(place& at, const std::vector<const model*>& of) {
    at.hand.execute("discard all");
    at.hand.execute(R"(set client_min_messages to warning; do $$ begin execute (select
        string_agg('drop schema ' || quote_ident(nspname) || ' cascade', '; ') from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'); end $$;
        create schema public; grant usage on schema public to public)");
    for (const model* each : of) {
        for (const role_model& role : each->roles) at.hand.execute("drop role if exists " + quote_identifier(role.name));
    }
}

void hold(const std::filesystem::path& file, const std::string& text) {
    if (std::getenv("VIRGA_UPDATE") != nullptr) {
        if (text.empty()) std::filesystem::remove(file);
        else write_text(file, text);
    }
    CHECK(text_of(file) == text);
}

/// Makes a schema of nothing, as the first migration of a folder.
void make(const place& at, const model& schema, const scratch_folder& to) {
    generate(schema, to.path(), {.now = sys_days{2026y / January / 1}});
    postgres_database server{at.db.url()};
    migrate(server, read_folder(to.path()));
}

void run(place& at, const std::filesystem::path& from) {
    const model before = schema_of(from / "before.json");
    model after = schema_of(from / "after.json");
    clear(at, {});
    make(at, after, scratch_folder{});
    const catalog wanted = at.catalogs.now();
    declare(after, text_of(from / "declared"));
    clear(at, {&before, &after});
    const scratch_folder to;
    make(at, before, to);
    const std::string rows = text_of(from / "rows.sql");
    if (not rows.empty()) at.hand.execute(rows);

    const names files = entries(to.path());
    generated made;
    const std::string refusal = complaint([&] { return made = generate(after, to.path(), options_of(text_of(from / "options"))); });
    hold(from / "refused.txt", refusal.empty() ? "" : refusal + "\n");
    std::string written;
    for (const std::filesystem::path& each : made.folders) {
        if (not written.empty()) written += "\n-- and then, in a file of its own\n\n";
        written += read_file(each / "migration.sql");
    }
    hold(from / "expected.sql", written);
    std::string cautions;
    for (const std::string& each : made.cautions) cautions += each + "\n";
    hold(from / "cautions.txt", cautions);
    if (not refusal.empty()) {
        CHECK(entries(to.path()) == files);
        return;
    }
    const catalog untouched = at.catalogs.now();
    postgres_database server{at.db.url()};
    const std::string failure = complaint([&] { return migrate(server, read_folder(to.path())); });
    const std::string fails = text_of(from / "fails.txt");
    if (not fails.empty()) {
        CHECK(not cautions.empty());
        CHECK(failure.find(fails.substr(0, fails.size() - 1)) != failure.npos);
        CHECK(in_words(differences(at.catalogs.now(), untouched)) == "");
        return;
    }
    CHECK(failure == "");
    CHECK(in_words(differences(at.catalogs.now(), wanted)) == "");
    const std::string next = text_of(from / "after.sql");
    at.hand.execute("discard all");  // what the rows left in the session
    if (not next.empty()) CHECK(complaint([&] { at.hand.execute(next); return 0; }) == "");
}
}  // namespace

TEST_CASE("every_change_is_made_or_refused_with_a_sentence") {
    const names all = folders();
    REQUIRE_FALSE(all.empty());
    place at;
    for (const std::string& name : all) {
        INFO(name);
        run(at, changes / name);
        const model before = schema_of(changes / name / "before.json"), after = schema_of(changes / name / "after.json");
        clear(at, {&before, &after});
    }
}

TEST_CASE("every_number_has_a_folder_and_every_folder_a_number") {
    const std::string list = read_file(changes / "README.md");
    std::string found, wanted;
    for (int number = 1; number != 85; ++number) {
        INFO(number);
        const std::size_t row = list.find("\n| " + std::to_string(number) + " | ");
        REQUIRE(row != list.npos);
        const std::string line = list.substr(row + 1, list.find('\n', row + 1) - row);
        const std::string two_digits = (number < 10 ? "0" : "") + std::to_string(number);
        CHECK(holds(line, "](" + two_digits + "_"));
    }
    for (std::size_t at = list.find("]("); at != list.npos; at = list.find("](", at + 1)) {
        const std::string name = list.substr(at + 2, list.find(')', at) - at - 2);
        if (not name.starts_with("..")) found += name + "\n";
    }
    for (const std::string& name : entries(changes)) {
        if (name != "README.md") wanted += name + "\n";
    }
    CHECK(found == wanted);  // in this order, each once
}

TEST_CASE("the_catalog_says_what_pg_dump_says") {
    // One statement each; the dump and the catalog both change, or neither does.
    const names statements = {
        "comment on table t is 'x'",
        "comment on column t.a is 'x'",
        "comment on function f(integer) is 'x'",
        "comment on constraint t_check on t is 'x'",
        "alter table t alter a set default 'y'",
        "alter table t alter a set not null",
        "alter table t alter a type varchar(11)",
        "alter table t alter a type varchar(10) collate \"C\"",
        "alter table t alter a set storage external",
        "alter table t alter a set statistics 7",
        "alter table t alter a set (n_distinct = 5)",
        "alter table t add unique nulls not distinct (a)",
        "alter table t rename constraint t_check to other",
        "alter table t drop constraint other",
        "alter table t set unlogged",
        "alter table t set (fillfactor = 70)",
        "alter table t replica identity full",
        "alter table t enable row level security",
        "alter table t force row level security",
        "alter table t cluster on t_pkey",
        "alter policy p on t using (false)",
        "alter policy p on t to pg_monitor",
        "alter table t disable trigger tr",
        "create trigger other after delete on t execute function tf()",
        "create or replace function f(integer) returns integer language sql as 'select 2'",
        "create procedure pr() language sql as ''",
        "create aggregate ag(integer) (sfunc = int4pl, stype = int)",
        "create or replace view v as select id from t where id > 1",
        "alter view v set (security_barrier = true)",
        "create materialized view m as select id from t",
        "create rule r as on insert to v do instead nothing",
        "alter type e add value 'c' before 'b'",
        "alter type e rename value 'b' to 'd'",
        "alter domain d set default 'y'",
        "alter domain d drop constraint d_check",
        "alter type pair add attribute c integer",
        "create type span as range (subtype = float8)",
        "alter sequence s increment by 2",
        "alter sequence s owned by t.id",
        "alter table t alter id set cycle",
        "alter table t alter id set generated by default",
        "grant select on t to pg_monitor",
        "grant update (a) on t to pg_monitor with grant option",
        "revoke execute on function f(integer) from public",
        "alter default privileges grant select on tables to pg_monitor",
        "create index on t (lower(a)) include (id) where id > 1",
        "create statistics st on id, a from t",
        "create schema other",
        "create extension hstore",
        "create table c () inherits (t)",
        "create table part_2 partition of part for values from (10) to (20)",
        "alter table part detach partition part_1",
        "create collation k from \"C\"",
        "create text search configuration ts (copy = english)",
        "create publication pub for table part",
        "create operator === (function = int4eq, leftarg = int4, rightarg = int4)",
        "create cast (e as integer) with inout",
    };
    const std::string base = R"(create type e as enum ('a', 'b'); create domain d as text check (value <> '');
create type pair as (a integer, b text); create sequence s;
create table t (id bigint generated always as identity primary key, a varchar(10), b d, c e, constraint t_check check (a <> ''));
create view v as select id from t; create policy p on t using (true);
create function f(integer) returns integer language sql as 'select 1';
create function tf() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on t for each row execute function tf();
create table part (a integer) partition by range (a); create table part_1 partition of part for values from (1) to (10);)";
    const own_database plain;
    plain.execute(base);
    const own_database db;
    db.execute(base);
    catalog_reader catalogs{db};
    catalog former = catalog_reader{plain}.now();
    CHECK(in_words(differences(catalogs.now(), former)) == "");
    std::string dumped_last = catalog_of(plain);
    for (const std::string& statement : statements) {  // one after the other, so that a database is enough
        INFO(statement);
        db.execute(statement);
        catalog now = catalogs.now();
        std::string dumped_now = catalog_of(db);
        CHECK(dumped_now != dumped_last);
        CHECK(in_words(differences(now, former)) != "");
        former = std::move(now);
        dumped_last = std::move(dumped_now);
    }
    CHECK(read_catalog(*postgres_database{with_parameter(db.url(), "options", "-csearch_path%3Dother")}.beside()) == former);
}
