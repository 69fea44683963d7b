// Functions, triggers, objects of raw text, privileges and comments, as models and as declared, with what leans on them.
#include <string>
#include <utility>
#include <vector>

#include <virga.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/rename.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace declared_by_hand {  // before the words of the tests, some of which are called alike
using namespace virga;
enum class mood { calm, cross };
constexpr pg::enum_type<mood, "mood", "calm", "cross"> mood_type;
constexpr pg::sequence<"ticket"> ticket;
constexpr pg::role<"by_hand_reader", existing> reader;
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::text<t, "title", not_null> title;
    pg::enumeration<t, "mood", mood_type, not_null> mood;
    pg::timestamptz<t, "at"> at;

    static constexpr auto constraints(const auto& note) {
        return std::tuple{
            pg::comment_on<"it's one's own">(pg::unique<"note_own">(note.title, note.mood)),
            pg::comment_on<"one each">(pg::unique(note.title, note.at)),
            pg::comment_on<"said">(pg::check<"note_title">(note.title != "")),
            pg::comment_on<"late ones">(pg::index<"note_late">(desc(note.at)).where(note.mood == mood::cross)),
            pg::index<"note_at">(note.at),
            pg::comment_on<"all see all">(pg::policy<"note_all">().using_(note.id > 0)),
        };
    }
};
constexpr table<"note", note_fields> note;
template <class t>
struct answer_fields {
    pg::bigint<t, "note_id", not_null> note_id;
    pg::int8range<t, "during"> during;

    static constexpr auto constraints(const auto& answer) {
        return std::tuple{
            pg::comment_on<"the key">(pg::primary_key(answer.note_id)),
            pg::comment_on<"what it answers">(pg::foreign_key(answer.note_id).references(note.id)),
            pg::comment_on<"not twice">(pg::exclude<"answer_once">(pg::with<"&&">(answer.during))),
        };
    }
};
constexpr table<"answer", answer_fields> answer;
constexpr auto calm = pg::view<"calm">(select(note.id, note.title).from(note).where(note.mood == mood::calm));
constexpr pg::function<"stamp", "", "trigger", "language plpgsql as $$ begin new.at = now(); return new; end $$"> stamp;
constexpr auto worst =
    pg::function<"worst", "of mood default 'cross', how integer = 1", "mood", "language sql immutable return of", "tools">{}.needs(
        mood_type);
constexpr auto titles =
    pg::function<"titles", "", "setof text", "stable begin atomic select title from note; end">{}.needs(note.title);
constexpr pg::procedure<"tidy", "keep integer", "language plpgsql as $$ begin delete from note where id > keep; end $$"> tidy;
constexpr auto longer = pg::function<"longer", "a text, b text", "text",
                                     "language sql immutable return case when length(a) > length(b) then a else b end">{};
constexpr auto longest = pg::aggregate<"longest", "text", "(sfunc = longer, stype = text)">{}.needs(longer);
constexpr pg::trigger<"stamping", note, "before update of title, mood",
                      "for each row when (old.title <> new.title) execute function stamp()">
    stamping;
constexpr pg::raw<"docs", "create text search configuration docs (copy = english)", "drop text search configuration docs"> docs;
constexpr auto words =
    pg::raw<"words of docs", "alter text search configuration docs alter mapping for word with simple">{}.needs(docs);
constexpr auto reading = pg::grant<"select", "insert">(note, calm).to(reader);
constexpr auto more = pg::grant<"update">(note).to(reader, pg::public_);
constexpr auto reading_some = pg::grant<"select", "references">(answer.note_id, answer.during).to(reader, pg::public_);
constexpr auto filling_one = pg::grant<"insert">(answer.during).to(reader);
constexpr auto changing_one = pg::grant<"update">(note.title).to(reader).with_grant_option();
constexpr auto emptying = pg::grant<"truncate">(pg::all_tables_in<"public">).to(reader);
constexpr auto calling = pg::grant<"execute">(worst, tidy, longest).to(reader);
constexpr auto using_ = pg::grant<"usage">(pg::schema<"tools">, mood_type, ticket).to(reader);
constexpr auto later = pg::grant<"select">(pg::later<things_to_come::tables, "tools">).to(reader).with_grant_option();
constexpr auto said = pg::comment_on<"how it's">(mood_type);
constexpr auto said_of_view = pg::comment_on<"calm ones">(calm);
constexpr auto said_of_trigger = pg::comment_on<"stamps it">(stamping);
constexpr auto said_of_function = pg::comment_on<"the worst">(worst);
constexpr auto schema =
    virga::schema(virga::domain(emptying),  // what comes later has it, too
                  virga::domain(note, answer, mood_type, calm, stamp, worst, titles, tidy, longest, longer, stamping, docs, words),
                  virga::domain(ticket, reader, reading, more, reading_some, filling_one, changing_one, calling, using_, later),
                  virga::domain(said, said_of_view, said_of_function, said_of_trigger));
}  // namespace declared_by_hand
using namespace virga_test;

