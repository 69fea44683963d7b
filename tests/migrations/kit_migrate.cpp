// Applying a folder to a database, and what happens when that cannot be done.

#include "../catch.hpp"
#include "../kit_main.hpp"
#include "kit_server.hpp"

using namespace virga_test;

namespace {

const model one = tables({table("post", {required("id", "integer"), column("title", "text")}).primary({"id"})});
const model two = tables(
    {table("post", {required("id", "integer"), column("title", "text"), column("slug", "text")}).primary({"id"}).unique({"slug"})});
}  // namespace

TEST_CASE("a_first_migration_and_the_next") {
    const own_database db;
    const scratch_folder folder;
    outcome ran = run_kit(one, folder, db, {"generate"});
    CHECK(ran.code == 0);
    CHECK(holds(ran.out, "_create_post/migration.sql\n"));
    ran = run_kit(one, folder, db, {"migrate"});
    CHECK(ran.errors == "");
    CHECK(ran.code == 0);
    CHECK(ran.out.starts_with("Applied "));
    CHECK(holds(ran.out, "_create_post in "));
    CHECK(run_kit(one, folder, db, {"migrate"}).out == "Nothing to apply: the database has the only migration.\n");

    db.execute("insert into post values (1, 'kept')");
    CHECK(run_kit(two, folder, db, {"generate", "--name", "slug"}).code == 0);
    CHECK(holds(run_kit(two, folder, db, {"status"}).out, "_slug\n"));
    CHECK(holds(run_kit(two, folder, db, {"status"}).out, "pending  "));
    CHECK(run_kit(two, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select title || coalesce(slug, '-') from post") == "kept-");
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations where applied_at > now() - interval '1 minute'") == "2");
    ran = run_kit(two, folder, db, {"status"});
    CHECK(ran.code == 0);
    CHECK_FALSE(holds(ran.out, "pending"));
    CHECK(run_kit(two, folder, db, {"check"}).code == 0);
    ran = run_kit(two, folder, db, {"generate"});
    CHECK(ran.code == 0);
    CHECK(ran.out == "Nothing changed: the folder " + folder.path().string() + " is up to date with the schema.\n");
}

TEST_CASE("a_failing_file_is_rolled_back_and_earlier_ones_are_kept") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_good", "create table a (x int);\n");
    add_migration(
        folder, "20260101000001_bad",
        "create table b (x int);\n--> statement-breakpoint\n-- a comment\ninsert into a values (1);\n--> statement-breakpoint\n"
        "\n-- here\nalter table missing add column y int;\n--> statement-breakpoint\ncreate table c (x int);\n");
    add_migration(folder, "20260101000002_later", "create table d (x int);\n");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(ran.errors == (folder.path() / "20260101000001_bad" / "migration.sql").string() +
                            ", line 8, statement 3 of 4: relation \"missing\" does not exist (SQLSTATE 42P01)\n  statement:\n"
                            "    alter table missing add column y int;\nAll of this file was rolled back.\n"
                            "Applied before it, and kept:\n  20260101000000_good\n");
    CHECK(db.ask("select string_agg(relname, ' ') from pg_class where relnamespace = 'public'::regnamespace") == "a");
    CHECK(db.ask("select count(*) from a") == "0");
    CHECK(db.ask("select string_agg(name, ' ') from drizzle.__drizzle_migrations") == "20260101000000_good");

    add_migration(folder, "20260101000001_bad", "create table b (x int);");  // mended
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "3");
}

