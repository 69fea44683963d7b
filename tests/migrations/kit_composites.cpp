// Composite types are declared, come, change and go, with columns of them.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/plan/consent.hpp>
#include <virga/kit/rename.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace declared_composites {
using namespace virga;

struct address {
    std::optional<std::string> street;
    std::int32_t house;
    friend bool operator==(const address&, const address&) = default;
};
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>, pg::attribute<"house", types::integer>,
                               pg::in_schema<"kb">> address_type;

enum class mood { glad, sad };
inline constexpr pg::enum_type<mood, "mood", "glad", "sad"> mood_type;
inline constexpr pg::domain<"age", types::integer> age_domain;
struct profile {
    address home;
    std::optional<mood> feels;
    std::vector<std::string> names;
    std::optional<std::vector<address>> former;
    std::optional<std::int32_t> age;
    friend bool operator==(const profile&, const profile&) = default;
};
inline constexpr pg::composite<"profile", profile, pg::own_attribute<"home", address_type>, pg::own_attribute<"feels", mood_type>,
                               pg::attribute<"names", types::text, as_array>, pg::own_attribute<"former", address_type, as_array>,
                               pg::own_attribute<"age", age_domain>> profile_type;

template <class t>
struct guest_fields {
    pg::integer<t, "id", primary_key> id;
    pg::own<t, "home", address_type, not_null, default_sql<"'(a street,1)'">> home;
    pg::own<t, "profile", profile_type> profile;
    pg::own<t, "seen", address_type, as_array, not_null, default_sql<"'{}'">> seen;
    pg::integer<t, "host"> host;

    static constexpr auto constraints(const auto& guest) {
        return std::tuple{pg::check<"guest_house">(guest.home["house"_c] > 0),
                          pg::check<"guest_abroad">(guest.home != address{"nowhere", 0}),
                          pg::index<"guest_street">(guest.home["street"_c], guest.id)};
    }
};
inline constexpr table<"guest", guest_fields> guest;
inline constexpr auto inn = virga::schema(virga::domain(guest, address_type, profile_type, mood_type, age_domain));
inline constexpr auto hosted = many<"hosted">(guest.id, guest.host);

inline constexpr auto street_of =
    pg::function<"street_of", "of kb.address, at age", "text", "language sql immutable return (of).street">{}.needs(address_type,
                                                                                                                  age_domain);
inline constexpr pg::role<"by_hand_reader", existing> reader;
inline constexpr auto using_types = pg::grant<"usage">(address_type, age_domain).to(reader);
inline constexpr auto said_of_composite = pg::comment_on<"where one's home is">(address_type);
inline constexpr auto said_of_domain = pg::comment_on<"in years">(age_domain);
inline constexpr auto served = virga::schema(virga::domain(guest, address_type, profile_type, mood_type, age_domain),
                                             virga::domain(street_of, reader, using_types, said_of_composite, said_of_domain));
}  // namespace declared_composites

using namespace virga_test;

