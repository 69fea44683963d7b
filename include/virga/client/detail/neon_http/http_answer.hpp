// virga/client/detail/neon_http/http_answer.hpp: reading an answer of HTTP/1.1 from the bytes of a connection.
#pragma once

#include <algorithm>    // std::min
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/client/http_transport.hpp>  // virga::http_response

namespace virga::detail {

/// Thrown when an answer is not of HTTP.
struct malformed_http {
    const char* reason;  ///< a part of a sentence
};
/// Thrown when a body has more bytes than are allowed.
struct oversized_http {};

/// Whether two words are one, letters of either case. `lower` has only lower-case ones.
inline bool is_same_token(std::string_view word, std::string_view lower) {
    if (word.size() != lower.size()) return false;
    for (std::size_t i = 0; i != word.size(); ++i) {
        if (('A' <= word[i] and word[i] <= 'Z' ? static_cast<char>(word[i] + ('a' - 'A')) : word[i]) != lower[i]) return false;
    }
    return true;
}

/// The answer to a POST. It begins at a piece of the connection's bytes, and takes one after the other, however they were cut.
/// Source: RFC 9112.
class http_answer {
public:
    /// `largest` is how many bytes the body may have; `spare` is memory for it, or null.
    explicit http_answer(std::size_t largest, std::string* spare = nullptr) : largest_(largest), spare_(spare) {}

    /// Takes the next bytes. What it leaves of them, once it is complete, is not of this answer.
    /// Errors: malformed_http, oversized_http.
    void take(std::string_view& bytes) {
        has_begun_ = has_begun_ or not bytes.empty();
        while (state_ != state::complete and not bytes.empty()) {
            switch (state_) {
                case state::body: take_body(bytes); break;
                case state::body_to_end: add_to_body(bytes, bytes.size()); break;
                case state::chunk: take_chunk(bytes); break;
                default:
                    if (const auto line = take_line(bytes)) {
                        read_line(*line);
                        line_.clear();
                    }
            }
        }
    }
    /// The connection was closed. Whether that completes the answer.
    [[nodiscard]] bool end() {
        if (state_ == state::body_to_end) state_ = state::complete;
        return is_complete();
    }

    [[nodiscard]] bool has_begun() const { return has_begun_; }
    [[nodiscard]] bool is_complete() const { return state_ == state::complete; }
    /// Whether the connection can take another request.
    [[nodiscard]] bool keeps_connection() const { return keeps_; }
    /// The answer, when it is complete.
    [[nodiscard]] http_response response() && { return std::move(response_); }

private:
    enum class state { status, header, body, body_to_end, chunk_size, chunk, chunk_end, trailer, complete };
    static constexpr std::string_view version = "HTTP/1.";
    static constexpr const char* no_http = "the server does not answer in HTTP/1.1";
    static constexpr std::size_t longest_head = 65'536;
    static constexpr std::size_t longest_trailer = 65'536;
    static constexpr unsigned most_interim = 16;

    /// The next line, without its end, when all of it has come. It lies in `bytes` or in `line_`.
    std::optional<std::string_view> take_line(std::string_view& bytes) {
        const std::size_t end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
        if (end == bytes.npos or not line_.empty()) line = line_ += line;
        if (line.size() > longest_head) throw malformed_http{"a line of its head is longer than 65536 bytes"};
        if (state_ == state::status and not version.starts_with(line.substr(0, version.size()))) throw malformed_http{no_http};
        if (end == bytes.npos) return std::nullopt;
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }

    void read_line(std::string_view line) {
        switch (state_) {
            case state::status: return read_status(line);
            case state::header: return line.empty() ? begin_body() : read_header(line);
            case state::chunk_size: return read_chunk_size(line);
            case state::chunk_end:
                if (not line.empty()) throw malformed_http{"a chunk of its body is longer than it says"};
                state_ = state::chunk_size;
                return;
            default:  // what a trailer says does not matter
                if (line.empty()) state_ = state::complete;
                else if ((trailer_size_ += line.size()) > longest_trailer)
                    throw malformed_http{"the headers behind its body are longer than 65536 bytes"};
        }
    }

    void read_status(std::string_view line) {
        const auto is_digit = [line](std::size_t at) { return '0' <= line[at] and line[at] <= '9'; };
        if (line.size() < 12 or not is_digit(7) or line[8] != ' ' or not is_digit(9) or not is_digit(10) or
            not is_digit(11) or (line.size() > 12 and line[12] != ' ')) {
            throw malformed_http{no_http};
        }
        response_.status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
        response_.headers.clear();  // of an interim answer
        keeps_ = line[7] != '0';
        is_chunked_ = false;
        length_.reset();
        state_ = state::header;
    }