TEST_CASE("what_a_server_or_a_connector_says_does_nothing_to_a_terminal") {
    const own_database db;
    const scratch_folder folder;
    add_migration(
        folder, "20260101000000_x",
        "do $$ begin raise exception E'\\x1b[31mred\\x07' using detail = E'a\\x1b[1m', hint = E'b\\x1b]0;x\\x07'; end $$;");
    outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "\\x1B[31mred\\x07 (SQLSTATE P0001)\n  detail: a\\x1B[1m\n  hint: b\\x1B]0;x\\x07\n"));
    CHECK_FALSE(holds(ran.errors, "\x1B"));

    add_migration(folder, "20260101000000_x", "create table a (x int);");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    db.execute("update drizzle.__drizzle_migrations set name = E'20260101000000_\\x1b[31m'");
    for (const char* verb : {"status", "migrate"}) {
        ran = run_kit({}, folder, db, {verb});
        CHECK_FALSE(holds(ran.out + ran.errors, "\x1B"));
        CHECK(holds(ran.out + ran.errors, "20260101000000_\\x1B[31m"));
    }

    config strange;
    strange.connect = [](std::string_view) -> std::unique_ptr<virga::kit::database> { throw std::runtime_error("\x1B[31mred\r"); };
    ran = run_kit({}, folder, db, {"migrate"}, strange);
    CHECK(ran.code == 1);
    CHECK(ran.errors == "\\x1B[31mred\\x0D\n");
}

TEST_CASE("a_commit_that_is_refused_undoes_the_file") {
    const own_database db;
    const scratch_folder folder;
    add_migration(
        folder, "20260101000000_x",
        "create table a (x int unique deferrable initially deferred);\n--> statement-breakpoint\ninsert into a values (1), (1);");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "its commit: duplicate key value"));
    CHECK(holds(ran.errors, "No other migration was applied."));
    CHECK(db.ask("select to_regclass('a')") == "null");
}

TEST_CASE("a_file_that_ends_its_transaction_is_refused") {
    for (const char* sql :
         {"create table a (x int); commit;",
          "create table a (x int);\n--> statement-breakpoint\nCOMMIT;\n--> statement-breakpoint\ncreate table b (x int);",
          "create table begin (x int); select from begin atomic; commit;", "select E'it''s \\'a; b\\''; commit;",
          "-- all is well\rcommit;", "select E'a'\n'\\''; commit; select E'';",
          "create table a (x int);\n--> statement-breakpoint\nrollback; begin;"}) {
        const own_database db;
        const scratch_folder folder;
        add_migration(folder, "20260101000000_x", sql);
        const outcome ran = run_kit({}, folder, db, {"migrate"});
        CHECK(ran.code == 1);
        CHECK(holds(ran.errors, "ends the transaction, by commit or rollback"));
        CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "0");
        CHECK(db.ask("select to_regclass('a')") == "null");
        CHECK(db.ask("select to_regclass('b')") == "null");
    }
}

TEST_CASE("a_transaction_that_ends_unseen_is_noticed_afterwards") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x",
                  "set standard_conforming_strings = off;\n--> statement-breakpoint\nselect 'a\\''; commit; select '\\'';\ncreate "
                  "table a (x int);");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "Mend the database by hand"));
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "0");
}

TEST_CASE("nothing_runs_after_a_transaction_that_ends_unseen") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x",
                  "set standard_conforming_strings = off;\n--> statement-breakpoint\nselect 'a\\''; cOmMiT; select '\\'';\n--> "
                  "statement-breakpoint\n"
                  "create table a (x int);\n--> statement-breakpoint\ncreate table b (x int);");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "Statement 2 or one before it ends the transaction"));
    CHECK(db.ask("select to_regclass('a')") == "null");
    CHECK(db.ask("select to_regclass('b')") == "null");
}

TEST_CASE("a_failure_that_is_no_statement_s_names_the_file") {
    const own_database db;
    const scratch_folder folder;
    const auto failed = [&](std::string_view sql) {
        add_migration(folder, "20260101000000_x", std::string{sql});
        const outcome ran = run_kit({}, folder, db, {"migrate"});
        CHECK(ran.code == 1);
        CHECK(holds(ran.errors, "20260101000000_x/migration.sql"));
        CHECK(holds(ran.errors, "No other migration was applied."));
        CHECK(db.ask("select to_regclass('a')") == "null");
        return ran.errors;
    };
    CHECK(holds(failed("create table a (x int); select pg_terminate_backend(pg_backend_pid());"),
                "is lost: terminating connection due to administrator command (SQLSTATE 57P01); the transaction is rolled back. "
                "`kit status --database-url ...` says what is applied."));
    CHECK(holds(failed(std::string_view{"create table a (x int); \0 select 1", 34}), "holds a zero byte"));
    CHECK(holds(failed("create table a (x int);\n--> statement-breakpoint\n\ncopy a from stdin;"), "line 4: copy from stdin"));
}

