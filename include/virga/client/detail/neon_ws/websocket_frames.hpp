// virga/client/detail/neon_ws/websocket_frames.hpp: a stream of bytes as WebSocket frames and back; RFC 6455, section 5.
#pragma once

#include <algorithm>    // std::min
#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t, std::uint64_t
#include <cstring>      // std::memcpy, std::memmove
#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga::detail {

enum class websocket_opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Takes frames of a server apart where they lie: their payloads are moved together, and nothing else is copied.
///
/// Our own, because Beast reads at most 1536 bytes at a time and completes one operation a frame: with Neon's frames
/// of 1 KiB that is two system calls and two turns of an event loop for each.
class websocket_reader {
public:
    /// Takes `size` bytes at `data`, which may begin and end anywhere in a frame. Returns how many bytes of payload
    /// lie at `data` afterwards. Nothing is read after a close frame or an error.
    std::size_t take(char* data, std::size_t size) {
        std::size_t from = 0, to = 0;
        while (from != size and not closed_ and problem_ == nullptr) {
            if (left_ == 0 and not in_control_) {
                from += take_header(data + from, size - from);
                continue;
            }
            const std::size_t part = static_cast<std::size_t>(std::min<std::uint64_t>(left_, size - from));
            if (in_control_) {
                control_.append(data + from, part);
            } else {
                std::memmove(data + to, data + from, part);
                to += part;
                if (part != 0) empty_frames_ = 0;
            }
            from += part;
            left_ -= part;
            if (in_control_ and left_ == 0) end_control();
        }
        return to;
    }

    /// Why the stream is no WebSocket's, or nullptr.
    [[nodiscard]] const char* problem() const { return problem_; }

    /// How many frames came without anything of PostgreSQL's in them, since something did come: pings, and empty ones.
    [[nodiscard]] std::size_t empty_frames() const { return empty_frames_; }
    /// Counts them anew.
    void forget_empty_frames() { empty_frames_ = 0; }

    /// Whether the server said that it closes.
    [[nodiscard]] bool closed() const { return closed_; }
    /// The code of the close frame; 1005 if it has none.
    [[nodiscard]] unsigned close_code() const { return close_code_; }
    [[nodiscard]] const std::string& close_reason() const { return close_reason_; }

    /// The payloads of pings that want an answer; of several, the last one is enough.
    bool take_ping(std::string& payload) {
        if (not has_ping_) return false;
        has_ping_ = false;
        payload = ping_;
        return true;
    }

private:
    /// Takes what there is of a header; returns how many bytes that were.
    std::size_t take_header(const char* data, std::size_t size) {
        std::size_t taken = 0;
        while (taken != size) {
            header_[header_size_++] = static_cast<std::uint8_t>(data[taken++]);
            if (header_size_ < 2) continue;
            const unsigned length = header_[1] & 0x7fU;
            const std::size_t whole = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (header_size_ < whole) continue;
            header_size_ = 0;
            begin_frame(length, whole);
            break;
        }
        return taken;
    }

    void begin_frame(unsigned length, std::size_t header_size) {
        ++empty_frames_;  // so far
        left_ = length;
        if (header_size > 2) {
            left_ = 0;
            for (std::size_t i = 2; i != header_size; ++i) left_ = left_ << 8U | header_[i];
        }
        const bool is_final = (header_[0] & 0x80U) != 0;
        if ((header_[0] & 0x70U) != 0) return fail("it uses an extension that nobody asked for");
        if ((header_[1] & 0x80U) != 0) return fail("its frames are masked, as only a client's are");
        if (left_ >> 63U != 0) return fail("a frame has an impossible length");
        const auto opcode = static_cast<websocket_opcode>(header_[0] & 0x0fU);
        switch (opcode) {
            case websocket_opcode::continuation:
                if (not in_message_) return fail("a message goes on that did not begin");
                in_message_ = not is_final;
                return;
            case websocket_opcode::binary:
                if (in_message_) return fail("a message begins within another");
                in_message_ = not is_final;
                return;
            case websocket_opcode::close:
            case websocket_opcode::ping:
            case websocket_opcode::pong:
                if (not is_final or length > 125) return fail("a control frame is too long or in parts");
                in_control_ = true;
                control_opcode_ = opcode;
                control_.clear();
                if (left_ == 0) end_control();
                return;
            case websocket_opcode::text:
                return fail("it sends text, where PostgreSQL's protocol is bytes");
        }
        fail("a frame is of an unknown kind");
    }