    void read_header(std::string_view line) {
        if (response_.headers.size() + line.size() > longest_head) throw malformed_http{"its head is longer than 65536 bytes"};
        response_.headers.append(line).append("\n");
        const std::size_t colon = line.find(':');
        if (colon == line.npos) throw malformed_http{"a line of its head is no header"};
        const std::string_view name = line.substr(0, colon);
        std::string_view value = line.substr(colon + 1);
        while (value.starts_with(' ') or value.starts_with('\t')) value.remove_prefix(1);
        while (value.ends_with(' ') or value.ends_with('\t')) value.remove_suffix(1);
        if (is_same_token(name, "content-length")) {
            const std::optional<std::uint64_t> length = number(value, 10);
            if (not length or (length_ and *length_ != *length)) throw malformed_http{"its Content-Length is not a number"};
            length_ = length;
        } else if (is_same_token(name, "transfer-encoding")) {
            if (not is_same_token(value, "chunked") or is_chunked_) throw malformed_http{"its Transfer-Encoding is unknown"};
            is_chunked_ = true;
        } else if (is_same_token(name, "connection")) {
            read_connection(value);
        }
    }
    void read_connection(std::string_view options) {
        while (not options.empty()) {
            std::string_view each = options.substr(0, options.find(','));
            options.remove_prefix(std::min(each.size() + 1, options.size()));
            while (each.starts_with(' ') or each.starts_with('\t')) each.remove_prefix(1);
            while (each.ends_with(' ') or each.ends_with('\t')) each.remove_suffix(1);
            if (is_same_token(each, "close")) keeps_ = false;
        }
    }

    void begin_body() {
        const int status = response_.status;
        if (status < 200) {
            if (status == 101) throw malformed_http{"the server leaves HTTP, which it was not asked for"};
            if (++interim_count_ > most_interim)
                throw malformed_http{"more than 16 interim answers (status 1xx) came instead of it"};
            state_ = state::status;  // that of the answer proper follows
        } else if (status == 204 or status == 304) {
            state_ = state::complete;
        } else if (is_chunked_) {
            if (length_) keeps_ = false;  // something on the way may have taken the length for true
            state_ = state::chunk_size;
        } else if (length_) {
            if (*length_ > largest_) throw oversized_http{};
            left_ = static_cast<std::size_t>(*length_);
            reserve_body();
            state_ = left_ == 0 ? state::complete : state::body;
        } else {
            keeps_ = false;
            state_ = state::body_to_end;
        }
    }

    void reserve_body() {
        // Not all of what it says: a length is easily claimed. What is added is for who parses the body where it lies.
        const std::size_t size = std::min(left_, std::size_t{1} << 24U) + 128;
        if (spare_ != nullptr and size <= spare_->capacity() and spare_->capacity() <= 4 * size) {
            response_.body = std::move(*spare_);
            response_.body.clear();
        }
        response_.body.reserve(size);
    }
    void add_to_body(std::string_view& bytes, std::size_t size) {
        if (size > largest_ - response_.body.size()) throw oversized_http{};
        response_.body.append(bytes, 0, size);
        bytes.remove_prefix(size);
    }
    void take_body(std::string_view& bytes) {
        const std::size_t size = std::min(left_, bytes.size());
        add_to_body(bytes, size);
        left_ -= size;
        if (left_ == 0) state_ = state::complete;
    }

    void read_chunk_size(std::string_view line) {
        std::string_view digits = line.substr(0, line.find(';'));  // extensions follow, of which none is known
        while (digits.ends_with(' ') or digits.ends_with('\t')) digits.remove_suffix(1);
        const std::optional<std::uint64_t> size = number(digits, 16);
        if (not size) throw malformed_http{"the length of a chunk of its body is not a number"};
        if (*size > largest_ - response_.body.size()) throw oversized_http{};
        left_ = static_cast<std::size_t>(*size);
        state_ = left_ == 0 ? state::trailer : state::chunk;
    }
    void take_chunk(std::string_view& bytes) {
        const std::size_t size = std::min(left_, bytes.size());
        add_to_body(bytes, size);
        left_ -= size;
        if (left_ == 0) state_ = state::chunk_end;
    }

    static std::optional<std::uint64_t> number(std::string_view digits, unsigned base) {
        if (digits.empty() or digits.size() > (base == 10 ? 19U : 15U)) return std::nullopt;
        std::uint64_t value = 0;
        for (const char c : digits) {
            unsigned digit = base;
            if ('0' <= c and c <= '9') digit = static_cast<unsigned>(c - '0');
            else if ('a' <= c and c <= 'f') digit = static_cast<unsigned>(c - 'a') + 10;
            else if ('A' <= c and c <= 'F') digit = static_cast<unsigned>(c - 'A') + 10;
            if (digit >= base) return std::nullopt;
            value = value * base + digit;
        }
        return value;
    }

    std::size_t largest_;
    std::string* spare_;
    state state_ = state::status;
    std::string line_;  ///< so far
    http_response response_;
    std::optional<std::uint64_t> length_;
    std::size_t left_ = 0;  ///< of the body, or of a chunk of it
    std::size_t trailer_size_ = 0;
    unsigned interim_count_ = 0;
    bool is_chunked_ = false;
    bool keeps_ = false;
    bool has_begun_ = false;
};
}  // namespace virga::detail
