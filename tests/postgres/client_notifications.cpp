// Notifications: listen, wait, notify.
#include <chrono>
#include <string>
#include <thread>

#include "../catch.hpp"
#include "server.hpp"

using namespace virga_test;
using namespace std::chrono_literals;
using virga::postgres_client;

namespace {

/// "channel payload", or "none".
std::string next(postgres_client& db, std::chrono::milliseconds timeout = 10s) {
    const auto one = db.wait_for_notification(timeout);
    return one ? one->channel + " " + one->payload : "none";
}

/// A name that no other test listens to: channels are common to a database.
std::string own(const std::string& name) {
    static int count = 0;
    return name + "_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}
}  // namespace

TEST_CASE("a_notification_carries_channel_payload_and_process") {
    postgres_client db{server().url()};
    postgres_client sender{server().url()};
    const std::string channel = own("news");
    db.listen(channel);
    sender.notify(channel, "it's \\ \"new\" \xC3\xA9");
    const auto one = db.wait_for_notification(10s);
    REQUIRE(one);
    CHECK(one->channel == channel);
    CHECK(one->payload == "it's \\ \"new\" \xC3\xA9");
    CHECK(std::to_string(one->process_id) == text(sender.execute("select pg_backend_pid()")));
    sender.notify(channel);
    CHECK(next(db) == channel + " ");
}

TEST_CASE("a_client_hears_itself") {
    postgres_client db{server().url()};
    const std::string channel = own("news");
    db.listen(channel);
    db.notify(channel, "mine");
    CHECK(next(db) == channel + " mine");
}

TEST_CASE("notifications_that_come_while_statements_run_are_kept_in_their_order") {
    postgres_client db{server().url()};
    postgres_client sender{server().url()};
    const std::string first = own("a"), second = own("b");
    db.listen(first);
    db.listen(second);
    for (int i = 0; i != 100; ++i) {
        sender.notify(i % 2 == 0 ? first : second, std::to_string(i));
        CHECK(text(db.execute("select 1")) == "1");
    }
    db.transaction([&](auto& tx) {
        sender.notify(first, "100");
        CHECK(text(tx.execute("select 1")) == "1");
    });
    for (int i = 0; i != 101; ++i) CHECK(next(db) == (i % 2 == 0 ? first : second) + " " + std::to_string(i));
    CHECK(next(db, 0ms) == "none");
    CHECK(text(db.execute("select 2")) == "2");
}

TEST_CASE("waiting_ends_when_one_comes_and_not_before_its_time") {
    postgres_client db{server().url()};
    const std::string channel = own("news");
    db.listen(channel);
    const auto start = std::chrono::steady_clock::now();
    CHECK(next(db, 150ms) == "none");
    CHECK(std::chrono::steady_clock::now() - start >= 150ms);
    CHECK(next(db, -1ms) == "none");

    std::thread sender{[&] {
        std::this_thread::sleep_for(100ms);
        postgres_client{server().url()}.notify(channel, "late");
    }};
    CHECK(next(db, std::chrono::milliseconds::max()) == channel + " late");
    sender.join();
}

TEST_CASE("listening_twice_is_listening_once") {
    postgres_client db{server().url()};
    const std::string channel = own("news");
    db.listen(channel);
    db.listen(channel);
    db.notify(channel, "one");
    CHECK(next(db) == channel + " one");
    CHECK(next(db, 0ms) == "none");
    CHECK(text(db.execute("select count(*) from pg_listening_channels()")) == "1");
}

TEST_CASE("listening_again_hears_after_text_has_ended_it") {
    postgres_client db{server().url()};
    const std::string channel = own("news");
    const auto hears = [&](const std::string& payload) {
        db.listen(channel);
        db.notify(channel, payload);
        return next(db) == channel + " " + payload;
    };
    CHECK(hears("one"));
    db.execute("unlisten *");
    CHECK(hears("two"));
    db.execute("discard all");
    CHECK(hears("three"));
    const std::string other = own("other \"quoted\"");
    db.execute("begin");
    db.listen(other);
    db.execute("rollback");
    db.listen(other);
    db.notify(other, "four");
    CHECK(next(db) == other + " four");
}

TEST_CASE("unlisten_ends_it_and_drops_what_had_come") {
    postgres_client db{server().url()};
    const std::string left = own("left"), kept = own("kept");
    db.listen(left);
    db.listen(kept);
    db.notify(left, "1");
    db.notify(kept, "2");
    db.notify(left, "3");
    SECTION("before it was waited for") {}
    SECTION("after another was waited for") { CHECK(next(db) == left + " 1"); }
    db.unlisten(left);
    db.notify(left, "4");
    CHECK(next(db) == kept + " 2");
    CHECK(next(db, 0ms) == "none");
    CHECK(text(db.execute("select count(*) from pg_listening_channels()")) == "1");
    CHECK_NOTHROW(db.unlisten(left));
    db.listen(left);
    db.notify(left, "5");
    CHECK(next(db) == left + " 5");
}

TEST_CASE("names_of_channels_are_taken_as_they_stand") {
    postgres_client db{server().url()};
    for (const std::string name : {"Mixed Case", "quote\"d", "semi;colon", "\xC3\xA9t\xC3\xA9", "select"}) {
        const std::string channel = own(name);
        db.listen(channel);
        db.notify(channel, "x");
        CHECK(next(db) == channel + " x");
        db.unlisten(channel);
    }
    const std::string longest(63, 'n');
    db.listen(longest);
    db.notify(longest, "x");
    CHECK(next(db) == longest + " x");

    for (const std::string& name : {std::string{}, std::string(64, 'n'), std::string("a\0b", 3)}) {
        CHECK_THROWS_AS(db.listen(name), virga::usage_error);
        CHECK_THROWS_AS(db.notify(name), virga::usage_error);
        CHECK_NOTHROW(db.unlisten(name));
    }
}

TEST_CASE("payloads_have_their_limits") {
    postgres_client db{server().url()};
    const std::string channel = own("news");
    db.listen(channel);
    db.notify(channel, std::string(7999, 'x'));
    const auto one = db.wait_for_notification(10s);
    REQUIRE(one);
    CHECK(one->payload == std::string(7999, 'x'));
    CHECK_THROWS_AS(db.notify(channel, std::string(8000, 'x')), virga::data_exception);
    CHECK_THROWS_AS(db.notify(channel, std::string_view("a\0b", 3)), virga::usage_error);
    CHECK(next(db, 0ms) == "none");
}

TEST_CASE("a_transaction_sends_when_it_commits_and_nothing_is_listened_to_in_one") {
    postgres_client db{server().url()};
    postgres_client sender{server().url()};
    const std::string channel = own("news");
    db.listen(channel);
    {
        auto tx = sender.begin();
        tx.notify(channel, "dropped");
    }
    {
        auto tx = sender.begin();
        tx.notify(channel, "delivered");
        CHECK(next(db, 0ms) == "none");
        tx.commit();
    }
    CHECK(next(db) == channel + " delivered");

    const auto tx = db.begin();
    CHECK_THROWS_AS(db.listen(own("x")), virga::usage_error);
    CHECK_THROWS_AS(db.unlisten(channel), virga::usage_error);
    CHECK_THROWS_AS(db.notify(channel), virga::usage_error);
    CHECK_THROWS_AS(db.wait_for_notification(0ms), virga::usage_error);
}

TEST_CASE("a_listen_that_the_server_refuses_can_be_tried_again") {
    postgres_client db{server().url()};
    const std::string channel = own("news");
    db.execute("begin");
    CHECK_THROWS_AS(db.execute("select 1/0"), virga::data_exception);
    CHECK_THROWS_AS(db.listen(channel), virga::failed_transaction);
    db.execute("rollback");
    db.listen(channel);
    db.notify(channel, "x");
    CHECK(next(db) == channel + " x");
}

TEST_CASE("a_connection_lost_while_waiting_is_said") {
    postgres_client db{server().url()};
    db.listen(own("news"));
    const auto pid = text(db.execute("select pg_backend_pid()"));
    std::thread killer{[&] {
        std::this_thread::sleep_for(50ms);
        postgres_client{server().url()}.execute("select pg_terminate_backend($1)", arguments({pid}));
    }};
    const auto problem = thrown<virga::connection_error>([&] { (void)db.wait_for_notification(10s); });
    killer.join();
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.starts_with("the connection to PostgreSQL"));
    CHECK(std::string{problem->what()}.ends_with(" is lost: terminating connection due to administrator command (SQLSTATE 57P01)"));
    CHECK(not db.is_open());
    CHECK_THROWS_AS(db.wait_for_notification(0ms), virga::connection_error);
    CHECK_THROWS_AS(db.listen("x"), virga::connection_error);
    CHECK_THROWS_AS(db.unlisten("x"), virga::connection_error);
}

TEST_CASE("a_client_that_listens_keeps_its_prepared_statements") {
    postgres_client db{server().url()};
    constexpr virga::statement one{"select 1", {}, {}};
    db.listen(own("news"));
    for (int i = 0; i != 3; ++i) {
        db.run(one, {});
        CHECK(next(db, 0ms) == "none");
    }
    CHECK(text(db.execute("select sum(generic_plans + custom_plans) from pg_prepared_statements")) == "3");
}
