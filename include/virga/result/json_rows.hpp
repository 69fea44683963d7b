// virga/result/json_rows.hpp: rows that came as a JSON array of arrays, cell by cell.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/query/detail/collected.hpp>    // virga::detail::most_arguments
#include <virga/result/result.hpp>             // virga::cell
#include <virga/text/error.hpp>                // virga::value_error
#include <virga/types/detail/hexadecimal.hpp>  // virga::types::detail::hex_value

namespace virga::detail {

/// Reads what `json_agg(json_build_array(...))` gives: the rows of a relation, each an array of its values. A string becomes the
/// text in it, a number, true and false are their own text, null is NULL, and an array within is its own text, for another reader.
///
/// It is no reader of any JSON: the server has written this. What is not as the server writes it is refused all the same.
class json_rows {
public:
    /// `source` lives as long as this.
    explicit json_rows(std::string_view source)
        : at_(source.data()), end_(source.data() + source.size()), size_(source.size()) {
        expect('[');
    }

    /// Fills `cells[0 .. count)` with those of the next row; false if there is none. Its texts live until the next call.
    /// Errors: `value_error` for another number of values.
    [[gnu::noinline]] bool next(cell* cells, std::size_t count) {
        if (next_is(']')) {
            if (at_ != end_) refuse();
            return false;
        }
        if (not is_first_) expect(',');
        is_first_ = false;
        text_.clear();
        expect('[');
        // More values than a function of the server takes stand in arrays of their own.
        if (count > most_arguments) read_parts(cells, count);
        else read_values(cells, count);
        expect(']');
        return true;
    }

private:
    [[noreturn, gnu::cold]] static void refuse() {
        throw value_error("the rows of a relation: the server sent them in another form than json_build_array gives");
    }
    void skip_space() {
        while (at_ != end_ and (*at_ == ' ' or *at_ == '\n' or *at_ == '\t' or *at_ == '\r')) ++at_;
    }
    bool next_is(char wanted) {
        skip_space();
        if (at_ == end_ or *at_ != wanted) return false;
        ++at_;
        return true;
    }
    void expect(char wanted) {
        if (not next_is(wanted)) refuse();
    }
    void read_parts(cell* cells, std::size_t count) {
        for (std::size_t first = 0; first < count; first += most_arguments) {
            if (first != 0) expect(',');
            expect('[');
            read_values(cells + first, count - first < most_arguments ? count - first : most_arguments);
            expect(']');
        }
    }
    void read_values(cell* cells, std::size_t count) {
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) expect(',');
            skip_space();
            if (at_ == end_) refuse();
            if (*at_ == '"') cells[i] = read_string();
            else if (*at_ == '[') cells[i] = read_array();
            else cells[i] = read_word();
        }
    }
    /// A number, true, false or null.
    cell read_word() {
        const char* const begin = at_;
        while (at_ != end_ and *at_ != ',' and *at_ != ']' and *at_ != ' ' and *at_ != '\n') ++at_;
        const std::string_view word{begin, static_cast<std::size_t>(at_ - begin)};
        if (word == "null") return {};
        if (word.empty() or (word != "true" and word != "false" and word[0] != '-' and (word[0] < '0' or word[0] > '9'))) refuse();
        return {begin, word.size()};
    }
    /// An array, as it stands.
    cell read_array() {
        const char* const begin = at_;
        std::size_t depth = 0;
        do {
            if (at_ == end_) refuse();
            if (*at_ == '"') {
                skip_string();
                continue;
            }
            if (*at_ == '[') ++depth;
            else if (*at_ == ']') --depth;
            ++at_;
        } while (depth != 0);
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }
    /// Goes behind a string; returns whether it has escapes.
    bool skip_string() {
        bool has_escapes = false;
        for (++at_; at_ != end_ and *at_ != '"'; ++at_) {
            if (*at_ != '\\') continue;
            has_escapes = true;
            if (++at_ == end_) refuse();
        }
        if (at_ == end_) refuse();
        ++at_;
        return has_escapes;
    }
    cell read_string() {
        const char* const begin = at_ + 1;
        const bool has_escapes = skip_string();
        const std::string_view source{begin, static_cast<std::size_t>(at_ - 1 - begin)};
        if (not has_escapes) return {source.data(), source.size()};
        // Cells before this one lie in the same memory, which does not move: all of the rows would fit in it.
        if (text_.capacity() < size_) text_.reserve(size_);
        const std::size_t from = text_.size();
        unescape(source);
        return {text_.data() + from, text_.size() - from};
    }
    void unescape(std::string_view source) {
        for (std::size_t i = 0; i != source.size(); ++i) {
            if (source[i] != '\\') text_.push_back(source[i]);
            else if (source[++i] == 'u') text_.push_back(control_character(source, i));
            else text_.push_back(character_meant_by(source[i]));
        }
    }
    static char character_meant_by(char letter) {
        switch (letter) {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '"':
            case '\\':
            case '/': return letter;
            default: refuse();
        }
    }
    /// `u001f`, of which `i` goes to the last digit. The server writes no other characters so.
    static char control_character(std::string_view source, std::size_t& i) {
        if (source.size() - i < 5) refuse();
        unsigned code = 0;
        for (const char digit : source.substr(i + 1, 4)) {
            const int value = types::detail::hex_value(digit);
            if (value < 0) refuse();
            code = code * 16 + static_cast<unsigned>(value);
        }
        if (code == 0 or code > 0x7f) refuse();
        i += 4;
        return static_cast<char>(code);
    }

    const char* at_;
    const char* end_;
    std::size_t size_;
    bool is_first_ = true;
    std::string text_;
};
}  // namespace virga::detail
