// Migrations over HTTP: a file is a batch, and migrators at the same time do not get in each other's way.
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <virga/kit/apply.hpp>
#include <virga/kit/neon_http_database.hpp>

#include "../catch.hpp"
#include "../kit_main.hpp"
#include "../unit/kit_leaks.hpp"
#include "../unit/kit_scratch.hpp"
#include "answers.hpp"
#include "place.hpp"

using namespace virga_test;
using virga::kit::kit_error;
using virga::kit::migrate;
using virga::kit::neon_http_database;
using virga::kit::read_folder;

namespace {
struct project {
    neon_database server;
    scratch_folder folder;
    neon_http_database db{server.url(), at()};
    virga::neon_http_client sql{server.url(), at()};

    void add(const std::string& name, const std::string& text) { write_text(folder.path() / name / "migration.sql", text); }
    std::size_t run() { return migrate(db, read_folder(folder.path())); }
    std::string failure() {
        const auto problem = thrown<kit_error>([&] { run(); });
        return problem ? problem->what() : "(none)";
    }
    std::string ask(const std::string& question) { return text(sql.execute(question)).value_or("null"); }
};
}  // namespace

TEST_CASE("a_folder_is_applied_over_http_once") {
    project p;
    p.add("20260101000000_one", "create table a (x int); insert into a values (1); -- ;\n--> statement-breakpoint\n"
                                "create function f() returns text language plpgsql as $$ begin return ';'; end; $$;");
    p.add("20260101000001_two", "alter table a add column y text;");
    CHECK(p.run() == 2);
    CHECK(p.run() == 0);
    CHECK(p.ask("select x || f() from a") == "1;");
    CHECK(p.ask("select count(*) from drizzle.__drizzle_migrations") == "2");
    CHECK(p.ask("select string_agg(name, ' ' order by id) from drizzle.__drizzle_migrations") ==
          "20260101000000_one 20260101000001_two");
}

TEST_CASE("strings_that_are_hard_to_read_are_applied_over_http") {
    project p;
    p.add("20260101000000_x",
          "-- title\rcreate table a (x int);\r comment on table a is E'it''s \\'a; b\\''; comment on column a.x is E'c' -- "
          "'\n'\\'; d';");
    CHECK(p.run() == 1);
    CHECK(p.ask("select obj_description('a'::regclass)") == "it's 'a; b'");
    CHECK(p.ask("select col_description('a'::regclass, 1)") == "c'; d");
}

TEST_CASE("a_failing_file_is_rolled_back_over_http_and_what_can_be_said_is") {
    project p;
    p.add("20260101000000_good", "create table a (x int);");
    p.add("20260101000001_bad",
          "create table b (x int);\n--> statement-breakpoint\n-- here\nalter table missing add column y int;\n"
          "--> statement-breakpoint\ncreate table c (x int);");
    const std::string file = (p.folder.path() / "20260101000001_bad" / "migration.sql").string();
    CHECK(p.failure() == file + ", one of its 3 statements, or its commit: relation \"missing\" does not exist (SQLSTATE 42P01)\n"
                                "  Over HTTP the server does not say which. \"missing\" is in statement 2 (line 4).\n"
                                "All of this file was rolled back.\nApplied before it, and kept:\n  20260101000000_good");
    CHECK(p.ask("select to_regclass('b')") == "null");
    CHECK(p.ask("select count(*) from drizzle.__drizzle_migrations") == "1");
    p.add("20260101000001_bad", "alter table missing add column y int;");
    CHECK(holds(p.failure(), ", line 1, its only statement, or its commit: relation"));
    p.add("20260101000001_bad", "create table b (x int);");
    CHECK(p.run() == 1);
}

TEST_CASE("a_commit_that_is_refused_undoes_the_file_over_http") {
    project p;
    p.add("20260101000000_x",
          "create table a (x int unique deferrable initially deferred);\n--> statement-breakpoint\ninsert into a values (1), (1);");
    const std::string said = p.failure();
    CHECK(holds(said, "one of its 2 statements, or its commit: duplicate key value"));
    CHECK(p.ask("select to_regclass('a')") == "null");
}

TEST_CASE("what_no_transaction_can_hold_is_refused_by_the_server_over_http") {
    project p;
    p.add("20260101000000_x", "create table a (x int);\n--> statement-breakpoint\ncreate index concurrently i on a (x);");
    CHECK(holds(p.failure(), "cannot run inside a transaction block (SQLSTATE 25001)"));
    CHECK(p.ask("select to_regclass('a')") == "null");
}

