// Each file begins in a session as new, and what it leaves there reaches neither its record nor the next one.
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <virga/kit/apply.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "../unit/kit_leaks.hpp"
#include "kit_server.hpp"

using namespace virga_test;

namespace {

/// A role of the server that may do nothing, gone at the end.
class own_role {
public:
    own_role() { virga::postgres_client{server().url()}.execute("create role " + name); }
    own_role(const own_role&) = delete;
    own_role& operator=(const own_role&) = delete;
    ~own_role() {
        try {
            virga::postgres_client{server().url()}.execute("drop role " + name);
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }
    const std::string name = "kit_nobody_" + std::to_string(::getpid());
};

/// What two files make of a database in one run.
std::string made(const leak& of) {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", of.first + ";");
    add_migration(folder, "20260101000001_second", of.second + ";");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    if (ran.code != 0) return ran.errors;
    CHECK(db.ask("select string_agg(name, ' ' order by id) from drizzle.__drizzle_migrations") ==
          "20260101000000_first 20260101000001_second");
    return of.question.empty() ? "(no error)" : db.ask(of.question);
}
}  // namespace

TEST_CASE("what_a_file_leaves_in_its_session_does_not_reach_the_next") {
    const own_role nobody;
    for (const leak& each : leaks(nobody.name, true)) {
        INFO(each.first << "\n" << each.second);
        const std::string found = made(each);
        if (each.refused.empty()) CHECK(found == each.shown);
        else CHECK(holds(found, each.refused));
    }
}

TEST_CASE("a_file_finds_every_setting_as_in_a_new_session") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_new", settings_as("first_file"));
    add_migration(folder, "20260101000001_change", std::string{change_every_setting} + ";" + settings_as("public.changed"));
    add_migration(folder, "20260101000002_next", settings_as("next_file"));
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    add_migration(folder, "20260101000003_later", settings_as("later_file"));
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask(difference("first_file", "next_file")) == "null");
    CHECK(db.ask(difference("first_file", "later_file")) == "null");  // one run or more
    CHECK(std::stoi(db.ask(count_of_changed("first_file", "changed"))) > 100);
}

TEST_CASE("a_file_is_recorded_by_who_applies_it_whatever_it_has_set") {
    const own_role nobody;
    const history_table odd{"caf\xC3\xA9", "it's"};
    for (const std::string& set : std::vector<std::string>{
             "set role " + nobody.name, "set local role " + nobody.name, "set session authorization " + nobody.name,
             "set local session authorization " + nobody.name,
             "set session authorization " + nobody.name + "; set role " + nobody.name, "set search_path to ''",
             "set client_encoding to 'LATIN1'", "set standard_conforming_strings to off", "set default_transaction_read_only to on",
             "set session_replication_role to replica", change_every_setting}) {
        INFO(set);
        const own_database db;
        const scratch_folder folder;
        add_migration(folder, "20260101000000_x", "create table public.a (x int);\n--> statement-breakpoint\n" + set + ";");
        postgres_database server{db.url()};
        CHECK(migrate(server, read_folder(folder.path()), {.table = odd}) == 1);
        CHECK(migrate(server, read_folder(folder.path()), {.table = odd}) == 0);
        CHECK(db.ask("select to_regclass('public.a')") == "a");
        postgres_database other{db.url()};
        CHECK(read_history(other, odd).records.at(0).name == "20260101000000_x");
    }
}

TEST_CASE("what_a_file_puts_off_to_its_commit_is_done_with_what_it_has_set") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x", puts_off);
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select n from app.counted") == "2");
    add_migration(folder, "20260101000001_y", "insert into app.a values (3);");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(holds(ran.errors, "20260101000001_y/migration.sql, its commit: relation \"counted\" does not exist"));
    CHECK(db.ask("select count(*) from app.a") == "2");
}

TEST_CASE("a_file_that_makes_its_transaction_read_only_is_not_recorded_and_says_why") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x", "create table a (x int); set transaction read only;");
    CHECK(holds(run_kit({}, folder, db, {"migrate"}).errors, ", its record: cannot execute INSERT in a read-only transaction"));
    CHECK(db.ask("select to_regclass('a')") == "null");
}

