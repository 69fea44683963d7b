// A session through a WebSocket to local_neon: bytes both ways, closing, cancelling, and what a client may not send.
#include <algorithm>  // std::max
#include <cstddef>    // std::size_t
#include <optional>   // std::optional
#include <string>     // std::string

#include "local_ws_client.hpp"

using namespace virga_test;

TEST_CASE("a session is one: transactions, errors, notifications, large answers", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    REQUIRE(client.log_in().ends_with("Z"));
    CHECK(client.ask("begin").empty());
    CHECK(holds(client.ask("select nope"), "C42703"));
    CHECK(client.found == "ZE");
    CHECK(client.ask("rollback").empty());
    CHECK(client.ask("listen news").empty());
    on.sql("select pg_notify('news', 'hello')");
    const std::string heard = client.next_message();
    CHECK(heard[0] == 'A');
    CHECK(holds(heard, text("news") + text("hello")));

    client.frames.clear();
    CHECK(client.ask("select repeat('z', 300000)") == std::string(300'000, 'z'));
    std::size_t largest = 0;
    for (const auto& one : client.frames) largest = std::max(largest, one.payload.size());
    CHECK(largest == 1'024);

    // A large statement, too.
    CHECK(client.ask("select length('" + std::string(300'000, 'y') + "')") == "300000");
}

TEST_CASE("a WebSocket stays in order when both sides are busy", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    REQUIRE(client.log_in().ends_with("Z"));
    // 20 MB of answers asked for before one is read.
    constexpr int count = 200;
    for (int at = 0; at != count; ++at) client.send(query("select repeat('q', 100000) /* " + std::string(3'000, '.') + "*/"));
    std::size_t bytes = 0;
    for (int ready = 0; ready != count;) {
        const std::string part = client.next_message();
        REQUIRE(not part.empty());
        if (part[0] == 'D') bytes += part.size() - 7;
        if (part[0] == 'Z') ++ready;
    }
    CHECK(bytes == count * 100'000);
}

TEST_CASE("closing is answered", "[local_neon]") {
    ws_fixture on;
    const auto answer = [&](std::size_t code) {
        ws_client client{on.neon};
        client.log_in();
        client.send_close(code, "why");
        const auto got = client.next();
        return got and got->first == 0x88 ? std::to_string(number_in(got->payload.substr(0, 2))) + got->payload.substr(2) : "none";
    };
    CHECK(answer(1'000) == "1000why");
    CHECK(answer(1'001) == "1000why");
    CHECK(answer(1'005) == "1002why");
    CHECK(answer(20) == "1002why");

    ws_client client{on.neon};
    client.log_in();
    client.send("still there?", 0x89);
    const auto pong = client.next();
    REQUIRE(pong);
    CHECK(pong->first == 0x8a);
    CHECK(pong->payload == "still there?");
    on.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
    CHECK(client.messages_to('E') == "E");
    CHECK(not client.next_message().size());
    CHECK(client.frames.back().first == 0x88);
    CHECK(eventually([&] { return on.sql("select count(*) from pg_stat_activity where usename = 'app'") == "0"; }));
}

TEST_CASE("what a client may not send ends the connection without a close frame", "[local_neon]") {
    ws_fixture on;
    const auto ends = [&](const std::string& bytes) {
        ws_client client{on.neon};
        client.log_in();
        client.socket().send(bytes);
        return not client.next() and client.socket().ended == raw_socket::end::closed;
    };
    CHECK(ends(std::string("\x81\x81mask\x0c", 7)));    // text
    CHECK(ends(std::string("\xc2\x81mask\x0c", 7)));    // a reserved bit
    CHECK(ends(std::string("\x82\x01x", 3)));           // not masked
    CHECK(ends(std::string("\x80\x81mask\x0c", 7)));    // a continuation of nothing
    CHECK(ends(std::string("\x09\x81mask\x0c", 7)));    // a ping in fragments
    CHECK(ends(std::string("\x83\x81mask\x0c", 7)));    // an opcode that does not exist
}

TEST_CASE("a statement is cancelled through a second WebSocket", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    REQUIRE(client.log_in().ends_with("Z"));
    REQUIRE(client.key.size() == 8);
    CHECK(client.ask("select pg_backend_pid()") != std::to_string(number_in(client.key.substr(0, 4))));
    client.send(query("select pg_sleep(96)"));
    REQUIRE(eventually([&] { return on.sql("select count(*) from pg_stat_activity where query = 'select pg_sleep(96)'") == "1"; }));
    for (const std::string& key : {std::string(8, 'x'), client.key}) {
        ws_client other{on.neon};
        other.send(request(80'877'102, key));
        CHECK(not other.next());
    }
    client.messages_to('E');
    CHECK(holds(client.found, "C57014"));
    CHECK(client.next_message()[0] == 'Z');
    CHECK(on.neon.counters().cancels == 2);
}

TEST_CASE("a statement over WebSocket does not outlive its client, nor the server", "[local_neon]") {
    std::optional<ws_fixture> on{std::in_place};
    const direct sql{guarded_server().url()};
    const auto running = [&] { return sql("select count(*) from pg_stat_activity where query = 'select pg_sleep(94)'"); };
    for (const bool by_client : {true, false}) {
        ws_client client{on->neon};
        REQUIRE(client.log_in().ends_with("Z"));
        client.send(query("select pg_sleep(94)"));
        REQUIRE(eventually([&] { return running() == "1"; }));
        if (by_client)
            client.socket().close();
        else
            on.reset();
        CHECK(eventually([&] { return running() == "0"; }));
    }
}
