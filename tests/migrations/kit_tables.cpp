// Indexes with all their options, exclusion constraints, constraints that are put off or not valid, from declarations to catalogs
// and from any of them to any other.
#include <string>  // std::string
#include <tuple>   // std::tuple

#include <virga.hpp>
#include <virga/kit/describe.hpp>  // virga::kit::describe

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace {
namespace declared {
using namespace virga;

template <class t>
struct room_fields {
    pg::integer<t, "floor", not_null> floor;
    pg::integer<t, "number", not_null> number;
    pg::integer<t, "place"> place;

    static constexpr auto constraints(const auto& room) {
        return std::tuple{pg::primary_key(room.floor, room.number),
                          pg::unique<"room_place">(room.place).checked(checked::deferred)};
    }
};
constexpr table<"room", room_fields> room;

template <class t>
struct booking_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::integer<t, "floor"> floor;
    pg::integer<t, "number"> number;
    pg::tstzrange<t, "during", not_null> during;
    pg::text<t, "slug", not_null> slug;
    pg::jsonb<t, "meta", not_null> meta;

    static constexpr auto constraints(const auto& booking) {
        return std::tuple{
            pg::exclude<"booking_apart">(pg::with<"&&">(booking.during),
                                         pg::with<"=">(int4range(booking.number, booking.number, "[]")))
                .where(booking.floor > 0)
                .checked(checked::deferred),
            pg::exclude<"booking_slug", pg::btree>(pg::with<"=">(lower(booking.slug))),
            pg::foreign_key(booking.floor, booking.number).references(room.floor, room.number).match_full().not_valid(),
            pg::check<"booking_floor">(booking.floor >= 0).not_valid(),
            pg::index<"booking_prefix">(pg::opclass<"text_pattern_ops">(booking.slug),
                                        pg::opclass<"text_pattern_ops">(desc(lower(booking.slug)))),
            pg::index<"booking_meta">(pg::opclass<"jsonb_path_ops">(booking.meta))
                .template method<pg::gin>()
                .with({.fastupdate = false, .gin_pending_list_limit = 100}),
            pg::index<"booking_c">(collate<"C">(booking.slug)).with({.fillfactor = 70}).tablespace("pg_default").concurrently(),
        };
    }
};
constexpr table<"booking", booking_fields, "", pg::storage<"fillfactor=80", "autovacuum_vacuum_scale_factor=0.02">,
                pg::tablespace<"pg_default">>
    booking;
constexpr auto schema = virga::schema(virga::domain(room, booking));
}  // namespace declared

using namespace virga_test;

index_part_model part(const char* column, const char* compared_by = "") {
    index_part_model made{column, false, false, ""};
    made.compared_by = compared_by;
    return made;
}
const std::vector<column_model> columns{column("a", "integer"), column("b", "text"), column("r", "int4range")};
}  // namespace

TEST_CASE("options_of_indexes_and_constraints_are_declared") {
    const own_database server;
    apply_changes(server, {}, virga::kit::describe(declared::schema));
    CHECK(server.ask("select string_agg(pg_get_constraintdef(oid), E'\\n' order by conname) from pg_constraint where conrelid = "
                     "'booking'::regclass and contype not in ('p', 'n')") ==
          "EXCLUDE USING gist (during WITH &&, int4range(number, number, '[]'::text) WITH =) WHERE ((floor > 0)) DEFERRABLE "
          "INITIALLY DEFERRED\nCHECK ((floor >= 0)) NOT VALID\nFOREIGN KEY (floor, number) REFERENCES room(floor, number) MATCH "
          "FULL NOT VALID\nEXCLUDE USING btree (lower(slug) WITH =)");
    CHECK(
        server.ask("select string_agg(pg_get_indexdef(indexrelid), E'\\n' order by indexrelid::regclass::text) from pg_index where "
                   "indrelid = 'booking'::regclass and indexrelid::regclass::text ~ '_(c|meta|prefix)$'") ==
        "CREATE INDEX booking_c ON public.booking USING btree (slug COLLATE \"C\") WITH (fillfactor='70')\n"
        "CREATE INDEX booking_meta ON public.booking USING gin (meta jsonb_path_ops) WITH (fastupdate='false', "
        "gin_pending_list_limit='100')\n"
        "CREATE INDEX booking_prefix ON public.booking USING btree (slug text_pattern_ops, lower(slug) text_pattern_ops DESC)");
    CHECK(server.ask("select pg_get_constraintdef(oid) from pg_constraint where conname = 'room_place'") ==
          "UNIQUE (place) DEFERRABLE INITIALLY DEFERRED");

    CHECK(server.ask("select array_to_string(reloptions, ' ') from pg_class where oid = 'booking'::regclass") ==
          "fillfactor=80 autovacuum_vacuum_scale_factor=0.02");

    virga::postgres_client db{server.url()};
    const char* const row = "insert into booking (during, slug, meta) values ('empty', 'a', '{}')";
    db.execute(row);
    CHECK_THROWS_AS(db.execute(row), virga::exclusion_violation);
}

