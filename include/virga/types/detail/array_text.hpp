// virga/types/detail/array_text.hpp: arrays as text, {1,NULL,"a b"}.
#pragma once

#include <charconv>      // std::from_chars
#include <cstddef>       // std::size_t
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::errc

#include <virga/types/detail/refuse.hpp>  // refuse

/// Source: PostgreSQL manual, section 8.15.6, Array Input and Output Syntax; array_out in arrayfuncs.c.
namespace virga::types::detail {

/// Whether `source` is the word NULL, in any case.
[[nodiscard]] constexpr bool is_null_word(std::string_view source) {
    if (source.size() != 4) return false;
    for (std::size_t i = 0; i != 4; ++i)
        if ((source[i] | 0x20) != "null"[i]) return false;
    return true;
}

/// Quotes the element that begins at `start` and ends `out`, if array_out would.
inline void quote_array_element(std::string& out, std::size_t start, char delimiter = ',') {
    const std::string_view element = std::string_view{out}.substr(start);
    if (not element.empty() and element.find_first_of("\"\\{} \t\n\r\v\f") == std::string_view::npos and
        element.find(delimiter) == std::string_view::npos and not is_null_word(element))
        return;
    std::size_t escapes = 0;
    for (const char character : element) escapes += character == '"' or character == '\\';
    std::size_t from = out.size();
    out.resize(out.size() + escapes + 2);
    std::size_t to = out.size();  // from the end, so that nothing is overwritten before it has moved
    out[--to] = '"';
    while (from != start) {
        const char character = out[--from];
        out[--to] = character;
        if (character == '"' or character == '\\') out[--to] = '\\';
    }
    out[--to] = '"';
}

/// The elements of an array's text, one after the other. Throws `value_error` where the text is malformed,
/// or has more than one dimension.
class array_text_reader {
public:
    explicit array_text_reader(std::string_view source, char delimiter = ',') : rest_(source), delimiter_(delimiter) {
        if (rest_.starts_with('[')) bounds();
        if (not take('{')) malformed();
    }

    /// Moves to the next element; false at the end.
    bool next() {
        if ((count_ == 0 or ended_) and take('}')) {
            if (not rest_.empty()) malformed();
            return finish();
        }
        if (ended_) malformed();
        if (rest_.starts_with('{')) refuse("array", "the array has more than one dimension");
        is_null_ = false;
        if (take('"')) {
            quoted();
        } else {
            plain();
        }
        ++count_;
        if (not take(delimiter_)) ended_ = true;
        return true;
    }

    [[nodiscard]] bool is_null() const { return is_null_; }
    /// Lives until the next call of `next`.
    [[nodiscard]] std::string_view element() const { return element_; }

private:
    [[noreturn]] static void malformed() { refuse("array", "the text is not an array"); }

    bool take(char character) {
        if (not rest_.starts_with(character)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool finish() {
        if (has_bounds_ and static_cast<long long>(count_) != last_ - first_ + 1) malformed();
        return false;
    }

    long long bound() {
        int value = 0;
        const auto [stop, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{}) malformed();
        rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()));
        return value;
    }

    /// `[0:1]=`, which stands before an array whose first index is not 1.
    void bounds() {
        take('[');
        first_ = bound();
        if (not take(':')) malformed();
        last_ = bound();
        if (not take(']')) malformed();
        if (rest_.starts_with('[')) refuse("array", "the array has more than one dimension");
        if (not take('=')) malformed();
        has_bounds_ = true;
    }

    void quoted() {
        unescaped_.clear();
        while (true) {
            const std::size_t size = rest_.find_first_of("\"\\");
            if (size == std::string_view::npos) malformed();
            unescaped_.append(rest_.substr(0, size));
            const bool is_end = rest_[size] == '"';
            rest_.remove_prefix(size + 1);
            if (is_end) break;
            if (rest_.empty()) malformed();
            unescaped_.push_back(rest_.front());
            rest_.remove_prefix(1);
        }
        element_ = unescaped_;
    }

    void plain() {
        const char ends[]{delimiter_, '}', '{', '"', '\\'};
        const std::size_t size = rest_.find_first_of(std::string_view{ends, sizeof ends});
        if (size == std::string_view::npos or size == 0) malformed();
        element_ = rest_.substr(0, size);
        is_null_ = is_null_word(element_);
        rest_.remove_prefix(size);
    }

    std::string_view rest_;
    std::string_view element_;
    std::string unescaped_;
    char delimiter_;
    std::size_t count_ = 0;
    long long first_ = 1;
    long long last_ = 0;
    bool has_bounds_ = false;
    bool is_null_ = false;
    bool ended_ = false;  // no comma followed the last element
};
}  // namespace virga::types::detail
