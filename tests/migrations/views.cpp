// Views that are made, replaced, taken down and put up around what changes beneath them, as models and as declared.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <virga.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/rename.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace declared_views {  // before the words of the tests, some of which are called alike
using namespace virga;
enum class mood { calm, cross };
inline constexpr pg::enum_type<mood, "mood", "calm", "cross"> mood_type;
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::text<t, "title", not_null, collation<"C">> title;
    pg::varchar<t, "code", 40> code;
    pg::enumeration<t, "mood", mood_type, not_null> mood;
    pg::numeric<t, "price", 6, 2> price;
    pg::timestamptz<t, "at", not_null, default_now> at;
};
constexpr table<"note", note_fields> note;
template <class t>
struct tag_fields {
    pg::bigint<t, "note_id", not_null, references<note.id>> note_id;
    pg::text<t, "word", not_null> word;
};
constexpr table<"tag", tag_fields> tag;

constexpr auto calm = pg::view<"calm", view_options{.security_barrier = true, .check = pg::check_option::local}>(
    select(note.id, note.title, note.code, note.price).from(note).where(note.mood == mood::calm and note.title != "it's; -- $1"));
constexpr auto tagged = pg::view<"tagged", view_options{}, "reports">(
    select(note.id, note.mood, tag.word, lower(tag.word).as<"lower">(), (note.price * 2).as<"twice">())
        .from(note)
        .left_join(tag, tag.note_id == note.id));
constexpr auto totals = pg::materialized_view<"totals">(select(calm[note.title], count().as<"n">())
                                                            .from(calm)
                                                            .inner_join(tagged, tagged[note.id] == calm[note.id])
                                                            .group_by(calm[note.title]))
                            .unique_index<"totals_title", "title">();
constexpr auto late = pg::materialized_view<"late", materialized_options{.with_data = false}>(
    text_query<"select max(at) from note", column_definition<"at", types::timestamptz>>);
constexpr auto schema = virga::schema(virga::domain(mood_type, note, tag), virga::domain(totals, tagged, calm, late));

template <class t>
struct watch_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::regclass<t, "on", not_null> on;
    pg::regtype<t, "kinds", as_array, not_null, default_sql<"'{}'">> kinds;
};
constexpr table<"watch", watch_fields> watch;
constexpr auto watching = pg::view<"watching">(select(watch.on, watch.kinds, coalesce(watch.on, 0).as<"either">()).from(watch));
constexpr auto of_objects = virga::schema(virga::domain(watch, watching));
}  // namespace declared_views

using namespace virga_test;

namespace {
using virga::kit::index_model;
using virga::kit::view_model;

view_model view(std::string name, names columns, names types, std::string query) {
    return {{}, std::move(name), std::move(columns), std::move(types), std::move(query)};
}
view_model materialized(std::string name, names columns, std::string query, std::vector<index_model> indexes = {}) {
    view_model made = view(std::move(name), std::move(columns), {}, std::move(query));
    made.materialized = true;
    made.indexes = std::move(indexes);
    return made;
}
model with_views(std::vector<table_model> all, std::vector<view_model> views) {
    model made = tables(std::move(all));
    made.views = std::move(views);
    return made;
}
table_model post(std::string type_of_views = "integer") {
    return table("post", {required("id", "bigint"), column("title", "text"), column("views", std::move(type_of_views)),
                          column("note", "text")})
        .primary({"id"});
}
const view_model live =
    view("live", {"id", "title"}, {"bigint", "text"}, R"(select "post"."id", "post"."title" from "post" where "post"."views" > 3)");
const view_model counted = view("counted", {"title", "n"}, {"text", "bigint"},
                                R"(select "live"."title", count(*) as "n" from "live" group by "live"."title")");
std::string sql(const model& before, const model& after) { return sql_of(diff(before, after)); }
}  // namespace