TEST_CASE("a_comment_ends_at_a_carriage_return_as_the_server_says") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x",
                  "-- title\rcreate table a (x int);\r--> statement-breakpoint\r-- title\rcreate table b (x int);\r");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select to_regclass('a')") == "a");
    CHECK(db.ask("select to_regclass('b')") == "b");
}

TEST_CASE("a_byte_order_mark_and_line_ends_of_windows_are_no_obstacle") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x",
                  "\xEF\xBB\xBF"
                  "create table a (x int);\r\n--> statement-breakpoint\r\ncreate table b (x int);\r\n");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select to_regclass('b')") == "b");
}

TEST_CASE("an_empty_url_is_not_taken_for_none") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x", "create table a (x int);");
    std::ostringstream errors;
    config settings;
    settings.folder = folder.path();
    settings.errors = &errors;
    ::setenv("DATABASE_URL", db.url().c_str(), 1);
    const char* words[] = {"kit", "--database-url", "", "migrate"};
    CHECK(kit_main(model{}, settings, 4, words) == 2);
    ::unsetenv("DATABASE_URL");
    CHECK(holds(errors.str(), "--database-url is empty"));
    CHECK(db.ask("select to_regclass('a')") == "null");
}

TEST_CASE("status_of_nothing_says_so") {
    const own_database db;
    const scratch_folder folder;
    CHECK(holds(run_kit({}, folder, db, {"status"}).out, "holds no migration, and none is applied."));
    CHECK(holds(run_kit({}, folder, db, {"migrate"}).out, "Nothing to apply: the folder holds no migration."));
    add_migration(folder, "20260101000000_x", "select 1;");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(holds(run_kit({}, folder, db, {"migrate"}).out, "the database has the only migration."));
}

TEST_CASE("an_edited_file_is_refused_before_anything_is_applied") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x", "create table a (x int);");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    add_migration(folder, "20260101000000_x", "create table a (x bigint);");
    add_migration(folder, "20260101000001_y", "create table b (x int);");
    outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "20260101000000_x/migration.sql was changed after it had been applied"));
    CHECK(db.ask("select to_regclass('b')") == "null");
    ran = run_kit({}, folder, db, {"status"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.out, "changed  20260101000000_x"));
}

TEST_CASE("a_missing_file_is_refused") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x", "create table a (x int);");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    std::filesystem::remove_all(folder.path() / "20260101000000_x");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "20260101000000_x was applied to this database, but is not in the folder."));
    CHECK(holds(run_kit({}, folder, db, {"status"}).out, "missing  20260101000000_x"));
}

TEST_CASE("a_file_that_comes_late_from_a_branch_is_applied") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000005_mine", "create table a (x int);");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    add_migration(folder, "20260101000001_theirs", "create table b (x int);");
    CHECK(holds(run_kit({}, folder, db, {"migrate"}).out, "Applied 20260101000001_theirs in "));
    CHECK(db.ask("select to_regclass('b')") == "b");
}

TEST_CASE("a_search_path_that_a_file_sets_does_not_reach_the_next") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_dump",
                  "select pg_catalog.set_config('search_path', '', false); create table public.a (x int);");
    add_migration(folder, "20260101000001_next", "create table b (x int);");
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select to_regclass('public.b')") == "b");
}

TEST_CASE("a_file_without_statements_is_recorded") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_nothing", "-- nothing\n");
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "1");
}

