// What expressions name is told by their trees: it stands in snapshots, follows renames, and nothing else is leant on.
#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <virga.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/rename.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"
#include "told_needs.hpp"

namespace declared_needs {  // before the words of the tests, some of which are called alike
using namespace virga;
enum class mood { calm, cross };
inline constexpr pg::enum_type<mood, "mood", "calm", "cross"> mood_type;
inline constexpr pg::sequence<"numbers", sequence_options{}, "shop"> numbers;
constexpr pg::function<"slug_of", "value text", "text", "language sql immutable strict as $$select lower(value)$$"> slug_of;
constexpr function<"slug_of", types::text(types::text)> slug;

// Constants are called like a table, a column, a type and a function, on which nothing leans by that.
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::varchar<t, "title", 40, not_null> title;
    pg::text<t, "slug", generated_stored> slug;
    pg::enumeration<t, "mood", mood_type, not_null> mood;
    pg::bigint<t, "number", default_nextval<numbers>> number;
    pg::text<t, "kind", default_to<"mood of numbers">> kind;
    pg::integer<t, "rank", default_to<7>> rank;
    pg::text<t, "by_hand", default_sql<"'mood'">> by_hand;
    pg::text<t, "word"> word;
    static constexpr auto constraints(const auto& note) {
        return std::tuple{
            pg::generated_stored(note.slug, declared_needs::slug(note.title)),
            pg::check<"note_kinds">(note.title != "tag" and note.title != "word" and note.mood != mood::cross),
            pg::check<"note_by_hand">(expr<types::boolean, "{} <> 'word'">(note.title)),
            pg::check<"note_of_tables">(cast<types::regclass>("pg_catalog.pg_class") != cast<types::oid_type>(note.number)),
            pg::index<"note_of_calm">(lower(note.title), note.id).where(note.mood == mood::calm),
        };
    }
};
constexpr table<"note", note_fields> note;
template <class t>
struct tag_fields {
    pg::bigint<t, "note_id", not_null, references<note.id>> note_id;
    pg::text<t, "word", not_null> word;
    static constexpr auto constraints(const auto& tag) {
        return std::tuple{
            pg::policy<"tags_of_calm">().using_(
                tag.word != "note" and
                exists(select(note.title).from(note).where(note.id == tag.note_id and note.mood == mood::calm))),
        };
    }
};
constexpr table<"tag", tag_fields> tag;

constexpr auto n = note.as<"n">();
constexpr auto counted = pg::materialized_view<"counted">(select(n.id, n.mood, count().as<"slug_of">())
                                                              .from(n)
                                                              .where(n.title != "tag" and n.title != "word")
                                                              .group_by(n.id));
constexpr auto schema = virga::schema(virga::domain(mood_type, numbers, slug_of, note, tag, counted));
}  // namespace declared_needs

using namespace virga_test;

namespace {
/// `table note (id, title), type mood`; empty where nothing was told.
std::string words_of(const virga::kit::told_needs& needs) {
    if (needs.all.empty()) return needs.are_told() ? "nothing" : "";
    std::string all;
    for (const virga::kit::need_model& each : needs.all) {
        all += (all.empty() ? "" : ", ") + each.what + " " + virga::kit::spoken(each.schema, each.name);
        std::string columns;
        for (const std::string& column : each.columns) columns += (columns.empty() ? "" : ", ") + column;
        if (not columns.empty()) all += " (" + columns + ")";
    }
    return all;
}
std::string all_sql(const std::vector<change>& changes) {
    std::string all;
    for (const change& each : changes) all += each.sql + "\n";
    return all;
}
}  // namespace

TEST_CASE("needs_are_told_by_trees") {
    const model schema = describe(declared_needs::schema);
    const auto& note = schema.tables[0];
    CHECK(words_of(note.columns[2].needs) == "function public.slug_of, table public.note (title)");
    CHECK(words_of(note.columns[4].needs) == "table shop.numbers");
    CHECK(words_of(note.checks[0].needs) == "type public.mood, table public.note (title, mood)");
    CHECK(words_of(note.checks[1].needs) == "");  // by hand
    CHECK(words_of(note.indexes[0].needs) == "type public.mood, table public.note (title, mood)");
    CHECK(words_of(schema.tables[1].policies[0].needs) ==
          "type public.mood, table public.note (title, id, mood), table public.tag (word, note_id)");
    CHECK(words_of(schema.views[0].needs) == "table public.note (id, mood, title), primary key public.note");
}

