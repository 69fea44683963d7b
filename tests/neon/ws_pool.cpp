// Connections through a WebSocket that threads share.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <virga/client/pool.hpp>

#include "../catch.hpp"
#include "../observed.hpp"
#include "ws_place.hpp"

using namespace virga_neon_test;
using virga::neon_ws_client;

TEST_CASE("ws_threads_work_on_the_connections_of_a_pool") {
    const own_schema schema;
    virga::pool<neon_ws_client> db{schema.url(), at_place(), {.maximum = 3}};
    db.execute("create table hit (by integer)");
    std::atomic<int> failed = 0, strange = 0;
    {
        std::vector<std::jthread> workers;
        for (int number = 0; number != 8; ++number) {
            workers.emplace_back([&, number] {
                try {
                    for (int i = 0; i != 10; ++i) {
                        db.transaction(
                            [&](auto& work) { work.execute("insert into hit values (" + std::to_string(number) + ")"); });
                        const auto mine = db.borrow();
                        if (mine->execute("select 1 where current_setting('my.number', true) <> ''").rows() != 0) ++strange;
                        mine->execute("set my.number to '1'; select pg_advisory_lock_shared(1)");
                        mine->listen("news");
                    }
                } catch (const std::exception&) {
                    ++failed;
                }
            });
        }
    }
    CHECK(failed == 0);
    CHECK(strange == 0);
    CHECK(text(db.execute("select count(*) from hit")) == "80");
    CHECK(text(db.execute("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")) == "0");
    CHECK(text(db.execute("select count(*) from pg_listening_channels()")) == "0");
    CHECK(db.statistics().opened == 3);
    CHECK(db.statistics().closed.not_reset == 0);
}

TEST_CASE("ws_connections_that_died_are_replaced_in_a_pool") {
    virga::pool<neon_ws_client> db{place().url, at_place(), {.maximum = 2}};
    CHECK(text(db.execute("select 1")) == "1");
    place().drop_connections();
    CHECK(becomes_true([&] {
        try {
            return text(db.execute("select 1")) == "1";
        } catch (const virga::connection_error&) {  // found dead in the midst of it
            return false;
        }
    }));
    auto mine = db.borrow();
    mine->listen("news");
    auto work = mine->begin();
    work.execute("select 1");
    mine.give_back();
    CHECK(db.statistics().closed.in_use == 1);
    CHECK_THROWS_AS(work.execute("select 1"), virga::usage_error);
    CHECK(text(db.execute("select 1")) == "1");
}

TEST_CASE("ws_a_transaction_goes_on_on_another_connection_when_its_own_is_lost") {
    const own_schema schema;
    neon_ws_client db{schema.url(), at_place()};
    db.execute("create table hit (by integer)");
    int runs = 0;
    db.transaction(virga::retry{.first_delay = std::chrono::milliseconds{1}}, [&](auto& work) {
        work.execute("insert into hit values (1)");
        if (++runs == 1) place().drop_connections();
        work.execute("insert into hit values (2)");
    });
    CHECK(runs == 2);
    CHECK(text(db.execute("select count(*) from hit")) == "2");
}

TEST_CASE("ws_an_observer_is_told_of_every_statement") {
    const auto told = std::make_shared<virga_test::recorder>();
    virga::neon_ws_options options = at_place();
    options.session.observer = told;
    neon_ws_client db{place().url, options};
    constexpr virga::statement one{"select 1", {}, {}};
    db.run(one, {});
    db.transaction([](auto& work) { work.execute("select 2"); });
    db.listen("news");
    CHECK(told->take() == virga_test::lines{"prepare: select 1", "statement: select 1 -> 1 row", "begin: begin",
                                            "statement: select 2 -> 1 row", "commit: show transaction_isolation; commit",
                                            "listen: listen news"});
    place().drop_connections();
    CHECK(becomes_true([&] {
        try {
            return text(db.run(one, {})) == "1";
        } catch (const virga::connection_error&) {
            return false;
        }
    }));
    CHECK(told->count_of("prepare: select 1") == 1);  // in the new session, which is watched as well
    CHECK(told->place().client == "neon_ws_client");
}

TEST_CASE("ws_clients_can_be_moved") {
    neon_ws_client db{place().url, at_place()};
    auto work = db.begin();
    neon_ws_client moved = std::move(db);
    CHECK(text(work.execute("select 1")) == "1");
    work.commit();
    CHECK(text(moved.execute("select 2")) == "2");
    CHECK(moved.is_alive());
    db = std::move(moved);
    CHECK(text(db.execute("select 3")) == "3");
}
