// Statements by hand, whose rows become structs: what is compared, what goes in and comes out.
#include <chrono>       // std::chrono
#include <cstddef>      // std::byte
#include <cstdint>      // std::int64_t
#include <map>          // std::map
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/pool.hpp>  // virga::pool

#include "../catch.hpp"
#include "../reading.hpp"
#include "../tables.hpp"
#include "database.hpp"
#include "filled.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
struct report {
    std::string name;
    std::int64_t posts = 0;
    std::optional<std::int64_t> views;
};
struct one_text {
    std::string text;
};
struct two_numbers {
    std::int32_t a = 0;
    std::int32_t b = 0;
};
/// What the error says; empty for none.
template <class Action>
std::string mismatch(Action&& action) {
    const auto problem = thrown<virga::column_mismatch_error>(std::forward<Action>(action));
    return problem ? problem->what() : "";
}
bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }
}  // namespace

TEST_CASE("a_statement_by_hand_is_read_into_a_struct") {
    filled_database database;
    postgres_client db{database.url()};
    const auto reports = db.query<report>(
        "select p.name, count(t.id) as posts, sum(t.views) as views from person p left join post t on t.author_id = p.id "
        "where p.id <= $1 group by p.id order by p.id",
        std::int64_t{3});
    REQUIRE(reports.size() == 3);
    CHECK(reports[0].name == "Ada");
    CHECK(reports[0].posts == 2);
    CHECK(reports[2].views == std::nullopt);
    CHECK(reports.to<std::map>(&report::name).at("Eve").posts == 0);
    CHECK(db.query<one_text>("select name::text as text from person where email = $1", "ada@example.org").one().text == "Ada");
    CHECK(db.query<one_text>("select name::text as text from person where email = $1", "nobody").one_or(one_text{"-"}).text == "-");
}

TEST_CASE("members_of_every_type_are_read_and_values_of_every_type_given") {
    own_database database;
    postgres_client db{database.url()};
    struct all_types {
        bool truth;
        std::int16_t small;
        std::int32_t whole;
        std::int64_t big;
        float single;
        double twice;
        virga::numeric exact;
        std::string words;
        virga::uuid key;
        std::chrono::sys_days day;
        std::chrono::local_time<std::chrono::microseconds> wall;
        std::chrono::sys_time<std::chrono::microseconds> moment;
        virga::json document;
        std::vector<std::byte> bytes;
        std::vector<std::int32_t> numbers;
        std::vector<std::optional<std::string>> texts;
        std::optional<std::int32_t> none;
        std::optional<double> some;
    };
    const all_types given{true,
                          -7,
                          100'000,
                          9'000'000'000,
                          0.1F,
                          0.1,
                          virga::numeric{"12345678901234567890.123"},
                          "it's; \"$1\" \\ {1,2}",
                          virga::uuid{},
                          std::chrono::sys_days{std::chrono::year{2024} / 2 / 29},
                          std::chrono::local_days{std::chrono::year{2024} / 2 / 29} + std::chrono::microseconds{5},
                          std::chrono::sys_days{std::chrono::year{1999} / 12 / 31} + std::chrono::microseconds{7},
                          virga::json{"{\"a\": 1}"},
                          {std::byte{0}, std::byte{255}},
                          {1, -2},
                          {"a,b", std::nullopt, ""},
                          std::nullopt,
                          2.5};
    const auto back =
        db.query<all_types>(
              "select $1::boolean as truth, $2::smallint as small, $3::integer as whole, $4::bigint as big, $5::real as single, "
              "$6::double precision as twice, $7::numeric as exact, $8::text as words, $9::uuid as key, $10::date as day, "
              "$11::timestamp as wall, $12::timestamptz as moment, $13::jsonb as document, $14::bytea as bytes, $15::integer[] as "
              "numbers, "
              "$16::text[] as texts, $17::integer as none, $18::double precision as some",
              given.truth, given.small, given.whole, given.big, given.single, given.twice, given.exact, given.words, given.key,
              given.day, given.wall, given.moment, given.document, given.bytes, given.numbers, given.texts, given.none, given.some)
            .one();
    CHECK(back.truth);
    CHECK(back.small == given.small);
    CHECK(back.whole == given.whole);
    CHECK(back.big == given.big);
    CHECK(back.single == given.single);
    CHECK(back.twice == given.twice);
    CHECK(back.exact == given.exact);
    CHECK(back.words == given.words);
    CHECK(back.key == given.key);
    CHECK(back.day == given.day);
    CHECK(back.wall == given.wall);
    CHECK(back.moment == given.moment);
    CHECK(back.document == given.document);
    CHECK(back.bytes == given.bytes);
    CHECK(back.numbers == given.numbers);
    CHECK(back.texts == given.texts);
    CHECK(back.none == std::nullopt);
    CHECK(back.some == 2.5);
    CHECK(db.query<one_text>("select coalesce($1::text, 'nothing') as text", nullptr).one().text == "nothing");
    CHECK(db.query<one_text>("select $1::varchar(9) as text", std::string_view{"short"}).one().text == "short");
}

