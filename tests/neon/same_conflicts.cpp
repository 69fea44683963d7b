// What takes too long or meets another session, on every way: the error, in time, and what is left is whole.
#include <chrono>  // std::chrono::steady_clock
#include <string>  // std::string
#include <thread>  // std::jthread
#include <vector>  // std::vector

#include "refusals.hpp"

namespace {
using namespace virga_test;
using namespace std::chrono_literals;
using virga::sql_text;

/// Waits until another session executes a statement with this in its text.
void await(any_client& db, const std::string& part) {
    for (int i = 0; i != 2000; ++i) {
        if (db.execute("select 1 from pg_stat_activity where query like $1 and state = 'active' and pid <> pg_backend_pid()",
                       arguments({"%" + part + "%"}))
                .rows() != 0)
            return;
        std::this_thread::sleep_for(5ms);
    }
    FAIL("no session executes " << part);
}
}  // namespace

TEMPLATE_TEST_CASE("a_statement_that_takes_too_long_for_the_server_is_cancelled", "", over_http, over_websocket, directly) {
    TestType db;
    const auto start = std::chrono::steady_clock::now();
    const auto problem = thrown<virga::query_canceled>([&] {
        static_cast<void>(db.batch(std::vector<sql_text>{{"set local statement_timeout to 100"}, {"select pg_sleep(60)"}}));
    });
    CHECK(std::chrono::steady_clock::now() - start < 10s);
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "57014");
    CHECK(text(db.execute("select 'next'")) == "next");
    CHECK(text(db.execute("show statement_timeout")) == "0");
}

TEMPLATE_TEST_CASE("a_lock_that_is_not_to_be_waited_for_is_an_error", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    std::jthread holder{[] {
        TestType other;
        static_cast<void>(other.batch(std::vector<sql_text>{{"lock table part"}, {"select pg_sleep(1.02)"}}));
    }};
    await(db, "pg_sleep(1.02)");
    const auto problem = thrown<virga::lock_not_available>(
        [&] { static_cast<void>(db.batch(std::vector<sql_text>{{"lock table part in share mode nowait"}})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "55P03");
}

TEMPLATE_TEST_CASE("an_update_of_what_changed_meanwhile_is_a_serialization_failure", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    std::string met;
    std::jthread late{[&met] {
        TestType other;
        met = class_of([&] {
            static_cast<void>(other.batch(
                std::vector<sql_text>{{"select * from item"}, {"select pg_sleep(1.03)"}, {"update item set price = price + 1"}},
                {.isolation = virga::isolation_level::repeatable_read}));
        });
    }};
    await(db, "pg_sleep(1.03)");
    db.execute("update item set price = 7");
    late.join();
    CHECK(met == "serialization_failure");
    CHECK(text(db.execute("select price from item")) == "7");
}

TEMPLATE_TEST_CASE("of_two_that_wait_for_each_other_one_meets_a_deadlock", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    db.execute("insert into item values (2, 'two', 2)");
    const auto change = [](const char* first, const char* meanwhile, const char* second) {
        TestType own;
        return class_of([&] {
            const std::string update = "update item set price = price + 10 where id = ";
            static_cast<void>(own.batch(
                std::vector<sql_text>{{"set local deadlock_timeout to 50"}, {update + first}, {meanwhile}, {update + second}}));
        });
    };
    std::string met, other_met;
    {
        const std::jthread one{[&] { met = change("1", "select pg_sleep(1.04)", "2"); }};
        await(db, "pg_sleep(1.04)");
        other_met = change("2", "select 1", "1");
    }
    CHECK((met == "deadlock") != (other_met == "deadlock"));
    CHECK((met == "none") != (other_met == "none"));
    CHECK(text(db.execute("select string_agg(price::text, ' ' order by id) from item")) == "11 12");  // one of them, and whole
}
