// Sequences and extensions: declared, compared, and what leans on them put off and put back.
#include <virga.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {

namespace app {
using namespace virga;
inline constexpr pg::sequence<"invoice_number", sequence_options{.start = 1000, .increment = 10}> invoice_number;
inline constexpr pg::sequence<"o'clock", sequence_options{}, "a \"b\""> of_a_schema;
inline constexpr pg::extension<"citext"> citext_extension;

template <class t>
struct invoice_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::bigint<t, "number", not_null, default_nextval<invoice_number>> number;
    pg::integer<t, "other", default_nextval<of_a_schema>> other;
    pg::citext<t, "note"> note;
};
inline constexpr virga::table<"invoice", invoice_fields> invoice;
inline constexpr auto schema = virga::schema(virga::domain(invoice, invoice_number, of_a_schema, citext_extension));
}  // namespace app

model with_sequence(std::string type, std::optional<sequence_model> counts) {
    model made = tables({table("t", {column("a", "bigint", R"(nextval('"public"."s"'::regclass))"), column("b", "text")})});
    made.sequences.push_back({"", "s", std::move(type), std::move(counts)});
    return made;
}
sequence_model counting(const char* start, const char* increment, const char* minimum, const char* maximum, bool cycle) {
    return {start, increment, minimum, maximum, "5", cycle};
}
}  // namespace

TEST_CASE("standing_sequences_and_extensions_are_declared") {
    const own_database db;
    apply_changes(db, {}, describe(app::schema));
    db.execute("insert into invoice (note) values ('X'), ('y')");
    CHECK(db.ask("select string_agg(number || ' ' || other, ', ' order by id) from invoice where note in ('x', 'Y')") ==
          "1000 1, 1010 2");
    CHECK(diff(parse_snapshot(to_json(snapshot{"i", {}, describe(app::schema)}), "s").schema, describe(app::schema)).empty());
    check_round_trip({}, describe(app::schema));
}

TEST_CASE("standing_sequences_come_and_go_with_the_defaults_that_draw_from_them") {
    const model plain = tables({table("t", {column("a", "bigint"), column("b", "text")})});
    check_round_trip(plain, with_sequence("bigint", {}), "insert into t values (1, 'x')");
    check_round_trip(with_sequence("bigint", {}), tables({table("u", {column("a", "integer")})}));
    model moved = with_sequence("bigint", {});
    moved.tables[0].columns[0].default_expression = R"(nextval('"public"."r"'::regclass))";
    moved.sequences[0].name = "r";
    check_round_trip(with_sequence("bigint", {}), moved, "insert into t (b) values ('x')");
}

TEST_CASE("standing_sequences_are_altered_and_go_on_from_where_they_are") {
    const model before = with_sequence("integer", {}), after = with_sequence("bigint", counting("100", "-5", "", "1000", true));
    check_round_trip(before, after, "select nextval('s')");
    const own_database db;
    apply_changes(db, {}, before);
    db.execute("insert into t (b) values ('x'), ('y')");
    apply_changes(db, before, with_sequence("bigint", counting("", "10", "1", "", false)));
    db.execute("insert into t (b) values ('z')");
    CHECK(db.ask("select string_agg(a::text, ' ' order by b) from t") == "1 2 12");
}

TEST_CASE("standing_sequences_are_asked_for_before_they_are_lost") {
    const auto changes = diff(with_sequence("bigint", {}), tables({table("t", {column("a", "bigint"), column("b", "text")})}));
    const auto drop = std::ranges::find(changes, change_kind::drop_sequence, &change::kind);
    REQUIRE(drop != changes.end());
    CHECK(drop->loses == "public.s");
    CHECK(drop->sql == R"(drop sequence "s";)");
}

TEST_CASE("standing_names_are_taken_once") {
    model twice = with_sequence("bigint", {});
    twice.sequences.push_back({"public", "t", "bigint", {}});
    CHECK(complaint([&] { return diff({}, twice); }).find("the name t is taken by sequence public.t") != std::string::npos);
    twice.sequences.back() = {"other", "s", "bigint", {}};
    CHECK(complaint([&] { return diff({}, twice); }).find("sequence other.s: the schema other is not listed. Add it.") !=
          std::string::npos);
}

TEST_CASE("standing_extensions_move_between_schemas") {
    model before, after;
    before.schemas = after.schemas = {"one", "two"};
    before.extensions = {{"citext", "one"}};
    after.extensions = {{"citext", "two"}};
    check_round_trip(before, after);
}