namespace {
routine_model function(std::string name, std::string arguments, std::string returns, std::string body) {
    return {{}, std::move(name), "function", std::move(arguments), std::move(returns), std::move(body)};
}
const routine_model is_short = function("is_short", "t text", "boolean", "language sql immutable return length(t) < 9");
const routine_model stamp = function("stamp", "", "trigger", "language plpgsql as $$ begin return new; end $$");

table_model note(std::string type_of_n = "integer") {
    return table("note", {required("id", "bigint"), column("t", "text"), column("n", std::move(type_of_n))}).primary({"id"});
}
model with_functions(std::vector<table_model> all, std::vector<routine_model> functions, std::vector<trigger_model> triggers = {}) {
    model made = tables(std::move(all));
    made.routines = std::move(functions);
    made.triggers = std::move(triggers);
    return made;
}
/// A role of the server, which stays: another database may still grant it something.
void make_role(const std::string& name) {
    virga::postgres_client{server().url()}.execute("do $$ begin create role " + name +
                                                   "; exception when duplicate_object then null; end $$");
}
std::string sql(const model& before, const model& after) { return sql_of(diff(before, after)); }
}  // namespace

TEST_CASE("all_that_is_of_raw_text_is_made_and_goes") {
    make_role("by_hand_reader");
    const model all = describe(declared_by_hand::schema);
    check_round_trip({}, all);
    const virga::kit::snapshot kept{"a", {}, all};
    CHECK(parse_snapshot(to_json(kept), "snapshot.json") == kept);
    REQUIRE(all.grants.size() == 16);
    const std::vector<held_comment_model>& said = all.tables[0].comments;
    REQUIRE(said.size() == 5);
    CHECK(said[1] == held_comment_model{"constraint", "note_title_at_key", "one each"});
    CHECK(said[4] == held_comment_model{"policy", "note_all", "all see all"});
    CHECK(all.tables[1].comments[1].name == "answer_note_id_fkey");
    CHECK(all.grants[0].privileges == names{"insert", "select", "truncate", "update"});  // grants of one thing to one role are one
    CHECK(all.grants[1] == grant_model{"by_hand_reader", "table", "", "answer", {"truncate"}});
    CHECK(all.grants[2] == grant_model{"by_hand_reader", "table", "", "calm", {"insert", "select", "truncate"}});
    CHECK(all.grants[5] ==
          grant_model{"by_hand_reader", "column", "", "answer", {"insert", "references", "select"}, false, {"during"}});

    // A column of which a function, a view and a trigger speak changes its type and takes them down and up, with what is said of
    // them.
    model retyped = all;
    for (column_model& each : retyped.tables[0].columns) {
        if (each.name == "title") each.type = "varchar(90)";
    }
    check_trip(retyped, all);
    // Only some of it goes.
    model fewer = all;
    fewer.grants.erase(fewer.grants.begin(), fewer.grants.begin() + 4);
    fewer.comments.clear();
    fewer.triggers.clear();
    fewer.raws.clear();
    check_round_trip(all, fewer);
}

