// virga/testing/detail/neon/frames.hpp: the server's side of WebSocket (RFC 6455), as a stream of bytes.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <openssl/evp.h>  // EVP_Digest

#include <virga/testing/detail/neon/channel.hpp>  // virga::testing::detail::neon::channel

namespace virga::testing::detail::neon {

/// What the server answers to a client's `Sec-WebSocket-Key`.
inline std::string accept_key(const std::string& key) {
    const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
    std::array<unsigned char, 64> encoded{};
    EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
    return reinterpret_cast<const char*>(encoded.data());
}

/// Kinds of frames.
enum class opcode : unsigned char { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// A frame of the server, which is never masked.
inline std::string frame(opcode kind, std::string_view payload, bool is_final = true) {
    std::string bytes;
    bytes += static_cast<char>((is_final ? 0x80 : 0) | static_cast<int>(kind));
    const auto append = [&](int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
            bytes += static_cast<char>(static_cast<std::uint64_t>(payload.size()) >> shift & 0xff);
    };
    if (payload.size() < 126) {
        append(1);
    } else if (payload.size() < 65'536) {
        bytes += static_cast<char>(126);
        append(2);
    } else {
        bytes += static_cast<char>(127);
        append(8);
    }
    return bytes.append(payload);
}

/// The payload of a close frame.
inline std::string close_payload(unsigned code, std::string_view reason) {
    std::string payload{static_cast<char>(code >> 8 & 0xff), static_cast<char>(code & 0xff)};
    return payload.append(reason);
}

/// A WebSocket to a client. Not Beast's: that one cannot be waited for together with another socket, and does not
/// send what faults ask for. Boundaries of messages mean nothing here: what comes is one stream, and so is what goes.
class web_socket {
public:
    web_socket(channel& client, std::string received) : client_{client}, raw_{std::move(received)} { decode(); }

    std::string inbox;   ///< what came from the client, unframed
    std::string outbox;  ///< frames for the client

    /// Whether the client closed it, or did what ends it.
    bool has_ended() const { return ended_; }
    /// Whether the end was a closing handshake.
    bool was_closed() const { return closed_; }

    /// Takes in what is there.
    void receive() {
        std::array<char, 65'536> part;
        while (not ended_) {
            const long count = client_.try_read(part.data(), part.size());
            if (count < 0) ended_ = true;
            if (count <= 0) return;
            raw_.append(part.data(), static_cast<std::size_t>(count));
            decode();
            if (inbox.size() > 1 << 20) return;
        }
    }

    /// Sends what fits of the outbox.
    void send() {
        const long count = client_.try_write(outbox);
        if (count < 0) ended_ = true;
        if (count > 0) outbox.erase(0, static_cast<std::size_t>(count));
    }

    /// Sends the outbox; false if the client is gone.
    bool flush() {
        const bool sent = client_.write(outbox);
        outbox.clear();
        return sent;
    }

    /// Waits until `count` bytes have come, and takes them; false if the client ends before.
    bool read(std::size_t count, std::string& bytes) {
        while (inbox.size() < count) {
            if (ended_ or not flush()) return false;
            char part[4'096];
            const std::size_t got = client_.read(part, sizeof part);
            if (got == 0) return false;
            raw_.append(part, got);
            decode();
        }
        bytes = inbox.substr(0, count);
        inbox.erase(0, count);
        return true;
    }

    /// Says goodbye, and waits up to a second for the client to do so, too.
    void close(unsigned code, std::string_view reason) {
        outbox += frame(opcode::close, close_payload(code, reason));
        if (not flush()) return;
        const auto until = channel::clock::now() + std::chrono::seconds{1};
        while (not ended_ and channel::clock::now() < until) {
            short events = POLLIN, none = 0;
            if (not client_.wait_both(events, -1, none, until)) return;
            if (events != 0) receive();
            inbox.clear();
        }
    }

private:
    static std::size_t number(std::string_view bytes) {
        std::size_t value = 0;
        for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }

    /// Unframes all of `raw_` that is whole.
    void decode() {
        std::size_t at = 0;
        while (not ended_ and raw_.size() - at >= 2) {
            const std::string_view rest = std::string_view{raw_}.substr(at);
            const auto first = static_cast<unsigned char>(rest[0]), second = static_cast<unsigned char>(rest[1]);
            const auto kind = static_cast<opcode>(first & 0x0f);
            const bool is_final = (first & 0x80) != 0, is_control = (first & 0x08) != 0;
            std::size_t size = second & 0x7f;
            const std::size_t wide = size == 126 ? 2 : size == 127 ? 8 : 0;
            const std::size_t head = 2 + wide + 4;
            // No extension was agreed on, a client masks, and a control frame is small and whole.
            if ((first & 0x70) != 0 or (second & 0x80) == 0 or (is_control and (wide != 0 or not is_final))) {
                ended_ = true;
                break;
            }
            if (rest.size() < head) break;
            if (wide != 0) size = number(rest.substr(2, wide));
            if (size > std::size_t{1} << 30) ended_ = true;
            if (ended_ or rest.size() - head < size) break;
            std::string payload{rest.substr(head, size)};
            for (std::size_t i = 0; i != size; ++i)
                payload[i] = static_cast<char>(payload[i] ^ rest[head - 4 + i % 4]);
            take(kind, is_final, payload);
            at += head + size;
        }
        raw_.erase(0, at);
    }

    void take(opcode kind, bool is_final, const std::string& payload) {
        switch (kind) {
            case opcode::binary:
            case opcode::continuation:
                if ((kind == opcode::continuation) != in_message_) break;
                in_message_ = not is_final;
                inbox += payload;
                return;
            case opcode::ping: outbox += frame(opcode::pong, payload); return;
            case opcode::pong: return;
            case opcode::close: {
                const std::size_t code = payload.size() < 2 ? 1'000 : number(payload.substr(0, 2));
                const bool may_be = (1'000 <= code and code <= 1'014 and code != 1'004 and code != 1'005 and code != 1'006) or
                                    (3'000 <= code and code <= 4'999);
                const std::string reason = payload.size() > 2 ? payload.substr(2) : "";
                outbox += frame(opcode::close, close_payload(may_be ? 1'000 : 1'002, reason));
                closed_ = true;
                break;
            }
            case opcode::text:  // ends it without a close frame, as does anything unknown
            default: break;
        }
        ended_ = true;
    }

    channel& client_;
    std::string raw_;  // what came, framed
    bool in_message_ = false;
    bool ended_ = false;
    bool closed_ = false;
};
}  // namespace virga::testing::detail::neon
