// Connections that die while they idle are replaced; those that die at work are not, and nothing is sent twice.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "../catch.hpp"
#include "ws_place.hpp"

using namespace virga_neon_test;
using namespace std::chrono_literals;
using virga::connection_error;
using virga::neon_ws_client;
using virga::neon_ws_transaction;

namespace {

/// Cuts all connections, and waits until `db` knows.
void cut(const neon_ws_client& db) {
    place().drop_connections();
    REQUIRE(becomes_true([&] { return not db.is_open(); }));
}

struct counter {
    own_schema schema;
    neon_ws_client db{schema.url(), at_place()};
    counter() { db.execute("create table entry (id integer primary key)"); }
    std::string entries() {
        neon_ws_client other{schema.url(), at_place()};
        return *text(other.execute("select coalesce(string_agg(id::text, ' ' order by id), '') from entry"));
    }
};

constexpr virga::statement insert_entry{"insert into entry values ($1)", {}, {}};

std::string process(auto& runner) { return *text(runner.execute("select pg_backend_pid()")); }

std::string own(const std::string& name) {
    static int count = 0;
    return name + "_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}
}  // namespace

TEST_CASE("ws_a_connection_that_died_idle_is_replaced") {
    counter c;
    c.db.run(insert_entry, arguments({"1"}));
    const std::string before = process(c.db);
    SECTION("before a prepared statement") {
        cut(c.db);
        c.db.run(insert_entry, arguments({"2"}));
        CHECK(text(c.db.execute("select count(*) from pg_prepared_statements")) == "1");
    }
    SECTION("before SQL text") {
        cut(c.db);
        c.db.execute("insert into entry values (2)");
    }
    SECTION("before SQL text with parameters") {
        cut(c.db);
        c.db.execute("insert into entry values ($1)", arguments({"2"}));
    }
    SECTION("before a transaction") {
        cut(c.db);
        c.db.transaction([](auto& tx) { tx.run(insert_entry, arguments({"2"})); });
    }
    SECTION("again and again") {
        for (int i = 0; i != 3; ++i) {
            cut(c.db);
            CHECK(text(c.db.execute("select 1")) == "1");
        }
        c.db.run(insert_entry, arguments({"2"}));
    }
    CHECK(c.db.is_open());
    CHECK(process(c.db) != before);
    CHECK(c.entries() == "1 2");
}

TEST_CASE("ws_a_session_that_the_server_ended_is_replaced") {
    client db, other;
    other.execute("select pg_terminate_backend($1, 5000)", arguments({process(db)}));
    REQUIRE(becomes_true([&] { return not db.is_open(); }));
    CHECK(text(db.execute("select 'again'")) == "again");
}

TEST_CASE("ws_a_session_that_the_server_ends_under_a_statement_says_so") {
    client db, other;
    const std::string pid = process(db);
    std::thread killer{[&] {
        std::this_thread::sleep_for(200ms);
        other.execute("select pg_terminate_backend($1, 5000)", arguments({pid}));
    }};
    const auto problem = thrown<connection_error>([&] { db.execute("select pg_sleep(30)"); });
    killer.join();
    REQUIRE(problem);
    const std::string said = problem->what();
    INFO(said);
    CHECK(said.find("terminating connection due to administrator command (SQLSTATE 57P01)") != std::string::npos);
    CHECK(said.find("whether the statement took effect is unknown") != std::string::npos);
    CHECK(text(db.execute("select 'again'")) == "again");
}

TEST_CASE("ws_a_lost_connection_tells_the_servers_reason_once") {
    const std::string reason = "terminating connection due to idle-in-transaction timeout (SQLSTATE 25P03)";
    for (const bool is_found_late : {false, true}) {
        client db;
        db.execute("set idle_in_transaction_session_timeout to 200");
        auto tx = db.begin();
        const auto problem = thrown<connection_error>([&] {
            if (is_found_late) REQUIRE(becomes_true([&] { return not db.is_open(); }));
            for (int i = 0; i != 100; ++i) {
                tx.execute("select 1");
                std::this_thread::sleep_for(200ms);  // at about the time at which the server ends it
            }
        });
        REQUIRE(problem);
        const std::string said = problem->what();
        INFO(said);
        const std::size_t at = said.find(reason);
        REQUIRE(at != std::string::npos);
        CHECK(said.find("terminating connection", at + 1) == std::string::npos);
        CHECK(said.find("; the transaction is rolled back") != std::string::npos);
    }
    client db;
    db.execute("set idle_session_timeout to 100");
    CHECK(becomes_true([&] { return not db.is_open(); }));
    CHECK(text(db.execute("select 'again'")) == "again");  // nothing was under way, so there is nothing to tell
}

TEST_CASE("ws_a_connection_cut_under_a_statement_is_an_error") {
    counter c;
    std::thread cutter{[&] {
        std::this_thread::sleep_for(200ms);
        place().drop_connections();
    }};
    const auto problem = thrown<connection_error>([&] { c.db.execute("select pg_sleep(1); insert into entry values (1)"); });
    cutter.join();
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.find("is lost; whether the statement took effect is unknown") != std::string::npos);
    CHECK(text(c.db.execute("select 1")) == "1");
    std::this_thread::sleep_for(1s);
    const std::string entries = c.entries();
    CHECK((entries.empty() or entries == "1"));
}

