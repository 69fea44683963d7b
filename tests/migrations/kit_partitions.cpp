// Partitioned tables: declared, queried, and from any to any other as far as PostgreSQL can.
#include <chrono>    // std::chrono
#include <optional>  // std::nullopt
#include <tuple>     // std::tuple
#include <utility>   // std::move, std::pair

#include <virga.hpp>
#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/rename.hpp>    // virga::kit::rename_changes
#include <virga/kit/snapshot/snapshot_reader.hpp>  // virga::kit::parse_snapshot

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace {
namespace split {
using namespace virga;
using namespace std::chrono_literals;

template <class t>
struct event_fields {
    pg::bigint<t, "id", not_null> id;
    pg::timestamptz<t, "at", not_null> at;
    pg::integer<t, "kind", not_null> kind;

    static constexpr auto constraints(const auto& event) {
        constexpr auto begin = std::chrono::sys_days{2025y / 1 / 1}, end = std::chrono::sys_days{2026y / 1 / 1};
        return std::tuple{
            pg::primary_key(event.at, event.kind, event.id),
            pg::index<"event_kind">(event.kind),
            pg::partition_by_range(event.at, event.kind)
                .partitions(pg::range_partition<"event_old">(std::tuple{pg::minvalue, pg::minvalue}, std::tuple{begin, 0}),
                            pg::range_partition<"event_2025">(std::tuple{begin, 0}, std::tuple{end, pg::maxvalue}),
                            pg::default_partition<"event_rest">()),
        };
    }
};
constexpr table<"event", event_fields> event;

template <class t>
struct place_fields {
    pg::integer<t, "id", not_null> id;
    pg::text<t, "country"> country;

    static constexpr auto constraints(const auto& place) {
        return std::tuple{
            pg::partition_by_list(place.country)
                .partitions(pg::list_partition<"place_de">("de", "at"), pg::list_partition<"place_none">(std::nullopt, "it's")),
        };
    }
};
constexpr table<"place", place_fields, "atlas"> place;

template <class t>
struct hit_fields {
    pg::integer<t, "id", primary_key> id;

    static constexpr auto constraints(const auto& hit) {
        return std::tuple{
            pg::partition_by_hash(hit.id).partitions(pg::hash_partition<"hit_0", 2, 0>(), pg::hash_partition<"hit_1", 2, 1>()),
        };
    }
};
constexpr table<"hit", hit_fields> hit;

template <class t>
struct reading_fields {
    pg::bigint<t, "id", not_null> id;
    pg::integer<t, "kind", not_null> kind;
    pg::text<t, "place"> place;

    static constexpr auto constraints(const auto& reading) {
        return std::tuple{
            pg::primary_key(reading.id, reading.kind),
            pg::partition_by_range(reading.id)
                .partitions(pg::range_partition<"reading_old">(pg::minvalue, 10)
                                .partition_by_list(reading.kind)
                                .partitions(pg::list_partition<"reading_old_1">(1),
                                            pg::default_partition<"reading_old_rest">()
                                                .partition_by_hash(reading.id)
                                                .partitions(pg::hash_partition<"reading_old_even", 2, 0>(),
                                                            pg::hash_partition<"reading_old_odd", 2, 1>())),
                            pg::default_partition<"reading_rest">()),
        };
    }
};
constexpr table<"reading", reading_fields> reading;
constexpr auto schema = virga::schema(virga::domain(event, place, hit));
}  // namespace split

using namespace virga_test;

table_model ranged(std::vector<partition_model> partitions) {
    table_model made = table("t", {required("a", "integer"), column("b", "text")}).primary({"a"});
    made.partitioned_by = "range";
    made.partition_key = {"a"};
    made.partitions = std::move(partitions);
    return made;
}
/// One that is partitioned by its second column within the partition `low`.
partition_model part(std::string name, std::string bound, std::string of) {
    return {std::move(name), std::move(bound), std::move(of)};
}
partition_model divided(std::string name, std::string bound, std::string of = {}, std::string column = "b") {
    return {std::move(name), std::move(bound), std::move(of), "list", {std::move(column)}};
}
table_model nested(std::vector<partition_model> partitions) {
    table_model made = ranged(std::move(partitions));
    made.columns[1].not_null = true;
    made.primary_key->columns.push_back("b");
    return made;
}
std::string refusals(const model& before, const model& after) {
    std::string all;
    for (const change& step : diff(before, after)) all += step.refusal;
    return all;
}
}  // namespace

