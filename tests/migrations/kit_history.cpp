// Tables of migrations that another version, or Drizzle, has made.

#include <virga/kit/apply.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"

using namespace virga_test;

namespace {

/// As drizzle-orm 0.x made it: created_at is the time of the journal, in milliseconds.
void make_old_table(const own_database& db) {
    db.execute(
        "create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at "
        "bigint)");
}
void record_old(const own_database& db, const std::string& hash, const std::string& millis) {
    db.execute("insert into drizzle.__drizzle_migrations (hash, created_at) values ('" + hash + "', " + millis + ")");
}
const std::string first_sql = "create table a (x int);", second_sql = "create table b (x int);";
}  // namespace

TEST_CASE("an_old_table_is_brought_up_to_date") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", first_sql);
    add_migration(folder, "20260101000000_twin", second_sql);
    add_migration(folder, "20260101000007_third", "create table c (x int);");
    make_old_table(db);
    db.execute(first_sql + second_sql);
    record_old(db, sha256(second_sql), "1767225600123");  // the second of both: told apart by the hash
    record_old(db, sha256(first_sql), "1234");            // no file has this time: found by the hash

    outcome ran = run_kit({}, folder, db, {"status"});
    CHECK(ran.code == 0);
    CHECK(ran.out == "applied  20260101000000_first\napplied  20260101000000_twin\npending  20260101000007_third\n");
    CHECK(db.ask("select count(*) from pg_attribute where attrelid = 'drizzle.__drizzle_migrations'::regclass and attnum > 0") ==
          "3");

    ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.errors == "");
    CHECK(ran.code == 0);
    CHECK(db.ask(
              "select string_agg(name || ' ' || (applied_at is null)::text, ', ' order by id) from drizzle.__drizzle_migrations") ==
          "20260101000000_twin true, 20260101000000_first true, 20260101000007_third false");
}

TEST_CASE("an_old_row_without_a_file_is_refused_and_nothing_changes") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", first_sql);
    make_old_table(db);
    record_old(db, "ab", "1234");
    const outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "The row with id 1 in \"drizzle\".\"__drizzle_migrations\" has no name"));
    CHECK(db.ask("select count(*) from pg_attribute where attrelid = 'drizzle.__drizzle_migrations'::regclass and attnum > 0") ==
          "3");
}

TEST_CASE("an_old_row_of_an_edited_file_is_refused") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", first_sql);
    make_old_table(db);
    record_old(db, "ab", "1767225600000");
    CHECK(holds(run_kit({}, folder, db, {"migrate"}).errors, "20260101000000_first/migration.sql was changed"));
}

TEST_CASE("a_file_that_differs_in_line_ends_alone_is_the_one_that_was_applied") {
    const std::string lf = "create table a (x text);\n-- one\n--> statement-breakpoint\ninsert into a values ('b\nc');\n";
    const std::string mark = "\xEF\xBB\xBF", crlf = with_line_ends(lf, "\r\n");
    const std::vector<std::string> kinds{lf, crlf, mark + lf, mark + crlf};
    for (const std::string& applied : kinds) {
        const own_database db;
        const scratch_folder folder;
        add_migration(folder, "20260101000000_x", applied);
        CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
        CHECK(db.ask("select hash from drizzle.__drizzle_migrations") == sha256(applied));  // Drizzle's
        CHECK(db.ask("select to_json(x) from a") == "\"b\\nc\"");  // from every copy of the file
        for (const std::string& found : kinds) {
            add_migration(folder, "20260101000000_x", found);
            CHECK(run_kit({}, folder, db, {"migrate"}).out == "Nothing to apply: the database has the only migration.\n");
            CHECK(run_kit({}, folder, db, {"status"}).code == 0);
        }
        add_migration(folder, "20260101000000_x", with_line_ends(lf, "\r\n") + "\r\n");  // a line more
        CHECK(holds(run_kit({}, folder, db, {"migrate"}).errors, "was changed after it had been applied"));
        CHECK(holds(run_kit({}, folder, db, {"status"}).out, "changed  20260101000000_x"));
    }
}

TEST_CASE("line_ends_of_several_kinds_are_run_as_they_are_and_mentioned") {
    const own_database db;
    const scratch_folder folder;
    const std::string dump = "create table a (x text);\ninsert into a values ('b\r\nc');\n";  // as pg_dump writes a value
    add_migration(folder, "20260101000000_x", dump);
    outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(ran.code == 0);
    CHECK(ran.errors ==
          "Mind: " + (folder.path() / "20260101000000_x" / "migration.sql").string() +
              " has line ends of several kinds. Once version control makes them alike, the file counts as changed: keep it as it "
              "is, by `*.sql -text` in a .gitattributes.\n");
    CHECK(db.ask("select to_json(x) from a") == "\"b\\r\\nc\"");
    CHECK(run_kit({}, folder, db, {"status"}).code == 0);
    add_migration(folder, "20260101000000_x", with_line_ends(dump, "\n"));
    CHECK(holds(run_kit({}, folder, db, {"status"}).out, "changed  20260101000000_x"));
}

TEST_CASE("an_old_row_is_known_by_its_hash_whatever_the_line_ends") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", "select 1;\r\nselect 2;\r\n");
    make_old_table(db);
    record_old(db, sha256("select 1;\nselect 2;\n"), "1234");
    CHECK(run_kit({}, folder, db, {"status"}).out == "applied  20260101000000_first\n");
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select name from drizzle.__drizzle_migrations") == "20260101000000_first");
}

TEST_CASE("the_table_is_made_as_drizzle_makes_it") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", first_sql);
    CHECK(run_kit({}, folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select string_agg(attname || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' "
                 "else '' end, ', ' order by attnum) "
                 "from pg_attribute where attrelid = 'drizzle.__drizzle_migrations'::regclass and attnum > 0") ==
          "id integer not null, hash text not null, created_at bigint, name text, applied_at timestamp with time zone");
    CHECK(db.ask("select hash || ' ' || created_at from drizzle.__drizzle_migrations") == sha256(first_sql) + " 1767225600000");
}

TEST_CASE("another_table_of_that_name_is_refused") {
    const own_database db;
    const scratch_folder folder;
    db.execute("create schema drizzle; create table drizzle.__drizzle_migrations (x int)");
    CHECK(holds(run_kit({}, folder, db, {"migrate"}).errors, "is not one of migrations: it lacks id, hash or created_at"));
}

TEST_CASE("status_changes_nothing") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", first_sql);
    CHECK(run_kit({}, folder, db, {"status"}).out == "pending  20260101000000_first\n");
    CHECK(db.ask("select to_regnamespace('drizzle')") == "null");
}

TEST_CASE("schema_and_table_can_have_any_name") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_first", first_sql);
    const history_table odd{"my \"schema\"", "it's"};
    postgres_database server{db.url()};
    CHECK(migrate(server, read_folder(folder.path()), {.table = odd}) == 1);
    CHECK(migrate(server, read_folder(folder.path()), {.table = odd}) == 0);
    CHECK(read_history(server, odd).records.at(0).name == "20260101000000_first");
}
