// Transactions that are run again, with failures that a real server makes.
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include <virga.hpp>
#include <virga/client/pool.hpp>

#include "../catch.hpp"
#include "server.hpp"

namespace {
using namespace virga_test;
using namespace virga;
using namespace std::chrono_literals;

template <class t>
struct purse_fields {
    pg::integer<t, "id", primary_key> id;
    pg::bigint<t, "coins", not_null> coins;
};
inline constexpr table<"purse", purse_fields> purse;

constexpr auto coins_of = select(purse.coins).from(purse).where(purse.id == arg<"id">);
constexpr auto put = update(purse).set(purse.coins = arg<"coins">).where(purse.id == arg<"id">);
constexpr auto add = update(purse).set(purse.coins = purse.coins + arg<"more">).where(purse.id == arg<"id">);
constexpr transaction_options serializable{.isolation = isolation_level::serializable};

struct purses : own_schema {
    purses() {
        postgres_client{url()}.execute("create table purse (id integer primary key, coins bigint not null); "
                                       "insert into purse values (1, 100), (2, 100)");
    }
    [[nodiscard]] std::int64_t coins(int id) const { return postgres_client{url()}(coins_of, id).one()[purse.coins]; }
};

void terminate(const std::string& process) {
    postgres_client other{server().url()};
    other.execute("select pg_terminate_backend($1, 5000)", virga_test::arguments({process}));
}
std::string process_of(auto& runner) { return *text(runner.execute("select pg_backend_pid()")); }
}  // namespace

TEST_CASE("a_transaction_that_cannot_be_serialized_is_run_again") {
    const purses place;
    postgres_client db{place.url()}, other{place.url()};
    int runs = 0;
    const auto spend = [&](auto& work) {
        const auto had = work(coins_of, 1).one()[purse.coins];
        if (++runs < 3) other(add, 1, 1);  // behind its back
        work(put, had - 10, 1);
        return had;
    };
    const auto had = db.transaction(retry{.attempts = 5, .first_delay = 1ms}, spend, serializable);
    CHECK(had == 102);
    CHECK(runs == 3);
    CHECK(place.coins(1) == 92);

    // Without, or with too few attempts, the server's error comes out.
    runs = 0;
    CHECK_THROWS_AS(db.transaction(spend, serializable), serialization_failure);
    CHECK(runs == 1);
    runs = 0;
    CHECK_THROWS_AS(db.transaction(retry{.attempts = 2, .first_delay = {}}, spend, serializable), serialization_failure);
    CHECK(runs == 2);
    runs = 0;
    CHECK_THROWS_AS(db.transaction(retry{.attempts = 1}, spend, serializable), serialization_failure);
    CHECK(runs == 1);
    CHECK(text(db.execute("select now() = statement_timestamp()")) == "t");  // nothing is left open
}

TEST_CASE("retries_keep_every_coin_under_load") {
    const purses place;
    pool<postgres_client> db{place.url(), {}, {.maximum = 4}};
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> workers;
        for (int number = 0; number != 4; ++number) {
            workers.emplace_back([&, number] {
                const int from = 1 + number % 2, to = 3 - from;  // in opposite orders: they deadlock, too
                for (int i = 0; i != 15; ++i) {
                    try {
                        db.transaction(
                            retry{.attempts = 100, .first_delay = 2ms, .longest_delay = 20ms, .within = 1min},
                            [&](auto& work) {
                                const auto a = work(coins_of, from).one()[purse.coins];
                                const auto b = work(coins_of, to).one()[purse.coins];
                                work(put, a - 1, from);
                                work(put, b + 1, to);
                            },
                            serializable);
                    } catch (const std::exception&) {
                        ++failed;
                    }
                }
            });
        }
    }
    CHECK(failed == 0);
    CHECK(place.coins(1) == 100);
    CHECK(place.coins(2) == 100);
}

TEST_CASE("a_deadlock_is_run_again") {
    const purses place;
    std::atomic<int> holding = 0, runs = 0;
    const auto move = [&](int from, int to) {
        postgres_client db{place.url()};
        db.execute("set deadlock_timeout to '20ms'");
        db.transaction(retry{.first_delay = 5ms}, [&](auto& work) {
            ++runs;
            work(add, -1, from);
            ++holding;
            for (int i = 0; i != 2000 and holding < 2; ++i)
                std::this_thread::sleep_for(1ms);  // both hold one, and want the other's
            work(add, 1, to);
        });
    };
    {
        std::jthread one{[&] { move(1, 2); }}, two{[&] { move(2, 1); }};
    }
    CHECK(runs == 3);
    CHECK(place.coins(1) == 100);
    CHECK(place.coins(2) == 100);
}

TEST_CASE("other_errors_are_not_run_again") {
    const purses place;
    postgres_client db{place.url()};
    int runs = 0;
    const auto counted = [&](auto action) {
        runs = 0;
        return [&runs, action](session_transaction& work) {
            ++runs;
            action(work);
        };
    };
    const retry many{.attempts = 5, .first_delay = {}, .idempotent = true};
    CHECK_THROWS_AS(db.transaction(many, counted([](auto& work) { work.execute("insert into purse values (1, 1)"); })),
                    unique_violation);
    CHECK(runs == 1);
    CHECK_THROWS_AS(db.transaction(many, counted([](auto&) { throw std::runtime_error("no"); })), std::runtime_error);
    CHECK(runs == 1);
    // It is of class 40 as well: the outcome is unknown.
    CHECK_THROWS_AS(db.transaction(many, counted([](auto& work) {
                                       work.execute("do $$ begin raise exception 'x' using errcode = '40003'; end $$");
                                   })),
                    transaction_conflict);
    CHECK(runs == 1);
    // What is committed is not done twice, whatever comes after it.
    CHECK_THROWS_AS(db.transaction(many, counted([](auto& work) {
                        work(add, 1, 1);
                        work.commit();
                        throw_query_error({.sqlstate = "40001", .message = "of another transaction"});
                    })),
                    serialization_failure);
    CHECK(runs == 1);
    CHECK(place.coins(1) == 101);
    // And what was rolled back by hand may be.
    CHECK_THROWS_AS(db.transaction(retry{.attempts = 2, .first_delay = {}}, counted([](auto& work) {
                                       work.rollback();
                                       throw_query_error({.sqlstate = "40001", .message = "of another transaction"});
                                   })),
                    serialization_failure);
    CHECK(runs == 2);
    auto open = db.begin();
    CHECK_THROWS_AS(db.transaction(many, counted([](auto&) {})), usage_error);
    CHECK(runs == 0);
}