TEST_CASE("partitions_are_declared_and_the_table_is_queried_as_any_other") {
    const own_database server;
    apply_changes(server, {}, virga::kit::describe(split::schema));
    CHECK(server.ask("select string_agg(relname || ' ' || pg_get_expr(relpartbound, oid), E'\\n' order by relname) from pg_class "
                     "where relispartition and relkind = 'r'") ==
          "event_2025 FOR VALUES FROM ('2025-01-01 00:00:00+00', 0) TO ('2026-01-01 00:00:00+00', MAXVALUE)\n"
          "event_old FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2025-01-01 00:00:00+00', 0)\nevent_rest DEFAULT\n"
          "hit_0 FOR VALUES WITH (modulus 2, remainder 0)\nhit_1 FOR VALUES WITH (modulus 2, remainder 1)\n"
          "place_de FOR VALUES IN ('de', 'at')\nplace_none FOR VALUES IN (NULL, 'it''s')");
    virga::postgres_client db{server.url()};
    db(insert_into(split::place).values(split::place.id = 1, split::place.country = "at"));
    db(insert_into(split::place).values(split::place.id = 2));
    CHECK(server.ask("select string_agg(tableoid::regclass::text, ' ' order by id) from atlas.place") ==
          "atlas.place_de atlas.place_none");
    CHECK(db(select(split::place.id).from(split::place).where(split::place.country == "at")).size() == 1);
}

TEST_CASE("catalog_partitions_come_and_go_and_are_attached_anew") {
    const partition_model low{"low", "for values from (minvalue) to ('10')"}, high{"high", "for values from ('10') to ('20')"};
    const partition_model lower{"low", "for values from (minvalue) to ('5')"}, higher{"high", "for values from ('5') to ('20')"};
    const partition_model swapped{"low", high.bound}, other{"high", low.bound};
    const std::string rows = "insert into t values (1, 'x'), (12, 'y')";
    check_round_trip({}, tables({ranged({low, high, {"rest", "default"}})}));
    check_round_trip(tables({ranged({low, high})}), tables({ranged({lower, higher})}), rows);
    check_round_trip(tables({ranged({low, high})}), tables({ranged({swapped, other})}));
    table_model wider = ranged({low, high});
    wider.columns.push_back(column("c", "integer", "1"));
    wider.indexes.push_back({"t_b", false, "btree", {{"b", false, true, ""}}, ""});
    wider.checks.push_back({"t_c", "\"c\" > 0"});
    check_round_trip(tables({ranged({low, high})}), tables({wider}), rows);
    wider.columns[1].type = "varchar(5)";
    wider.columns[1].conversion.type = "left(\"b\", 5)";
    wider.partitions = {lower, higher};
    check_round_trip(tables({ranged({low, high})}), tables({wider}), rows);
    const auto referred = [](std::vector<partition_model> partitions) {
        return tables({ranged(std::move(partitions)), table("u", {column("a", "integer")}).references({"a"}, "t", {"a"})});
    };
    check_round_trip(referred({low, high}), referred({low}), rows);
    check_round_trip(referred({low, high}), referred({lower, higher}), rows);
    CHECK(diff(referred({low, high}), referred({low}))[0].caution ==
          "public.high is detached from public.t: that fails if a row refers to one of it.");

    const partition_model rest{"rest", "default"};
    CHECK(diff(tables({ranged({low, rest})}), tables({ranged({low, high, rest})}))[0].caution ==
          "high comes to public.t: that fails if the default partition has a row for values from ('10') to ('20').");
    CHECK(diff(tables({ranged({low, high})}), tables({ranged({lower, high})}))[1].caution ==
          "public.low is attached to public.t again: that fails if a row of it lies outside of its bounds, or one of the default "
          "partition within them.");

    const std::vector<change> gone = diff(tables({ranged({low, high})}), tables({ranged({low})}));
    CHECK(sql_of(gone) == "drop table \"high\";\n");
    CHECK(gone[0].loses == "public.high");
    CHECK(sql_of(diff(tables({ranged({low})}), tables({ranged({lower})}))) ==
          "alter table \"t\" detach partition \"low\";\nalter table \"t\" attach partition \"low\" for values from (minvalue) to "
          "('5');\n");
}

