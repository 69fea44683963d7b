// Statements that write, on every way: what they leave in the tables.
#include <cstdint>   // std::int64_t

#include <virga.hpp>

#include "../tables.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using namespace virga;
using tables::booking;
using tables::post_status;

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
    db(book("a", "bob@example.org", "green").on_conflict_on_constraint<"booking_code">().do_update(all_excluded, booking.room = "white"));
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