TEST_CASE("a_constant_is_told_to_lean_on_nothing") {
    const model schema = describe(declared_needs::schema);
    const auto words = [](const model& of) {
        names all;
        for (const std::size_t i : {5U, 6U, 7U}) all.push_back(words_of(of.tables[0].columns[i].needs));
        return all;
    };
    const auto& checks = schema.tables[0].checks;
    const auto of_tables = std::ranges::find(checks, "note_of_tables", &virga::kit::check_model::name);
    REQUIRE(of_tables != checks.end());
    CHECK_FALSE(of_tables->needs.are_told());  // the text of a regclass is the name of a table
    CHECK(words(schema) == names{"nothing", "", ""});  // without words there is nothing to tell, and one is by hand
    const std::string json = to_json(snapshot{"i", {}, schema});
    CHECK(holds(json, R"({"name": "kind", "type": "text", "default": "'mood of numbers'", "needs": []})"));
    CHECK(holds(json, R"({"name": "rank", "type": "integer", "default": "7"})"));
    CHECK(holds(json, R"({"name": "by_hand", "type": "text", "default": "'mood'"})"));
    const model read = parse_snapshot(json, "s").schema;
    CHECK(words(read) == words(schema));
    CHECK(to_json(snapshot{"i", {}, read}) == json);

    model after = read;
    after.enums[0].labels = {"cross", "calm"};  // so that the type is made anew
    std::string sql = all_sql(diff(read, after));
    CHECK_FALSE(holds(sql, R"("kind" drop default)"));
    CHECK(holds(sql, R"("by_hand" drop default)"));
    model older = read;
    for (virga::kit::column_model& each : older.tables[0].columns) each.needs = {};
    sql = all_sql(diff(older, after));
    CHECK(holds(sql, R"("kind" drop default)"));
}

TEST_CASE("needs_are_those_that_the_server_finds") {
    const own_database db;
    const model schema = describe(declared_needs::schema);
    apply_changes(db, {}, schema);
    const auto found = compare_needs(schema, db);
    CHECK(found.untold == std::vector<std::string>{});
    CHECK(found.needless == std::vector<std::string>{});
}

TEST_CASE("needs_stand_in_snapshots") {
    const model schema = describe(declared_needs::schema);
    const model read = parse_snapshot(to_json(snapshot{"i", {}, schema}), "s").schema;
    CHECK(read == schema);
    CHECK(words_of(read.views[0].needs) == words_of(schema.views[0].needs));
    CHECK(words_of(read.tables[0].columns[2].needs) == words_of(schema.tables[0].columns[2].needs));
    CHECK(words_of(read.tables[0].indexes[0].needs) == words_of(schema.tables[0].indexes[0].needs));
    CHECK(words_of(read.tables[1].policies[0].needs) == words_of(schema.tables[1].policies[0].needs));
}

TEST_CASE("needs_are_all_that_is_leant_on") {
    const model before = describe(declared_needs::schema);
    model after = before;  // without the table and the column whose names are constants of what stays
    after.tables.pop_back();
    after.tables[0].columns.pop_back();
    after.tables[0].checks.pop_back();
    const std::string sql = all_sql(diff(before, after));
    CHECK(sql.find("counted") == sql.npos);
    CHECK(sql.find("note_kinds") == sql.npos);
    check_round_trip(before, after, "insert into note (title, mood) values ('a', 'calm')");

    model read = before;  // as an older snapshot has it
    for (virga::kit::view_model& each : read.views) each.needs = {};
    CHECK(all_sql(diff(read, after)).find(R"(drop materialized view "counted")") != sql.npos);
}

TEST_CASE("needs_are_taken_down_and_put_up") {
    const model before = describe(declared_needs::schema);
    model after = before;
    after.tables[0].columns[1].type = "text";
    after.enums[0].labels = {"cross", "calm"};
    after.routines[0].body = "language sql immutable strict as $$select upper(value)$$";
    check_trip(before, after);
}

TEST_CASE("needs_follow_renames") {
    model before = describe(declared_needs::schema);
    const auto rename = [&before](const std::string& what) {
        virga::kit::detail::renaming renaming{before, before};
        static_cast<void>(renaming.changes_unchecked(what));
    };
    rename("public.note=shop.memo");
    rename("shop.memo.title=headline");
    rename("sequence:shop.numbers=counts");
    rename("type:public.mood=shop.temper");
    rename("function:public.slug_of=slug");
    CHECK(words_of(before.tables[0].columns[2].needs) == "function public.slug, table shop.memo (headline)");
    CHECK(words_of(before.tables[0].columns[4].needs) == "table shop.counts");
    CHECK(words_of(before.tables[0].checks[0].needs) == "type shop.temper, table shop.memo (headline, mood)");
    CHECK(words_of(before.tables[1].policies[0].needs) ==
          "type shop.temper, table shop.memo (headline, id, mood), table public.tag (word, note_id)");
    CHECK(words_of(before.views[0].needs) == "table shop.memo (id, mood, headline), primary key shop.memo");
}
