// Sequences and extensions: declared, compared, and what leans on them put off and put back.
#include <algorithm>

#include <virga.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/apply.hpp>
#include <virga/kit/generate.hpp>
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

namespace {
namespace app_before {
using namespace virga;
inline constexpr pg::sequence<"numbers"> numbers;
template <class t>
struct customer_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::bigint<t, "number", not_null, default_nextval<numbers>> number;
    pg::text<t, "street", unique> street;
};
inline constexpr virga::table<"customer", customer_fields> customer;
inline constexpr auto schema = virga::schema(virga::domain(customer, numbers));
}  // namespace app_before

namespace app_after {
using namespace virga;
inline constexpr pg::sequence<"client_numbers", sequence_options{}, "shop"> numbers;
inline constexpr pg::renamed<"sequence:numbers=shop.client_numbers"> was_numbers;
template <class t>
struct client_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::bigint<t, "number", not_null, default_nextval<numbers>> number;
    pg::text<t, "address", unique, renamed_from<"street">> address;
};
inline constexpr virga::table<"client", client_fields, "shop", renamed_from<"customer", "public">> client;
inline constexpr auto schema = virga::schema(virga::domain(client, numbers, was_numbers));
}  // namespace app_after
}  // namespace

TEST_CASE("standing_renames_are_declared_and_keep_rows") {
    const scratch_folder folder;
    const own_database db, fresh;
    generate(describe(app_before::schema), folder.path());
    postgres_database travelling{db.url()};
    migrate(travelling, read_folder(folder.path()));
    db.execute("insert into customer (street) values ('one'), ('two')");
    const generated made = generate(describe(app_after::schema), folder.path());
    CHECK(made.cautions.empty());
    migrate(travelling, read_folder(folder.path()));
    db.execute("insert into shop.client (address) values ('three')");
    CHECK(db.ask("select string_agg(id || ' ' || number || ' ' || address, ', ' order by id) from shop.client") ==
          "1 1 one, 2 2 two, 3 3 three");
    apply_changes(fresh, {}, describe(app_after::schema));
    CHECK(catalog_of(db) == catalog_of(fresh));
    const generated again = generate(describe(app_after::schema), folder.path());
    CHECK(again.folder.empty());
    CHECK(again.cautions.size() == 3);
}
