// Streams: the rows of a query in bounded memory, by a cursor of the server.
#include <algorithm>    // std::max
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <cstdlib>      // std::strtoul
#include <fstream>      // std::ifstream
#include <memory>       // std::make_shared
#include <optional>     // std::optional
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/any_query.hpp>  // virga::any_query
#include <virga/client/observer.hpp>   // virga::observer
#include <virga/client/pool.hpp>       // virga::pool

#include "../catch.hpp"
#include "../reading.hpp"
#include "../tables.hpp"
#include "database.hpp"
#include "filled.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
constexpr auto by_number = select(loose.a, loose.b).from(loose).order_by(loose.a);
constexpr auto number_of_rows = select(count().as<"n">()).from(loose);

/// A database whose table `loose` has the numbers from 1 on.
class numbered_database : public own_database {
public:
    explicit numbered_database(int count, std::string_view text = "'row ' || n") {
        postgres_client{url()}.execute("insert into \"loose\" (\"a\", \"b\") select n, " + std::string{text} +
                                       " from generate_series(1, " + std::to_string(count) + ") n");
    }
};

std::string usage(const std::optional<virga::usage_error>& problem) { return problem ? problem->what() : ""; }
std::size_t cursors(postgres_client& db) { return db.execute("select 1 from pg_cursors where name = 'virga_stream'").rows(); }

/// A figure of this process, in kB.
std::size_t kilobytes(std::string_view name) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name)) return std::strtoul(line.c_str() + name.size() + 1, nullptr, 10);
    }
    return 0;
}

class fetches final : public virga::observer {
public:
    std::vector<std::string> texts;
    std::size_t largest = 0;
    void ended(const virga::observed_statement& what, const virga::observed_outcome& outcome) noexcept override {
        texts.emplace_back(what.text);
        if (what.text.starts_with("fetch")) largest = std::max(largest, outcome.rows);
    }
};
}  // namespace

