// A WebSocket to local_neon up to the session: the upgrade, the login, and the tunnel that leaves the login to PostgreSQL.
#include <cstddef>  // std::size_t
#include <string>   // std::string

#include "local_ws_client.hpp"

using namespace virga_test;

TEST_CASE("an upgrade agrees on nothing but WebSocket itself", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon, "/v2", "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"};
    CHECK(client.head.starts_with("HTTP/1.1 101 "));
    CHECK(holds(client.head, "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));  // RFC 6455, section 1.3
    CHECK(not holds(client.head, "protocol"));
    CHECK(not holds(client.head, "deflate"));
    CHECK(ws_client{on.neon, "/any/path"}.head.starts_with("HTTP/1.1 101 "));
    CHECK(on.neon.counters().web_sockets == 2);
    REQUIRE(on.neon.last_requests().size() == 2);
    CHECK(on.neon.last_requests()[0].is_web_socket);
    CHECK(on.neon.last_requests()[1].target == "/any/path");

    raw_socket incomplete{on.neon.port()};
    incomplete.send("GET /v2 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Version: 13\r\n\r\n");
    incomplete.receive_all();
    CHECK(incomplete.received.starts_with("HTTP/1.1 400 "));
    CHECK(holds(incomplete.received, R"({"msg":"Sec-WebSocket-Key header is missing"})"));
}

TEST_CASE("the server asks for the password itself, whatever PostgreSQL wants", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    client.send(start_up());
    CHECK(client.next_message() == "R" + number(3));
    client.send(password());
    CHECK(client.next_message() == "R" + number(0));
    const std::string letters = client.messages_to('Z');
    CHECK(letters.starts_with("SSSS"));
    CHECK(letters.ends_with("SKZ"));
    CHECK(client.ask("select current_user") == "app");
    client.send(message('X', ""));
    const auto end = client.next();
    REQUIRE(end);
    CHECK(end->first == 0x88);
    CHECK(end->payload == std::string("\x03\xe8", 2));  // 1000, without a reason
}

TEST_CASE("start-up, password and first query may come in one message", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    client.send(start_up() + password() + query("select 42"));
    client.messages_to('Z');
    CHECK(client.messages_to('Z') == "TDCZ");

    // Or in pieces: nothing depends on where frames and fragments end.
    ws_client slow{on.neon};
    const std::string all = start_up() + password() + query("select 43");
    for (std::size_t at = 0; at != all.size(); ++at)
        slow.send(all.substr(at, 1), at == 0 ? 0x02 : at + 1 == all.size() ? 0x80 : 0x00);
    slow.messages_to('Z');
    CHECK(slow.messages_to('Z') == "TDCZ");
}

TEST_CASE("requests for encryption are refused once each", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    for (const std::size_t code : {80'877'103U, 80'877'104U}) {
        client.send(request(code));
        const auto answer = client.next();
        REQUIRE(answer);
        CHECK(answer->payload == "N");
    }
    CHECK(client.log_in().ends_with("KZ"));
    ws_client twice{on.neon};
    twice.send(request(80'877'103) + request(80'877'103));
    REQUIRE(twice.next());
    CHECK(not twice.next());
    CHECK(twice.socket().ended == raw_socket::end::closed);
}

TEST_CASE("a later version of the protocol is talked down", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    client.send(start_up(text("_pq_.x") + text("1"), (3U << 16) | 2));
    CHECK(client.next_message() == "v" + number(3U << 16) + number(1) + text("_pq_.x"));
    CHECK(client.next_message() == "R" + number(3));
}

TEST_CASE("a failed start-up is XX000, and the end without a close frame", "[local_neon]") {
    ws_fixture on;
    const auto failure = [&](const std::string& bytes) {
        ws_client client{on.neon};
        client.send(bytes);
        client.messages_to('E');
        const std::string told = client.found;
        CHECK(client.next_message().empty());
        CHECK(client.frames.back().first == 0x82);
        CHECK(client.socket().ended == raw_socket::end::closed);
        return told;
    };
    const auto told = [](const std::string& words) { return "ESERROR" + text("") + text("CXX000") + text("M" + words) + '\0'; };
    CHECK(failure(start_up() + password("wrong")) == told("password authentication failed for user 'app'"));
    CHECK(failure(start_up() + password("")) == told("password authentication failed for user 'app'"));
    CHECK(failure(start_up("", 3U << 16, "no_such") + password()) == told("database \"no_such\" does not exist"));
    CHECK(failure(start_up() + query("select 1")) == told("Internal error"));
}

TEST_CASE("only some parameters of the start-up reach the session", "[local_neon]") {
    ws_fixture on;
    ws_client client{on.neon};
    client.send(start_up(text("application_name") + text("mine") + text("statement_timeout") + text("1234") + text("options") +
                         text("endpoint=ep-x -c work_mem=7MB neon_x:y project=z")) +
                password());
    client.messages_to('Z');
    CHECK(client.ask("show application_name") == "mine");
    CHECK(client.ask("show statement_timeout") == "0");
    CHECK(client.ask("show work_mem") == "7MB");
    CHECK(client.ask("show client_encoding") == "UTF8");
    ws_client compatible{on.neon};
    compatible.send(start_up(text("search_path") + text("\"a b\", c") + text("options") +
                             text("neon_proxy_params_compat:true")) +
                    password());
    compatible.messages_to('Z');
    CHECK(compatible.ask("show search_path") == "\"a b\", c");
}

TEST_CASE("/v1 is a tunnel to PostgreSQL's own start-up", "[local_neon]") {
    ws_fixture on;
    for (const char* target : {"/v1?address=elsewhere:1", "/v2?auth=tunnel"}) {
        ws_client client{on.neon, target};
        client.send(start_up());
        const std::string asked = client.next_message();
        CHECK(asked.substr(0, 5) == "R" + number(10));  // SASL
        CHECK(holds(asked, "SCRAM-SHA-256"));
        client.send(password());  // which is no answer to that
        CHECK(client.messages_to('E') == "E");
        CHECK(client.next_message().empty());
        CHECK(client.frames.back().payload.substr(2) == (target[2] == '1' ? "TCP connection is closed" : ""));
    }
    local_neon nowhere{"postgresql:///x?host=/nowhere"};
    CHECK(not ws_client{nowhere, "/v1"}.next());
}
