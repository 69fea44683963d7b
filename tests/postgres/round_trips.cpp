// Values of every type go into the database and come back the same, by every way in and out.
#include <optional>  // std::optional
#include <ranges>    // std::ranges::range_value_t
#include <string>    // std::string
#include <vector>    // std::vector

#include "../catch.hpp"
#include "database.hpp"
#include "edges.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
template <class Rows>
auto vector_of(const Rows& rows) {
    std::vector<std::ranges::range_value_t<Rows>> all;
    for (auto row : rows) all.push_back(std::move(row));
    return all;
}

constexpr auto all_every = select(every).from(every).order_by(every.id);
constexpr auto all_maybe = select(maybe).from(maybe).order_by(maybe.id);
}  // namespace

TEST_CASE("values_of_every_type_come_back_the_same") {
    own_database database;
    postgres_client db{database.url()};
    for (const row<every>& given : edge_rows()) {
        INFO("row " << given.id);
        const auto inserted =
            db(insert_into(every)
                   .values(every.id = given.id, every.small = given.small, every.whole = given.whole, every.big = given.big,
                           every.exact = given.exact, every.money = given.money, every.single = given.single,
                           every.twice = given.twice, every.truth = given.truth, every.words = given.words, every.line = given.line,
                           every.free_line = given.free_line, every.key = given.key, every.day = given.day, every.wall = given.wall,
                           every.moment = given.moment, every.document = given.document, every.bytes = given.bytes,
                           every.mood = given.mood, every.cost = given.cost, every.handle = given.handle)
                   .returning(every))
                .one();
        CHECK(same_rows(inserted, given));
        CHECK(same_rows(db(select(every).from(every).where(every.id == given.id)).one(), given));
    }
    CHECK(same_rows(vector_of(db(all_every)), edge_rows()));
}

TEST_CASE("rows_of_every_type_come_back_the_same") {
    own_database database;
    postgres_client db{database.url()};
    const auto given = edge_rows();
    CHECK(db(insert_into(every).rows(given)).affected() == given.size());
    CHECK(same_rows(vector_of(db(all_every)), given));
    CHECK(db(insert_into(every).rows(std::vector<row<every>>{})).affected() == 0);
}

TEST_CASE("null_and_values_of_every_type_come_back_the_same") {
    own_database database;
    postgres_client db{database.url()};
    const auto given = edge_rows_with_nulls();
    CHECK(db(insert_into(maybe).rows(given)).affected() == given.size());
    CHECK(same_rows(vector_of(db(all_maybe)), given));
    (void)db(delete_from(maybe).all_rows());
    for (const row<maybe>& one : given) {
        (void)db(insert_into(maybe).values(maybe.id = one.id, maybe.small = one.small, maybe.whole = one.whole, maybe.big = one.big,
                                           maybe.exact = one.exact, maybe.money = one.money, maybe.single = one.single,
                                           maybe.twice = one.twice, maybe.truth = one.truth, maybe.words = one.words,
                                           maybe.line = one.line, maybe.free_line = one.free_line, maybe.key = one.key,
                                           maybe.day = one.day, maybe.wall = one.wall, maybe.moment = one.moment,
                                           maybe.document = one.document, maybe.bytes = one.bytes, maybe.mood = one.mood,
                                           maybe.cost = one.cost, maybe.handle = one.handle));
    }
    CHECK(same_rows(vector_of(db(all_maybe)), given));
}

TEST_CASE("patches_set_what_they_name_and_nothing_else") {
    own_database database;
    postgres_client db{database.url()};
    const auto given = edge_rows_with_nulls();
    (void)db(insert_into(maybe).values(maybe.id = 1));
    auto expected = db(all_maybe).one();
    for (const row<maybe>& next : given) {
        INFO("row " << next.id);
        [&]<std::size_t... I>(std::index_sequence<I...>) {  // two neighbours at a time
            const auto change = [&]<std::size_t Member>() {
                constexpr std::size_t beside = Member + 1 < 21 ? Member + 1 : 1;
                patch<maybe> given_now;
                boost::pfr::get<Member>(given_now) = boost::pfr::get<Member>(next);
                boost::pfr::get<beside>(given_now) = boost::pfr::get<beside>(next);
                boost::pfr::get<Member>(expected) = boost::pfr::get<Member>(next);
                boost::pfr::get<beside>(expected) = boost::pfr::get<beside>(next);
                CHECK(same_rows(db(update(maybe).set(given_now).where(maybe.id == 1).returning(maybe)).one(), expected));
            };
            (change.template operator()<I + 1>(), ...);
        }(std::make_index_sequence<20>{});
    }
    CHECK_THROWS_AS(db(update(maybe).set(patch<maybe>{}).all_rows()), virga::value_error);
}