TEST_CASE("a_file_that_ends_its_transaction_is_refused_over_http") {
    for (const char* sql : {"create table a (x int); commit;", "create table a (x int);\n--> statement-breakpoint\nCOMMIT;",
                            "create table a (x int);\n--> statement-breakpoint\nrollback; begin;"}) {
        project p;
        p.add("20260101000000_x", sql);
        CHECK(holds(p.failure(), "ends the transaction, by commit or rollback"));
        CHECK(p.ask("select to_regclass('a')") == "null");
        CHECK(p.ask("select count(*) from drizzle.__drizzle_migrations") == "0");
    }
    project p;
    p.add("20260101000000_x", "begin;\n--> statement-breakpoint\ncreate table a (x int);");
    CHECK(holds(p.failure(), "Statement 1 has a `begin`, but a file is one transaction"));
    CHECK(p.ask("select to_regclass('a')") == "null");
}

TEST_CASE("a_search_path_that_a_file_sets_over_http_does_not_reach_the_next") {
    project p;
    p.add("20260101000000_dump", "select pg_catalog.set_config('search_path', '', false); create table public.a (x int);");
    p.add("20260101000001_next", "create table b (x int);");
    CHECK(p.run() == 2);
    CHECK(p.ask("select to_regclass('public.b')") == "b");
}

TEST_CASE("what_a_file_leaves_in_its_session_over_http_does_not_reach_the_next") {
    const std::string nobody = fresh("nobody");
    neon_database home;
    virga::neon_http_client admin{home.url(), at()};
    const bool is_superuser = text(admin.execute("select rolsuper from pg_roles where rolname = current_user")).value_or("") == "t";
    admin.execute("create role " + nobody);
    for (const leak& each : leaks(nobody, false)) {
        const auto needs = [&](const char* what) { return each.first.find(what) != each.first.npos; };
        if (not is_superuser and (needs("set role") or needs("session_replication_role") or needs("session authorization")))
            continue;
        INFO(each.first << "\n" << each.second);
        project p;
        p.add("20260101000000_first", each.first);
        p.add("20260101000001_second", each.second);
        const std::string failure = p.failure();
        if (not each.refused.empty()) {
            CHECK(holds(failure, each.refused));
            continue;
        }
        CHECK(failure == "(none)");
        CHECK(p.ask("select string_agg(name, ' ' order by id) from drizzle.__drizzle_migrations") ==
              "20260101000000_first 20260101000001_second");
        CHECK(p.ask(each.question) == each.shown);
    }
    admin.execute("drop role " + nobody);
}

TEST_CASE("a_file_over_http_finds_every_setting_as_in_a_new_session") {
    project p;
    p.add("20260101000000_new", settings_as("first_file"));
    p.add("20260101000001_change", std::string{change_every_setting} + ";" + settings_as("public.changed"));
    p.add("20260101000002_next", settings_as("next_file"));
    CHECK(p.failure() == "(none)");
    CHECK(p.ask(difference("first_file", "next_file")) == "null");
    CHECK(std::stoi(p.ask(count_of_changed("first_file", "changed"))) > 100);
}

TEST_CASE("a_file_over_http_begins_as_over_tcp_whatever_database_and_role_say") {
    project p;
    p.sql.execute(
        "do $$ begin execute format('alter database %I set default_transaction_isolation to serializable', current_database());\n"
        "execute format('alter database %I set timezone to %L', current_database(), 'America/New_York');\n"
        "execute format('alter database %I set datestyle to %L', current_database(), 'SQL, DMY'); end $$");
    p.add("20260101000000_x",
          "create table seen as select current_setting('transaction_isolation') || ' ' || current_setting('timezone') || ' ' || "
          "timestamptz '2026-02-01 12:00' || ' ' || date '01/02/2026' as x");
    CHECK(p.failure() == "(none)");
    CHECK(p.ask("select x from seen") == "read committed UTC 2026-02-01 12:00:00+00 2026-01-02");
}

TEST_CASE("what_a_file_over_http_puts_off_to_its_commit_is_done_with_what_it_has_set") {
    project p;
    p.add("20260101000000_x", puts_off);
    CHECK(p.failure() == "(none)");
    CHECK(p.ask("select n from app.counted") == "2");
}

TEST_CASE("an_edited_file_is_refused_over_http") {
    project p;
    p.add("20260101000000_x", "create table a (x int);");
    CHECK(p.run() == 1);
    p.add("20260101000000_x", "create table a (x bigint);");
    CHECK(holds(p.failure(), "was changed after it had been applied"));
    p.add("20260101000000_x", "\xEF\xBB\xBF" "create table a (x int);\r\n");
    CHECK(holds(p.failure(), "was changed after it had been applied"));  // a line end more
    p.add("20260101000000_x", "\xEF\xBB\xBF" "create table a (x int);");
    CHECK(p.run() == 0);
}

