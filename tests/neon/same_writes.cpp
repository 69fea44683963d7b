// Statements that write, on every way: what they leave in the tables.
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <optional>  // std::nullopt
#include <set>       // std::set
#include <string>    // std::string
#include <vector>    // std::vector

#include <virga.hpp>

#include "../tables.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using namespace virga;
using tables::booking;
using tables::loose;
using tables::post_status;
using tables::receipt;

const auto everything = select(booking).from(booking).order_by(booking.code);

/// A booking of a room, with a code and an address.
constexpr auto book = [](const auto& code, const auto& email, const auto& room) {
    return insert_into(booking).values(booking.code = code, booking.email = email, booking.room = room);
};
}  // namespace

TEMPLATE_TEST_CASE("an_upsert_sets_all_but_the_key", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const std::int64_t id = db(book("a", "ada@example.org", "blue").returning(booking.id)).one()[booking.id];
    db(update(booking).set(booking.nights = 4).all_rows());
    CHECK(db(book("a", "eve@example.org", "red").on_conflict(booking.code).do_update(all_excluded)).affected() == 1);
    const auto kept = db(everything).one();
    CHECK(kept.id == id);
    CHECK(kept.email == "eve@example.org");
    CHECK(kept.room == "red");
    CHECK(kept.nights == 4);  // the insert did not name it
    db(book("a", "bob@example.org", "green")
           .on_conflict_on_constraint<"booking_code">()
           .do_update(all_excluded, booking.room = "white"));
    CHECK(db(everything).one().email == "bob@example.org");
    CHECK(db(everything).one().room == "white");
}

TEMPLATE_TEST_CASE("an_upsert_leaves_what_its_where_leaves_out", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    db(book("a", "ada@example.org", "blue"));
    const auto longer = [](std::int64_t nights) {
        return insert_into(booking)
            .values(booking.code = "a", booking.email = "a", booking.room = "b", booking.nights = nights)
            .on_conflict(booking.code)
            .do_update(booking.nights = excluded(booking.nights))
            .where(booking.nights < excluded(booking.nights))
            .returning(booking.nights);
    };
    CHECK(db(longer(3)).one()[booking.nights] == 3);
    CHECK(db(longer(2)).empty());
    CHECK(db(everything).one().nights == 3);
}

TEMPLATE_TEST_CASE("an_upsert_finds_an_index_of_some_rows", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto put = [&db](const auto& code) {
        return db(book(code, code, "blue").on_conflict(booking.room).where(booking.cancelled_at.is_null()).do_nothing()).affected();
    };
    CHECK(put("a") == 1);
    CHECK(put("b") == 0);
    db(update(booking).set(booking.cancelled_at = now()).all_rows());
    CHECK(put("b") == 1);
    CHECK(db(book("c", "B", "blue").on_conflict(lower(booking.email), booking.room).do_nothing()).affected() == 0);
}

TEMPLATE_TEST_CASE("an_index_of_some_rows_is_found_by_the_values_of_its_condition", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto host = [](const char* code, std::int64_t nights, std::int64_t least) {
        return insert_into(booking)
            .values(booking.code = code, booking.email = code, booking.room = code, booking.guest = "Ada", booking.nights = nights,
                    booking.status = post_status::published)
            .on_conflict(booking.guest)
            .where(booking.status == post_status::published and booking.nights > least and booking.room != "it's 5")
            .do_update(booking.nights = booking.nights + excluded(booking.nights));
    };
    CHECK(db(host("a", 3, 2)).affected() == 1);
    CHECK(db(host("b", 4, 2)).affected() == 1);
    CHECK(db(everything).one().nights == 7);
    CHECK_THROWS_AS(host("c", 5, 3), value_error);
}

TEMPLATE_TEST_CASE("the_app_makes_the_values_of_each_row", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto write = insert_into(receipt).values(receipt.what = "a pen").returning(receipt);
    const row<receipt> first = db(write).one();
    const row<receipt> second = db(write).one();  // the same query, and other values
    CHECK(first.id < second.id);
    CHECK(first.number + 1 == second.number);
    CHECK(first.version == 1);
    CHECK(first.written_by == "the app");
    CHECK(first.origin == "server");

    std::vector<insertable<receipt>> many;
    for (int i = 0; i != 100; ++i)
        many.push_back({.id = {}, .number = {}, .what = "a cup", .version = {}, .written_by = {}, .origin = {}});
    many[7].id = parse_uuid("00000000-0000-0000-0000-000000000007");
    many[7].number = -7;
    many[7].written_by = std::nullopt;
    const auto made = db(insert_into(receipt).rows(many).returning(receipt));
    REQUIRE(made.size() == 100);
    std::set<std::string> ids;
    std::set<std::int64_t> numbers;
    for (const row<receipt>& each : made) {
        ids.insert(to_string(each.id));
        numbers.insert(each.number);
        CHECK(each.version == 1);
    }
    CHECK(ids.size() == 100);
    CHECK(numbers.size() == 100);
    const row<receipt> own = db(select(receipt).from(receipt).where(receipt.number == -7)).one();  // what is given wins
    CHECK(own.id == many[7].id.value());
    CHECK(own.written_by == std::nullopt);
}

