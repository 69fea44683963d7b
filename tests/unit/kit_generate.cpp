// From a declared schema to the next folder of migrations.
#include <algorithm>

#include <virga/kit/generate.hpp>

#include "../catch.hpp"
#include "kit_models.hpp"
#include "kit_scratch.hpp"

using namespace virga_test;
using namespace std::chrono;

namespace {

const sys_seconds noon = sys_days{2026y / January / 2} + 12h;

generated at_noon(const model& schema, const scratch_folder& to, generate_options options = {}) {
    options.now = noon;
    return generate(schema, to.path(), options);
}
std::string refusal(const model& schema, const scratch_folder& to, const generate_options& options = {}) {
    return complaint([&] { return at_noon(schema, to, options); });
}
const model one = tables({table("post", {required("id", "integer"), column("title", "varchar(20)")}).primary({"id"})});
const model two =
    tables({table("post", {required("id", "integer"), column("title", "varchar(20)"), required("slug", "text")}).primary({"id"})});
}  // namespace

TEST_CASE("the_first_migration_creates_all_and_the_next_the_difference") {
    const scratch_folder to;
    const generated first = at_noon(one, to);
    CHECK(first.folder.filename() == "20260102120000_create_post");
    CHECK(read_file(first.folder / "migration.sql") ==
          "create table \"post\" (\n  \"id\" integer not null,\n  \"title\" varchar(20),\n  constraint \"post_pkey\" primary key "
          "(\"id\")\n);\n");
    CHECK(at_noon(one, to).folder.empty());

    const generated second = at_noon(two, to, {.name = "add-slug"});
    CHECK(second.folder.filename() == "20260102120001_add-slug");
    CHECK(read_file(second.folder / "migration.sql") == "alter table \"post\" add column \"slug\" text not null;\n");
    REQUIRE(second.cautions.size() == 1);
    CHECK(second.cautions[0] == "public.post.slug is not null and has no default: adding it fails if the table holds rows. "
                                 "To give them a value, add backfill<...> to the column.");
    CHECK(at_noon(two, to).folder.empty());

    const auto chain = read_chain(read_folder(to.path()));
    CHECK(faults(chain).empty());
    CHECK(chain[1].parents == names{chain[0].id});
    CHECK(newest_snapshot(read_folder(to.path())).schema == two);
}

TEST_CASE("statements_are_separated_as_drizzle_separates_them") {
    const scratch_folder to;
    const generated made = at_noon({{"a", "b"}, {}, {}}, to);
    CHECK(read_file(made.folder / "migration.sql") == "create schema \"a\";\n--> statement-breakpoint\ncreate schema \"b\";\n");
    CHECK(holds(refusal(tables({table("t", {column("a", "text", "'--> statement-breakpoint'")})}), scratch_folder{}),
                "at which migrators cut"));
}

TEST_CASE("an_empty_schema_needs_no_migration") {
    const scratch_folder to;
    CHECK(at_noon({}, to).folder.empty());
    CHECK(entries(to.path()).empty());
}

TEST_CASE("a_loss_is_refused_and_writes_nothing") {
    const scratch_folder to;
    at_noon(two, to);
    CHECK(refusal(one, to) ==
          "Nothing was written: the migration would lose data. To allow that, type:\n  `generate --allow-drop public.post.slug`");
    CHECK(entries(to.path()).size() == 1);
    const generated made = at_noon(one, to, {.allow_drop = {"public.post.slug"}});
    CHECK(read_file(made.folder / "migration.sql") == "alter table \"post\" drop column \"slug\";\n");
}

TEST_CASE("what_cannot_be_written_becomes_an_open_place_of_a_custom_migration") {
    const scratch_folder to;
    at_noon(one, to);
    const model changed = tables({table("post", {required("id", "uuid"), column("title", "varchar(20)", "'x'")}).primary({"id"})});
    CHECK(holds(refusal(changed, to), "table public.post, column id: the type changes from integer to uuid"));
    CHECK(entries(to.path()).size() == 1);
    const generated made = at_noon(changed, to, {.custom = true});
    CHECK(made.folder.filename() == "20260102120001_custom");
    CHECK(made.open_places == 1);
    const auto statements = statements_of(read_file(made.folder / "migration.sql"));
    REQUIRE(statements.size() == 2);
    CHECK(holds(statements[0].sql, "-- alter table \"post\" alter column \"id\" type uuid;\ndo $$ begin raise exception"));
    CHECK(holds(statements[1].sql, "set default 'x'"));
    CHECK(at_noon(changed, to).folder.empty());  // the custom migration stands for all of it
}