TEST_CASE("partitions_of_partitions_are_declared") {
    using split::reading;
    const model described = virga::kit::describe(virga::schema(virga::domain(reading)));
    const std::string sql = sql_of(diff({}, described));
    CHECK(sql.substr(sql.find(';') + 2) ==
        R"(create table "reading_old" partition of "reading" for values from (minvalue) to (10) partition by list ("kind");
create table "reading_old_1" partition of "reading_old" for values in (1);
create table "reading_old_rest" partition of "reading_old" default partition by hash ("id");
create table "reading_old_even" partition of "reading_old_rest" for values with (modulus 2, remainder 0);
create table "reading_old_odd" partition of "reading_old_rest" for values with (modulus 2, remainder 1);
create table "reading_rest" partition of "reading" default;
)");
    const virga::kit::snapshot kept{"a", {}, described};
    CHECK(parse_snapshot(to_json(kept), "snapshot.json") == kept);
    const own_database server;
    apply_changes(server, {}, described);
    virga::postgres_client db{server.url()};
    db(insert_into(reading).values(reading.id = 1, reading.kind = 1));
    db(insert_into(reading).values(reading.id = 20, reading.kind = 1));
    db(insert_into(reading).values(reading.id = 2, reading.kind = 7));
    CHECK(server.ask("select string_agg(tableoid::regclass::text, ' ' order by id) from reading where kind = 1") ==
          "reading_old_1 reading_rest");
    CHECK(server.ask("select count(*) from reading_old_rest") == "1");
    check_round_trip({}, described);
}

TEST_CASE("partitions_of_partitions_come_change_and_go") {
    const partition_model low = divided("low", "for values from (minvalue) to ('10')");
    const partition_model high = divided("high", "for values from ('10') to ('20')");
    const partition_model lower = divided("low", "for values from (minvalue) to ('5')");
    const partition_model x = part("low_x", "for values in ('x')", "low"), rest = part("low_rest", "default", "low");
    const partition_model xy = part("low_x", "for values in ('x', 'y')", "low");
    const partition_model moved = part("low_x", "for values in ('x')", "high");
    const std::string rows = "insert into t values (1, 'x')";
    const auto of = [](std::vector<partition_model> partitions) { return tables({nested(std::move(partitions))}); };
    check_round_trip({}, of({low, x, rest, high}));
    check_round_trip(of({low, x}), of({low, x, rest}), rows);
    check_round_trip(of({low, x}), of({low, xy}), rows);
    check_round_trip(of({low, x, rest}), of({lower, xy}), rows);
    check_round_trip(of({low, x, high}), of({low, moved, high}));
    check_round_trip(of({low, x}), of({high, moved}));
    check_round_trip(of({low, x, high}), of({high}), "insert into t values (1, 'x')");
    // With its column, and the other way round.
    table_model wider =
        nested({low, x, divided("deep", "for values in ('d')", "low", "c"), part("deep_1", "for values in ('1')", "deep")});
    wider.columns.push_back(required("c", "integer", "1"));
    wider.primary_key->columns.push_back("c");
    check_round_trip(of({low, x}), tables({wider}), rows);
    // Those of one that goes need no consent of their own, and what speaks of them goes before.
    const std::vector<change> gone = diff(of({low, x, high}), of({high}));
    CHECK(sql_of(gone) == "drop table \"low\";\n");
    CHECK(gone[0].loses == "public.low");
    model viewed = of({low, x, high});
    viewed.views = {{{}, "v", {"a"}, {"integer"}, R"(select "a" from "low_x")"}};
    check_round_trip(viewed, of({high}));
    const auto referred = [&](std::vector<partition_model> partitions) {
        return tables({nested(std::move(partitions)),
                       table("u", {column("a", "integer"), column("b", "text")}).references({"a", "b"}, "t", {"a", "b"})});
    };
    check_round_trip(referred({low, x, rest, high}), referred({low, x, high}));
    check_round_trip(referred({low, x, high}), referred({high}));
    CHECK(diff(of({low, rest}), of({low, x, rest}))[0].caution ==
          "low_x comes to public.low: that fails if the default partition has a row for values in ('x').");
    CHECK(diff(of({low, part("other", "default", "")}), of({low, x, part("other", "default", "")}))[0].caution == "");
    // They have the compression of their table, move with it, and follow the names of its columns.
    const auto compressed = [](std::vector<partition_model> partitions) {
        table_model made = nested(std::move(partitions));
        made.columns[1].compression = "pglz";
        return tables({made});
    };
    check_round_trip(of({low, x}), compressed({low, xy, rest}));
    model renamed = of({low, x});
    model called = of({low, x});
    called.tables[0].columns[1].name = "c";
    called.tables[0].primary_key->columns[1] = "c";
    called.tables[0].partitions[0].partition_key = {"c"};
    CHECK(rename_changes(renamed, called, {"public.t.b=c"}).size() == 1);
    CHECK(diff(renamed, called).empty());
}

