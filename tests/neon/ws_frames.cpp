// The parts of neon_ws_client that need no server: frames, handshake, addresses, and what it watches of messages.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <virga/client/detail/neon_ws/backend_messages.hpp>
#include <virga/client/detail/neon_ws/neon_ws_session.hpp>
#include <virga/client/detail/neon_ws/websocket_endpoint.hpp>
#include <virga/client/detail/neon_ws/websocket_frames.hpp>
#include <virga/client/detail/neon_ws/websocket_handshake.hpp>

#include "../catch.hpp"

using namespace virga::detail;
using namespace std::string_literals;

namespace {

/// A frame as a server sends it.
std::string frame(unsigned first, const std::string& payload) {
    std::string text(1, static_cast<char>(first));
    const std::size_t size = payload.size();
    if (size < 126) {
        text += static_cast<char>(size);
    } else if (size < 65'536) {
        text += static_cast<char>(126);
        for (const unsigned shift : {8U, 0U}) text += static_cast<char>(size >> shift);
    } else {
        text += static_cast<char>(127);
        for (unsigned shift = 64; shift != 0;) text += static_cast<char>(size >> (shift -= 8));
    }
    return text + payload;
}

/// The payload of a stream that comes in pieces of `piece` bytes.
std::string payload_of(websocket_reader& reader, const std::string& stream, std::size_t piece) {
    std::string all;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        std::string part = stream.substr(at, piece);
        part.resize(reader.take(part.data(), part.size()));
        all += part;
    }
    return all;
}

std::string message(char type, const std::string& body) {
    const std::size_t length = body.size() + 4;
    std::string text(1, type);
    for (const unsigned shift : {24U, 16U, 8U, 0U}) text += static_cast<char>(length >> shift);
    return text + body;
}
}  // namespace