TEST_CASE("migrators_at_the_same_time_apply_each_file_once") {
    project p;
    for (int i = 0; i != 8; ++i) {
        p.add("2026010100000" + std::to_string(i) + "_x",
              "create table t" + std::to_string(i) + " (x int);\n--> statement-breakpoint\nselect pg_sleep(0.05);");
    }
    const auto files = read_folder(p.folder.path());
    std::vector<std::size_t> counts(4);
    std::vector<std::string> failures(4);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i != 4; ++i) {
            threads.emplace_back([&, i] {
                try {
                    neon_http_database db{p.server.url(), at()};
                    counts[i] = migrate(db, files);
                } catch (const std::exception& problem) {
                    failures[i] = problem.what();
                }
            });
        }
    }
    CHECK(failures == std::vector<std::string>(4));
    CHECK(counts[0] + counts[1] + counts[2] + counts[3] == 8);
    CHECK(p.ask("select count(*) || ' ' || count(distinct name) from drizzle.__drizzle_migrations") == "8 8");
}

TEST_CASE("a_migrator_waits_for_one_that_holds_the_lock") {
    project p;
    p.add("20260101000000_x", "create table a (x int);");
    const std::string key = std::to_string(virga::kit::lock_key({}));
    std::jthread other{[&] {
        virga::neon_http_client{p.server.url(), at()}.execute("select pg_advisory_lock(" + key + "), pg_sleep(1.5)");
    }};
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    virga::kit::migrate_options options;
    options.lock_timeout = std::chrono::milliseconds{100};
    const auto problem = thrown<kit_error>([&] { migrate(p.db, read_folder(p.folder.path()), options); });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "Another migrator (process "));
    std::vector<std::string> waited;
    options.lock_timeout = std::chrono::seconds{20};
    options.waiting = [&](const std::string& sentence) { waited.push_back(sentence); };
    CHECK(migrate(p.db, read_folder(p.folder.path()), options) == 1);
    CHECK(waited.size() == 1);
}

TEST_CASE("a_table_of_migrations_with_dollar_signs_in_its_name_works_over_http") {
    for (const char* name : {"$virga_guard$", "$$ $_1$", "it's $$", "$"}) {
        INFO(name);
        project p;
        p.add("20260101000000_x", "create table a (x int);");
        const virga::kit::migrate_options options{.table = {std::string{name} + "$", name}};
        CHECK(migrate(p.db, read_folder(p.folder.path()), options) == 1);
        CHECK(migrate(p.db, read_folder(p.folder.path()), options) == 0);
        CHECK(p.ask("select count(*) from " + options.table.sql_name()) == "1");
    }
}

namespace {
/// What the command line of an app with these settings says, and its exit code before that.
std::string said(const project& p, virga::kit::config settings, std::vector<std::string> words) {
    std::ostringstream out;
    settings.folder = p.folder.path();
    settings.out = settings.errors = &out;
    words.insert(words.begin(), {"kit", "--database-url", p.server.url()});
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    const int code = kit_main(virga::kit::model{}, settings, static_cast<int>(argv.size()), argv.data());
    return std::to_string(code) + " " + out.str();
}
}  // namespace

TEST_CASE("the_command_line_of_an_app_that_has_only_http_works_over_it") {
    project p;
    p.add("20260101000000_x", "create table a (x int);");
    const virga::kit::config settings{.connect = virga::kit::over_neon_http(at())};
    CHECK(holds(said(p, settings, {"migrate"}), "0 Applied 20260101000000_x in "));
    CHECK(holds(said(p, settings, {"status"}), "0 applied  20260101000000_x"));
    CHECK(holds(said(p, settings, {"--over", "http", "status"}), "2 The following argument"));
    CHECK_FALSE(holds(said(p, settings, {"--help"}), "--over"));
}

TEST_CASE("the_command_line_chooses_a_way_by_its_name") {
    project p;
    p.add("20260101000000_x", "create table a (x int);");
    int tcp = 0, http = 0;
    const virga::kit::connector over_http = virga::kit::over_neon_http(at());
    const virga::kit::config settings{.connect =
                                          [&](std::string_view url) {
                                              ++tcp;
                                              return over_http(url);  // no other way leads to the server of the tests
                                          },
                                      .transports = {{"http", [&](std::string_view url) {
                                                          ++http;
                                                          return over_http(url);
                                                      }}}};
    CHECK(holds(said(p, settings, {"status", "--over", "http"}), "0 pending  20260101000000_x"));
    CHECK(holds(said(p, settings, {"--over", "http", "migrate"}), "0 Applied 20260101000000_x in "));
    CHECK(http == 2);
    CHECK(tcp == 0);
    CHECK(holds(said(p, settings, {"migrate"}), "0 Nothing to apply"));
    CHECK(http == 2);
    CHECK(tcp == 1);
    const std::string unknown = said(p, settings, {"migrate", "--over", "pigeon"});
    CHECK(unknown.starts_with("2 "));
    CHECK(holds(unknown, "pigeon not in {http,tcp}"));
    CHECK(holds(said(p, settings, {"--help"}), "--over TEXT:{http,tcp}"));
    CHECK(holds(said(p, {.transports = settings.transports}, {"migrate", "--over", "tcp"}),
                "1 "));  // there is no server of that name
}