TEST_CASE("what_postgresql_cannot_do_of_partitions_of_partitions_is_refused") {
    const partition_model low = divided("low", "for values from (minvalue) to ('10')");
    const partition_model whole{"low", "for values from (minvalue) to ('10')"};
    const model before = tables({nested({low})}), plain = tables({nested({whole})});
    for (const auto& [from, to] : {std::pair{before, plain}, std::pair{plain, before}}) {
        CHECK(refusals(from, to) ==
              "table public.t, partition low: PostgreSQL cannot make a partition partitioned, or partition it otherwise. Declare "
              "another one, and move the rows.");
    }
    model retyped = before;
    retyped.tables[0].columns[1].type = "varchar(5)";
    CHECK(holds(refusals(before, retyped), "table public.t, column b: it is in the partition key"));
    const auto fault = [&before](auto change_it) {
        model wrong = before;
        change_it(wrong.tables[0]);
        return complaint([&] { return diff({}, wrong); });
    };
    CHECK(fault([](table_model& t) { t.primary_key->columns = {"a"}; }) ==
          "table public.t, constraint t_pkey: it lacks a column of the partition key, \"a\", \"b\"; PostgreSQL only sees within "
          "a partition that rows are unique. Add it.");
    CHECK(fault([](table_model& t) { t.partitions.push_back(part("x", "default", "gone")); }) ==
          "table public.t, partition x: it is one of gone, which is no partition of the table, or not partitioned. Say by what.");
    CHECK(fault([](table_model& t) { t.partitions[0].partition_key = {"z"}; }) ==
          "table public.t, partition low: the table has no column z, by which it is partitioned.");
    CHECK(holds(fault([](table_model& t) { t.partitions.push_back(part("low", "default", "low")); }), "the name low is taken"));
}

TEST_CASE("a_partition_comes_when_those_have_gone_that_it_would_overlap") {
    const partition_model low{"low", "for values from (minvalue) to ('10')"}, high{"high", "for values from ('10') to ('20')"};
    const partition_model lower{"low", "for values from (minvalue) to ('5')"}, wide{"wide", "for values from ('5') to ('20')"};
    check_round_trip(tables({ranged({low, high})}), tables({ranged({wide})}));
    check_round_trip(tables({ranged({low})}), tables({ranged({lower, wide})}));
    // A foreign key that comes would keep the old one from going, and so would a view of it.
    const table_model reader = table("u", {column("a", "integer")}).references({"a"}, "t", {"a"});
    check_round_trip(tables({ranged({low, high}), table("u", {column("a", "integer")})}), tables({ranged({low}), reader}));
    model viewed = tables({ranged({low, high})});
    viewed.views = {{{}, "v", {"a"}, {"integer"}, R"(select "a" from "high")"}};
    check_round_trip(viewed, tables({ranged({low})}));
    // A check that is not valid says so of the table; PostgreSQL checks it of partitions that come later.
    table_model checked = ranged({low, high});
    checked.checks.push_back({"t_c", "\"b\" <> ''", true});
    check_round_trip(tables({ranged({low})}), tables({checked}));
}