TEST_CASE("a_view_comes_after_its_table_and_goes_before_it") {
    CHECK(sql({}, with_views({table("t", {column("a", "text")})}, {view("v", {"a"}, {"text"}, R"(select "a" from "t")")})) ==
          "create table \"t\" (\n  \"a\" text\n);\ncreate view \"v\" (\"a\") as select \"a\" from \"t\";\n");
    check_round_trip({}, with_views({post()}, {counted, live}));
    check_round_trip(with_views({post()}, {}), with_views({post()}, {counted, live}));
    check_round_trip(with_views({post()}, {live}), with_views({post()}, {counted, live}));
}

TEST_CASE("views_with_columns_called_like_each_other_are_no_circle") {
    const view_model author = view("author", {"notes"}, {""}, R"(select "post"."note" as "notes" from "post")");
    const view_model of_notes = view("notes", {"author"}, {""}, R"(select "post"."title" as "author" from "post")");
    check_round_trip({}, with_views({post()}, {author, of_notes}));
    const view_model on_top = view("top", {"author"}, {""}, R"(select "n"."author" from "public"."notes" as "n")");
    check_round_trip(with_views({post()}, {}), with_views({post()}, {on_top, author, of_notes}));
}

TEST_CASE("create_or_replace_makes_a_view_that_has_further_columns_or_other_rows") {
    view_model wider = live;
    wider.columns.push_back("n");
    wider.types.push_back("integer");
    wider.query = R"(select "post"."id", "post"."title", "post"."views" as "n" from "post")";
    view_model of_all = counted;
    of_all.query = R"(select "live"."title", sum("live"."n") as "n" from "live" group by "live"."title")";
    const model before = with_views({post()}, {counted, live}), after = with_views({post()}, {of_all, wider});
    // The view that needs the new column comes after the one that has it.
    CHECK(sql(before, after) == "create or replace view \"live\" (\"id\", \"title\", \"n\") as " + wider.query + ";\n" +
                                    "create or replace view \"counted\" (\"title\", \"n\") as " + of_all.query + ";\n");
    check_round_trip(before, after);
    SECTION("not one that loses a column, nor one whose type is not certain") {
        CHECK(holds(sql(after, before), "drop view \"live\""));
        view_model uncertain = live;
        uncertain.types[1] = "";
        view_model all_rows = uncertain;
        all_rows.query = R"(select "post"."id", "post"."title" from "post")";
        CHECK(holds(sql(with_views({post()}, {uncertain}), with_views({post()}, {all_rows})), "drop view \"live\""));
        check_round_trip(with_views({post()}, {uncertain}), with_views({post()}, {all_rows}));
    }
}

TEST_CASE("a_view_steps_aside_for_a_column_that_changes_its_type_or_goes") {
    const model before = with_views({post("integer")}, {live, counted});
    check_round_trip(with_views({post("integer")}, {}), with_views({post("integer")}, {live}));
    check_trip(before, with_views({post("bigint")}, {live, counted}));
    table_model smaller = post();
    smaller.columns.pop_back();
    CHECK_FALSE(holds(sql(before, with_views({smaller}, {live, counted})), "view"));  // no view speaks of the note
    view_model notes = view("notes", {"note"}, {"text"}, R"(select "post"."note" from "post")");
    view_model titles = view("notes", {"note"}, {"text"}, R"(select "post"."title" as "note" from "post")");
    check_round_trip(with_views({post()}, {notes}), with_views({smaller}, {titles}), "insert into post (id, note) values (1, 'n')");
    view_model all = view("everything", {}, {}, "select * from post");
    check_round_trip(with_views({post()}, {all}), with_views({smaller}, {}));
    check_trip(with_views({post()}, {all}), with_views({smaller}, {all}));
}