TEST_CASE("a_function_is_replaced_where_its_signature_stays") {
    routine_model other = is_short;
    other.body = "language sql immutable return length(t) < 5";
    CHECK(sql(with_functions({}, {is_short}), with_functions({}, {other})) ==
          "create or replace function \"is_short\"(t text) returns boolean language sql immutable return length(t) < 5;\n");
    check_round_trip(with_functions({}, {is_short}), with_functions({}, {other}));
    const model used =
        with_functions({note()}, {stamp}, {{"s", "", "note", "before insert", "for each row execute function stamp()"}});
    check_round_trip(used, with_functions({note()}, {}));
    routine_model counted = function("is_short", "t text", "integer", "language sql immutable return length(t)");
    check_round_trip(with_functions({}, {is_short}), with_functions({}, {counted}));
    routine_model overloaded =
        function("is_short", "n integer default 3, t text = ')'", "boolean", "language sql immutable return n < 9");
    CHECK(ddl::drop_routine(overloaded) == "drop function \"is_short\"(n integer, t text);");
    check_round_trip(with_functions({}, {is_short}), with_functions({}, {is_short, overloaded}));
    CHECK(holds(complaint([&] { return diff({}, with_functions({}, {is_short, other})); }), "taken"));
}

TEST_CASE("what_calls_a_function_leans_on_it") {
    routine_model counted = function("is_short", "t text", "integer", "language sql immutable return length(t)");
    const auto using_it = [](const std::string& compared, const routine_model& of) {
        model made = with_functions({table("note", {required("id", "bigint"), column("t", "text"),
                                                    column("n", "text", "(is_short('x')" + compared + ")::text")})
                                         .primary({"id"})
                                         .check("note_short", "is_short(\"t\")" + compared)
                                         .index("note_when", {"id"}, "is_short(\"t\")" + compared)
                                         .policy(policy("own", "is_short(\"t\")" + compared))},
                                    {of});
        made.views.push_back(
            {"", "seen", {"id"}, {"bigint"}, "select \"note\".\"id\" from \"note\" where is_short(\"note\".\"t\")" + compared});
        // A column that is computed by it, with what leans on that.
        column_model computed = column("g", "boolean");
        computed.generated = "is_short(\"t\")" + compared;
        made.tables[0].columns.push_back(std::move(computed));
        made.tables[0].uniques.push_back({"note_g_key", {"g", "id"}});
        made.views.push_back({"", "computed", {"g"}, {"boolean"}, "select \"note\".\"g\" from \"note\""});
        return made;
    };
    check_round_trip({}, using_it("", is_short));
    check_round_trip(using_it(" = true", is_short), using_it(" = 4", counted));
}

TEST_CASE("a_trigger_steps_aside_for_its_columns_and_comes_after_its_function") {
    const auto triggered = [](table_model of, std::string events) {
        return with_functions({std::move(of)}, {stamp},
                              {{"touch", "", "note", std::move(events), "for each row execute function stamp()"}});
    };
    check_trip(triggered(note(), "before update of n"), triggered(note("bigint"), "before update of n"));
    check_round_trip(triggered(note(), "before update of n"), triggered(note(), "after insert or update of t"));
    CHECK(sql(triggered(note(), "before update"), triggered(note(), "before insert")) ==
          "create or replace trigger \"touch\" before insert on \"note\" for each row execute function stamp();\n");
    check_round_trip(triggered(note(), "before update"), {});
}

TEST_CASE("privileges_come_and_go_one_by_one") {
    make_role("by_hand_other");
    const auto granted = [](names privileges) {
        model made = roles_and({existing_role("by_hand_other")}, {note()});
        if (not privileges.empty()) made.grants.push_back({"by_hand_other", "table", "", "note", std::move(privileges)});
        return made;
    };
    CHECK(sql(granted({"select"}), granted({"insert", "select"})) == "grant insert on table \"note\" to \"by_hand_other\";\n");
    CHECK(sql(granted({"insert", "select"}), granted({"select"})) == "revoke insert on table \"note\" from \"by_hand_other\";\n");
    check_round_trip(granted({"insert"}), granted({"select", "update"}));
    check_round_trip(granted({"insert"}), granted({}));
    check_round_trip(granted({"insert"}), roles_and({existing_role("by_hand_other")}));
    model unlisted = granted({"select"});
    unlisted.roles.clear();
    CHECK(complaint([&] { return diff({}, unlisted); }) == "grant on table note: the role by_hand_other is not listed. Add it.");
}