TEST_CASE("catalog_options_of_indexes_change") {
    index_model plain{"i", false, "btree", {part("b")}, ""};
    index_model stored = plain, other = plain, classed = plain;
    stored.storage = {"fillfactor=70", "deduplicate_items=false"};
    other.storage = {"deduplicate_items=true"};
    classed.parts[0].operator_class = "text_pattern_ops";
    classed.parts[0].collation = "C";
    const auto with = [](const index_model& index) { return tables({table("t", columns).index(index)}); };
    for (const auto& before : {plain, stored, other, classed}) {
        for (const auto& after : {plain, stored, other, classed}) {
            if (before != after) check_round_trip(with(before), with(after), "insert into t values (1, 'x', '[1,2]')");
        }
    }
    CHECK(sql_of(diff(with(stored), with(other))) ==
          "alter index \"i\" reset (fillfactor), set (deduplicate_items=true);\n");
    index_model moved = plain;
    moved.tablespace = "pg_default";
    CHECK(sql_of(diff(with(plain), with(moved))) == "alter index \"i\" set tablespace \"pg_default\";\n");
    CHECK(sql_of(diff(with(moved), with(plain))) == "alter index \"i\" set tablespace pg_default;\n");
    index_model wrong = plain;
    wrong.storage = {"pages_per_range=8"};
    CHECK(complaint([&] { return diff({}, with(wrong)); }) ==
          "table public.t, index i: pages_per_range is a parameter of brin, and the index is btree. Leave it out.");
}

TEST_CASE("catalog_storage_of_tables_changes") {
    const auto with = [](names storage, std::string place = {}) {
        table_model made = table("t", columns);
        made.storage = std::move(storage);
        made.tablespace = std::move(place);
        return tables({made});
    };
    const std::string rows = "insert into t values (1, 'x', '[1,2]')";
    check_round_trip(with({}), with({"fillfactor=70", "autovacuum_enabled=false"}), rows);
    check_round_trip(with({"fillfactor=70", "parallel_workers=2"}), with({"parallel_workers=1", "fillfactor=70"}), rows);
    CHECK(sql_of(diff(with({"fillfactor=70", "parallel_workers=2"}), with({"parallel_workers=1"}, "fast"))) ==
          "alter table \"t\" reset (fillfactor), set (parallel_workers=1);\nalter table \"t\" set tablespace \"fast\";\n");
    CHECK(sql_of(diff(with({}, "fast"), with({}, "slow"))) == "alter table \"t\" set tablespace \"slow\";\n");
    CHECK(sql_of(diff(with({}, "fast"), with({}))) == "alter table \"t\" set tablespace pg_default;\n");
    CHECK(holds(sql_of(diff({}, with({"fillfactor=70"}, "fast"))), "\n) with (fillfactor=70) tablespace \"fast\";\n"));
}

TEST_CASE("catalog_exclusion_constraints_come_go_and_change") {
    const auto with = [](std::vector<exclusion_model> all) {
        table_model made = table("t", columns);
        made.exclusions = std::move(all);
        return tables({made});
    };
    const exclusion_model apart{"apart", "gist", {part("r", "&&")}}, hashed{"hashed", "hash", {part("b", "=")}};
    exclusion_model some = apart;
    some.where = "\"a\" > 0";
    some.checked = checked_model::deferred;
    some.parts[0] = {"int4range(\"a\", \"a\", '[]')", true, false, ""};
    some.parts[0].compared_by = "=";
    const std::string rows = "insert into t values (1, 'x', '[1,2)'), (2, 'y', '[2,3)')";
    check_round_trip(with({}), with({apart, hashed}), rows);
    check_round_trip(with({apart}), with({some}), rows);
    check_round_trip(with({some, hashed}), tables({table("t", {columns[1]})}));
    check_round_trip(with({apart}), tables({table("t", columns).index("apart", {"a"})}), rows);
    CHECK(
        complaint([&] {
            return diff({}, with({apart, {"apart", "hash", {part("b", "=")}}}));
        }) ==
        "table public.t, exclusion apart: the name apart is taken by table public.t, exclusion apart. Give one of the two another "
        "name.");
}

TEST_CASE("catalog_constraints_are_put_off_and_validated_later") {
    const auto with = [](checked_model moment, bool full, bool not_valid) {
        table_model one = table("one", {required("a", "integer"), required("b", "integer")}).primary({"a", "b"}).unique({"b"});
        table_model many = table("many", {column("a", "integer"), column("b", "integer")})
                               .check("c", "\"a\" > 0")
                               .references({"a", "b"}, "one", {"a", "b"})
                               .unique({"a"})
                               .primary({"b"});
        one.uniques[0].checked = moment;
        many.uniques[0].checked = moment;
        many.primary_key->checked = moment;
        many.foreign_keys[0].match_full = full;
        many.foreign_keys[0].not_valid = not_valid;
        many.checks[0].not_valid = not_valid;
        return tables({one, many});
    };
    using enum checked_model;
    const std::string rows = "insert into one values (1, 2); insert into many values (1, 2)";
    check_round_trip(with(at_once, false, true), with(at_once, false, false), rows);
    check_round_trip(with(at_once, false, false), with(deferred, true, true), rows);
    check_round_trip(with(deferrable, false, true), with(deferred, false, false), rows);
    CHECK(sql_of(diff(with(at_once, true, true), with(at_once, true, false))) ==
          "alter table \"many\" validate constraint \"c\";\nalter table \"many\" validate constraint \"many_a_b_fkey\";\n");
    model wrong = with(at_once, false, false);
    wrong.tables[0].primary_key->checked = deferrable;
    CHECK(
        complaint([&] { return diff({}, wrong); }) ==
        "table public.many, foreign key many_a_b_fkey: the columns it refers to, \"a\", \"b\" of public.one, are not together the "
        "primary key or unique, by a key that is checked at once. Make them so.");
}