TEMPLATE_TEST_CASE("the_app_makes_what_an_update_does_not_set", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto number = db(insert_into(receipt).values(receipt.what = "a pen").returning(receipt.number)).one()[receipt.number];
    const auto kept = [&db] { return row<receipt>{db(select(receipt).from(receipt)).one()}; };
    db(update(receipt).set(receipt.what = "a pencil").all_rows());
    const row<receipt> updated = kept();
    CHECK(updated.version > number);
    CHECK(updated.origin == "the app");
    db(update(receipt).set(receipt.version = 5, receipt.origin = "here").all_rows());
    CHECK(kept().version == 5);
    CHECK(kept().origin == "here");

    patch<receipt> change;
    change.what = "a cup";
    db(update(receipt).set(change).all_rows());
    CHECK(kept().what == "a cup");
    CHECK(kept().version > updated.version);
    change.version = 6;
    db(update(receipt).set(change).all_rows());
    CHECK(kept().version == 6);

    const auto put = insert_into(receipt).values(receipt.number = number, receipt.what = "a book").on_conflict(receipt.number);
    db(put.do_update(all_excluded));
    CHECK(kept().what == "a book");
    CHECK(kept().version > updated.version);
    CHECK(kept().id == updated.id);
    db(put.do_update(receipt.version = 7));
    CHECK(kept().version == 7);
}

TEMPLATE_TEST_CASE("a_merge_updates_deletes_and_inserts", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    for (const char* const code : {"a", "b", "c"}) db(book(code, code, code));
    const auto nights = [&db](const char* code) {
        const auto found = db(select(booking.nights).from(booking).where(booking.code == code)).first();
        return found ? std::optional{get<0>(*found)} : std::nullopt;
    };
    db.execute("insert into loose values (0, 'a'), (5, 'b'), (7, 'd'), (null, 'e')");
    const auto merging = merge_into(booking)
                             .using_(loose, booking.code == loose.b)
                             .when_matched(loose.a == 0)
                             .delete_()
                             .when_matched()
                             .update(booking.nights = booking.nights + coalesce(loose.a, 0))
                             .when_not_matched(loose.a.is_null())
                             .do_nothing()
                             .when_not_matched()
                             .insert(booking.code = coalesce(loose.b, ""), booking.email = coalesce(loose.b, ""),
                                     booking.room = arg<"room">, booking.nights = coalesce(loose.a, 0));
    CHECK(db(merging, "red").affected() == 3);
    CHECK(nights("a") == std::nullopt);
    CHECK(nights("b") == 6);
    CHECK(nights("c") == 1);
    CHECK(nights("d") == 7);
    CHECK(nights("e") == std::nullopt);
    CHECK(db(select(booking.room).from(booking).where(booking.code == "d")).one()[booking.room] == "red");
    db.execute("insert into loose values (5, 'b')");  // and now two rows match one
    CHECK_THROWS_AS(db(merging, "red"), query_error);
}

TEMPLATE_TEST_CASE("rows_come_back_with_the_numbers_that_the_server_gave_them", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    for (const char* const code : {"a", "b", "c"}) db(book(code, code, code));
    std::vector<row<booking>> kept;
    for (const row<booking>& each : db(everything)) kept.push_back(each);
    db(delete_from(booking).all_rows());
    CHECK(db(insert_into(booking).overriding_system_value().rows(kept)).affected() == 3);
    const auto back = db(everything);
    REQUIRE(back.size() == 3);
    CHECK(back[0].id == kept[0].id);
    CHECK(back[2].id == kept[2].id);
    CHECK(back[2].updated_at == kept[2].updated_at);

    const auto own = insert_into(booking).overriding_system_value().values(booking.id = -5, booking.code = "d", booking.email = "d",
                                                                           booking.room = "d");
    CHECK(db(own.returning(booking.id)).one()[booking.id] == -5);
    for (auto& each : kept) each.code += "2", each.email += "2", each.room += "2";
    const auto made = db(insert_into(booking).overriding_user_value().rows(kept).returning(booking.id));
    for (std::size_t i = 0; i != 3; ++i) CHECK(made[i][booking.id] > kept[2].id);
}

TEMPLATE_TEST_CASE("no_rows_insert_nothing", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const std::vector<insertable<receipt>> none;
    CHECK(db(insert_into(receipt).rows(none)).affected() == 0);
    CHECK(db(insert_into(receipt).rows(none).returning(receipt)).empty());
    CHECK(db(insert_into(receipt).rows(none).on_conflict(receipt.number).do_update(all_excluded)).affected() == 0);
    CHECK(db(insert_into(booking).rows(std::vector<insertable<booking>>{})).affected() == 0);
    CHECK(db(insert_into(booking).overriding_system_value().rows(std::vector<row<booking>>{})).affected() == 0);
    CHECK(db(everything).empty());
    CHECK(db(select(receipt).from(receipt)).empty());
}