TEST_CASE("partitions_have_the_compression_of_their_table") {
    const partition_model low{"low", "for values from (minvalue) to ('10')"}, high{"high", "for values from ('10') to ('20')"};
    const partition_model lower{"low", "for values from (minvalue) to ('5')"};
    const auto compressed = [](std::vector<partition_model> partitions) {
        table_model made = ranged(std::move(partitions));
        made.columns[1].compression = "pglz";
        return tables({made});
    };
    check_round_trip(tables({ranged({low})}), compressed({low}));
    check_round_trip(tables({ranged({low})}), compressed({low, high}));
    check_round_trip(tables({ranged({low, high})}), compressed({lower}));
    check_round_trip(compressed({low}), compressed({lower, high}));
}

TEST_CASE("partitions_move_with_their_table") {
    const own_database db;
    const model before = tables({ranged({{"low", "for values from ('1') to ('5')"}, {"rest", "default"}})});
    model after = before, renamed = before;
    after.schemas = {"s"};
    after.tables[0].schema = "s";
    apply_changes(db, {}, before);
    for (const change& step : rename_changes(renamed, after, {"public.t=s.t"})) db.execute(step.sql);
    CHECK(diff(renamed, after).empty());
    CHECK(
        db.ask("select string_agg(oid::regclass::text, ' ' order by oid::regclass::text) from pg_class where relkind in ('r', 'p') "
               "and relnamespace = 's'::regnamespace") == "s.low s.rest s.t");
    CHECK(db.ask("select count(*) from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace") == "0");
}

TEST_CASE("what_postgresql_cannot_do_of_partitions_is_refused") {
    const model before = tables({ranged({{"low", "default"}})});
    table_model plain = table("t", {required("a", "integer"), column("b", "text")}).primary({"a"});
    CHECK(refusals(before, tables({plain})) ==
          "table public.t: PostgreSQL cannot make a table partitioned, or partition it otherwise. Declare another table, and move "
          "the "
          "rows.");
    CHECK(refusals(tables({plain}), before).starts_with("table public.t: PostgreSQL cannot make"));
    model wide = before;
    wide.tables[0].columns[0].type = "bigint";
    CHECK(refusals(before, wide) ==
          "table public.t, column a: it is in the partition key, so that PostgreSQL cannot change its type. "
          "Declare another table, and move the rows.");
    model numbered = before;
    numbered.tables[0].columns.push_back(required("n", "bigint"));
    numbered.tables[0].columns.back().identity = identity_model::always;
    CHECK(refusals(before, numbered) ==
          "table public.t, column n: it comes as an identity, which PostgreSQL before 17 does not add to a table that has "
          "partitions. Declare it serial.");
    const auto fault = [&before](auto change_it) {
        model wrong = before;
        change_it(wrong.tables[0]);
        return complaint([&] { return diff({}, wrong); });
    };
    CHECK(
        fault([](table_model& t) {
            t.uniques.push_back({"u", {"b"}});
        }) ==
        "table public.t, constraint u: it lacks a column of the partition key, \"a\"; PostgreSQL only sees within a partition that "
        "rows are unique. Add it.");
    CHECK(holds(fault([](table_model& t) { t.indexes.push_back({"i", true, "btree", {{"b", false, false, ""}}, ""}); }),
                "index i: it lacks a column of the partition key"));
    CHECK(holds(fault([](table_model& t) {
        t.indexes.push_back({"i", false, "btree", {{"b", false, false, ""}}, ""});
        t.indexes[0].made.concurrently = true;
    }), "makes no index of a partitioned table concurrently"));
    CHECK(holds(fault([](table_model& t) { t.unlogged = true; }), "a partitioned table cannot be unlogged"));
    CHECK(holds(fault([](table_model& t) { t.partitions.push_back({"t", "default"}); }), "the name t is taken by table public.t"));
    CHECK(holds(fault([](table_model& t) { t.partitioned_by.clear(); }), "it has partitions, and is not partitioned"));
}