TEST_CASE("a_draft_of_nothing_but_what_the_kit_writes_has_an_open_place_too") {
    const scratch_folder to;
    at_noon(two, to);
    const generated made = at_noon(one, to, {.custom = true, .allow_drop = {"public.post.slug"}});
    CHECK(made.open_places == 1);
    CHECK(read_file(made.folder / "migration.sql") ==
          "-- A draft of all that changes. Write what is missing, and take out this statement, which fails until then.\n"
          "do $$ begin raise exception 'This step of the migration is not written yet.'; end $$;\n"
          "--> statement-breakpoint\nalter table \"post\" drop column \"slug\";\n");
}

TEST_CASE("a_custom_migration_without_a_difference_is_one_open_place") {
    const scratch_folder to;
    at_noon(one, to);
    const generated made = at_noon(one, to, {.name = "fill", .custom = true});
    CHECK(made.open_places == 1);
    const std::string script = read_file(made.folder / "migration.sql");
    CHECK(holds(script, "-- --> statement-breakpoint\n"));
    const auto statements = statements_of(script);
    REQUIRE(statements.size() == 1);
    CHECK(holds(statements[0].sql, "raise exception"));
    CHECK(newest_snapshot(read_folder(to.path())).schema == one);
}

TEST_CASE("line_ends_and_a_byte_order_mark_of_both_files_are_no_difference") {
    const scratch_folder to;
    const generated first = at_noon(one, to);
    for (const char* mark : {"", "\xEF\xBB\xBF"}) {
        for (const char* end : {"\r\n", "\r", "\n"}) {
            for (const char* name : {"migration.sql", "snapshot.json"}) {
                write_text(first.folder / name,
                           mark + with_line_ends(without_byte_order_mark(read_file(first.folder / name)), end));
            }
            CHECK(at_noon(one, to).folder.empty());
            CHECK(faults(read_chain(read_folder(to.path()))).empty());
            CHECK(newest_snapshot(read_folder(to.path())).schema == one);
        }
    }
}

TEST_CASE("a_migration_of_a_time_to_come_is_followed_and_mentioned") {
    const scratch_folder to;
    const generated first = at_noon(one, to);
    std::filesystem::rename(first.folder, to.path() / "20991231235959_one");
    const generated second = at_noon({}, to, {.name = "two", .allow_drop = {"public.post"}});
    CHECK(second.folder.filename() == "21000101000000_two");
    REQUIRE(second.cautions.size() == 1);
    CHECK(second.cautions[0] ==
          "The newest migration, 20991231235959_one, is named after a time to come, so the new one gets the second "
          "after that, to sort behind it.");
    std::filesystem::rename(second.folder, to.path() / "99991231235959_two");
    CHECK(holds(complaint([&] { return at_noon(one, to); }), "99991231235959_two, has the last time that a name can have"));
    CHECK(entries(to.path()).size() == 2);
}

TEST_CASE("names_come_from_the_changes") {
    const auto name = [](const model& before, const model& after) { return default_name(diff(before, after)); };
    const model many{{"cms"}, {{"", "mood", {"a"}}}, {table("user", {}), table("po st", {}), table("x", {}, "cms")}};
    CHECK(name({}, many) == "create_user_po_st_and_3_more");
    CHECK(name(many, {}) == "drop_user_po_st_and_3_more");
    CHECK(name(one, two) == "alter_post");
    CHECK(name(one, tables({two.tables[0], table("tag", {})})) == "create_tag_and_1_more");
    CHECK(name({}, {{}, {{"", "mood", {"a"}}}, {}}) == "create_mood");
    CHECK(default_name({}) == "custom");
    std::vector<table_model> long_ones{table(std::string(63, 'a'), {}), table(std::string(63, 'b'), {})};
    CHECK(is_migration_name("20260102120000_" + name({}, tables(long_ones))));
}

TEST_CASE("branches_that_met_are_found_and_refused") {
    const scratch_folder to;
    at_noon(one, to, {.name = "base"});
    const snapshot base = newest_snapshot(read_folder(to.path()));
    write_migration(to.path(), "20260102120005_mine", "select 1;", to_json({"mine", {base.id}, two}));
    write_migration(to.path(), "20260102120006_theirs", "select 1;", to_json({"theirs", {base.id}, one}));
    CHECK(refusal(two, to) ==
          "These migrations stand side by side, as after a merge of branches: 20260102120005_mine, 20260102120006_theirs. Delete "
          "the ones "
          "that are applied nowhere else yet, and generate them again.");
    write_migration(to.path(), "20260102120007_merge", "select 1;", to_json({"merge", {"mine", "theirs"}, two}));
    CHECK(refusal(two, to).empty());
}

