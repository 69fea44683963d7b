// The faults that local_neon makes of a WebSocket, as they show on the wire.
#include <chrono>   // std::chrono::steady_clock
#include <cstddef>  // std::size_t
#include <string>   // std::string

#include "local_ws_client.hpp"

using namespace virga_test;
using std::chrono::steady_clock;

TEST_CASE("faults at the upgrade", "[local_neon][faults]") {
    ws_fixture on;
    const auto start = steady_clock::now();
    CHECK(ws_client{on.neon, "/v2?fault=ws-latency%3D120"}.head.starts_with("HTTP/1.1 101 "));
    CHECK(steady_clock::now() - start >= 120ms);
    const ws_client refused{on.neon, "/v2?fault=ws-reject=503"};
    CHECK(refused.head.starts_with("HTTP/1.1 503 "));
    CHECK(holds(refused.head, R"({"msg":"refused by fault"})"));
    ws_client reset{on.neon, "/v2", "x-local-neon-fault: ws-reset-upgrade\r\n"};
    CHECK(reset.head.empty());
    CHECK(reset.socket().ended == raw_socket::end::reset);

    on.neon.add_fault("ws-hang,on=ws,times=1");
    raw_socket hanging{on.neon.port()};
    hanging.send("GET /v2 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    CHECK(not hanging.receive(150ms));
    CHECK(hanging.ended == raw_socket::end::none);
    CHECK(ws_client{on.neon}.head.starts_with("HTTP/1.1 101 "));
}

TEST_CASE("faults of frames", "[local_neon][faults]") {
    ws_fixture on;
    const std::string sql = "select repeat('w', 40)";
    {
        ws_client client{on.neon, "/v2?fault=ws-frame=3"};
        REQUIRE(client.log_in().ends_with("Z"));
        CHECK(client.ask(sql) == std::string(40, 'w'));
        for (const auto& one : client.frames) CHECK(one.payload.size() <= 3);
    }
    {
        ws_client client{on.neon, "/v2?fault=ws-continuation"};
        REQUIRE(client.log_in().ends_with("Z"));
        CHECK(client.ask(sql) == std::string(40, 'w'));
        CHECK(client.frames[0].first == 0x02);
        CHECK(client.frames[0].payload.size() == 1);
        CHECK(client.frames[1].first == 0x80);
    }
    {
        ws_client client{on.neon, "/v2?fault=ws-text"};
        client.send(start_up());
        const auto got = client.next();
        REQUIRE(got);
        CHECK(got->first == 0x81);
    }
    ws_client client{on.neon, "/v2?fault=ws-ping=10"};
    REQUIRE(client.log_in().ends_with("Z"));
    for (int count = 0; count != 3; ++count) {
        const auto got = client.next();
        REQUIRE(got);
        CHECK(got->first == 0x89);
    }
    CHECK(client.ask(sql) == std::string(40, 'w'));
}

TEST_CASE("faults that end a WebSocket after some bytes", "[local_neon][faults]") {
    ws_fixture on;
    const auto received = [](ws_client& client) {
        client.send(start_up() + password() + query("select repeat('v', 5000)"));
        std::size_t bytes = 0;
        while (const auto got = client.next())
            if (got->first == 0x82) bytes += got->payload.size();
        return bytes;
    };
    ws_client closed{on.neon, "/v2?fault=ws-close=700:1001"};
    CHECK(received(closed) == 700);
    CHECK(closed.frames.back().first == 0x88);
    CHECK(closed.frames.back().payload == std::string("\x03\xe9", 2) + "fault");
    ws_client usual{on.neon, "/v2?fault=ws-close=2000"};
    CHECK(received(usual) == 2'000);
    CHECK(usual.frames.back().payload == std::string("\x03\xf3", 2) + "fault");
    ws_client reset{on.neon, "/v2?fault=ws-reset=1500"};
    CHECK(received(reset) == 1'500);
    CHECK(reset.frames.back().first == 0x82);
    CHECK(reset.socket().ended == raw_socket::end::reset);
    CHECK(eventually([&] { return on.sql("select count(*) from pg_stat_activity where usename = 'app'") == "0"; }));
}

TEST_CASE("a fault delays what the client sends", "[local_neon][faults]") {
    ws_fixture on;
    ws_client client{on.neon, "/v2?fault=ws-client-latency=120"};
    REQUIRE(client.log_in().ends_with("Z"));
    const auto start = steady_clock::now();
    CHECK(client.ask("select 1") == "1");
    CHECK(steady_clock::now() - start >= 120ms);
}
