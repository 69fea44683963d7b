// The tables of the tests, made by the kit from their declarations, are those that tables_sql.hpp writes by hand.
#include <cmath>   // std::nextafter
#include <string>  // std::string
#include <tuple>   // std::tuple

#include <virga/client/postgres.hpp>  // virga::postgres_client
#include <virga/kit/describe.hpp>     // virga::kit::describe

#include "../catch.hpp"
#include "../tables.hpp"
#include "../tables_sql.hpp"
#include "kit_dump.hpp"

namespace {
constexpr auto domain =
    virga::domain(tables::status_type, tables::mood_type, tables::person, tables::post, tables::tag,
                  tables::label, tables::labelled_post, tables::favourite, tables::every, tables::maybe,
                  tables::preset, tables::touched, tables::odd, tables::loose, tables::booking, tables::receipt,
                  tables::slot, tables::totals, tables::published);
constexpr auto schema = virga::schema(domain);

namespace bounded {
using namespace virga;
template <class t>
struct share_fields {
    pg::real<t, "part", not_null> part;
    static constexpr auto constraints(const auto& share) { return std::tuple{pg::check<"share_most">(share.part <= 0.1F)}; }
};
constexpr table<"share", share_fields> share;
constexpr auto schema = virga::schema(virga::domain(share));
}  // namespace bounded

namespace attributed {
using namespace virga;
template <class t>
struct parcel_fields {
    pg::bigint<t, "id", unique, identity, sequence<sequence_options{.start = 1000, .increment = 10}>, pg::comment<"the carrier's">>
        id;
    pg::text<t, "code", not_null, unique, collation<"C">> code;
    pg::integer<t, "shelf", unique, nulls_not_distinct> shelf;
    pg::integer<t, "room"> room;
    pg::integer<t, "floor"> floor;

    static constexpr auto constraints(const auto& parcel) {
        return std::tuple{
            pg::unique(parcel.room, parcel.floor).nulls_not_distinct(),
            pg::unique_index<"parcel_places">(desc(parcel.room)).include(parcel.shelf, parcel.code).where(parcel.floor > 0),
        };
    }
};
constexpr table<"parcel", parcel_fields, "", unlogged, pg::comment<"what is on its way">> parcel;

template <class t>
struct stop_fields {
    pg::bigint<t, "parcel_id", not_null, references<parcel.id, on_delete::cascade, checked::deferred>> parcel_id;
    pg::integer<t, "room"> room;
    pg::integer<t, "floor"> floor;

    static constexpr auto constraints(const auto& stop) {
        return std::tuple{
            pg::foreign_key(stop.room, stop.floor).references(parcel.room, parcel.floor).checked(checked::deferrable),
        };
    }
};
constexpr table<"stop", stop_fields, "", unlogged> stop;
constexpr auto schema = virga::schema(virga::domain(parcel, stop));
}  // namespace attributed
}  // namespace

TEST_CASE("what_is_declared_beside_types_and_constraints_stands_in_the_catalog") {
    const virga_test::own_database server;
    virga_test::apply_changes(server, {}, virga::kit::describe(attributed::schema));
    CHECK(server.ask("select string_agg(description, '; ' order by objsubid) from pg_description "
                     "where objoid = 'parcel'::regclass") == "what is on its way; the carrier's");
    CHECK(server.ask("select relpersistence from pg_class where oid = 'parcel'::regclass") == "u");
    CHECK(server.ask("select collname from pg_attribute join pg_collation c on c.oid = attcollation where attrelid = "
                     "'parcel'::regclass and attname = 'code'") == "C");
    CHECK(server.ask("select string_agg(conname || ' ' || indnullsnotdistinct, ', ' order by conname) from pg_constraint join "
                     "pg_index on indexrelid = conindid where conrelid = 'parcel'::regclass and contype = 'u'") ==
          "parcel_code_key false, parcel_id_key false, parcel_room_floor_key true, parcel_shelf_key true");
    CHECK(server.ask("select string_agg(conname || ' ' || condeferrable || ' ' || condeferred, ', ' order by conname) from "
                     "pg_constraint where conrelid = 'stop'::regclass and contype = 'f'") ==
          "stop_parcel_id_fkey true true, stop_room_floor_fkey true false");
    server.execute("insert into parcel (code, shelf, room) values ('a', 1, 1), ('b', 2, 2)");
    CHECK(server.ask("select max(id) from parcel") == "1010");
    CHECK(server.ask("select pg_get_indexdef('parcel_places'::regclass)") ==
          "CREATE UNIQUE INDEX parcel_places ON public.parcel USING btree (room DESC) INCLUDE (shelf, code) WHERE (floor > 0)");
}

TEST_CASE("tables_that_the_kit_makes_are_those_written_by_hand") {
    const virga_test::own_database by_hand, by_kit;
    by_hand.execute(std::string(tables::create_tables));
    virga_test::apply_changes(by_kit, {}, virga::kit::describe(schema));
    CHECK(virga_test::catalog_of(by_kit) == virga_test::catalog_of(by_hand));
}

TEST_CASE("a_constant_is_the_same_number_in_a_check_and_in_a_query") {
    const virga_test::own_database server;
    virga_test::apply_changes(server, {}, virga::kit::describe(bounded::schema));
    virga::postgres_client db{server.url()};
    using bounded::share;
    db(insert_into(share).values(share.part = 0.1F));
    CHECK(db(select(share.part).from(share).where(share.part <= 0.1F)).size() == 1);
    CHECK_THROWS_AS(db(insert_into(share).values(share.part = std::nextafter(0.1F, 1.0F))), virga::check_violation);
}