TEST_CASE("a_patch_touches_what_updates_touch") {
    own_database database;
    postgres_client db{database.url()};
    (void)db(insert_into(touched).values(touched.touched_day = nullptr, touched.touched_wall = nullptr,
                                         touched.touched_moment = nullptr));
    auto before = db(select(touched).from(touched)).one();
    CHECK(not before.touched_day);
    patch<touched> change;
    change.whole = std::optional<std::int32_t>{};
    change.touched_wall = std::chrono::local_time<std::chrono::microseconds>::max();
    const auto after = db(update(touched).set(change).all_rows().returning(touched)).one();
    CHECK(after.whole == std::nullopt);
    CHECK(after.words == "ab");
    CHECK(after.touched_day);
    CHECK(after.touched_moment);
    CHECK(after.touched_wall == std::chrono::local_time<std::chrono::microseconds>::max());
}

TEST_CASE("defaults_are_the_servers_whichever_way_a_row_comes_in") {
    own_database database;
    postgres_client db{database.url()};
    (void)db(insert_into(preset).default_values());
    (void)db(insert_into(preset).rows(std::vector<insertable<preset>>(2)));
    (void)db(insert_into(preset).values(preset.small = -7));
    std::vector<row<preset>> all = vector_of(db(select(preset).from(preset).order_by(preset.id)));
    REQUIRE(all.size() == 4);
    const row<preset>& first = all.front();
    CHECK(first.money.to_string() == "1.25");
    CHECK(first.single == 0.1F);
    CHECK(first.words == "it's \"so\" \\ {1,2}");
    CHECK(first.long_ago == std::chrono::sys_days{std::chrono::days{-2'440'588}});
    CHECK(first.document.text() == R"({"a": 1})");
    CHECK(first.bytes == std::vector{std::byte{0}, std::byte{0xFF}});
    CHECK(first.mood == feeling::odd);
    CHECK(first.cost == cents{99});
    CHECK(first.handle == at_name{"@nobody"});
    std::int32_t id = 1;
    for (row<preset>& next : all) {
        CHECK(next.id == id++);
        next.id = first.id;
        next.key = first.key;  // random, and times go on
        next.wall = first.wall;
        next.moment = first.moment;
        CHECK(same_rows(next, first));
    }
}

TEST_CASE("rows_say_the_default_null_or_a_value_of_a_column") {
    own_database database;
    postgres_client db{database.url()};
    std::vector<insertable<touched>> given(3);
    given[1].whole = std::nullopt;
    given[1].words = std::nullopt;
    given[1].status = std::nullopt;
    given[1].touched_day = std::nullopt;
    given[2].whole = 7;
    given[2].words = "x";
    given[2].status = post_status::archived;
    given[2].cost = cents{8};
    given[2].id = 1000;
    const auto made = vector_of(db(insert_into(touched).rows(given).returning(touched)));
    REQUIRE(made.size() == 3);
    CHECK(made[0].whole == 5);
    CHECK(made[0].words == "ab");
    CHECK(made[0].status == post_status::published);
    CHECK(made[0].cost == cents{42});
    CHECK(made[0].day);
    CHECK(made[0].touched_moment);
    CHECK(made[1].whole == std::nullopt);
    CHECK(made[1].words == std::nullopt);
    CHECK(made[1].status == std::nullopt);
    CHECK(made[1].touched_day == std::nullopt);
    CHECK(made[1].cost == cents{42});
    CHECK(made[2].id == 1000);
    CHECK(made[2].whole == 7);
    CHECK(made[2].words == "x");
    CHECK(made[2].status == post_status::archived);
    CHECK(made[2].cost == cents{8});
    CHECK(made[0].id + 1 == made[1].id);
}

