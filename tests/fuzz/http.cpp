// Answers of HTTP, whole and in pieces, and that to the opening of a WebSocket.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <virga/client/detail/neon_http/http_answer.hpp>
#include <virga/client/detail/neon_ws/websocket_handshake.hpp>

#include "fuzz.hpp"

using fuzz::bytes;
using fuzz::expect;
using virga::detail::http_answer;

namespace {

constexpr std::size_t largest = 100'000;

/// What came of reading bytes.
struct outcome {
    std::string refusal;
    bool is_complete = false, keeps = false;
    std::size_t left = 0;
    virga::http_response response;
    bool operator==(const outcome& other) const {
        return refusal == other.refusal and is_complete == other.is_complete and keeps == other.keeps and left == other.left and
               response.status == other.response.status and response.headers == other.response.headers and
               response.body == other.response.body;
    }
};

/// Reads them in pieces of `size`, and to the end of the connection if `ends`.
outcome read(std::string_view all, std::size_t size, bool ends) {
    http_answer answer{largest};
    outcome came;
    try {
        std::string_view part;
        while (not all.empty() and not answer.is_complete()) {
            part = all.substr(0, size);
            all.remove_prefix(part.size());
            answer.take(part);
        }
        came.left = part.size() + all.size();
        came.is_complete = ends ? answer.end() : answer.is_complete();
    } catch (const virga::detail::malformed_http& refusal) {
        return {.refusal = refusal.reason, .response = {}};
    } catch (const virga::detail::oversized_http&) {
        return {.refusal = "oversized", .response = {}};
    }
    if (came.is_complete) {
        came.keeps = answer.keeps_connection();
        came.response = std::move(answer).response();
        expect(came.response.body.size() <= largest, "a body of the size that is allowed");
        expect(came.response.status >= 0 and came.response.status <= 999, "a status");
    }
    return came;
}

void answer(std::string_view text) {
    for (const bool ends : {false, true}) {
        const outcome whole = read(text, text.size(), ends);
        expect(whole == read(text, 1, ends), "the same byte by byte");
        expect(whole == read(text, 2 + text.size() / 3, ends), "the same from pieces");
    }
}

/// An answer that is one is read as it was written.
void written(bytes from) {
    const auto word = [&from](std::size_t most) {
        std::string text;
        for (const char c : from.text(most)) text += '!' <= c and c <= '~' and c != ':' ? c : 'x';
        return text;
    };
    const std::size_t status = 200 + from.number(399), form = from.number(2);
    if (status == 204 or status == 304) return;
    std::string head = "HTTP/1.1 " + std::to_string(status) + (from.flag() ? " " + word(10) : "") + "\r\n", names;
    for (std::size_t count = from.number(3); count != 0; --count) names += "X-" + word(5) + ": " + word(20) + "\n";
    const std::string_view body = from.text(2'000);
    if (form == 0) names += "Content-Length: " + std::to_string(body.size()) + "\n";
    if (form == 1) names += "Transfer-Encoding: chunked\n";
    for (const char c : names) head += c == '\n' ? std::string{"\r\n"} : std::string{c};
    std::string text = head + "\r\n";
    if (form != 1) text += body;
    for (std::string_view rest = body; form == 1;) {
        const std::string_view chunk = rest.substr(0, std::min<std::size_t>(rest.size(), 1 + from.number(20)));
        rest.remove_prefix(chunk.size());
        char size[20];
        std::snprintf(size, sizeof size, "%zx", chunk.size());
        text.append(size).append(chunk.empty() ? "\r\n\r\n" : "\r\n").append(chunk).append(chunk.empty() ? "" : "\r\n");
        if (chunk.empty()) break;
    }
    const outcome came = read(text, 1 + from.number(100), form == 2);
    expect(came.refusal.empty() and came.is_complete and came.left == 0, "an answer that is one");
    expect(came.keeps == (form != 2), "a connection that is kept");
    expect(came.response.status == static_cast<int>(status) and came.response.body == body and came.response.headers == names,
           "the answer");
}

void handshake(std::string_view head) {
    using namespace virga::detail;
    const std::string key = "dGhlIHNhbXBsZSBub25jZQ==";
    static_cast<void>(refusal(head, key));
    std::string text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nSec-WebSocket-Accept: " + accept_value(key);
    expect(refusal(text, key).empty(), "a WebSocket that opens");
    expect(not refusal(text, std::string{head}).empty(), "a refusal of another key");
    static_cast<void>(header_value(head, "upgrade"));
}
}  // namespace

void harness(std::string_view input) {
    answer(input);
    answer("HTTP/1.1 200 OK\r\n" + std::string{input});
    answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string{input});
    written(bytes{input});
    handshake(input);
    fuzz::in_linear_time(input, [](std::string_view text) {
        static_cast<void>(read(text, text.size(), true));
        static_cast<void>(read("HTTP/1.1 200 OK\r\n" + std::string{text}, 16, true));
        static_cast<void>(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string{text}, 16, true));
        static_cast<void>(virga::detail::refusal(text, "key"));
    });
}