TEST_CASE("ws_a_transaction_does_not_outlive_its_connection") {
    counter c;
    SECTION("found by a statement") {
        auto tx = c.db.begin();
        tx.run(insert_entry, arguments({"1"}));
        cut(c.db);
        const auto problem = thrown<connection_error>([&] { tx.execute("select 1"); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.find("was lost") != std::string::npos);
        CHECK(std::string{problem->what()}.ends_with("; the transaction is rolled back"));
        CHECK_THROWS_AS(tx.run(insert_entry, arguments({"2"})), connection_error);
        CHECK_THROWS_AS(tx.begin(), connection_error);
        const auto again = thrown<connection_error>([&] { tx.commit(); });
        REQUIRE(again);
        CHECK(std::string{again->what()}.find("unknown") == std::string::npos);
    }
    SECTION("found by commit") {
        auto tx = c.db.begin();
        tx.run(insert_entry, arguments({"1"}));
        cut(c.db);
        CHECK_THROWS_AS(tx.commit(), connection_error);
        CHECK(not tx.is_open());
    }
    SECTION("found by the release of a savepoint") {
        auto tx = c.db.begin();
        auto inner = tx.begin();
        inner.run(insert_entry, arguments({"1"}));
        cut(c.db);
        CHECK_THROWS_AS(inner.commit(), connection_error);
        CHECK_THROWS_AS(tx.commit(), connection_error);
    }
    SECTION("found by rollback, which has happened") {
        auto tx = c.db.begin();
        tx.run(insert_entry, arguments({"1"}));
        cut(c.db);
        CHECK_NOTHROW(tx.rollback());
    }
    SECTION("found by the destructor") {
        auto tx = c.db.begin();
        auto inner = tx.begin();
        inner.run(insert_entry, arguments({"1"}));
        cut(c.db);
    }
    SECTION("found by the end of a function") {
        CHECK_THROWS_AS(c.db.transaction([&](neon_ws_transaction& tx) {
            tx.run(insert_entry, arguments({"1"}));
            cut(c.db);
        }),
                        connection_error);
    }
    CHECK(c.entries().empty());
    c.db.run(insert_entry, arguments({"3"}));
    CHECK(c.entries() == "3");
}

TEST_CASE("ws_a_transaction_of_sql_text_is_lost_aloud_too") {
    counter c;
    c.db.execute("begin");
    c.db.execute("insert into entry values (1)");
    cut(c.db);
    const auto problem = thrown<connection_error>([&] { c.db.execute("insert into entry values (2)"); });
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.ends_with("; the transaction is rolled back"));
    c.db.execute("insert into entry values (3)");
    CHECK(c.entries() == "3");
}

TEST_CASE("ws_a_replacement_that_fails_can_be_tried_again") {
    client db;
    cut(db);
    place().add_fault("ws-reject=503,on=ws");
    const auto problem = thrown<connection_error>([&] { db.execute("select 1"); });
    CHECK_THROWS_AS(db.begin(), connection_error);
    CHECK_THROWS_AS(db.wait_for_notification(0ms), connection_error);
    CHECK(not db.is_open());
    place().clear_faults();
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.starts_with("cannot connect to Neon at "));
    CHECK(std::string{problem->what()}.find("HTTP status 503") != std::string::npos);
    CHECK(text(db.execute("select 'again'")) == "again");
}

TEST_CASE("ws_channels_are_listened_to_again") {
    client db;
    const std::string channel = own("news"), left = own("left");
    db.listen(channel);
    db.listen(left);
    db.unlisten(left);
    SECTION("after a statement") {
        cut(db);
        CHECK(text(db.execute("select string_agg(c, ' ') from pg_listening_channels() c")) == channel);
        db.notify(channel, "after");
    }
    SECTION("before a wait") {
        cut(db);
        CHECK(not db.wait_for_notification(0ms));
        CHECK(db.is_open());
        client{}.notify(channel, "after");
    }
    SECTION("within a wait") {
        std::thread cutter{[&] {
            std::this_thread::sleep_for(100ms);
            place().drop_connections();
            std::this_thread::sleep_for(500ms);
            client{}.notify(channel, "after");
        }};
        const auto one = db.wait_for_notification(10s);
        cutter.join();
        REQUIRE(one);
        CHECK(one->payload == "after");
        return;
    }
    const auto one = db.wait_for_notification(10s);
    REQUIRE(one);
    CHECK(one->payload == "after");
}

