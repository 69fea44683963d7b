// The tables of the tests, made by the kit from their declarations, are those that tables_sql.hpp writes by hand.
#include <cmath>        // std::nextafter
#include <optional>     // std::optional
#include <string>       // std::string
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <vector>       // std::vector

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
                  tables::slot);
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

namespace computed {
using namespace virga;
template <class t>
struct line_fields {
    pg::serial<t, "id", primary_key> id;
    pg::numeric<t, "price", 10, 2, not_null> price;
    pg::integer<t, "amount", not_null, default_to<1>> amount;
    pg::numeric<t, "total", not_null, generated_stored, unique> total;
    pg::text<t, "note", pg::storage<"external">, pg::compression<"pglz">> note;
    pg::integer<t, "size", generated_stored> size;

    static constexpr auto constraints(const auto& line) {
        return std::tuple{
            pg::generated_stored(line.total, line.price * line.amount),
            pg::generated_stored(line.size, char_length(concatenated(line.note, "it's $1"))),
            pg::check<"line_total">(line.total < 1000),
        };
    }
};
constexpr table<"line", line_fields> line;

template <class t>
struct basket_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "name", not_null> name;
    pg::boolean<t, "named", not_null, generated_stored> named;

    static constexpr auto constraints(const auto& basket) {
        return std::tuple{pg::generated_stored(basket.named, basket.name != "")};
    }
};
constexpr table<"basket", basket_fields> basket;
template <class t>
struct item_fields {
    pg::bigserial<t, "id", primary_key> id;
    pg::bigint<t, "basket_id", not_null, references<basket.id>> basket_id;
    pg::integer<t, "amount", not_null> amount;
    pg::integer<t, "twice", not_null, generated_stored> twice;

    static constexpr auto constraints(const auto& item) { return std::tuple{pg::generated_stored(item.twice, item.amount * 2)}; }
};
constexpr table<"item", item_fields> item;
constexpr auto items_of_basket = many<"items">(item.basket_id);
struct filled_basket {
    insertable<basket> row;
    std::vector<insertable<items_of_basket>> items;
};
constexpr auto schema = virga::schema(virga::domain(line, basket, item));

static_assert(to_sql(insert_into(line).values(line.price = 2)) == R"(insert into "line" ("price") values ($1))");
static_assert(std::is_same_v<decltype(insertable<line>::id), defaulted<std::int32_t>>);
static_assert(std::is_same_v<decltype(insertable<line>::total), generated>);
static_assert(std::is_same_v<decltype(patch<line>::size), generated>);
static_assert(std::is_same_v<decltype(row<line>::size), std::optional<std::int32_t>>);
}  // namespace computed
}  // namespace

TEST_CASE("what_the_server_computes_and_numbers_is_left_out_and_read") {
    const virga_test::own_database server;
    virga_test::apply_changes(server, {}, virga::kit::describe(computed::schema));
    CHECK(server.ask("select string_agg(attstorage::text || attcompression::text, ' ') from pg_attribute where attrelid = "
                     "'line'::regclass and attname = 'note'") == "ep");
    virga::postgres_client db{server.url()};
    using computed::line;
    using namespace virga;
    const auto one = db(insert_into(line).values(line.price = 2, line.amount = 3).returning(line.id, line.total, line.size)).one();
    CHECK(one[line.id] == 1);
    CHECK(one[line.total] == 6);
    CHECK(one[line.size] == std::nullopt);
    std::vector<insertable<line>> more(2);
    more[0].price = 5;
    more[0].note = "ab";
    more[1].id = 7;
    more[1].price = 8;
    more[1].amount = 2;
    db(insert_into(line).rows(more));
    CHECK(server.ask("select string_agg(id || ' ' || total || ' ' || coalesce(size, 0), ', ' order by id) from line") ==
          "1 6.00 0, 2 5.00 9, 7 16.00 0");
    patch<line> change;
    change.amount = 4;
    db(update(line).set(change).where(line.id == 1));
    db(update(line).set(line.price = 3).where(line.total == 8));
    CHECK(db(select(line.total).from(line).where(line.id == 1)).one()[line.total] == 12);
    // Rows as they were read come back without what is computed, and whole rows meet what is there.
    std::vector<row<line>> rows;
    for (const auto& each : db(select(line).from(line).where(line.total > 5))) rows.push_back(each);
    for (auto& each : rows) {
        each.id += 100;
        each.amount += 10;
    }
    db(insert_into(line).rows(rows));
    CHECK(server.ask("select count(*) from line where id > 100") == "2");
    db(insert_into(line).values(line.id = 2, line.price = 9).on_conflict(line.id).do_update(all_excluded));
    CHECK(server.ask("select total from line where id = 2") == "9.00");
    CHECK_THROWS_AS(db(insert_into(line).values(line.price = 1000)), virga::check_violation);
    // Rows with those that belong to them, which are numbered before they are inserted.
    using computed::basket;
    using computed::items_of_basket;
    std::vector<computed::filled_basket> baskets(2);
    baskets[0].row.name = "a";
    baskets[0].items.resize(2);
    baskets[0].items[0].amount = 1;
    baskets[0].items[1].amount = 2;
    baskets[1].row.name = "";
    baskets[1].items.resize(1);
    baskets[1].items[0].id = 10;
    baskets[1].items[0].amount = 3;
    db(insert_into(basket).with(items_of_basket).rows(baskets));
    CHECK(server.ask("select string_agg(named || ' ' || i.id || ' ' || twice, ', ' order by i.id) from item i join basket b on "
                     "b.id = basket_id") == "true 1 2, true 2 4, false 10 6");
}

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
