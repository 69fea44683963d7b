// tests/neon/local_neon_ws.cpp: PostgreSQL over WebSocket as a client sees it on the wire, and every fault of it.
#include <chrono>       // std::chrono::steady_clock
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include "local_clients.hpp"

using namespace virga_test;
using std::chrono::steady_clock;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

std::string number(std::size_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}
std::size_t number_in(std::string_view bytes) {
    std::size_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

/// A message of PostgreSQL's protocol.
std::string message(char tag, const std::string& body) { return tag + number(body.size() + 4) + body; }
std::string text(const std::string& words) { return words + '\0'; }
std::string query(const std::string& sql) { return message('Q', text(sql)); }
std::string password(const std::string& words = app_password) { return message('p', text(words)); }
std::string start_up(const std::string& more = "", std::size_t version = 3U << 16, const std::string& database = "appdb") {
    const std::string body = number(version) + text("user") + text(app_user) + text("database") + text(database) + more + '\0';
    return number(body.size() + 4) + body;
}
std::string request(std::size_t code, const std::string& more = "") { return number(8 + more.size()) + number(code) + more; }

struct frame {
    unsigned first = 0;  ///< the final bit and the opcode
    std::string payload = {};
};

/// A WebSocket client that sees frames, and the messages of PostgreSQL in them.
class ws_client {
public:
    explicit ws_client(const local_neon& server, const std::string& target = "/v2", const std::string& more = "")
        : socket_{server.port()} {
        socket_.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + more +
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        std::size_t end = 0;
        while ((end = socket_.received.find("\r\n\r\n")) == std::string::npos)
            if (!socket_.receive()) return;
        head = socket_.received.substr(0, end + 4);
        socket_.received.erase(0, end + 4);
        if (head.starts_with("HTTP/1.1 101 ")) return;
        while (socket_.receive()) {}
        head += socket_.received;
    }

    /// Sends a frame, masked as a client's must be.
    void send(const std::string& payload, unsigned first = 0x82) {
        std::string bytes{static_cast<char>(first)};
        if (payload.size() < 126) {
            bytes += static_cast<char>(0x80 | payload.size());
        } else {
            bytes += static_cast<char>(0x80 | 127);
            bytes += number(0) + number(payload.size());
        }
        bytes += "mask";
        for (std::size_t at = 0; at != payload.size(); ++at) bytes += static_cast<char>(payload[at] ^ "mask"[at % 4]);
        socket_.send(bytes);
    }
    void send_close(std::size_t code, const std::string& reason = "") { send(number(code).substr(2) + reason, 0x88); }

    /// The next frame; nothing at the end of the connection.
    std::optional<frame> next() {
        std::string& bytes = socket_.received;
        const auto have = [&](std::size_t count) {
            while (bytes.size() < count)
                if (!socket_.receive(patience)) return false;
            return true;
        };
        if (!have(2)) return std::nullopt;
        std::size_t size = static_cast<unsigned char>(bytes[1]), head_size = 2;
        if (size == 126) {
            if (!have(4)) return std::nullopt;
            size = number_in(bytes.substr(2, 2));
            head_size = 4;
        }
        if (!have(head_size + size)) return std::nullopt;
        frame got{static_cast<unsigned char>(bytes[0]), bytes.substr(head_size, size)};
        bytes.erase(0, head_size + size);
        frames.push_back(got);
        return got;
    }

    /// The next message of PostgreSQL, its letter first and its length left out; empty at the end.
    std::string next_message() {
        while (stream_.size() < 5 || stream_.size() < 1 + number_in(stream_.substr(1, 4))) {
            const auto got = next();
            if (!got || got->first == 0x88) return "";
            if (got->first == 0x89 || got->first == 0x8a) continue;
            stream_ += got->payload;
        }
        const std::size_t size = 1 + number_in(stream_.substr(1, 4));
        std::string taken = stream_[0] + stream_.substr(5, size - 5);
        stream_.erase(0, size);
        return taken;
    }
    /// The letters of the messages up to one with `last`, which is kept in `found`.
    std::string messages_to(char last) {
        std::string letters;
        while (letters.empty() || letters.back() != last) {
            found = next_message();
            if (found.empty()) break;
            letters += found[0];
        }
        return letters;
    }
    /// Logs in; the letters of what PostgreSQL says.
    std::string log_in() {
        send(start_up() + password());
        std::string letters;
        do {
            found = next_message();
            if (found.empty()) break;
            letters += found[0];
            if (found[0] == 'K') key = found.substr(1);
        } while (found[0] != 'Z' && found[0] != 'E');
        return letters;
    }
    /// The first cell of the answer to a statement, or the message of its error.
    std::string ask(const std::string& sql) {
        send(query(sql));
        std::string cell;
        while (true) {
            found = next_message();
            if (found.empty()) return "ended";
            if (found[0] == 'D') cell = found.substr(7);
            if (found[0] == 'E') cell = found;
            if (found[0] == 'Z') return cell;
        }
    }

    raw_socket& socket() { return socket_; }
    std::string head;   ///< of the answer to the upgrade, with its body if it was refused
    std::string found;  ///< the last message
    std::string key;
    std::vector<frame> frames;
    std::chrono::milliseconds patience = 10s;

private:
    raw_socket socket_;
    std::string stream_;
};

struct fixture {
    explicit fixture(const local_neon_options& options = {}) : neon{guarded_server().url(), options} {}
    local_neon neon;
    direct sql{guarded_server().url("appdb")};
};
}  // namespace