TEST_CASE("a_view_leans_on_the_key_that_it_groups_by") {
    view_model grouped = view("grouped", {"id", "title"}, {"bigint", "text"},
                              R"(select "post"."id", "post"."title" from "post" group by "post"."id")");
    table_model renamed = post();
    renamed.primary_key->name = "post_key";
    check_round_trip(with_views({post()}, {grouped}), with_views({renamed}, {grouped}));
}

TEST_CASE("a_view_its_options_and_its_kind_change") {
    view_model guarded = live;
    guarded.security_invoker = true;
    guarded.security_barrier = true;
    guarded.check = "cascaded";
    CHECK(ddl::create_view(guarded) ==
          "create view \"live\" (\"id\", \"title\") with (security_invoker = true, security_barrier = true) "
          "as " +
              live.query + " with cascaded check option;");
    check_round_trip(with_views({post()}, {live}), with_views({post()}, {guarded}));
    check_round_trip(with_views({post()}, {live, counted}),
                     with_views({post()}, {materialized("live", {"id", "title"}, live.query), counted}));
    // What is a view now, a table and a sequence before.
    const model of_table = tables({table("live", {column("title", "text")}), post()});
    check_round_trip(of_table, with_views({post()}, {live}));
    model of_sequence = tables({post()});
    of_sequence.sequences.push_back({"", "live"});
    check_round_trip(of_sequence, with_views({post()}, {live}));
}

TEST_CASE("a_materialized_view_has_rows_and_indexes") {
    index_model by_id{"totals_id", true, "btree", {{"id", false, false, {}}}, {}};
    const view_model plain = materialized("totals", {"id", "title"}, live.query);
    const view_model indexed = materialized("totals", {"id", "title"}, live.query, {by_id});
    view_model unfilled = indexed;
    unfilled.without_data = true;
    CHECK(ddl::create_view(unfilled) ==
          "create materialized view \"totals\" (\"id\", \"title\") as " + live.query + " with no data;");
    check_round_trip(with_views({post()}, {plain}), with_views({post()}, {indexed}), "insert into post (id, views) values (1, 9)");
    check_round_trip(with_views({post()}, {indexed}), with_views({post()}, {unfilled}));
    check_trip(with_views({post()}, {indexed}), with_views({post("bigint")}, {indexed}));
    // An index goes with its view.
    CHECK(sql(with_views({post()}, {indexed}), with_views({post()}, {})) == "drop materialized view \"totals\";\n");
    CHECK(holds(complaint([&] {
                    return diff({}, with_views({post()}, {indexed, materialized("totals_id", {}, "select 1")}));
                }),
                "the name totals_id is taken"));
    // One is filled from what holds data already, through other views as well.
    const view_model between = view("between", {"id"}, {"bigint"}, "select \"id\" from \"totals\"");
    view_model filled = materialized("filled", {"id"}, "select \"id\" from \"between\"");
    CHECK(complaint([&] { return diff({}, with_views({post()}, {filled, between, unfilled})); }) ==
          "view public.filled: it is filled when it comes, from public.between, which holds no data until it is refreshed. Declare "
          "it without data too.");
    filled.without_data = true;
    check_round_trip({}, with_views({post()}, {filled, between, unfilled}));
}

TEST_CASE("policies_and_checks_lean_on_what_they_speak_of") {
    const auto guarded = [](std::vector<view_model> views) {
        model made = with_views(
            {post(), table("note", {column("title", "text")})
                         .policy(policy("own", R"(exists (select 1 from "live" where "live"."title" = "note"."title"))"))},
            {});
        made.views = std::move(views);
        return made;
    };
    check_round_trip(with_views({post()}, {live}), guarded({live}));
    view_model other = live;
    other.types[0] = "";
    other.query = R"(select "post"."id", "post"."title" from "post")";
    view_model before = live;
    before.types[0] = "";
    check_round_trip(guarded({before}), guarded({other}));
}