TEST_CASE("what_a_file_sets_for_the_database_holds_in_the_next") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x",
                  "do $$ begin execute format('alter database %I set app.level to %L', current_database(), 'high'); end $$;");
    add_migration(folder, "20260101000001_y", "create table seen as select current_setting('app.level', true) as x;");
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select x from seen") == "high");
}

TEST_CASE("a_file_begins_alike_whatever_database_and_role_say") {
    const own_database db;
    const scratch_folder folder;
    db.execute(
        "do $$ begin execute format('alter database %I set default_transaction_isolation to serializable', current_database());\n"
        "execute format('alter database %I set timezone to %L', current_database(), 'America/New_York');\n"
        "execute format('alter database %I set standard_conforming_strings to off', current_database()); end $$");
    add_migration(
        folder, "20260101000000_x",
        "create table seen as select current_setting('transaction_isolation') || ' ' || current_setting('timezone') || ' ' || "
        "timestamptz '2026-01-01 12:00' || '\\' as x;");
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select x from seen") == "read committed UTC 2026-01-01 12:00:00+00\\");
}

TEST_CASE("a_default_schema_is_where_each_file_begins_and_statements_are_still_counted_from_one") {
    const own_database db;
    const scratch_folder folder;
    db.execute("create schema tenant");
    config settings;
    settings.default_schema = "tenant";
    add_migration(folder, "20260101000000_x", "create table a (x int); set search_path to public;");
    add_migration(folder, "20260101000001_y", "create table b (x int);");
    CHECK(run_kit({}, folder, db, {"migrate"}, settings).errors == "");
    CHECK(db.ask("select string_agg(relnamespace::regnamespace || '.' || relname, ' ' order by relname) from pg_class where "
                 "relname in ('a', 'b')") == "tenant.a tenant.b");
    add_migration(folder, "20260101000002_z",
                  "set standard_conforming_strings = off;\n--> statement-breakpoint\nselect 'a\\''; cOmMiT; select '\\'';\n--> "
                  "statement-breakpoint\n"
                  "create table c (x int);");
    CHECK(holds(run_kit({}, folder, db, {"migrate"}, settings).errors, "Statement 2 or one before it ends the transaction"));
}

namespace {

/// Ends the session that holds the lock of migrators, as a server does that is restarted, and waits until it has ended.
void lose_lock(const own_database& db) {
    CHECK(db.ask("select string_agg(pg_terminate_backend(pid, 60000)::text, ' ') from pg_locks where locktype = 'advisory' and "
                 "objsubid = 1 and database = (select oid from pg_database where datname = current_database())") == "true");
}
}  // namespace

TEST_CASE("a_migrator_whose_lock_is_lost_still_applies_each_file_once") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_slow", "create table a (x int); select pg_advisory_xact_lock(0, 0);");
    add_migration(folder, "20260101000001_next", "create table b (x int);");
    outcome first;
    std::jthread migrator;
    virga::postgres_client gate{db.url()};  // the slow file waits for it, until the second migrator waits for that file
    gate.execute("select pg_advisory_lock(0, 0)");
    migrator = std::jthread{[&] { first = run_kit({}, folder, db, {"migrate"}); }};
    const std::string is_slow = "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = "
                                "(select oid from pg_database where datname = current_database())";
    for (int i = 0; i != 3000 and db.ask(is_slow) == "0"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{20});
    lose_lock(db);  // as of a migrator that was killed; its file is still run
    postgres_database second{db.url()};
    std::string waited_for;
    migrate(second, read_folder(folder.path()), {.waiting = [&](const std::string& sentence) {
                waited_for = sentence;
                gate.execute("select pg_advisory_unlock(0, 0)");
            }});
    migrator.join();
    INFO(first.out + first.errors);
    CHECK(holds(waited_for, ", virga migrate) works on this database; waiting for it."));
    CHECK(first.code == 0);
    CHECK(db.ask("select count(*) || ' ' || count(distinct name) from drizzle.__drizzle_migrations") == "2 2");
}