TEST_CASE("a_stream_has_every_row_once_and_in_order") {
    for (const int count : {0, 1, 63, 64, 65, 5'000}) {
        numbered_database database{count};
        postgres_client db{database.url()};
        std::int32_t expected = 0;
        for (const auto& [a, b] : db.stream(by_number)) {
            ++expected;
            REQUIRE(a == expected);
            REQUIRE(b == "row " + std::to_string(expected));
        }
        CHECK(expected == count);
        CHECK(db(number_of_rows).one()["n"_c] == count);  // the client is free again
        CHECK(cursors(db) == 0);
    }
}

TEST_CASE("a_stream_takes_arguments_and_gives_structs") {
    filled_database database;
    postgres_client db{database.url()};
    struct line {
        std::string title;
        std::optional<row<person>> author;
        std::int64_t views = 0;
    };
    constexpr auto query = select(post.title, person, post.views)
                               .from(post)
                               .left_join(person, person.id == post.author_id and person.name == arg<"name">)
                               .where(post.views >= arg<"least"> and post.status != post_status::archived)
                               .order_by(post.title);
    std::vector<line> lines;
    for (line each : db.stream(query, "Ada", 0).into<line>()) lines.push_back(std::move(each));
    const auto same = db(query, "Ada", 0);
    REQUIRE(lines.size() == same.size());
    REQUIRE(not lines.empty());
    for (std::size_t i = 0; i != lines.size(); ++i) {
        CHECK(lines[i].title == same[i][post.title]);
        CHECK(lines[i].author.has_value() == get<1>(same[i]).has_value());
        CHECK(lines[i].views == same[i][post.views]);
    }
    constexpr auto by_id = select(person).from(person).where(person.id == arg<"id">);
    for (const row<person>& each : db.stream(by_id, 1)) CHECK(each.name == "Ada");
}

namespace {
#if defined(__SANITIZE_ADDRESS__)
constexpr bool keeps_freed_memory = true;
#elif defined(__has_feature)
constexpr bool keeps_freed_memory = __has_feature(address_sanitizer);
#else
constexpr bool keeps_freed_memory = false;
#endif
}  // namespace

TEST_CASE("a_million_rows_take_less_than_fifty_megabytes") {
    numbered_database database{1'000'000, "repeat('x', 100)"};
    postgres_client db{database.url()};
    (void)db(number_of_rows).one();
    std::ofstream{"/proc/self/clear_refs"} << "5";  // the peak begins anew
    const std::size_t before = kilobytes("VmHWM:");
    std::size_t rows = 0, letters = 0;
    for (const auto& [a, b] : db.stream(select(loose.a, loose.b).from(loose))) {  // in the order in which they lie
        ++rows;
        letters += b.value().size();
    }
    CHECK(rows == 1'000'000);
    CHECK(letters == 100'000'000);
    const std::size_t grown = kilobytes("VmHWM:") - before;
    INFO("the peak of memory grew from " << before << " kB by " << grown << " kB");
    REQUIRE(before != 0);
    if (keeps_freed_memory) WARN("memory is not measured: the sanitizer for addresses keeps what is freed for a while");
    else CHECK(grown < 50'000);
}

TEST_CASE("wide_rows_are_fetched_few_at_a_time") {
    numbered_database database{600, "repeat('x', 100000)"};
    const auto seen = std::make_shared<fetches>();
    postgres_client db{database.url(), {.observer = seen}};
    std::size_t rows = 0;
    for (const auto& each : db.stream(by_number)) rows += get<1>(each).value().size() / 100'000;
    CHECK(rows == 600);
    CHECK(seen->largest == 64);  // the first; then as many as a MB has
    CHECK(seen->texts.size() > 100);
}

TEST_CASE("a_stream_that_ends_early_closes_its_cursor") {
    numbered_database database{10'000};
    postgres_client db{database.url()};
    for (const auto& [a, b] : db.stream(by_number)) {
        if (a == 100) break;
    }
    CHECK(cursors(db) == 0);
    CHECK(db(number_of_rows).one()["n"_c] == 10'000);
    {
        const auto unread = db.stream(by_number);
    }
    CHECK(db(number_of_rows).one()["n"_c] == 10'000);
    auto closed = db.stream(by_number);
    CHECK(get<0>(*closed.begin()) == 1);
    closed.close();
    CHECK(cursors(db) == 0);
    closed.close();  // again: nothing
    const auto thrown_through = thrown<std::runtime_error>([&] {
        for (const auto& [a, b] : db.stream(by_number)) {
            if (a == 200) throw std::runtime_error{"enough"};
        }
    });
    REQUIRE(thrown_through);
    CHECK(db(number_of_rows).one()["n"_c] == 10'000);
}

TEST_CASE("a_stream_that_was_closed_or_has_failed_gives_no_rows_as_if_they_were_all") {
    numbered_database database{1'000};
    postgres_client db{database.url()};
    const auto count = [](auto& rows) {
        std::size_t all = 0;
        for (const auto& each : rows) all += get<0>(each) ? 1U : 0U;
        return all;
    };
    auto closed = db.stream(by_number);
    CHECK(get<0>(*closed.begin()) == 1);
    closed.close();
    CHECK_THROWS_AS(count(closed), virga::usage_error);
    auto failing = db.stream(select((loose.a / (loose.a - 500)).as<"x">()).from(loose));
    CHECK_THROWS_AS(count(failing), virga::query_error);
    CHECK_THROWS_AS(count(failing), virga::usage_error);
    auto whole = db.stream(by_number);
    CHECK(count(whole) == 1'000);
    CHECK(count(whole) == 0);  // they are read once
    CHECK(db(number_of_rows).one()["n"_c] == 1'000);
}

TEST_CASE("a_stream_that_cannot_be_closed_leaves_the_client_free_to_say_why") {
    numbered_database database{1'000};
    postgres_client db{database.url()}, second{database.url()};
    const std::string backend = *text(db.execute("select pg_backend_pid()"));
    auto open = db.stream(by_number);
    CHECK(get<0>(*open.begin()) == 1);
    second.execute("select pg_terminate_backend($1, 5000)", virga_test::arguments({backend}));
    CHECK_THROWS_AS(open.close(), virga::connection_error);
    CHECK_THROWS_AS(db.execute("select 1"), virga::connection_error);
    open.close();  // again: nothing
}

TEST_CASE("a_transaction_that_text_has_begun_is_not_ended_by_one_of_the_client") {
    numbered_database database{10};
    postgres_client db{database.url()};
    db.execute("/* by hand */ BEGIN; insert into loose values (11, 'by hand')");
    const std::string said = usage(thrown<virga::usage_error>([&] { (void)db.begin(); }));
    CHECK(said.starts_with("begin: a transaction is open that SQL text has begun"));
    CHECK_THROWS_AS(db.stream(by_number), virga::usage_error);
    CHECK_THROWS_AS(db.batch(number_of_rows, number_of_rows), virga::usage_error);
    CHECK(db(number_of_rows).one()["n"_c] == 11);
    db.execute("rollback");
    CHECK(db(number_of_rows).one()["n"_c] == 10);
    db.transaction([](auto& tx) { (void)tx(insert_into(loose).values(loose.a = 11, loose.b = "new")); });
    CHECK(db(number_of_rows).one()["n"_c] == 11);
    db.execute("start transaction; delete from loose");
    db.reset_session();
    CHECK(db.transaction([](auto& tx) { return tx(number_of_rows).one()["n"_c]; }) == 11);
}

TEST_CASE("nothing_else_runs_while_a_stream_is_open") {
    numbered_database database{1'000};
    postgres_client db{database.url()};
    auto open = db.stream(by_number);
    const auto start = open.begin();
    CHECK(get<0>(*start) == 1);
    const std::string sentence = usage(thrown<virga::usage_error>([&] { (void)db(number_of_rows); }));
    CHECK(sentence.find("stream: one is open here") != std::string::npos);
    CHECK_THROWS_AS(db.execute("rollback"), virga::usage_error);
    CHECK_THROWS_AS(db.stream(by_number), virga::usage_error);
    CHECK_THROWS_AS(db.begin(), virga::usage_error);
    CHECK_THROWS_AS(db.reset_session(), virga::usage_error);
    std::size_t rest = 0;
    for (const auto& each : open) rest += get<0>(each) > 0 ? 1U : 0U;
    CHECK(rest == 1'000);  // and it is whole all the same
    CHECK(db(number_of_rows).one()["n"_c] == 1'000);
}

TEST_CASE("a_stream_runs_in_a_transaction_and_sees_it") {
    numbered_database database{1'000};
    postgres_client db{database.url()};
    db.transaction([&](auto& tx) {
        (void)tx(insert_into(loose).values(loose.a = 1'001, loose.b = "new"));
        std::size_t rows = 0;
        for (const auto& each : tx.stream(by_number)) {
            rows += get<0>(each) > 0 ? 1U : 0U;
            if (rows != 1) continue;
            const std::string sentence = usage(thrown<virga::usage_error>([&] { (void)tx(number_of_rows); }));
            CHECK(sentence.find("stream: one is open") != std::string::npos);
            CHECK_THROWS_AS(tx.commit(), virga::usage_error);
            CHECK_THROWS_AS(tx.begin(), virga::usage_error);
        }
        CHECK(rows == 1'001);
        for (const auto& [a, b] : tx.stream(by_number)) {
            if (a == 10) break;
        }
        CHECK(tx.execute("select 1 from pg_cursors").rows() == 0);
        CHECK(tx(number_of_rows).one()["n"_c] == 1'001);
        // a savepoint, so that one that fails leaves the transaction whole
        CHECK_THROWS_AS(
            [&] {
                const auto failing = select((loose.a / (loose.a - 500)).template as<"x">()).from(loose).order_by(loose.a);
                for (const auto& each : tx.stream(failing)) (void)each;
            }(),
            virga::query_error);
        (void)tx(insert_into(loose).values(loose.a = 1'002, loose.b = "newer"));
    });
    CHECK(db(number_of_rows).one()["n"_c] == 1'002);
}

TEST_CASE("locks_that_a_stream_took_stay_with_the_transaction") {
    numbered_database database{10};
    postgres_client db{database.url()}, second{database.url()};
    auto tx = db.begin();
    for (const auto& each : tx.stream(select(loose.a, loose.b).from(loose).order_by(loose.a).limit(1).for_update())) {
        CHECK(get<0>(each) == 1);
        break;
    }
    CHECK(second(select(loose.a).from(loose).order_by(loose.a).limit(1).for_update().skip_locked()).one()[loose.a] == 2);
    tx.commit();
    CHECK(second(select(loose.a).from(loose).order_by(loose.a).limit(1).for_update().skip_locked()).one()[loose.a] == 1);
}

TEST_CASE("an_error_in_the_middle_is_told_after_the_rows_before_it") {
    numbered_database database{3'000};
    postgres_client db{database.url()};
    std::size_t rows = 0;
    const auto failing = select((loose.a / (loose.a - 2'000)).as<"x">()).from(loose);  // in the order in which they lie
    const auto problem = thrown<virga::query_error>([&] {
        for (const auto& each : db.stream(failing)) {
            (void)each;
            ++rows;
        }
    });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "22012");
    CHECK(rows >= 1'000);
    CHECK(rows < 2'000);
    CHECK(db(number_of_rows).one()["n"_c] == 3'000);
    db.execute("alter table \"loose\" rename to \"gone\"");
    CHECK_THROWS_AS(db.stream(by_number), virga::undefined_table);
    CHECK(db.execute("select 1 from \"gone\"").rows() == 3'000);  // the client is free
}

TEST_CASE("a_connection_that_is_lost_in_the_middle_is_told") {
    numbered_database database{5'000};
    postgres_client db{database.url()}, second{database.url()};
    const std::string backend = [&] {
        const virga::result answer = db.execute("select pg_backend_pid()");
        cell one;
        answer.read(0, &one);
        return std::string{one.view()};
    }();
    CHECK_THROWS_AS(
        [&] {
            for (const auto& [a, b] : db.stream(by_number)) {
                if (a == 10) second.execute("select pg_terminate_backend(" + backend + ")");
            }
        }(),
        virga::connection_error);
}

TEST_CASE("a_stream_can_be_moved_and_runs_on_a_lease") {
    numbered_database database{500};
    virga::pool<postgres_client> pool{database.url()};
    {
        auto db = pool.borrow();
        auto one = db->stream(by_number);
        auto moved = std::move(one);
        std::size_t rows = 0;
        for (const auto& each : moved) rows += get<0>(each) != 0 ? 1U : 0U;
        CHECK(rows == 500);
    }
    pool.transaction([&](auto& tx) {
        std::size_t rows = 0;
        for (const auto& each : tx.stream(by_number)) rows += get<0>(each) != 0 ? 1U : 0U;
        CHECK(rows == 500);
    });
    CHECK(pool(number_of_rows).one()["n"_c] == 500);
}

TEST_CASE("a_stream_that_outlives_its_lease_is_nothing_to_the_next_one") {
    numbered_database database{500};
    virga::pool<postgres_client> pool{database.url(), {}, {.maximum = 1}};
    auto db = pool.borrow();
    auto open = db->stream(by_number);
    CHECK(get<0>(*open.begin()) == 1);
    db.give_back();
    auto next = pool.borrow();
    auto tx = next->begin();
    const std::string said = usage(thrown<virga::usage_error>([&] { next->execute("select 1"); }));
    CHECK(said.find("a transaction is open") != std::string::npos);
    CHECK_THROWS_AS(open.close(), virga::usage_error);
    CHECK(tx(number_of_rows).one()["n"_c] == 500);
}

TEST_CASE("a_query_of_which_only_run_time_knows_is_streamed_and_prepared_once") {
    numbered_database database{5'000};
    postgres_client db{database.url()};
    using number = std::tuple<std::optional<std::int32_t>>;
    const auto shaped = [](bool down, bool few) {
        return any_query<number>{select(loose.a)
                                     .from(loose)
                                     .where(when(few, loose.a > 4'990))
                                     .order_by(one_of(down, asc(loose.a), desc(loose.a)))};
    };
    const auto sum_of = [&db](const any_query<number>& query) {
        std::int64_t sum = 0;
        for (const auto& [a] : db.stream(query)) sum += *a;
        return sum;
    };
    const auto prepared = [&db] { return db.execute("select 1 from pg_prepared_statements").rows(); };
    const any_query<number> some{bind(select(loose.a).from(loose).where(loose.a > arg<"after">).order_by(loose.a), 4'000)};
    CHECK(sum_of(some) == 4'500'500);
    const std::size_t once = prepared();
    CHECK(sum_of(some) == 4'500'500);
    CHECK(prepared() == once);
    CHECK(db(some).size() == 1'000);  // another statement than its cursor
    CHECK(prepared() == once + 1);

    for (int i = 0; i != 2; ++i) {
        CHECK(sum_of(shaped(false, true)) == 49'955);
        CHECK(sum_of(shaped(true, false)) == 12'502'500);
    }
    CHECK(prepared() == once + 3);
    for (const auto& [a] : db.stream(shaped(true, true))) {
        CHECK(a == 5'000);
        break;
    }
    CHECK(cursors(db) == 0);

    std::vector<std::string> texts;
    struct line {
        std::int32_t number;
        std::string text;
    };
    db.transaction([&](auto& tx) {
        const any_query<line> lines{select(coalesce(loose.a, 0), coalesce(loose.b, "")).from(loose).order_by(loose.a).limit(3)};
        for (const line& each : tx.stream(lines)) texts.push_back(each.text);
    });
    CHECK(texts == std::vector<std::string>{"row 1", "row 2", "row 3"});

    const any_query<number> made{insert_into(loose).values(loose.a = 7).returning(loose.a)};
    CHECK(usage(thrown<virga::usage_error>([&] { (void)db.stream(made); })).starts_with("stream: the query is no select"));
    CHECK(db(number_of_rows).one()["n"_c] == 5'000);
}

TEST_CASE("a_stream_names_its_tables_where_the_app_has_them") {
    own_database database;
    postgres_client db{database.url(), {.default_schema = "elsewhere", .pooling = virga::pooling::transaction}};
    db.execute("create schema elsewhere; create table elsewhere.loose (a integer, b text); insert into elsewhere.loose values (1, "
               "'x'), (2, 'y')");
    std::string all;
    for (const auto& [a, b] : db.stream(by_number)) all += b.value();
    CHECK(all == "xy");
}
