// An argument named twice, on every way: it is one value, and those that the query carries keep their places beside it.
#include <chrono>   // std::chrono::sys_days
#include <cstdint>  // std::int32_t
#include <string>   // std::string
#include <vector>   // std::vector

#include "../tables.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using tables::loose;
using tables::person;
using tables::post;
using virga::arg;
using virga::bind;
using virga::count;

constexpr auto either = post.title == arg<"term"> or post.body == arg<"term">;
}  // namespace

TEMPLATE_TEST_CASE("a_select_may_name_an_argument_twice_before_other_values", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto found = select(post.title).from(post).where(either).order_by(post.title);
    CHECK(db(found.limit(20), "One").one() == db(found, "One").one());
    CHECK(db(found.limit(20), "A body").size() == 1);
    CHECK(db(found.limit(0), "One").empty());
    CHECK(db(found.limit(5).offset(1), "One").empty());
    const auto between = select(post.views + 100)
                             .from(post)
                             .where(post.views > 5 and post.title == arg<"term"> and post.views < 50 and post.title == arg<"term">)
                             .limit(1);
    CHECK(get<0>(db(between, "One").one()) == 110);
    CHECK(db(between, "Three").empty());
    const auto groups = select(post.author_id, count())
                            .from(post)
                            .group_by(post.author_id)
                            .having((max(post.title) == arg<"term"> or min(post.title) == arg<"term">) and count() > 1);
    CHECK(get<1>(db(groups, "One").one()) == 2);
    CHECK(db(groups, "Three").empty());
    const auto nested = select(person.name)
                            .from(person)
                            .where(person.name != arg<"term"> and
                                   exists(select(post.id).from(post).where(post.author_id == person.id and
                                                                           post.title == arg<"term"> and post.views > 1'000)) and
                                   person.id.in({1, 2}));
    CHECK(get<0>(db(nested, "Three").one()) == "Bob");
}

TEMPLATE_TEST_CASE("a_change_may_name_an_argument_twice_before_other_values", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto put = [](std::string email, std::chrono::sys_days born) {
        return insert_into(person)
            .values(person.name = arg<"name">, person.nick = arg<"name">, person.email = std::move(email), person.born = born)
            .on_conflict(person.email)
            .do_update(person.nick = arg<"nick">, person.name = excluded(person.name), person.active = false)
            .returning(person.name, person.nick, person.active, person.nick == arg<"looked for">, length(person.name) + 10,
                       person.nick != arg<"looked for">);
    };
    const std::chrono::sys_days day{std::chrono::days{1}};
    const auto made = db(put("a@example.org", day), "Ada", "N", "N").one();
    CHECK(get<0>(made) == "Ada");
    CHECK(get<1>(made) == "Ada");
    CHECK(get<2>(made));
    CHECK_FALSE(get<3>(made).value());
    CHECK(get<4>(made) == 13);
    const auto kept = db(put("a@example.org", day), "Adah", "N", "N").one();
    CHECK(get<0>(kept) == "Adah");
    CHECK(get<1>(kept) == "N");
    CHECK_FALSE(get<2>(kept));
    CHECK(get<3>(kept).value());
    CHECK(get<4>(kept) == 14);

    const auto rows = db(insert_into(loose)
                             .rows(std::vector<virga::row<loose>>{{1, "x"}, {2, "y"}})
                             .returning(loose.b == arg<"b">, loose.a + 10, loose.b != arg<"b">, loose.a + 20),
                         "y");
    REQUIRE(rows.size() == 2);
    CHECK(get<0>(rows[1]).value());
    CHECK(get<1>(rows[1]) == 12);
    CHECK_FALSE(get<2>(rows[1]).value());
    CHECK(get<3>(rows[1]) == 22);

    const auto changed = db(update(loose)
                                .set(loose.b = arg<"b">, loose.a = 7)
                                .where(loose.b != arg<"b"> and loose.a == 1)
                                .returning(loose.b, loose.a + 100),
                            "z")
                             .one();
    CHECK(get<0>(changed) == "z");
    CHECK(get<1>(changed) == 107);
    virga::patch<loose> patch;
    patch.a = 8;
    const auto patched =
        db(update(loose).set(patch).where((loose.b == arg<"b"> or loose.b == arg<"b">)and loose.a == 7).returning(loose.a, loose.b),
           "z")
            .one();
    CHECK(get<0>(patched) == 8);
    CHECK(get<1>(patched) == "z");
    const auto gone =
        db(delete_from(loose).where((loose.b == arg<"b"> or loose.b == arg<"b">)and loose.a == 8).returning(loose.a + 1), "z")
            .one();
    CHECK(get<0>(gone) == 9);
    CHECK(db(select(loose.a).from(loose)).size() == 1);
}

TEMPLATE_TEST_CASE("a_batch_binds_an_argument_named_twice", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto found = select(post.title).from(post).where(either).limit(3);
    const auto change =
        update(person).set(person.name = arg<"n">, person.nick = arg<"n">, person.active = false).where(person.name == "Bob");
    const auto [before, changes, after] = db.batch(bind(found, "One"), bind(change, "New"), bind(found, "Two"));
    CHECK(get<0>(before.one()) == "One");
    CHECK(changes.affected() == 1);
    CHECK(get<0>(after.one()) == "Two");
    CHECK(get<0>(db(select(person.active).from(person).where(person.name == "New" and person.nick == "New")).one()) == false);
}
