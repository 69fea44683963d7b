// Indexes that come and go outside of a transaction: the files that are written, applied, fail, and are taken up again.

#include <algorithm>

#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {

index_model indexed(const char* name, const char* column, bool unique = false) {
    index_model made{name, unique, "btree", {{column, false, false, ""}}, ""};
    made.made.concurrently = true;
    return made;
}
table_builder post() {
    return table("post", {required("id", "integer"), column("slug", "text"), column("views", "integer")}).primary({"id"});
}
/// The text of the only file whose name ends so.
std::string file_of(const scratch_folder& folder, const std::string& end) {
    for (const virga::kit::migration& each : virga::kit::read_folder(folder.path())) {
        if (each.name.ends_with(end)) return each.sql;
    }
    return "no file";
}
std::string names_in(const scratch_folder& folder) {
    std::string all;
    for (const virga::kit::migration& each : virga::kit::read_folder(folder.path())) all += each.name.substr(15) + " ";
    return all;
}
}  // namespace

TEST_CASE("indexes_come_and_go_concurrently_in_files_of_their_own") {
    const own_database db, fresh;
    const scratch_folder folder;
    const model before = tables({post().index(indexed("old", "views"))});
    const model after = tables({table("post", {required("id", "integer"), column("slug", "text"), column("views", "integer"),
                                               column("more", "text")})
                                    .primary({"id"})
                                    .index(indexed("post_slug", "slug"))
                                    .index(indexed("post_more", "more", true)),
                                table("reader", {column("more", "text")}).references({"more"}, "post", {"more"})});
    CHECK(run_kit(before, folder, db, {"generate"}).errors == "");
    CHECK(holds(file_of(folder, "create_post"), "create index \"old\" on"));  // with its table: nobody waits for it
    CHECK(run_kit(before, folder, db, {"migrate"}).code == 0);
    db.execute("insert into post values (1, 'a', 2), (2, 'b', 3)");

    outcome ran = run_kit(after, folder, db, {"generate"});
    CHECK(ran.errors == "Mind: post_more comes to public.post: that fails if two rows are alike in what it indexes.\n");
    CHECK(names_in(folder) ==
          "create_post create_reader_and_1_more drop_index_old create_index_post_slug create_index_post_more alter_reader ");
    CHECK(std::ranges::count(ran.out, '\n') == 5);
    CHECK(file_of(folder, "drop_index_old") ==
          "-- virga: outside of a transaction\ndrop index concurrently if exists \"old\";\n");
    CHECK(file_of(folder, "post_more") == R"(-- virga: outside of a transaction
drop index concurrently if exists "post_more";
--> statement-breakpoint
create unique index concurrently "post_more" on "post" ("more");
)");
    CHECK(run_kit(after, folder, db, {"check"}).errors == "");
    ran = run_kit(after, folder, db, {"migrate"});
    CHECK(ran.errors == "");
    CHECK(ran.code == 0);
    apply_changes(fresh, {}, after);
    CHECK(catalog_of(db) == catalog_of(fresh));
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "6");
    CHECK(run_kit(after, folder, db, {"generate"}).out.starts_with("Nothing changed"));

    // One that changes goes and comes under its name; one that only is not concurrent any more is the same.
    model changed = tables({post().index(indexed("post_slug", "views"))});
    CHECK(run_kit(changed, folder, db, {"generate", "--name", "less", "--allow-drop", "public.post.more", "--allow-drop",
                                        "public.reader"}).errors == "");
    CHECK(names_in(folder).ends_with("alter_reader less less_2 "));
    CHECK(file_of(folder, "_less") == R"(drop table "reader";
--> statement-breakpoint
alter table "post" drop column "more";
)");
    CHECK(run_kit(changed, folder, db, {"migrate"}).errors == "");
    changed.tables[0].indexes[0].made.concurrently = false;
    CHECK(run_kit(changed, folder, db, {"generate"}).out.starts_with("Nothing changed"));
    CHECK(db.ask("select pg_get_indexdef('post_slug'::regclass)") == "CREATE INDEX post_slug ON public.post USING btree (views)");
}