TEST_CASE("a_broken_chain_is_refused") {
    const scratch_folder to;
    write_migration(to.path(), "20260102120000_a", "", to_json({"a", {"lost"}, one}));
    CHECK(holds(refusal(one, to), "20260102120000_a was made from a migration with the id lost"));
    const scratch_folder twins;
    write_migration(twins.path(), "20260102120000_a", "", to_json({"a", {}, one}));
    write_migration(twins.path(), "20260102120001_b", "", to_json({"b", {}, one}));
    CHECK(holds(refusal(one, twins), "20260102120001_b names no parent"));
    const scratch_folder bare;
    write_text(bare.path() / "20260102120000_hand" / "migration.sql", "select 1;");
    CHECK(holds(refusal(one, bare), "has no snapshot.json"));
}

TEST_CASE("drizzle_s_snapshots_are_refused_unless_ours_follow") {
    const scratch_folder to;
    const std::string drizzle = R"({"version": "8", "dialect": "postgres", "id": "d", "prevIds": [], "ddl": []})";
    write_migration(to.path(), "20260102110000_theirs", "select 1;", drizzle);
    CHECK(holds(refusal(one, to), "20260102110000_theirs/snapshot.json: this snapshot was written by drizzle-kit"));
    write_migration(to.path(), "20260102110001_ours", "select 1;", to_json({"o", {}, one}));
    CHECK(at_noon(one, to).folder.empty());
    write_migration(to.path(), "20260102110002_theirs", "select 1;", drizzle);
    CHECK(holds(refusal(one, to), "was written by drizzle-kit"));
}

TEST_CASE("an_edited_snapshot_is_read_whole") {
    const scratch_folder to;
    write_migration(to.path(), "20260102120000_a", "", R"({"tables": [], "id": "a", "parents": [], "virga": 1})");
    CHECK(read_chain(read_folder(to.path()))[0].id == "a");
}

TEST_CASE("a_label_that_is_used_at_once_comes_with_a_migration_of_its_own") {
    const auto with = [](names labels, const std::string& word) {
        return model{{}, {{"", "mood", std::move(labels)}},
                     {table("t", {column("m", "\"public\".\"mood\"", "'" + word + "'")})}};
    };
    const scratch_folder to;
    REQUIRE(not at_noon(with({"a", "z"}, "a"), to).folder.empty());
    // One label is renamed along with it, by request; another is declared to be.
    model after = with({"first", "new", "last"}, "new");
    after.enums[0].renamed = {{"z", "last"}};
    const generated made = at_noon(after, to, {.rename = {"mood.a=first"}});
    REQUIRE(made.folders.size() == 2);
    CHECK(made.folders[0].filename() == "20260102120001_add_labels_of_mood");
    CHECK(made.folders[1].filename() == "20260102120002_alter_mood_t");
    CHECK(made.folder == made.folders[0]);
    CHECK(read_file(made.folders[0] / "migration.sql") == "alter type \"public\".\"mood\" add value 'new' before 'z';\n");
    CHECK(read_file(made.folders[1] / "migration.sql") ==
          "alter type \"public\".\"mood\" rename value 'a' to 'first';\n--> statement-breakpoint\n"
          "alter type \"public\".\"mood\" rename value 'z' to 'last';\n--> statement-breakpoint\n"
          "alter table \"t\" alter column \"m\" set default 'new';\n");
    CHECK(std::ranges::any_of(made.cautions, [](const std::string& each) {
        return holds(each, "So 20260102120001_add_labels_of_mood adds the labels alone");
    }));
    CHECK(faults(read_chain(read_folder(to.path()))).empty());
    const generated later = at_noon(after, to);
    CHECK(later.folder.empty());
    CHECK(newest_snapshot(read_folder(to.path())).schema == after);

    CHECK(holds(refusal(after, to, {.rename = {"mood.none=x"}}), "the enum type public.mood has no label none"));
    CHECK(holds(refusal(after, to, {.rename = {"public.mood.new=x"}}), "the declared enum type public.mood has no label x"));
}