TEST_CASE("a_migrator_whose_lock_is_lost_looks_anew_when_another_is_faster") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", "create table a (x int);");
    add_migration(folder, "20260101000001_next", "create table b (x int);");
    outcome second;
    postgres_database first{db.url()};
    const auto is_overtaken = [&](const migration&, std::chrono::milliseconds) {
        lose_lock(db);
        second = run_kit({}, folder, db, {"migrate"});
    };
    CHECK(migrate(first, read_folder(folder.path()), {.applied = is_overtaken}) == 1);
    CHECK(holds(second.out, "Applied 20260101000001_next"));
    CHECK(db.ask("select string_agg(name, ' ' order by id) from drizzle.__drizzle_migrations") ==
          "20260101000000_first 20260101000001_next");
    CHECK(first.try_lock(lock_key({})));  // it let go of the lock that it took anew
}

TEST_CASE("a_migrator_that_waits_for_the_lock_that_it_lost_says_what_it_has_applied") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", "create table a (x int);");
    add_migration(folder, "20260101000001_next", "create table b (x int);");
    postgres_database first{db.url()}, other{db.url()};
    const auto is_overtaken = [&](const migration&, std::chrono::milliseconds) {
        lose_lock(db);
        CHECK(migrate(other, read_folder(folder.path())) == 1);
        CHECK(other.try_lock(lock_key({})));
    };
    const migrate_options options{.lock_timeout = std::chrono::milliseconds{200}, .applied = is_overtaken};
    const std::string said = complaint([&] { return migrate(first, read_folder(folder.path()), options); });
    CHECK(holds(said, "still works on this database after 200 ms of waiting. Nothing else was applied. Wait for it to end, or wait "
                      "longer with --lock-timeout.\nApplied before it, and kept:\n  20260101000000_first"));
}

TEST_CASE("a_file_outside_of_a_transaction_that_fails_is_told_of_though_the_lock_is_lost") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_rows", "create table a (x int); insert into a values (1), (1);");
    add_migration(folder, "20260101000001_index", std::string{outside_mark} + "\ncreate unique index concurrently a_x on a (x);");
    postgres_database server{db.url()};
    const auto is_lost = [&](const migration&, std::chrono::milliseconds) { lose_lock(db); };
    const std::string said = complaint([&] { return migrate(server, read_folder(folder.path()), {.applied = is_lost}); });
    CHECK(holds(said, "could not create unique index \"a_x\""));
    CHECK(holds(said, "The index public.a_x is left invalid"));
}

TEST_CASE("a_file_is_not_applied_where_its_tables_would_be_temporary_ones") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", "create table made (id integer primary key);");
    const auto is_refused = [&](const std::string& schema, const config& settings) {
        const outcome ran = run_kit({}, folder, db, {"migrate"}, settings);
        CHECK(ran.code == 1);
        INFO(ran.errors);
        CHECK(holds(ran.errors, "the schema \"" + schema + "\" is not there, or the role may not use it"));
        CHECK(holds(ran.errors, "create schema \"" + schema + "\""));
        CHECK(db.ask("select count(*) from pg_class where relname in ('made', '__drizzle_migrations')") == "0");
    };
    db.execute("drop schema public cascade");
    is_refused("public", {});
    config tenant;
    tenant.default_schema = "tenant";
    is_refused("tenant", tenant);
    db.execute("create schema public");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select relnamespace::regnamespace from pg_class where relname = 'made'") == "public");
    // A file may make the schema itself.
    db.execute("drop schema public cascade; drop schema drizzle cascade");
    add_migration(folder, "20250101000000_schema", "create schema public;");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select relnamespace::regnamespace from pg_class where relname = 'made'") == "public");
}

TEST_CASE("two_apps_make_the_schema_of_their_tables_of_migrations_at_once") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", "create table made (id integer primary key);");
    virga::postgres_client other{db.url()};
    auto makes = other.begin();
    makes.execute("create schema drizzle; create table drizzle.others ()");
    outcome ran;
    std::thread migrator{[&] { ran = run_kit({}, folder, db, {"migrate"}); }};
    for (int i = 0; i != 2000 and db.ask("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like "
                                         "'%create schema%' and datname = current_database()") == "0"; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    makes.commit();
    migrator.join();
    CHECK(ran.errors == "");
    CHECK(ran.code == 0);
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "1");
}

TEST_CASE("a_table_of_migrations_without_columns_is_told_of") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", "create table made (id integer primary key);");
    db.execute("create schema drizzle; create table drizzle.__drizzle_migrations ()");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "is there and has no columns, so that it is no table of migrations"));
}