TEST_CASE("a_concurrent_index_that_fails_is_found_invalid_and_made_by_the_next_run") {
    const own_database db;
    const scratch_folder folder;
    const model before = tables({post()}), after = tables({post().index(indexed("post_slug", "slug", true))});
    CHECK(run_kit(before, folder, db, {"generate"}).code == 0);
    CHECK(run_kit(before, folder, db, {"migrate"}).code == 0);
    db.execute("insert into post values (1, 'a', 2), (2, 'a', 3)");
    CHECK(run_kit(after, folder, db, {"generate"}).code == 0);
    outcome ran = run_kit(after, folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "create_index_post_slug/migration.sql, line 4, statement 2 of 2: could not create unique index"));
    CHECK(holds(ran.errors, "This file runs outside of a transaction: what it did before that stays, and it begins anew when it is "
                            "applied again.\nThe index public.post_slug is left invalid: no query uses it, and each write keeps it "
                            "up. Mend the cause and run "));
    CHECK_FALSE(holds(ran.errors, "rolled back"));
    CHECK(db.ask("select indisvalid from pg_index where indexrelid = 'post_slug'::regclass") == "f");
    CHECK(holds(run_kit(after, folder, db, {"status"}).out, "pending  "));

    db.execute("delete from post where id = 2");
    CHECK(run_kit(after, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select indisvalid from pg_index where indexrelid = 'post_slug'::regclass") == "t");
    // What was done, but not recorded, as by a migrator that was killed in between, is done once more.
    db.execute("delete from drizzle.__drizzle_migrations where name like '%post_slug'");
    CHECK(run_kit(after, folder, db, {"migrate"}).errors == "");
    CHECK(run_kit(after, folder, db, {"migrate"}).out == "Nothing to apply: the database has all 2 migrations.\n");
}

TEST_CASE("a_file_outside_of_a_transaction_is_known_by_its_first_line") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_t", "create table t (a int);");
    add_migration(folder, "20260101000001_i", "create index concurrently i on t (a);");
    outcome ran = run_kit({}, folder, db, {"migrate"});
    CHECK(holds(ran.errors, "CREATE INDEX CONCURRENTLY cannot run inside a transaction block (SQLSTATE 25001)"));
    CHECK(holds(ran.errors, "whose first line is\n    -- virga: outside of a transaction\n"));
    add_migration(folder, "20260101000001_i",
                  "-- virga: outside of a transaction\r\nvacuum t; create index concurrently i on t (a);\r\n");
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select name from drizzle.__drizzle_migrations order by id desc limit 1") == "20260101000001_i");
    add_migration(folder, "20260101000002_b", "-- virga: outside of a transaction\nvacuum t;\nbegin; drop table t;\n");
    ran = run_kit({}, folder, db, {"migrate"});
    CHECK(holds(ran.errors, "line 3: this file runs outside of a transaction, so that nothing in it can begin or end one."));
    CHECK(holds(ran.errors, "Nothing of this file was run."));
    // what it sets ends with it, and its record is not written by another role
    add_migration(folder, "20260101000002_b", "-- virga: outside of a transaction\nset role pg_monitor;\nselect 1;\n");
    CHECK(run_kit({}, folder, db, {"migrate"}).errors == "");
    CHECK(run_kit({}, folder, db, {"status"}).code == 0);
}

TEST_CASE("an_index_whose_name_another_takes_goes_with_all_else") {
    const own_database db;
    const scratch_folder folder;
    const auto with = [](bool on_post) {
        table_model here = post(), there = table("reader", {column("slug", "text")});
        (on_post ? here : there).indexes.push_back(indexed("i", "slug"));
        return tables({here, there});
    };
    CHECK(run_kit(with(true), folder, db, {"generate"}).errors == "");
    CHECK(run_kit(with(false), folder, db, {"generate", "--name", "moved"}).errors == "");
    CHECK(run_kit(with(false), folder, db, {"migrate"}).errors == "");
    CHECK(names_in(folder).ends_with("moved moved_2 "));
    CHECK(db.ask("select indrelid::regclass from pg_index where indexrelid = 'i'::regclass") == "reader");
}

TEST_CASE("a_foreign_key_keeps_its_unique_index_from_going_concurrently") {
    const own_database db;
    const scratch_folder folder;
    const table_model reader = table("reader", {column("slug", "text")}).references({"slug"}, "post", {"slug"});
    const model before = tables({post().index(indexed("u", "slug", true)), reader});
    index_model other = indexed("u", "slug", true);
    other.include = {"views"};
    const model after = tables({post().index(other), reader});
    CHECK(run_kit(before, folder, db, {"generate"}).code == 0);
    CHECK(run_kit(before, folder, db, {"migrate"}).errors == "");
    CHECK(run_kit(after, folder, db, {"generate"}).code == 0);
    CHECK(run_kit(after, folder, db, {"migrate"}).errors == "");
    const own_database fresh;
    apply_changes(fresh, {}, after);
    CHECK(catalog_of(db) == catalog_of(fresh));
}

TEST_CASE("an_index_over_a_function_that_goes_does_not_stay_for_later") {
    const own_database db;
    const scratch_folder folder;
    const auto with = [](const char* schema, const char* call) {
        index_model made = indexed("i", "slug");
        made.where = call;
        model all = tables({post().index(made)});
        all.schemas = {"s"};
        all.routines = {{schema, "f", "function", "x integer", "integer", "language sql immutable as 'select 1'"}};
        return all;
    };
    const model before = with("", "\"f\"(1) > 0"), after = with("s", "\"s\".\"f\"(1) > 0");
    for (const model* each : {&before, &after}) {
        CHECK(run_kit(*each, folder, db, {"generate"}).code == 0);
        CHECK(run_kit(*each, folder, db, {"migrate"}).errors == "");
    }
    CHECK(holds(db.ask("select pg_get_indexdef('i'::regclass)"), "s.f(1)"));
}