TEST_CASE("what_a_view_speaks_of_is_renamed_in_it") {
    model before = with_views({post()}, {live, counted});
    const own_database travelling, fresh;
    apply_changes(travelling, {}, before);
    table_model renamed =
        table("article", {required("id", "bigint"), column("headline", "text"), column("views", "integer"), column("note", "text")})
            .primary({"id"});
    view_model of_article = view("live", {"id", "headline"}, {"bigint", "text"},
                                 R"(select "article"."id", "article"."headline" from "article" where "article"."views" > 3)");
    view_model of_live = view("counted", {"headline", "n"}, {"text", "bigint"},
                              R"(select "live"."headline", count(*) as "n" from "live" group by "live"."headline")");
    const model after = with_views({renamed}, {of_article, of_live});
    apply_changes(fresh, {}, after);
    std::vector<std::string> statements;
    for (const change& step : rename_changes(before, after, {"public.post=article", "public.article.title=headline"})) {
        statements.push_back(step.sql);
    }
    CHECK(before.views[0].query == of_article.query);
    postgres_database{travelling.url()}.apply(statements);
    apply_changes(travelling, before, after);
    CHECK(catalog_of(travelling) == catalog_of(fresh));
}

// ---- declared --------------------------------------------------------------------------------------

TEST_CASE("declared_views_are_made_and_read") {
    const model all = describe(declared_views::schema);
    REQUIRE(all.views.size() == 4);
    CHECK(all.views[2].types == names{"bigint", "text collate \"C\"", "varchar(40)", "numeric(6,2)"});
    CHECK(all.views[2].query ==
          R"(select "note"."id", "note"."title", "note"."code", "note"."price" from "note" where "note"."mood" = )"
          R"('calm'::"public"."mood" and "note"."title" <> 'it''s; -- $1')");
    CHECK(all.views[1].types == names{"bigint", "\"public\".\"mood\"", "text", "", ""});
    CHECK(all.schemas == names{"reports"});
    check_round_trip({}, all);

    const own_database server;
    apply_changes(server, {}, all);
    virga::postgres_client db{server.url()};
    using namespace virga::literals;
    using declared_views::calm, declared_views::note, declared_views::tagged, declared_views::totals;
    db.execute("insert into note (title, code, mood, price) values ('a', 'x', 'calm', 1.25), ('b', null, 'cross', null)");
    db.execute("insert into tag values (1, 'Red'), (1, 'blue')");
    const auto seen = db(virga::select(calm[note.title], tagged["lower"_c], tagged["twice"_c])
                             .from(calm)
                             .inner_join(tagged, tagged[note.id] == calm[note.id])
                             .order_by(tagged["lower"_c]));
    REQUIRE(seen.size() == 2);
    db(refresh_materialized_view(totals));
    db(refresh_materialized_view(totals).concurrently());
    CHECK_THROWS_AS(db(virga::select(declared_views::late["at"_c]).from(declared_views::late)), virga::error);  // not filled yet
    CHECK(db(virga::select(totals["n"_c]).from(totals)).size() == 1);
}

// What a query returns of a regclass is cast to oid, and a view is no query of a client's.
TEST_CASE("a_view_of_objects_keeps_their_types") {
    const model all = describe(declared_views::of_objects);
    CHECK(all.views[0].types == names{"regclass", "regtype[]", ""});
    CHECK(all.views[0].query ==
          R"(select "watch"."on", "watch"."kinds", coalesce("watch"."on", '0'::regclass) as "either" from "watch")");
    check_round_trip({}, all);
    const own_database server;
    apply_changes(server, {}, all);
    virga::postgres_client db{server.url()};
    using declared_views::watch, declared_views::watching;
    db(insert_into(watch).values(watch.on = 1259, watch.kinds = std::vector{23, 25}));
    const auto [on, kinds] = db(select(watching[watch.on], watching[watch.kinds]).from(watching)).one();
    CHECK(on == 1259);
    CHECK(kinds == std::vector<std::uint32_t>{23, 25});
}