TEST_CASE("ws_notifications_that_came_before_the_end_are_kept") {
    client db;
    const std::string channel = own("news");
    db.listen(channel);
    {
        client sender;
        for (const char* payload : {"1", "2", "3"}) sender.notify(channel, payload);
    }
    CHECK(text(db.execute("select 1")) == "1");
    SECTION("none waited for") { cut(db); }
    SECTION("one waited for, and more to come") {
        CHECK(db.wait_for_notification(10s)->payload == "1");
        client{}.notify(channel, "1");
        std::this_thread::sleep_for(100ms);
        cut(db);
        db.execute("select 1");
        CHECK(db.wait_for_notification(0ms)->payload == "2");
        CHECK(db.wait_for_notification(0ms)->payload == "3");
        CHECK(db.wait_for_notification(0ms)->payload == "1");
        CHECK(not db.wait_for_notification(0ms));
        return;
    }
    for (const char* payload : {"1", "2", "3"}) {
        const auto one = db.wait_for_notification(10s);
        REQUIRE(one);
        CHECK(one->payload == payload);
    }
    CHECK(not db.wait_for_notification(0ms));
}

TEST_CASE("ws_what_belonged_to_the_session_is_gone") {
    client db;
    db.execute("set work_mem to '7MB'; create temporary table note (id integer)");
    cut(db);
    CHECK(text(db.execute("show work_mem")) != "7MB");
    CHECK_THROWS_AS(db.execute("select * from note"), virga::undefined_table);
    CHECK(text(db.execute("show timezone")) == "UTC");
}

TEST_CASE("ws_statements_under_a_hail_of_cuts_run_once_or_fail") {
    counter c;
    std::atomic<bool> done = false;
    std::thread hail{[&] {
        while (not done) {
            std::this_thread::sleep_for(100ms);
            place().drop_connections();
        }
    }};
    std::string sure;
    int failed = 0;
    for (int id = 1; id <= 300; ++id) {
        try {
            c.db.run(insert_entry, arguments({std::to_string(id)}));  // a second time would violate the primary key
            sure += " " + std::to_string(id);
        } catch (const connection_error&) {
            ++failed;
        }
        std::this_thread::sleep_for(2ms);
    }
    done = true;
    hail.join();
    INFO(failed << " failed");
    std::string entries;
    REQUIRE(becomes_true([&] {  // the last cut may come late
        return not thrown<connection_error>([&] { entries = " " + c.entries() + " "; });
    }));
    std::size_t at = 0;
    while (at < sure.size()) {
        const std::size_t end = std::min(sure.find(' ', at + 1), sure.size());
        CHECK(entries.find(sure.substr(at, end - at) + " ") != std::string::npos);
        at = end;
    }
    CHECK(not sure.empty());
}

TEST_CASE("ws_a_connection_cut_after_any_number_of_bytes_runs_nothing_twice") {
    counter c;
    int id = 0, refused = 0, lost = 0, unharmed = 0;
    for (const char* cut : {"ws-reset=", "ws-close="}) {
        for (int bytes = 0; bytes <= 900; bytes += 17) {
            INFO(cut << bytes);
            place().add_fault(cut + std::to_string(bytes) + ",on=ws,times=1");
            const std::string number = std::to_string(++id);
            std::string entered;
            try {
                neon_ws_client db{c.schema.url(), at_place()};
                try {
                    db.run(insert_entry, arguments({number}));  // a second time would violate the primary key
                    entered = "1";
                    ++unharmed;
                } catch (const connection_error& problem) {
                    CHECK(std::string{problem.what()}.find("whether the statement took effect is unknown") != std::string::npos);
                    ++lost;
                }
                int cuts = entered.empty() ? 1 : 0;  // it may come under a later statement, but comes once
                for (int again = 0; again != 15; ++again)
                    if (thrown<connection_error>([&] { db.execute("select 'again'"); })) ++cuts;
                CHECK(cuts <= 1);
            } catch (const connection_error& problem) {
                CHECK(std::string{problem.what()}.starts_with("cannot connect to Neon at "));
                entered = "0";
                ++refused;
            }
            place().clear_faults();
            const std::string found = *text(c.db.execute("select count(*) from entry where id = $1", arguments({number})));
            CHECK((found == entered or (entered.empty() and found <= "1")));
        }
    }
    CHECK(refused > 10);
    CHECK(lost > 2);
    CHECK(unharmed > 10);
}
