// A WebSocket client that sees every frame and message, for the tests of local_neon.
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include "local_clients.hpp"

namespace virga_test {

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

inline std::string number(std::size_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}
inline std::size_t number_in(std::string_view bytes) {
    std::size_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

/// A message of PostgreSQL's protocol.
inline std::string message(char tag, const std::string& body) { return tag + number(body.size() + 4) + body; }
inline std::string text(const std::string& words) { return words + '\0'; }
inline std::string query(const std::string& sql) { return message('Q', text(sql)); }
inline std::string password(const std::string& words = app_password) { return message('p', text(words)); }
inline std::string start_up(const std::string& more = "", std::size_t version = 3U << 16, const std::string& database = "appdb") {
    const std::string body = number(version) + text("user") + text(app_user) + text("database") + text(database) + more + '\0';
    return number(body.size() + 4) + body;
}
inline std::string request(std::size_t code, const std::string& more = "") { return number(8 + more.size()) + number(code) + more; }

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
            if (not socket_.receive()) return;
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
                if (not socket_.receive(patience)) return false;
            return true;
        };
        if (not have(2)) return std::nullopt;
        std::size_t size = static_cast<unsigned char>(bytes[1]), head_size = 2;
        if (size == 126) {
            if (not have(4)) return std::nullopt;
            size = number_in(bytes.substr(2, 2));
            head_size = 4;
        }
        if (not have(head_size + size)) return std::nullopt;
        frame got{static_cast<unsigned char>(bytes[0]), bytes.substr(head_size, size)};
        bytes.erase(0, head_size + size);
        frames.push_back(got);
        return got;
    }

    /// The next message of PostgreSQL, its letter first and its length left out; empty at the end.
    std::string next_message() {
        while (stream_.size() < 5 or stream_.size() < 1 + number_in(stream_.substr(1, 4))) {
            const auto got = next();
            if (not got or got->first == 0x88) return "";
            if (got->first == 0x89 or got->first == 0x8a) continue;
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
        while (letters.empty() or letters.back() != last) {
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
        } while (found[0] != 'Z' and found[0] != 'E');
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

/// A local_neon, and a connection to the PostgreSQL behind it.
struct ws_fixture {
    explicit ws_fixture(const local_neon_options& options = {}) : neon{guarded_server().url(), options} {}
    local_neon neon;
    direct sql{guarded_server().url("appdb")};
};
}  // namespace virga_test