TEST_CASE("privileges_on_columns_come_and_go_with_them") {
    make_role("by_hand_other");
    const auto grant_on = [](std::string name, names privileges) {
        return grant_model{"by_hand_other", "column", "", "note", std::move(privileges), false, {std::move(name)}};
    };
    const auto granted = [](std::vector<grant_model> grants, table_model on = note()) {
        model made = roles_and({existing_role("by_hand_other")}, {std::move(on)});
        made.grants = std::move(grants);
        return made;
    };
    const names both{"select", "update"};
    const auto two = table("note", {required("id", "bigint"), column("t", "text")}).primary({"id"});
    const model before = granted({grant_on("t", {"select"}), grant_on("n", both)});
    CHECK(sql(granted({}), before) == "grant select (\"t\", \"n\"), update (\"n\") on table \"note\" to \"by_hand_other\";\n");
    CHECK(sql(before, granted({grant_on("t", {"select"}), grant_on("n", {"update"})})) ==
          "revoke select (\"n\") on table \"note\" from \"by_hand_other\";\n");
    check_round_trip(before, granted({grant_on("t", {"insert"})}));
    // With its column it goes, and comes.
    CHECK(sql(before, granted({grant_on("t", {"select"})}, two)) == "alter table \"note\" drop column \"n\";\n");
    check_round_trip(before, granted({grant_on("t", {"select"})}, two));
    check_round_trip(before, tables({two}));
    check_round_trip(before, tables({}));
    // A column that is made anew has it again.
    const auto computed = [](std::string expression) {
        table_model made = note();
        made.columns[2].generated = std::move(expression);
        return made;
    };
    CHECK(sql_of(diff(granted({grant_on("n", {"select"})}, computed("1")), granted({grant_on("n", {"select"})}, computed("2"))))
              .ends_with("grant select (\"n\") on table \"note\" to \"by_hand_other\";\n"));
    check_round_trip(granted({grant_on("n", {"select"})}, computed("1")), granted({grant_on("n", {"select"})}, computed("2")));
    // PostgreSQL revokes what is granted on the columns together with what is on the table.
    const grant_model of_table{"by_hand_other", "table", "", "note", {"insert", "select"}};
    grant_model of_less = of_table;
    of_less.privileges = {"insert"};
    const model readable = granted({of_table, grant_on("n", both)}), less = granted({of_less, grant_on("n", both)});
    CHECK(sql(readable, less)
              .ends_with("revoke select on table \"note\" from \"by_hand_other\";\n"
                         "grant select (\"n\"), update (\"n\") on table \"note\" to \"by_hand_other\";\n"));
    check_round_trip(readable, less);
    check_round_trip(readable, before);
    check_round_trip(granted({of_table}), granted({grant_on("n", {"select"})}));
    // Another name of the column is followed.
    model renamed = before;
    table_model numbered = note();
    numbered.columns[2].name = "number";
    const model after = granted({grant_on("t", {"select"}), grant_on("number", both)}, std::move(numbered));
    CHECK(rename_changes(renamed, after, {"public.note.n=number"}).size() == 1);
    CHECK(diff(renamed, after).empty());
    const virga::kit::snapshot kept{"a", {}, after};
    CHECK(parse_snapshot(to_json(kept), "snapshot.json") == kept);
}

TEST_CASE("what_is_said_of_something_follows_its_new_name") {
    make_role("by_hand_other");
    const auto said = [](const std::string& name) {
        model made = roles_and({existing_role("by_hand_other")}, {note()});
        made.views.push_back({"", name, {"id"}, {"bigint"}, "select \"note\".\"id\" from \"note\""});
        made.grants.push_back({"by_hand_other", "table", "", name, {"select"}});
        made.comments.push_back({"view", "", name, "what it is"});
        made.routines.push_back(function("ids", "", "setof bigint", "begin atomic select id from " + name + "; end"));
        made.routines[0].needs = {{"table", "", name}};
        return made;
    };
    model before = said("live");
    const model after = said("seen");
    const own_database travelling, fresh;
    apply_changes(travelling, {}, before);
    apply_changes(fresh, {}, after);
    std::vector<std::string> statements;
    for (const change& step : rename_changes(before, after, {"view:public.live=seen"})) statements.push_back(step.sql);
    CHECK(statements == names{"alter table \"live\" rename to \"seen\";"});
    postgres_database{travelling.url()}.apply(statements);
    CHECK(sql(before, after) ==
          "create or replace function \"ids\"() returns setof bigint begin atomic select id from seen; end;\n");
    apply_changes(travelling, before, after);
    CHECK(catalog_of(travelling) == catalog_of(fresh));
    CHECK(holds(complaint([&] { return rename_changes(before, after, {"trigger:public.seen=other"}); }), "made anew"));
}