TEST_CASE("frames_of_all_lengths_in_pieces_of_all_sizes_give_their_payload") {
    const std::string stream = frame(0x82, "a") + frame(0x82, "") + frame(0x02, "bc") + frame(0x00, "") +
                               frame(0x80, std::string(125, 'd')) + frame(0x82, std::string(126, 'e')) +
                               frame(0x82, std::string(65'535, 'f')) + frame(0x82, std::string(65'536, 'g'));
    const std::string expected = "abc" + std::string(125, 'd') + std::string(126, 'e') + std::string(65'535, 'f') +
                                 std::string(65'536, 'g');
    for (const std::size_t piece : {1UL, 2UL, 3UL, 5UL, 7UL, 1024UL, 1028UL, 65'536UL, 1'000'000UL}) {
        websocket_reader reader;
        CHECK(payload_of(reader, stream, piece) == expected);
        CHECK(reader.problem() == nullptr);
        CHECK(not reader.closed());
    }
}

TEST_CASE("control_frames_stand_between_the_parts_of_a_message") {
    for (const std::size_t piece : {1UL, 4UL, 100UL}) {
        websocket_reader reader;
        std::string ping;
        CHECK(payload_of(reader, frame(0x02, "ab") + frame(0x89, "one") + frame(0x8A, "") + frame(0x80, "cd"), piece) == "abcd");
        CHECK(reader.take_ping(ping));
        CHECK(ping == "one");
        CHECK(not reader.take_ping(ping));
        CHECK(payload_of(reader, frame(0x89, "") + frame(0x89, std::string(125, 'x')), piece).empty());
        CHECK(reader.take_ping(ping));
        CHECK(ping == std::string(125, 'x'));
        CHECK(reader.problem() == nullptr);
    }
}

TEST_CASE("a_close_frame_ends_the_stream") {
    SECTION("with code and reason") {
        websocket_reader reader;
        CHECK(payload_of(reader, frame(0x82, "last") + frame(0x88, "\x03\xF3gone"s) + frame(0x82, "more"), 3) == "last");
        CHECK(reader.closed());
        CHECK(reader.close_code() == 1011);
        CHECK(reader.close_reason() == "gone");
        CHECK(reader.problem() == nullptr);
    }
    SECTION("without") {
        websocket_reader reader;
        payload_of(reader, frame(0x88, ""), 100);
        CHECK(reader.closed());
        CHECK(reader.close_code() == 1005);
        CHECK(reader.close_reason().empty());
    }
}

TEST_CASE("what_no_server_may_send_is_a_problem") {
    const std::string big(126, 'x');
    const struct {
        const char* what;
        std::string stream;
        const char* problem;
    } cases[] = {
        {"text", frame(0x81, "x"), "it sends text, where PostgreSQL's protocol is bytes"},
        {"compression", frame(0xC2, "x"), "it uses an extension that nobody asked for"},
        {"reserved bit", frame(0x92, "x"), "it uses an extension that nobody asked for"},
        {"masked", "\x82\x81\x00\x00\x00\x00x"s, "its frames are masked, as only a client's are"},
        {"lost continuation", frame(0x80, "x"), "a message goes on that did not begin"},
        {"two messages", frame(0x02, "x") + frame(0x82, "x"), "a message begins within another"},
        {"ping in parts", frame(0x09, "x"), "a control frame is too long or in parts"},
        {"long ping", frame(0x89, big), "a control frame is too long or in parts"},
        {"long close", frame(0x88, big), "a control frame is too long or in parts"},
        {"opcode 3", frame(0x83, "x"), "a frame is of an unknown kind"},
        {"opcode 15", frame(0x8F, "x"), "a frame is of an unknown kind"},
        {"negative length", "\x82\x7F\x80\x00\x00\x00\x00\x00\x00\x00"s, "a frame has an impossible length"},
    };
    for (const auto& each : cases) {
        for (const std::size_t piece : {1UL, 1000UL}) {
            INFO(each.what);
            websocket_reader reader;
            CHECK(payload_of(reader, each.stream + frame(0x82, "more"), piece).find("more") == std::string::npos);
            REQUIRE(reader.problem() != nullptr);
            CHECK(reader.problem() == std::string_view{each.problem});
        }
    }
}

TEST_CASE("a_client_masks_its_frames") {
    const websocket_mask mask{'\x37', '\xFA', '\x21', '\x3D'};
    // RFC 6455, section 5.7: a masked message of "Hello", here as binary.
    CHECK(control_frame(websocket_opcode::binary, "Hello", mask) == "\x82\x85\x37\xFA\x21\x3D\x7F\x9F\x4D\x51\x58"s);
    for (const std::size_t size : {0UL, 1UL, 7UL, 8UL, 9UL, 125UL, 126UL, 65'535UL, 65'536UL, 70'001UL}) {
        std::string room(longest_client_header, '?');
        for (std::size_t i = 0; i != size; ++i) room += static_cast<char>(i);
        const std::string payload = room.substr(longest_client_header);
        const char* const start = make_client_frame(websocket_opcode::binary, room.data() + longest_client_header, size, mask);
        std::string made = room.substr(static_cast<std::size_t>(start - room.data()));
        const std::size_t header = size < 126 ? 2 : size < 65'536 ? 4 : 10;
        CHECK(made.size() == header + 4 + size);
        CHECK(made.substr(header, 4) == std::string(mask.data(), 4));
        for (std::size_t i = 0; i != size; ++i) made[header + 4 + i] = static_cast<char>(made[header + 4 + i] ^ mask[i % 4]);
        made.erase(header, 4);
        made[1] = static_cast<char>(made[1] & 0x7f);
        CHECK(made == frame(0x82, payload));
    }
}

TEST_CASE("the_answer_to_the_handshake_is_checked") {
    const std::string key = "dGhlIHNhbXBsZSBub25jZQ==";  // RFC 6455, section 1.3
    CHECK(accept_value(key) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    const std::string good =
        "HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nUPGRADE:  WebSocket \r\n"
        "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    CHECK(refusal(good, key).empty());
    CHECK(refusal(good, "another").find("does not know") != std::string::npos);
    CHECK(refusal("HTTP/1.1 101 X", key).find("does not know") != std::string::npos);
    CHECK(refusal(good + "\r\nSec-WebSocket-Extensions: permessage-deflate", key).find("nobody offered") != std::string::npos);
    CHECK(refusal(good + "\r\nSec-WebSocket-Protocol: x", key).find("nobody offered") != std::string::npos);
    CHECK(refusal("HTTP/1.1 404 Not Found", key).find("status 404; check the host") != std::string::npos);
    CHECK(refusal("HTTP/1.1 503 Busy", key).find("status 503; try again later") != std::string::npos);
    CHECK(refusal("HTTP/1.1 429 Busy", key).find("status 429; try again later") != std::string::npos);
    for (const char* other : {"", "SSH-2.0-OpenSSH", "HTTP/1.1 ", "HTTP/1.1 abc", "HTTP/2 200"})
        CHECK(refusal(other, key) == "the server does not answer in HTTP");
}

TEST_CASE("the_request_offers_neither_subprotocol_nor_compression") {
    const std::string request = upgrade_request(parse_websocket_endpoint("wss://neon.example/v2?x=1"), "KEY");
    CHECK(request ==
          "GET /v2?x=1 HTTP/1.1\r\nHost: neon.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: KEY\r\nUser-Agent: virga\r\n\r\n");
    const std::string one = base64(random_bytes<16>()), other = base64(random_bytes<16>());
    CHECK(one.size() == 24);
    CHECK(one != other);
}

TEST_CASE("endpoints_are_taken_apart") {
    const auto all = [](std::string_view url) {
        const websocket_endpoint it = parse_websocket_endpoint(url);
        return (it.secure ? "tls " : "plain ") + it.host + " " + it.port + " " + it.target;
    };
    CHECK(all("wss://a.example/v2") == "tls a.example  /v2");
    CHECK(all("ws://127.0.0.1:4444/v2") == "plain 127.0.0.1 4444 /v2");
    CHECK(all("wss://a.example") == "tls a.example  /");
    CHECK(all("wss://a.example?x=1#y") == "tls a.example  /?x=1");
    CHECK(all("ws://[::1]:80/v1?address=a:1") == "plain [::1] 80 /v1?address=a:1");
    for (const char* bad : {"", "x", "http://a/", "https://a/v2", "wss://", "wss:///v2", "wss://:1/", "wss://a:/", "wss://a:x/",
                            "wss://a:123456/", "wss://u@a/", "wss://[::1/", "wss://a b/", "wss://[]x/"}) {
        INFO(bad);
        const auto problem = [&]() -> std::string {
            try {
                (void)parse_websocket_endpoint(bad);
            } catch (const virga::configuration_error& error) {
                return error.what();
            }
            return "";
        }();
        CHECK(problem.starts_with("neon_ws_options::endpoint: it "));
        if (std::string_view{bad}.size() > 6) CHECK(problem.find(bad) == std::string::npos);
    }
}

TEST_CASE("neons_rule_makes_the_endpoint_of_the_host") {
    const auto rule = [](std::string_view url) {
        const websocket_endpoint it = neon_endpoint(virga::parse_connection_url(url));
        return (it.secure ? "wss://" : "ws://") + it.authority() + it.target;
    };
    CHECK(rule("postgresql://u:p@ep-cool-name-123456.us-east-2.aws.neon.tech/db?sslmode=require") ==
          "wss://ep-cool-name-123456.us-east-2.aws.neon.tech/v2");
    CHECK(rule("postgresql://u:p@ep-x-pooler.c-2.eu-central-1.aws.neon.tech:5432/db") ==
          "wss://ep-x-pooler.c-2.eu-central-1.aws.neon.tech/v2");
    CHECK(rule("postgresql://u@[::1]:5432/db") == "wss://[::1]/v2");
    CHECK_THROWS_AS(rule("postgresql:///db"), virga::configuration_error);
    CHECK_THROWS_AS(rule("postgresql://u@%2Frun%2Fpostgresql/db"), virga::configuration_error);
}

TEST_CASE("the_local_way_leaves_out_what_concerns_the_servers") {
    const auto url = virga::parse_connection_url(
        "postgresql://u:p@h:6543/d?sslmode=verify-full&sslrootcert=x&channel_binding=require&hostaddr=1.2.3.4&gssencmode=require"
        "&connect_timeout=7&options=-cx%3D1&application_name=app&requirepeer=root&require_auth=scram-sha-256&krbsrvname=x");
    CHECK(local_connection_options(url, "/tmp/f", {.connect_timeout = std::chrono::seconds{9}}) ==
          "host='/tmp/f' port='5432' user='u' password='p' dbname='d' options='-cx=1' application_name='app' "
          "client_encoding='UTF8' hostaddr='' requirepeer='' channel_binding='disable' gssencmode='disable' connect_timeout='0'");
    CHECK(connecting_time(url, {}) == std::chrono::seconds{7});
    CHECK(connecting_time(url, {.connect_timeout = std::chrono::seconds{9}}) == std::chrono::seconds{9});
    CHECK(connecting_time({}, {}) == std::chrono::seconds{30});
}

TEST_CASE("the_state_of_the_transaction_is_seen_in_pieces_of_all_sizes") {
    const std::string stream = message('R', std::string(4, '\0')) + message('S', "a\0b\0"s) + message('Z', "I") +
                               message('D', std::string(100, 'Z')) + message('n', "") + message('C', "BEGIN\0"s) +
                               message('Z', "T") + message('A', "Z\0\0\0\5I"s) + message('E', "x") + message('Z', "E");
    for (const std::size_t piece : {1UL, 2UL, 3UL, 4UL, 5UL, 6UL, 7UL, 1000UL}) {
        backend_messages messages;
        std::string seen(1, messages.transaction() == 0 ? '-' : '?');
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            messages.pass(stream.data() + at, std::min(piece, stream.size() - at));
            if (messages.transaction() != 0 and messages.transaction() != seen.back()) seen += messages.transaction();
        }
        CHECK(seen == (piece == 1000 ? "-E" : "-ITE"));
    }
}

TEST_CASE("what_the_server_says_of_the_sessions_end_is_remembered") {
    const auto error = [](const char* severity, const std::string& text) {
        return message('E', "SXXX\0V"s + severity + "\0C57P01\0M"s + text + "\0Fx.c\0\0"s);
    };
    for (const std::size_t piece : {1UL, 7UL, 1000UL}) {
        const auto after = [&](const std::string& stream) {
            backend_messages messages;
            for (std::size_t at = 0; at < stream.size(); at += piece)
                messages.pass(stream.data() + at, std::min(piece, stream.size() - at));
            return messages.last_words();
        };
        CHECK(after(message('Z', "I")).empty());
        CHECK(after(error("ERROR", "no")).empty());
        CHECK(after(error("ERROR", "no") + error("FATAL", "terminating")) == "terminating (SQLSTATE 57P01)");
        CHECK(after(error("PANIC", std::string(5000, 'x'))).size() < 2100);
        CHECK(after(message('E', "")).empty());
        CHECK(after(message('E', "\0"s)).empty());
        CHECK(after(message('E', "VFATAL")) == " (SQLSTATE )");
    }
}