TEST_CASE("a_narrower_number_goes_into_a_wider_member_and_no_other_way") {
    own_database database;
    postgres_client db{database.url()};
    struct wide {
        std::int64_t a;
        virga::numeric b;
        long long c;
    };
    const auto read = db.query<wide>("select 1::smallint as a, 2::bigint as b, 3::integer as c").one();
    CHECK(read.a == 1);
    CHECK(read.b == virga::numeric{2});
    CHECK(read.c == 3);
    CHECK(has(mismatch([&] { (void)db.query<two_numbers>("select 1::bigint as a, 2 as b"); }),
              "column 1, \"a\", is bigint, where "));
}

TEST_CASE("what_differs_is_told_column_by_column") {
    own_database database;
    postgres_client db{database.url()};
    const std::string types = mismatch([&] { (void)db.query<two_numbers>("select 'x'::text as a, array[1.5] as b"); });
    CHECK(has(types, "column 1, \"a\", is text, where "));
    CHECK(has(types, " takes integer"));
    CHECK(has(types, "column 2, \"b\", is numeric[], where "));
    CHECK(has(mismatch([&] { (void)db.query<two_numbers>("select 1 as a"); }),
              "it returns 1 column, where the struct has 2 members"));
    CHECK(has(mismatch([&] { (void)db.query<two_numbers>("select 1 as a, 2 as b, 3 as c where false"); }), "it returns 3 columns"));
    CHECK(has(mismatch([&] { (void)db.query<one_text>("select 'calm'::\"Mood \"\"of\"\" it's\" as text"); }),
              "a type of the database's own"));
    CHECK(has(mismatch([&] { (void)db.query<one_text>("select 1.5::money as text"); }), "is money, where "));
    CHECK(mismatch([&] { (void)db.query<two_numbers>("select 1 as a, 2 as b"); }).empty());
    if constexpr (virga::detail::members_have_names) {
        const std::string names = mismatch([&] { (void)db.query<two_numbers>("select 1 as b, 2 as a"); });
        CHECK(has(names, "column 1 is called \"b\", where the member in its place is \"a\""));
    }
}

TEST_CASE("null_by_hand_where_a_member_takes_none_names_the_column") {
    own_database database;
    postgres_client db{database.url()};
    const auto rows = db.query<two_numbers>("select 1 as a, null::integer as b");
    const auto problem = thrown<virga::value_error>([&] { (void)rows.one(); });
    REQUIRE(problem);
    CHECK(has(problem->what(), "\"b\""));
    struct numbers {
        std::vector<std::int32_t> all;
    };
    const auto holed = thrown<virga::value_error>([&] { (void)db.query<numbers>("select array[1, null] as \"all\"").one(); });
    REQUIRE(holed);
    CHECK(has(holed->what(), "column \"all\": "));
}

TEST_CASE("a_statement_by_hand_runs_in_transactions_and_pools_and_may_change_rows") {
    filled_database database;
    postgres_client db{database.url()};
    CHECK_THROWS_AS(db.transaction([&](auto& tx) {
        const auto named =
            tx.template query<one_text>("update person set name = $1 where id = 1 returning name as text", "Countess");
        CHECK(named.one().text == "Countess");
        (void)tx.template query<two_numbers>("update person set name = $1 where id = 2 returning name as a", "Bobby");
    }),
                    virga::column_mismatch_error);
    CHECK(db.query<one_text>("select string_agg(name, ' ' order by id) as text from person").one().text == "Ada Bob Eve");
    virga::pool<postgres_client> pool{database.url()};
    for (const std::string given : {"0", "1", "2"})
        CHECK(pool.query<one_text>("select $1 || '!' as text", given).one().text == given + "!");
    auto lease = pool.borrow();
    CHECK(lease->query<one_text>("select 'x' as text").one().text == "x");
}

TEST_CASE("a_struct_by_hand_may_view_the_result") {
    own_database database;
    postgres_client db{database.url()};
    struct view {
        std::string_view a;
        std::optional<std::string_view> b;
    };
    const auto rows = db.query<view>("select repeat('a', 100) as a, null::text as b");
    CHECK(rows.one().a.size() == 100);
    CHECK(rows.one().b == std::nullopt);
}

TEST_CASE("a_table_that_changes_under_a_statement_by_hand_is_told") {
    own_database database;
    postgres_client db{database.url()};
    db.execute("create table changing (a integer, b integer); insert into changing values (1, 2)");
    const auto read = [&] { return db.query<two_numbers>("select * from changing").one().b; };
    CHECK(read() == 2);
    db.execute("alter table changing alter b type text");
    CHECK(has(mismatch(read), "column 2, \"b\", is text"));
    db.execute("alter table changing alter b type integer using 7");
    CHECK(read() == 7);
}
