// Frames of WebSocket: those of a server, whole and in pieces, and those of a client as the local server reads them.
#include <cstddef>
#include <string>
#include <string_view>

#include <virga/client/detail/neon_ws/websocket_frames.hpp>
#include <virga/testing/detail/neon/frames.hpp>

#include "fuzz.hpp"

using fuzz::bytes;
using fuzz::expect;
namespace neon = virga::testing::detail::neon;
using virga::detail::websocket_reader;

namespace {

/// What came of reading bytes.
struct outcome {
    std::string payload, ping, reason, problem;
    bool is_closed = false, has_ping = false;
    unsigned code = 0;
    bool operator==(const outcome&) const = default;
};

outcome read(std::string_view stream, std::size_t size) {
    websocket_reader reader;
    outcome came;
    while (not stream.empty()) {
        std::string part{stream.substr(0, size)};
        stream.remove_prefix(part.size());
        const std::size_t count = reader.take(part.data(), part.size());
        expect(count <= part.size(), "a payload that lies in its frames");
        came.payload.append(part, 0, count);
    }
    came.has_ping = reader.take_ping(came.ping);
    came.is_closed = reader.closed();
    came.code = reader.close_code();
    came.reason = reader.close_reason();
    if (reader.problem() != nullptr) came.problem = reader.problem();
    return came;
}

void stream(std::string_view text) {
    const outcome whole = read(text, text.size());
    expect(whole == read(text, 1), "the same byte by byte");
    expect(whole == read(text, 2 + text.size() / 3), "the same from pieces");
}

/// Frames that a server writes are read as they were.
void from_server(bytes from) {
    std::string text, payload, ping;
    bool in_message = false, has_ping = false;
    for (std::size_t count = from.number(6); count != 0; --count) {
        const std::size_t kind = from.number(9);
        if (kind == 0) {
            ping = from.text(125);
            has_ping = true;
            text += neon::frame(neon::opcode::ping, ping);
        } else if (kind == 1) {
            text += neon::frame(neon::opcode::pong, from.text(125));
        } else {
            std::string part{from.text(300)};
            if (kind == 2) part.resize(part.size() * 300, 'x');  // of more than 65,535 bytes
            const bool is_last = from.flag();
            text += neon::frame(in_message ? neon::opcode::continuation : neon::opcode::binary, part, is_last);
            in_message = not is_last;
            payload += part;
        }
    }
    outcome wanted{
        .payload = payload, .ping = ping, .reason = {}, .problem = {}, .is_closed = false, .has_ping = has_ping, .code = 1005};
    if (from.flag()) {
        wanted.code = static_cast<unsigned>(from.number(65'535));
        wanted.reason = from.text(100);
        wanted.is_closed = true;
        text += neon::frame(neon::opcode::close, neon::close_payload(wanted.code, wanted.reason)) + "more";
    }
    expect(read(text, 1 + from.number(2'000)) == wanted, "the frames that were written");
}

/// Frames that a client writes are read by a server as they were.
void from_client(bytes from) {
    using namespace virga::detail;
    websocket_mask mask{};
    for (char& each : mask) each = static_cast<char>(from.number(255));
    std::string payload{from.text(600)};
    if (from.number(7) == 0) payload.resize(payload.size() * 200, 'x');
    std::string room = std::string(longest_client_header, '\0') + payload;
    const char* const start =
        make_client_frame(websocket_opcode::binary, room.data() + longest_client_header, payload.size(), mask);
    neon::channel nobody{-1};
    const std::string ping{from.text(125)};
    neon::web_socket server{
        nobody, control_frame(websocket_opcode::ping, ping, mask) + room.substr(static_cast<std::size_t>(start - room.data()))};
    expect(server.inbox == payload and not server.has_ended(), "the payload that a client sent");
    expect(server.outbox == neon::frame(neon::opcode::pong, ping), "a pong");
}

void to_server(std::string_view text) {
    neon::channel nobody{-1};
    const neon::web_socket server{nobody, std::string{text}};
    expect(server.inbox.size() <= text.size(), "no more than was sent");
}
}  // namespace

void harness(std::string_view input) {
    stream(input);
    to_server(input);
    from_server(bytes{input});
    from_client(bytes{input});
    fuzz::in_linear_time(input, [](std::string_view text) {
        static_cast<void>(read(text, text.size()));
        static_cast<void>(read(text, 16));
        to_server(text);
    });
}