// A date goes on where a timestamptz, which now() is, has ended.
TEST_CASE("a_far_day_fits_beside_a_default_of_now") {
    own_database database;
    postgres_client db{database.url()};
    const std::chrono::sys_days last{std::chrono::days{2'145'042'905}};
    std::vector<insertable<preset>> given(1);
    given[0].day = last;
    CHECK(db(insert_into(preset).rows(given).returning(preset.day)).one()[preset.day] == last);
    patch<touched> change;
    change.touched_day = last;
    (void)db(insert_into(touched).default_values());
    CHECK(db(update(touched).set(change).all_rows().returning(touched.touched_day)).one()[touched.touched_day] == last);
}

TEST_CASE("odd_names_work_everywhere") {
    own_database database;
    postgres_client db{database.url()};
    std::vector<insertable<odd>> given(2);
    given[0].quoted = "a";
    given[0].with_space = "s";
    given[1].quoted = "b";
    given[1].select = 5;
    CHECK(db(insert_into(odd).rows(given)).affected() == 2);
    (void)db(insert_into(odd).values(odd.quoted = "c", odd.with_space = "s").on_conflict(odd.with_space).do_update(
        odd.quoted = excluded(odd.quoted), odd.size = "XL"));
    const auto rows = vector_of(db(select(odd).from(odd).order_by(odd.order)));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].order == 1);
    CHECK(rows[0].quoted == "c");
    CHECK(rows[0].size == "XL");
    CHECK(rows[0].select == 1);
    CHECK(rows[1].select == 5);
    CHECK(rows[1].with_space == std::nullopt);
}

TEST_CASE("a_label_that_the_enum_type_does_not_list_is_an_error") {
    own_database database;
    postgres_client db{database.url()};
    db.execute("alter type \"status\" add value 'new one'");
    db.execute("insert into \"touched\" (\"status\") values ('new one')");
    const std::string sentence = "column \"status\": ";
    const auto said = [](const auto& read) { return std::string{thrown<virga::value_error>(read).value().what()}; };
    CHECK(said([&] { (void)db(select(touched.status).from(touched)).one(); }).starts_with(sentence));
    CHECK(said([&] { (void)db(select(touched).from(touched)).one(); }).starts_with(sentence));
    constexpr auto joined = select(touched.id, touched, touched.id.as<"again">()).from(touched);
    CHECK(said([&] { (void)db(joined).one(); }).starts_with(sentence));
    struct labelled {
        std::int64_t id;
        std::optional<post_status> is;
        std::int64_t again;
    };
    constexpr auto into = select(touched.id, touched.status.as<"is">(), touched.id.as<"again">()).from(touched);
    CHECK(said([&] { (void)db(into).into<labelled>().first(); }).starts_with("column \"is\": "));
}

TEST_CASE("a_value_that_does_not_fit_its_column_is_an_error_and_changes_nothing") {
    own_database database;
    postgres_client db{database.url()};
    (void)db(insert_into(maybe).values(maybe.id = 1));
    CHECK_THROWS_AS(db(update(maybe).set(maybe.small = 40'000).all_rows()), virga::value_error);
    CHECK_THROWS_AS(db(update(maybe).set(maybe.words = std::string("a\0b", 3)).all_rows()), virga::value_error);
    CHECK_THROWS_AS(db(update(maybe).set(maybe.line = std::string(31, 'x')).all_rows()), virga::query_error);
    CHECK_THROWS_AS(db(update(maybe).set(maybe.money = numeric{"100000000"}).all_rows()), virga::query_error);
    CHECK_THROWS_AS(db(update(maybe).set(maybe.document = json{"{"}).all_rows()), virga::query_error);
    CHECK(db(select(maybe).from(maybe).where(maybe.small.is_null() and maybe.words.is_null() and maybe.line.is_null())).size() ==
          1);
}