    void end_control() {
        in_control_ = false;
        if (control_opcode_ == websocket_opcode::ping) {
            ping_ = control_;
            has_ping_ = true;
        } else if (control_opcode_ == websocket_opcode::close) {
            closed_ = true;
            if (control_.size() < 2) return;
            close_code_ = static_cast<std::uint8_t>(control_[0]) * 256U + static_cast<std::uint8_t>(control_[1]);
            close_reason_ = control_.substr(2);
        }
    }

    void fail(const char* problem) {
        problem_ = problem;
        left_ = 0;
    }

    std::array<std::uint8_t, 10> header_{};
    std::size_t header_size_ = 0;  // of the header that is not complete
    std::uint64_t left_ = 0;       // of the payload of the frame
    bool in_message_ = false;      // between the frames of one
    bool in_control_ = false;
    websocket_opcode control_opcode_{};
    std::string control_;
    std::size_t empty_frames_ = 0;
    std::string ping_;
    bool has_ping_ = false;
    bool closed_ = false;
    unsigned close_code_ = 1005;
    std::string close_reason_;
    const char* problem_ = nullptr;
};

using websocket_mask = std::array<char, 4>;

inline constexpr std::size_t longest_client_header = 14;

/// Masks `size` bytes at `data`, section 5.3.
inline void mask_payload(char* data, std::size_t size, const websocket_mask& mask) {
    std::uint64_t wide = 0;
    for (std::size_t i = 0; i != sizeof wide; ++i) std::memcpy(reinterpret_cast<char*>(&wide) + i, &mask[i % 4], 1);
    std::size_t i = 0;
    for (; i + sizeof wide <= size; i += sizeof wide) {
        std::uint64_t part = 0;
        std::memcpy(&part, data + i, sizeof part);
        part ^= wide;
        std::memcpy(data + i, &part, sizeof part);
    }
    for (; i != size; ++i) data[i] = static_cast<char>(data[i] ^ mask[i % 4]);
}

/// Makes the `size` bytes at `data` one masked frame of a client. Its header is put in front, where there must be room
/// for `longest_client_header` bytes; returns where the frame begins.
inline char* make_client_frame(websocket_opcode opcode, char* data, std::size_t size, const websocket_mask& mask) {
    mask_payload(data, size, mask);
    const std::size_t length_size = size < 126 ? 0 : size < 65'536 ? 2 : 8;
    char* const start = data - 4 - length_size - 2;
    start[0] = static_cast<char>(0x80U | static_cast<unsigned>(opcode));
    start[1] = static_cast<char>(0x80U | (length_size == 0 ? size : length_size == 2 ? 126U : 127U));
    for (std::size_t i = 0; i != length_size; ++i) start[2 + i] = static_cast<char>(size >> 8U * (length_size - 1 - i));
    std::memcpy(start + 2 + length_size, mask.data(), mask.size());
    return start;
}

/// A whole control frame of a client; `payload` has at most 125 bytes.
inline std::string control_frame(websocket_opcode opcode, std::string_view payload, const websocket_mask& mask) {
    std::string room(longest_client_header, '\0');
    room += payload;
    const char* const start = make_client_frame(opcode, room.data() + longest_client_header, payload.size(), mask);
    return room.substr(static_cast<std::size_t>(start - room.data()));
}
}  // namespace virga::detail
