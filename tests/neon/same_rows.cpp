// Whole rows of every type, many at once, on every way: they come back as they went, or the reader says what is wrong.
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int32_t
#include <optional>  // std::nullopt
#include <string>    // std::string
#include <vector>    // std::vector

#include "../postgres/edges.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using tables::every;
using tables::loose;
using tables::maybe;
using tables::person;
using tables::preset;
using tables::touched;
using virga::insertable;
using virga::row;

constexpr auto insert_every = [](const auto& rows) { return insert_into(every).rows(rows); };
constexpr auto all_every = select(every).from(every).order_by(every.id);
constexpr auto all_maybe = select(maybe).from(maybe).order_by(maybe.id);

/// How many of the rows differ from those that were given.
template <class Rows, class Row>
std::size_t differing(const Rows& rows, const std::vector<Row>& given) {
    REQUIRE(rows.size() == given.size());
    std::size_t count = 0, at = 0;
    for (const auto& each : rows) count += same_rows(each, given[at++]) ? 0 : 1;
    return count;
}
}  // namespace

TEMPLATE_TEST_CASE("rows_of_every_type_come_back_as_they_went", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto given = edge_rows();
    CHECK(db(insert_every(given)).affected() == given.size());
    CHECK(differing(db(all_every), given) == 0);
}

TEMPLATE_TEST_CASE("rows_of_every_type_with_nulls_come_back_as_they_went", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto given = edge_rows_with_nulls();
    CHECK(db(insert_into(maybe).rows(given)).affected() == given.size());
    CHECK(differing(db(all_maybe), given) == 0);
}

TEMPLATE_TEST_CASE("no_rows_are_inserted_as_readily_as_many", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    CHECK(db(insert_every(std::vector<row<every>>{})).affected() == 0);
    CHECK(db(all_every).empty());
}

TEMPLATE_TEST_CASE("ten_thousand_rows_are_one_statement", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    std::vector<row<loose>> given;
    for (std::int32_t i = 0; i != 10'000; ++i) {
        given.emplace_back();
        given.back().a = i;
        if (i % 5 != 0) given.back().b = odd_texts()[static_cast<std::size_t>(i) % odd_texts().size()] + std::to_string(i);
    }
    CHECK(db(insert_into(loose).rows(given)).affected() == 10'000);
    CHECK(differing(db(select(loose).from(loose).order_by(loose.a)), given) == 0);
}

TEMPLATE_TEST_CASE("rows_say_the_default_null_or_a_value_of_a_column", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    std::vector<insertable<touched>> given(3);
    given[1].whole = std::nullopt;
    given[1].words = std::nullopt;
    given[1].status = std::nullopt;
    given[2].whole = 7;
    given[2].words = "x";
    given[2].cost = tables::cents{8};
    const auto made = db(insert_into(touched).rows(given).returning(touched));
    REQUIRE(made.size() == 3);
    const row<touched> by_default = made[0], null = made[1], value = made[2];
    CHECK(by_default.whole == 5);
    CHECK(by_default.words == "ab");
    CHECK(by_default.status == tables::post_status::published);
    CHECK(null.whole == std::nullopt);
    CHECK(null.words == std::nullopt);
    CHECK(null.status == std::nullopt);
    CHECK(null.cost == tables::cents{42});
    CHECK(value.whole == 7);
    CHECK(value.words == "x");
    CHECK(value.cost == tables::cents{8});
}

TEMPLATE_TEST_CASE("a_row_without_a_value_that_it_must_have_is_not_sent", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    std::vector<insertable<tables::person>> given(2);
    for (auto& each : given) each.name = "A";
    given[0].email = "a@example.org";
    const auto all = insert_into(tables::person).rows(given);
    CHECK_THROWS_AS(db(all), virga::value_error);
    CHECK_THROWS_AS(bind(all), virga::value_error);
    CHECK_THROWS_AS(db.batch(insert_into(loose).values(loose.a = 1), all), virga::value_error);
    try {
        static_cast<void>(db(all));
    } catch (const virga::value_error& missing) {
        CHECK(std::string(missing.what()) ==
              "rows: row 2 gives no value for \"person\".\"email\", which is not null and has no default; nothing was sent");
    }
    CHECK(db(select(loose).from(loose)).empty());
    CHECK(db(select(tables::person.id).from(tables::person)).empty());
    given[1].email = "";  // is one
    CHECK(db(all).affected() == 2);
}

TEMPLATE_TEST_CASE("defaults_of_every_type_are_the_servers", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    CHECK(db(insert_into(preset).default_values()).affected() == 1);
    const row<preset> made = db(select(preset).from(preset)).one();
    CHECK(made.small == -7);
    CHECK(made.big == 9'000'000'000);
    CHECK(made.money.to_string() == "1.25");
    CHECK(made.single == 0.1F);
    CHECK(made.words == "it's \"so\" \\ {1,2}");
    CHECK(made.long_ago == std::chrono::sys_days{std::chrono::days{-2'440'588}});
    CHECK(made.document.text() == R"({"a": 1})");
    CHECK(made.bytes == std::vector{std::byte{0}, std::byte{0xFF}});
    CHECK(made.mood == tables::feeling::odd);
    CHECK(made.handle == tables::at_name{"@nobody"});
}

TEMPLATE_TEST_CASE("an_error_of_one_row_of_many_inserts_none", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    auto given = edge_rows();
    given.back().id = given.front().id;
    CHECK_THROWS_AS(db(insert_every(given)), virga::unique_violation);
    CHECK(db(all_every).empty());
}

TEMPLATE_TEST_CASE("a_label_that_the_enum_type_does_not_list_is_an_error", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    db.execute("alter type \"status\" add value if not exists 'new one'");
    db.execute("insert into touched (status) values ('new one')");
    const auto rows = db(select(touched.status).from(touched));
    CHECK_THROWS_AS(rows.one(), virga::value_error);
}

TEMPLATE_TEST_CASE("null_where_the_schema_has_none_is_an_error_that_names_the_column", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    db.execute("alter table person alter name drop not null");
    db.execute("insert into person (email) values ('x')");
    const auto rows = db(select(person.name).from(person));
    const auto problem = thrown<virga::value_error>([&] { static_cast<void>(rows.one()); });
    clear(db);
    db.execute("alter table person alter name set not null");
    REQUIRE(problem);
    CHECK(std::string_view{problem->what()}.find("\"name\"") != std::string_view::npos);
}