TEST_CASE("a_composite_type_is_declared_and_its_columns_hold_structs") {
    using namespace declared_composites;
    const own_database db;
    const model described = virga::kit::describe(inn);
    const std::string sql = sql_of(diff({}, described));
    INFO(sql);
    CHECK(sql.starts_with(R"(create schema "kb";
create type "public"."mood" as enum ('glad', 'sad');
create domain "public"."age" as integer;
create type "kb"."address" as ("street" text, "house" integer);
create type "public"."profile" as ("home" "kb"."address", "feels" "public"."mood", "names" text[], "former" "kb"."address"[], )"
                         R"("age" "public"."age");
create table "guest" (
  "id" integer not null,
  "home" "kb"."address" default '(a street,1)' not null,
  "profile" "public"."profile",
  "seen" "kb"."address"[] default '{}' not null,
  "host" integer,
)"));
    CHECK(holds(sql, R"(check (("home")."house" > 0))"));
    CHECK(holds(sql, R"(create index "guest_street" on "guest" ((("home")."street"), "id");)"));
    apply_changes(db, {}, described);
    CHECK(parse_snapshot(to_json({"i", {}, described}), "f").schema == virga::kit::normalised(described));

    virga::postgres_client app{db.url()};
    const address odd{"it's \"a\" \\ b, (c)\n", 7};
    const profile full{odd, mood::sad, {"a", "", "b,\"c\""}, std::vector{odd, address{{}, -1}}, 30};
    app(insert_into(guest).values(guest.id = 1));
    app(insert_into(guest).values(guest.id = 2, guest.home = odd, guest.profile = full, guest.seen = std::vector{odd, odd},
                                  guest.host = 1));
    std::vector<insertable<guest>> rows(2);
    rows[0].id = 3;
    rows[0].home = address{"", 3};
    rows[0].profile = profile{{"", 0}, {}, {}, {}, {}};
    rows[0].seen = std::vector{odd};
    rows[0].host = 1;
    rows[1].id = 4;
    app(insert_into(guest).rows(rows));
    std::vector<row<guest>> found;
    for (const auto& each : app(select(guest).from(guest).order_by(guest.id))) found.push_back(each);
    REQUIRE(found.size() == 4);
    CHECK((found[0].home == address{"a street", 1}));
    CHECK((found[1].home == odd and found[1].profile == full and found[1].seen == std::vector{odd, odd}));
    CHECK((found[2].home == address{"", 3} and found[2].profile == rows[0].profile.value() and found[2].seen == std::vector{odd}));
    CHECK((found[3].home == address{"a street", 1} and not found[3].profile));

    // In the rows of a relation they are what they are at the root.
    std::vector<row<guest>> guests;
    for (const auto& each : app(find_many(guest).with(hosted.order_by(guest.id)).where(guest.id == 1))) {
        for (const row<guest>& nested : each[hosted]) guests.push_back(nested);
    }
    REQUIRE(guests.size() == 2);
    CHECK((guests[0].home == odd and guests[0].profile == full and guests[0].seen == std::vector{odd, odd}));
    CHECK((guests[1].home == address{"", 3}));

    const auto homes = select(guest.home["street"_c], guest.profile["home"_c]["house"_c], guest.profile["feels"_c])
                           .from(guest)
                           .where(guest.home == odd and guest.home.in(std::array{odd, address{}}) and guest.home["house"_c] == 7 and
                                  guest.home > address{"a", 1} and guest.home == any_of(guest.seen))
                           .order_by(desc(guest.home["street"_c]), guest.home);
    const auto [road, house, feels] = app(homes).one();
    const std::optional<std::string>& street = road;  // though the column is not null
    CHECK(street == odd.street);
    CHECK(house == 7);
    CHECK(feels == mood::sad);
    CHECK(app(update(guest).set(guest.home = address{{}, 9}).where(guest.home["street"_c] == "a street")).affected() == 2);
    CHECK_THROWS_AS(app(update(guest).set(guest.home = address{"a", 0}).where(guest.id == 1)), virga::check_violation);
    app.execute("update guest set home = row('a', null) where id = 1");
    CHECK(complaint([&] { return app(select(guest.home).from(guest).where(guest.id == 1)).one(); }) ==
          R"(column "home": "kb"."address": the attribute "house" is NULL; a member that is a std::optional takes that)");
}

namespace {
composite_model address_of(std::vector<attribute_model> attributes) { return {"kb", "add\"ress", std::move(attributes)}; }
model with(std::vector<attribute_model> attributes, std::vector<column_model> columns = {}) {
    model made{{"kb"}, {}, {table("t", {required("id", "integer"), column("home", R"("kb"."add""ress")")})}};
    made.tables[0].columns.insert(made.tables[0].columns.end(), columns.begin(), columns.end());
    made.composites = {address_of(std::move(attributes))};
    return made;
}
}  // namespace

TEST_CASE("composite_types_change_with_rows_of_them") {
    const model before = with({{"street", "text"}, {"house", "integer"}, {"x", "text"}});
    model after = with({{"street", "text"}, {"x", "text"}, {"it's \"new\"", "\"public\".\"more\""}});
    after.composites.push_back({"", "more", {{"a", "bigint"}}});
    const auto changes = diff(before, after);
    CHECK(sql_of(changes) == R"(create type "public"."more" as ("a" bigint);
alter type "kb"."add""ress" drop attribute "house";
alter type "kb"."add""ress" add attribute "it's ""new""" "public"."more";
)");
    CHECK(holds(complaint([&] { refuse_losses(changes, {}); return 0; }), "--allow-drop 'kb.add\"ress.house'"));
    refuse_losses(changes, {"kb.add\"ress.house"});
    const model less = with({{"street", "text"}, {"x", "text"}});
    check_trip(before, less);
    check_round_trip(less, after, "insert into t values (1, '(a,b)')");
    check_round_trip(less, with({{"street", "text"}}), "insert into t values (1, '(a,b)')");

    const auto retyped = diff(before, with({{"street", "text"}, {"house", "bigint"}, {"x", "text"}}));
    CHECK(retyped.front().refusal ==
          "composite type kb.add\"ress: its attribute house changes from integer to bigint, which PostgreSQL does only while no "
          "column has values of the type, as public.t.home has. Declare another composite type, give the column that, and say by "
          "using_<...> how one of its values is made.");
    model unused = before, unused_after = with({{"street", "text"}, {"house", "bigint"}, {"x", "text"}});
    for (model* each : {&unused, &unused_after}) each->tables.clear();
    CHECK(sql_of(diff(unused, unused_after)) == "alter type \"kb\".\"add\"\"ress\" alter attribute \"house\" type bigint;\n");
    check_round_trip(unused, unused_after);
    CHECK(diff(before, with({{"more", "text"}, {"street", "text"}, {"house", "integer"}, {"x", "text"}})).back().refusal ==
          "composite type kb.add\"ress: its attributes stand in another order now, which PostgreSQL does not change; a new one "
          "comes last. Declare them in the order street, house, x, more.");
}

TEST_CASE("what_speaks_of_an_attribute_goes_and_comes_around_one_that_goes") {
    const auto made = [](std::vector<attribute_model> attributes, const std::string& name) {
        model of = with(std::move(attributes));
        of.composites.push_back({"", "outer", {{"inner", R"("kb"."add""ress")"}}});
        of.tables[0].columns.push_back(column("deep", R"("public"."outer"[])"));
        const std::string expression = R"(("home")."street")";
        of.tables[0].checks = {{"c", expression + " <> 'x'"}};
        of.tables[0].indexes = {{"i", false, "btree", {{expression, true, false, ""}}, ""}};
        of.tables[0].columns.push_back(column("g", "text"));
        of.tables[0].columns.back().generated = expression;
        of.views = {{"", name, {}, {}, "select (t.\"home\").\"street\" from \"t\" as t"}};
        return of;
    };
    const model before = made({{"street", "text"}, {"house", "integer"}}, "v");
    check_round_trip(before, made({{"street", "text"}, {"more", "text"}}, "v"),
                     "insert into t (id, home, deep) values (1, '(a,1)', array[row(row('b', 2)::kb.\"add\"\"ress\")::\"outer\"])");
    // Two types that are in each other lose attributes at once, and the column that has both goes.
    model inside = made({{"house", "integer"}, {"street", "text"}, {"floor", "integer"}}, "v");
    inside.composites[1].attributes.push_back({"more", "text"});
    model after = made({{"house", "integer"}, {"street", "text"}}, "v");
    check_round_trip(inside, after, "insert into t (id, home) values (1, '(1,a,2)')");
    after.tables[0].columns.erase(after.tables[0].columns.begin() + 1);
    after.tables[0].checks.clear();
    after.tables[0].indexes.clear();
    after.tables[0].columns.pop_back();
    after.views.clear();
    after.composites[0].attributes = {{"house", "integer"}};
    inside.composites[0].attributes.pop_back();
    check_round_trip(inside, after, "insert into t (id, home) values (1, '(1,a)')");
}

TEST_CASE("composite_types_and_their_attributes_get_other_names") {
    model before = with({{"street", "text"}, {"house", "integer"}});
    before.tables[0].indexes = {{"i", false, "btree", {{R"(("home")."street")", true, false, ""}}, ""}};
    before.composites.push_back({"", "outer", {{"inner", R"("kb"."add""ress"[])"}}});
    before.comments = {{"type", "kb", "add\"ress", "where it is"}};
    model after = before;
    after.comments = {{"type", "", "place", "where it is"}};
    after.composites[0] = {"", "place", {{"road", "text"}, {"house", "integer"}}};
    after.composites[1].attributes[0].type = R"("public"."place"[])";
    after.tables[0].columns[1].type = R"("public"."place")";
    after.tables[0].indexes[0].parts[0].expression = R"(("home")."road")";
    after.schemas.clear();
    model so_far = virga::kit::normalised(before);
    std::string sql;
    for (const auto& step : rename_changes(so_far, virga::kit::normalised(after),
                                           {"attribute:kb.\"add\"\"ress\".street=road", "type:kb.\"add\"\"ress\"=public.place"})) {
        sql += step.sql + "\n";
    }
    CHECK(sql == R"(alter type "kb"."add""ress" rename attribute "street" to "road";
alter type "kb"."add""ress" set schema "public";
alter type "public"."add""ress" rename to "place";
)");
    const auto rest = diff(so_far, after);
    CHECK(sql_of(rest) == R"(drop index "i";
create index "i" on "t" ((("home")."road"));
drop schema "kb";
)");
    const own_database db;
    apply_changes(db, {}, before);
    db.execute("insert into t values (1, '(a,1)')");
    db.execute(sql);
    apply_changes(db, so_far, after);
    db.execute("insert into t select 2, home from t where (home).road = 'a' and (home).house = 1");
    CHECK(virga::postgres_client{db.url()}.execute("select * from t").rows() == 2);

    const auto refusal = [&](const std::string& request) {
        model again = virga::kit::normalised(before);
        return complaint([&] { return rename_changes(again, virga::kit::normalised(after), {request}); });
    };
    CHECK(holds(refusal("attribute:kb.none.street=road"), "the newest migration has no composite type kb.none."));
    CHECK(holds(refusal("attribute:kb.\"add\"\"ress\".road=way"), "has no attribute road in the newest migration."));
    CHECK(holds(refusal("attribute:kb.\"add\"\"ress\".street=house"), "already"));
    CHECK(holds(refusal("attribute:kb.\"add\"\"ress\".street=way"), "the declared schema has no attribute kb.add\"ress.way."));
    const auto hints = possible_renames(virga::kit::normalised(before),
                                        virga::kit::normalised(with({{"road", "text"}, {"house", "integer"}})));
    REQUIRE(hints.size() == 1);
    CHECK(hints[0].loses == "kb.add\"ress.street");
    CHECK(hints[0].request == "attribute:kb.\"add\"\"ress\".street=road");
}

TEST_CASE("what_is_in_composite_types_does_not_change_as_postgresql_has_no_statement_for_it") {
    const auto made = [](std::vector<std::string> labels, std::vector<check_model> checks) {
        model of = with({{"mood", R"("public"."mood")"}, {"price", R"("public"."price")"}});
        of.enums = {{"", "mood", std::move(labels)}};
        of.domains = {{"", "price", "integer", false, {}, std::move(checks)}};
        return of;
    };
    const model before = made({"a", "b"}, {});
    CHECK(holds(diff(before, made({"b"}, {})).front().refusal,
                "composite type kb.add\"ress: its type \"public\".\"mood\" has to be made anew, as labels go or move, which the "
                "kit does not do under a composite type."));
    CHECK(holds(diff(before, made({"a", "b"}, {{"c", "value > 0"}})).front().refusal, "as public.t.home has."));
    check_trip(made({"a", "b"}, {{"c", "value > 0"}}), before);
    model taken = before;
    taken.tables[0].indexes = {{"i", false, "btree", {{"id", false, false, ""}}, ""}};
    taken.composites.push_back({"", "i", {{"a", "text"}}});
    CHECK(holds(complaint([&] { return diff({}, taken); }), "composite type public.i"));
}

TEST_CASE("composite_types_and_domains_are_needed_granted_and_commented") {
    virga::postgres_client{server().url()}.execute(
        "do $$ begin create role by_hand_reader; exception when duplicate_object then null; end $$");
    const model plain = virga::kit::describe(declared_composites::inn);
    const model all = virga::kit::describe(declared_composites::served);
    const std::string sql = sql_of(diff(plain, all));
    INFO(sql);
    CHECK(holds(sql, R"(grant usage on type "kb"."address" to "by_hand_reader";)"));
    CHECK(holds(sql, R"(comment on type "kb"."address" is 'where one''s home is';)"));
    CHECK(holds(sql, R"(comment on type "public"."age" is 'in years';)"));
    check_round_trip({}, all);
    check_round_trip(plain, all);
}
