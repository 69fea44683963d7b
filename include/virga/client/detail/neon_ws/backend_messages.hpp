// virga/client/detail/neon_ws/backend_messages.hpp: what passes by of PostgreSQL's messages to a client; manual, section 55.7.
#pragma once

#include <algorithm>    // std::min
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

namespace virga::detail {

/// Walks along the messages of a server, whatever pieces they come in, and remembers the state of the transaction and
/// the last error.
class backend_messages {
public:
    /// Looks at the next bytes of the stream.
    void pass(const char* data, std::size_t size) {
        std::size_t at = 0;
        while (at != size) {
            if (header_size_ < 5) {  // one byte of type, four of length, which counts itself
                const auto byte = static_cast<unsigned char>(data[at++]);
                if (header_size_ == 0)
                    type_ = static_cast<char>(byte);
                else
                    left_ = left_ << 8U | byte;
                if (++header_size_ < 5) continue;
                if (type_ == 'E') error_.clear();
                left_ = left_ < 4 ? 0 : left_ - 4;
            } else {
                const std::size_t part = std::min<std::size_t>(left_, size - at);
                if (type_ == 'Z') transaction_ = data[at + part - 1];  // ReadyForQuery: one byte
                if (type_ == 'E') error_.append(data + at, std::min(part, 1'000 - error_.size()));
                at += part;
                left_ -= static_cast<std::uint32_t>(part);
            }
            if (left_ == 0) header_size_ = 0;
        }
    }

    /// As of the last ReadyForQuery: 'I' outside of a transaction, 'T' in one, 'E' in one that failed; 0 before the first.
    [[nodiscard]] char transaction() const { return transaction_; }

    /// What the server said of why it ends the session, or nothing: `terminating connection ... (SQLSTATE 57P01)`.
    [[nodiscard]] std::string last_words() const {
        const std::string_view severity = field('V');  // the one that is not translated
        if (severity != "FATAL" and severity != "PANIC") return "";
        return fmt::format("{} (SQLSTATE {})", field('M'), field('C'));
    }

private:
    /// A field of the last error: each is a byte of type and a text that a zero byte ends.
    [[nodiscard]] std::string_view field(char type) const {
        std::string_view rest = error_;
        while (not rest.empty() and rest[0] != '\0') {
            const std::string_view value = rest.substr(1, rest.find('\0', 1) - 1);
            if (rest[0] == type) return value;
            rest.remove_prefix(std::min(value.size() + 2, rest.size()));
        }
        return {};
    }

    std::size_t header_size_ = 0;
    std::uint32_t left_ = 0;  // of the message, or of its length while the header is read
    char type_ = 0;
    char transaction_ = 0;
    std::string error_;
};
}  // namespace virga::detail