TEST_CASE("attempts_end_with_their_time") {
    const purses place;
    postgres_client db{place.url()};
    int runs = 0;
    const auto fails = [&](auto&) {
        ++runs;
        throw_query_error({.sqlstate = "40P01", .message = "by hand"});
    };
    const auto start = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(
        db.transaction(retry{.attempts = 1'000'000, .first_delay = 20ms, .longest_delay = 20ms, .within = 200ms}, fails), deadlock);
    CHECK(std::chrono::steady_clock::now() - start < 10s);
    CHECK(runs > 1);
    CHECK(runs < 1000);
    runs = 0;
    CHECK_THROWS_AS(db.transaction(retry{.attempts = 4, .first_delay = std::chrono::milliseconds::min(), .within = {}}, fails),
                    deadlock);
    CHECK(runs == 4);
    runs = 0;
    CHECK_THROWS_AS(db.transaction(retry{.attempts = 0}, fails), deadlock);
    CHECK(runs == 1);
    runs = 0;
    // Each is less than its longest time, so one of a year is waited for not at all where there is no year left.
    CHECK_THROWS_AS(db.transaction(retry{.attempts = 3, .first_delay = std::chrono::milliseconds::max(), .within = 1ms}, fails),
                    deadlock);
    CHECK(runs == 1);
}

TEST_CASE("a_lost_connection_is_replaced_on_a_pool_when_nothing_can_be_done_twice") {
    const purses place;
    pool<postgres_client> db{place.url(), {}, {.maximum = 2}};
    int runs = 0;
    const auto loses_it = [&](auto& work) {
        work(add, 1, 1);
        if (++runs == 1) terminate(process_of(work));
        work(add, 1, 1);
    };
    db.transaction(retry{.first_delay = 1ms}, loses_it);
    CHECK(runs == 2);
    CHECK(place.coins(1) == 102);
    // A client has no other connection.
    postgres_client alone{place.url()};
    runs = 0;
    const auto lost = thrown<connection_error>([&] { alone.transaction(retry{.first_delay = 1ms}, loses_it); });
    REQUIRE(lost);
    CHECK_FALSE(lost->may_have_run());  // the server has rolled back
    CHECK(runs == 1);
    CHECK(place.coins(1) == 102);
}

TEST_CASE("a_commit_of_which_the_outcome_is_unknown_is_repeated_only_where_that_does_no_harm") {
    const purses place;
    {
        postgres_client admin{place.url()};
        // A deferred trigger ends the session while it commits, the first time.
        admin.execute("create sequence times; create function ends() returns trigger language plpgsql as $$ begin "
                      "if nextval('times') = 1 then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(10); end if; "
                      "return null; end $$; create constraint trigger ends after update on purse deferrable initially deferred "
                      "for each row execute function ends()");
    }
    pool<postgres_client> db{place.url(), {}, {.maximum = 2}};
    int runs = 0;
    const auto set = [&](auto& work) {
        ++runs;
        work(put, 7, 2);
    };
    const auto unknown = thrown<connection_error>([&] { db.transaction(retry{.attempts = 5, .first_delay = 1ms}, set); });
    REQUIRE(unknown);
    CHECK(std::string{unknown->what()}.starts_with(
        "commit: whether the transaction is committed is unknown, because the connection"));
    CHECK(unknown->may_have_run());
    CHECK(runs == 1);

    db.execute("select setval('times', 1, false)");
    runs = 0;
    db.transaction(retry{.attempts = 5, .first_delay = 1ms, .idempotent = true}, set);
    CHECK(runs == 2);
    CHECK(place.coins(2) == 7);
}

TEST_CASE("what_cannot_be_borrowed_is_not_run_again_and_what_cannot_connect_is") {
    const purses place;
    std::atomic<int> failures = 2;
    pool<postgres_client> db{[&] {
                                 if (failures-- > 0) throw connection_error("not yet");
                                 return postgres_client{place.url()};
                             },
                             {.maximum = 1, .wait = {}}};
    db.transaction(retry{.attempts = 3, .first_delay = 1ms}, [](auto& work) { work(add, 1, 1); });
    CHECK(place.coins(1) == 101);
    const auto held = db.borrow();
    CHECK_THROWS_AS(db.transaction(retry{.first_delay = 1h}, [](auto&) {}), pool_timeout);
}

TEST_CASE("a_statement_by_itself_that_was_lost_may_have_run") {
    postgres_client db{server().url()};
    terminate(process_of(db));
    const auto lost = thrown<connection_error>([&] { db.execute("select 1"); });
    REQUIRE(lost);
    CHECK(lost->may_have_run());
    const auto again = thrown<connection_error>([&] { db.execute("select 1"); });
    REQUIRE(again);
    CHECK_FALSE(again->may_have_run());
}