TEST_CASE("an upgrade agrees on nothing but WebSocket itself", "[local_neon]") {
    fixture on;
    ws_client client{on.neon, "/v2", "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"};
    CHECK(client.head.starts_with("HTTP/1.1 101 "));
    CHECK(holds(client.head, "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));  // RFC 6455, section 1.3
    CHECK(!holds(client.head, "protocol"));
    CHECK(!holds(client.head, "deflate"));
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
    fixture on;
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
    fixture on;
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
    fixture on;
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
    CHECK(!twice.next());
    CHECK(twice.socket().ended == raw_socket::end::closed);
}

TEST_CASE("a later version of the protocol is talked down", "[local_neon]") {
    fixture on;
    ws_client client{on.neon};
    client.send(start_up(text("_pq_.x") + text("1"), (3U << 16) | 2));
    CHECK(client.next_message() == "v" + number(3U << 16) + number(1) + text("_pq_.x"));
    CHECK(client.next_message() == "R" + number(3));
}

TEST_CASE("a failed start-up is XX000, and the end without a close frame", "[local_neon]") {
    fixture on;
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
    fixture on;
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

TEST_CASE("a session is one: transactions, errors, notifications, large answers", "[local_neon]") {
    fixture on;
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
    fixture on;
    ws_client client{on.neon};
    REQUIRE(client.log_in().ends_with("Z"));
    // 20 MB of answers asked for before one is read.
    constexpr int count = 200;
    for (int at = 0; at != count; ++at) client.send(query("select repeat('q', 100000) /* " + std::string(3'000, '.') + "*/"));
    std::size_t bytes = 0;
    for (int ready = 0; ready != count;) {
        const std::string part = client.next_message();
        REQUIRE(!part.empty());
        if (part[0] == 'D') bytes += part.size() - 7;
        if (part[0] == 'Z') ++ready;
    }
    CHECK(bytes == count * 100'000);
}

TEST_CASE("closing is answered", "[local_neon]") {
    fixture on;
    const auto answer = [&](std::size_t code) {
        ws_client client{on.neon};
        client.log_in();
        client.send_close(code, "why");
        const auto got = client.next();
        return got && got->first == 0x88 ? std::to_string(number_in(got->payload.substr(0, 2))) + got->payload.substr(2) : "none";
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
    CHECK(!client.next_message().size());
    CHECK(client.frames.back().first == 0x88);
    CHECK(eventually([&] { return on.sql("select count(*) from pg_stat_activity where usename = 'app'") == "0"; }));
}

TEST_CASE("what a client may not send ends the connection without a close frame", "[local_neon]") {
    fixture on;
    const auto ends = [&](const std::string& bytes) {
        ws_client client{on.neon};
        client.log_in();
        client.socket().send(bytes);
        return !client.next() && client.socket().ended == raw_socket::end::closed;
    };
    CHECK(ends(std::string("\x81\x81mask\x0c", 7)));    // text
    CHECK(ends(std::string("\xc2\x81mask\x0c", 7)));    // a reserved bit
    CHECK(ends(std::string("\x82\x01x", 3)));           // not masked
    CHECK(ends(std::string("\x80\x81mask\x0c", 7)));    // a continuation of nothing
    CHECK(ends(std::string("\x09\x81mask\x0c", 7)));    // a ping in fragments
    CHECK(ends(std::string("\x83\x81mask\x0c", 7)));    // an opcode that does not exist
}

TEST_CASE("a statement is cancelled through a second WebSocket", "[local_neon]") {
    fixture on;
    ws_client client{on.neon};
    REQUIRE(client.log_in().ends_with("Z"));
    REQUIRE(client.key.size() == 8);
    CHECK(client.ask("select pg_backend_pid()") != std::to_string(number_in(client.key.substr(0, 4))));
    client.send(query("select pg_sleep(96)"));
    REQUIRE(eventually([&] { return on.sql("select count(*) from pg_stat_activity where query = 'select pg_sleep(96)'") == "1"; }));
    for (const std::string& key : {std::string(8, 'x'), client.key}) {
        ws_client other{on.neon};
        other.send(request(80'877'102, key));
        CHECK(!other.next());
    }
    client.messages_to('E');
    CHECK(holds(client.found, "C57014"));
    CHECK(client.next_message()[0] == 'Z');
    CHECK(on.neon.counters().cancels == 2);
}

TEST_CASE("a statement over WebSocket does not outlive its client, nor the server", "[local_neon]") {
    std::optional<fixture> on{std::in_place};
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

TEST_CASE("/v1 is a tunnel to PostgreSQL's own start-up", "[local_neon]") {
    fixture on;
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
    CHECK(!ws_client{nowhere, "/v1"}.next());
}

TEST_CASE("faults at the upgrade", "[local_neon][faults]") {
    fixture on;
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
    CHECK(!hanging.receive(150ms));
    CHECK(hanging.ended == raw_socket::end::none);
    CHECK(ws_client{on.neon}.head.starts_with("HTTP/1.1 101 "));
}

TEST_CASE("faults of frames", "[local_neon][faults]") {
    fixture on;
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
    fixture on;
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
    fixture on;
    ws_client client{on.neon, "/v2?fault=ws-client-latency=120"};
    REQUIRE(client.log_in().ends_with("Z"));
    const auto start = steady_clock::now();
    CHECK(client.ask("select 1") == "1");
    CHECK(steady_clock::now() - start >= 120ms);
}
