// Many threads, kept connections, cancelling: what a neon_http_client does with its resources.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "../catch.hpp"
#include "answers.hpp"
#include "belongings.hpp"
#include "place.hpp"
#include "relay.hpp"

using namespace virga_test;
using namespace std::chrono_literals;
using virga::neon_http_client;

namespace {
constexpr virga::statement one{"select 1", {}, {}};
}  // namespace

TEST_CASE("a_connection_is_kept_and_used_again") {
    relay way{port_of(neon().endpoint)};
    const neon_http_client db{neon().url, at(way.endpoint(neon().endpoint))};
    for (int i = 0; i != 50; ++i) CHECK(text(db.run(one, {})) == "1");
    CHECK_THROWS_AS(db.execute("nonsense"), virga::syntax_error);
    CHECK(text(db.run(one, {})) == "1");
    CHECK(way.connections() == 1);
    CHECK(way.requests() == 52);
}

TEST_CASE("clients_that_share_a_transport_share_its_connections") {
    relay way{port_of(neon().endpoint)};
    const auto transport = std::make_shared<virga::curl_transport>();
    const neon_http_client first{neon().url, at(way.endpoint(neon().endpoint), transport)};
    const neon_http_client second{neon().url, at(way.endpoint(neon().endpoint), transport)};
    for (int i = 0; i != 5; ++i) {
        first.run(one, {});
        second.run(one, {});
    }
    CHECK(way.connections() == 1);
}

TEST_CASE("a_connection_that_the_server_closes_is_made_anew") {
    relay way{port_of(neon().endpoint)};
    const neon_http_client db{neon().url, at(way.endpoint(faulty("close")))};
    for (int i = 0; i != 5; ++i) CHECK(text(db.run(one, {})) == "1");
    CHECK(way.connections() == 5);
    CHECK(way.requests() == 5);
}

TEST_CASE("many_threads_use_one_client_at_once") {
    relay way{port_of(neon().endpoint)};
    const neon_http_client db{neon().url, at(way.endpoint(neon().endpoint))};
    const counter table;
    std::atomic<int> wrong{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 16; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i != 20; ++i) {
                    const std::string value = std::to_string(t * 1000 + i);
                    if (text(db.execute("select $1::text", arguments({value}))) != value) ++wrong;
                    if (i % 5 == 0) db.execute(table.count_one());
                    if (i % 7 == 0 and not thrown<virga::syntax_error>([&] { db.execute("nonsense " + value); })) ++wrong;
                }
            });
        }
    }
    CHECK(wrong == 0);
    CHECK(table.times() == 64);
    CHECK(way.connections() <= 16);
}

TEST_CASE("a_call_is_cancelled_at_once_from_another_thread") {
    const counter table;
    const neon_http_client db{neon().url, at()};
    db.run(one, {});
    std::stop_source stop;
    const auto start = std::chrono::steady_clock::now();
    std::jthread other{[&] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    }};
    const auto problem =
        thrown<virga::cancelled_error>([&] { db.with({.cancel = stop.get_token()}).execute(table.count_slowly()); });
    const auto took = std::chrono::steady_clock::now() - start;
    REQUIRE(problem);
    CHECK(problem->may_have_run());
    CHECK(took >= 200ms);
    CHECK(took < 4s);
    CHECK(text(db.run(one, {})) == "1");
    std::this_thread::sleep_for(100ms);
    CHECK(table.times() == 0);  // the server was told, and rolled it back
}

TEST_CASE("a_call_that_is_cancelled_before_it_begins_sends_nothing") {
    relay way{port_of(neon().endpoint)};
    const neon_http_client db{neon().url, at(way.endpoint(neon().endpoint))};
    std::stop_source stop;
    stop.request_stop();
    const auto problem = thrown<virga::cancelled_error>([&] { db.with({.cancel = stop.get_token()}).run(one, {}); });
    REQUIRE(problem);
    CHECK_FALSE(problem->may_have_run());
    CHECK(way.requests() == 0);
}

TEST_CASE("a_time_limit_is_that_of_the_call") {
    const counter table;
    const neon_http_client db{neon().url, at()};
    const auto start = std::chrono::steady_clock::now();
    const auto problem = thrown<virga::timeout_error>([&] { db.with({.timeout = 300ms}).execute(table.count_slowly()); });
    REQUIRE(problem);
    CHECK(problem->may_have_run());
    CHECK(std::chrono::steady_clock::now() - start < 3s);
    CHECK(text(db.execute("select 1 from pg_sleep(0.5)")) == "1");
    CHECK(table.times() == 0);
}

TEST_CASE("no_file_stays_open_and_no_connection") {
    const auto use_all = [] {
        const neon_http_client db{neon().url, at()};
        const neon_http_client broken{neon().url, once(at(faulty("reset")))};
        const neon_http_client silent{neon().url, once(at(faulty("hang")))};
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i != 5; ++i) db.run(one, {});
                (void)thrown<virga::transport_error>([&] { broken.run(one, {}); });
                (void)thrown<virga::transport_error>([&] { silent.with({.timeout = 50ms}).run(one, {}); });
            });
        }
    };
    use_all();  // what libraries open once
    const std::size_t before = settled().descriptors;
    for (int round = 0; round != 3; ++round) use_all();
    CHECK(settled().descriptors < before + 12);  // one for each round and thread would be a leak
}

TEST_CASE("large_answers_and_requests_pass") {
    const neon_http_client db{neon().url, at()};
    const virga::result rows = db.execute("select g, repeat('x', 50) || g from generate_series(1, 50000) g");
    CHECK(rows.rows() == 50'000);
    CHECK(text(rows, 49'999, 1) == std::string(50, 'x') + "50000");
    const std::string large(5'000'000, 'y');
    CHECK(text(db.execute("select length($1)", arguments({large}))) == "5000000");
    virga::arguments many;
    std::string all = "select cardinality(array[";
    for (int i = 1; i <= 20'000; ++i) {
        many.add([](std::string& to) { to += 'x'; });
        all += (i == 1 ? "$" : ",$") + std::to_string(i);
    }
    CHECK(text(db.execute(all + "])", many)) == "20000");
}

TEST_CASE("an_http_client_can_be_moved") {
    static_assert(std::is_nothrow_move_constructible_v<neon_http_client> and std::is_nothrow_move_assignable_v<neon_http_client>);
    neon_http_client first{neon().url, at(neon().endpoint)};
    const auto calls = first.with({.idempotent = true});
    neon_http_client second = std::move(first);
    CHECK(text(second.run(one, {})) == "1");
    CHECK(text(calls.run(one, {})) == "1");
    first = std::move(second);
    CHECK(text(first.execute("select 2")) == "2");
}