TEST_CASE("a_draft_fails_until_it_is_written") {
    const own_database db;
    const scratch_folder folder;
    const outcome made = run_kit({}, folder, db, {"generate", "--custom", "--name", "fill"});
    CHECK(made.code == 0);
    CHECK(made.errors == "Mind: 1 of its places is open: migrate and check refuse the folder until it is written.\n");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "/migration.sql, line 3: this step is not written yet."));
}

TEST_CASE("an_open_place_fails_until_it_is_written") {
    const own_database db;
    const scratch_folder folder;
    run_kit(one, folder, db, {"generate"});
    CHECK(run_kit(one, folder, db, {"migrate"}).code == 0);
    const model changed = tables({table("post", {required("id", "uuid"), column("title", "text")}).primary({"id"})});
    outcome ran = run_kit(changed, folder, db, {"generate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "table public.post, column id: the type changes from integer to uuid"));
    ran = run_kit(changed, folder, db, {"generate", "--custom"});
    CHECK(ran.code == 0);
    CHECK(ran.errors == "Mind: 1 of its places is open: migrate and check refuse the folder until it is written.\n");
    ran = run_kit(changed, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "/migration.sql, line 4: this step is not written yet."));
    CHECK(db.ask("select format_type(atttypid, -1) from pg_attribute where attrelid = 'post'::regclass and attname = 'id'") ==
          "integer");
}

TEST_CASE("the_command_line_is_checked") {
    const own_database db;
    const scratch_folder folder;
    for (const names& words : {names{}, names{"push"}, names{"generate", "--nonsense"}, names{"migrate", "--lock-timeout", "soon"},
                               names{"generate", "migrate"}}) {
        const outcome ran = run_kit(one, folder, db, words);
        CHECK(ran.code == 2);
        CHECK(ran.errors != "");
        CHECK(entries(folder.path()).empty());
    }
    const outcome help = run_kit(one, folder, db, {"--help"});
    CHECK(help.code == 0);
    CHECK(holds(help.out, "generate"));
    CHECK_FALSE(holds(help.out, "push"));
    CHECK(run_kit(one, folder, db, {"check"}).code == 1);
    CHECK(holds(run_kit(one, folder, db, {"check"}).errors, "The declared schema differs from the newest migration, by 1 step."));
}

TEST_CASE("options_may_follow_the_verb_and_a_folder_has_to_exist") {
    const own_database db;
    const scratch_folder folder, other;
    CHECK(run_kit(one, folder, db, {"generate", "--folder", other.path().string()}).code == 0);
    CHECK(entries(other.path()).size() == 1);
    for (const char* verb : {"migrate", "status", "check"}) {
        const outcome ran = run_kit(one, folder, db, {verb, "--folder", (folder.path() / "misspelt").string()});
        CHECK(ran.code == 1);
        CHECK(holds(ran.errors, "There is no folder "));
    }
}

TEST_CASE("a_statement_that_cannot_run_in_a_transaction_is_an_error_of_the_server") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x",
                  "create table a (x int);\n--> statement-breakpoint\ncreate index concurrently i on a (x);");
    CHECK(holds(run_kit({}, folder, db, {"migrate"}).errors, "cannot run inside a transaction block (SQLSTATE 25001)"));
    CHECK(db.ask("select to_regclass('a')") == "null");
}

TEST_CASE("a_wrong_url_is_an_error_without_the_password") {
    const own_database db;
    const scratch_folder folder;
    CHECK_FALSE(holds(run_kit({}, folder, db, {"postgresql://u:secret@h/x", "migrate"}).errors, "secret"));
    CHECK_FALSE(holds(run_kit({}, folder, db, {"host=h password=secret", "migrate"}).errors, "secret"));
    CHECK_FALSE(
        holds(run_kit({}, folder, db, {"--database-url", "postgresql://u:12/S3?x=secret@h/d", "migrate"}).errors, "secret"));
    const outcome ran = run_kit({}, folder, db, {"--database-url", "postgresql://u:secret@127.0.0.1:1/x", "migrate"});
    CHECK(ran.code != 0);
    CHECK_FALSE(holds(ran.errors, "secret"));
}
