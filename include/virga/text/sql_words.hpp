// virga/text/sql_words.hpp: the words of an SQL text, as PostgreSQL's own lexer finds them.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

namespace virga::detail {

/// What a token is. A string is a constant in single quotes or between dollar signs, whatever letters stand before it.
enum class sql_token { none, word, quoted_name, string, number, parameter, sign };

constexpr bool is_sql_digit(char c) { return '0' <= c and c <= '9'; }
/// A letter that can begin a name; every byte of a character beyond ASCII is one.
constexpr bool is_sql_letter(char c) {
    return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or c == '_' or static_cast<unsigned char>(c) >= 0x80;
}
/// PostgreSQL folds only the letters of ASCII, where the encoding is UTF-8.
constexpr char sql_lower(char c) { return 'A' <= c and c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether two words are one, letters of either case.
constexpr bool is_word(std::string_view word, std::string_view lower) {
    if (word.size() != lower.size()) return false;
    for (std::size_t i = 0; i != word.size(); ++i) {
        if (sql_lower(word[i]) != lower[i]) return false;
    }
    return true;
}

/// Whether a text has the word somewhere, letters of either case, even within a string or a comment.
constexpr bool holds_word(std::string_view text, std::string_view word) {
    const auto in_word = [text](std::size_t at) {
        return at < text.size() and (is_sql_letter(text[at]) or is_sql_digit(text[at]));
    };
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
        std::size_t same = 0;
        while (same != word.size() and sql_lower(text[at + same]) == sql_lower(word[same])) ++same;
        if (same == word.size() and not in_word(at - 1) and not in_word(at + same)) return true;
    }
    return false;
}

/// Walks over an SQL text token by token, in linear time. Every text can be walked: what the server refuses becomes some
/// token as well. standard_conforming_strings is on.
///
/// Source: PostgreSQL manual, sections 4.1.1 to 4.1.5, and src/backend/parser/scan.l. Numbers are those of PostgreSQL 16, of
/// which earlier ones read `1_000` and `0xff` as a number and a word, or refuse them.
class sql_walker {
public:
    constexpr explicit sql_walker(std::string_view text, std::size_t from = 0) : text_(text), at_(from) {}

    [[nodiscard]] constexpr std::size_t position() const { return at_; }
    /// What the last token was; `none` behind the last one.
    [[nodiscard]] constexpr sql_token kind() const { return kind_; }
    /// Whether the text ended within a string, a quoted name or a block comment.
    [[nodiscard]] constexpr bool is_open() const { return is_open_; }

    /// Steps over white space and comments. Whether something follows.
    constexpr bool skip_space() {
        while (at_ < text_.size()) {
            if (is_space(text_[at_])) ++at_;
            else if (starts("--", at_)) at_ = end_of_line(at_);
            else if (starts("/*", at_)) block_comment();
            else return true;
        }
        return false;
    }

    /// Steps over the next token and returns it as it stands, a string with its quotes and with all lines on which it goes
    /// on. Empty at the end.
    constexpr std::string_view next() {
        kind_ = sql_token::none;
        if (not skip_space()) return {};
        const std::size_t start = at_;
        kind_ = token();
        return text_.substr(start, at_ - start);
    }

private:
    /// How a string reads a backslash and a doubled quote.
    enum class quoting { standard, escapes, bits };

    static constexpr bool is_line_end(char c) { return c == '\n' or c == '\r'; }
    static constexpr bool is_space(char c) { return c == ' ' or c == '\t' or c == '\f' or c == '\v' or is_line_end(c); }
    static constexpr bool is_operator(char c) { return std::string_view{"~!@#^&|`?+-*/%<>="}.find(c) != std::string_view::npos; }

    [[nodiscard]] constexpr bool starts(std::string_view with, std::size_t at) const {
        return text_.substr(at, with.size()) == with;
    }
    /// The byte at a place; a zero behind the end, which is part of no token.
    [[nodiscard]] constexpr char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
    [[nodiscard]] constexpr std::size_t end_of_line(std::size_t at) const {
        while (at < text_.size() and not is_line_end(text_[at])) ++at;
        return at;
    }
    constexpr void end_open() {
        at_ = text_.size();
        is_open_ = true;
    }

    constexpr void block_comment() {  // they nest
        std::size_t depth = 0;
        do {
            if (at_ >= text_.size()) return end_open();
            if (starts("/*", at_)) ++depth, at_ += 2;
            else if (starts("*/", at_)) --depth, at_ += 2;
            else ++at_;
        } while (depth != 0);
    }

    constexpr sql_token token() {
        const char c = text_[at_];
        if (c == '\'') return string(quoting::standard);
        if (c == '"') return quoted_name();
        if (c == '$') return dollar();
        if (is_sql_digit(c) or (c == '.' and is_sql_digit(byte(at_ + 1)))) return number();
        if (not is_sql_letter(c)) return sign();
        const char letter = sql_lower(c), second = byte(at_ + 1), third = second == '&' ? byte(at_ + 2) : '\0';
        if (letter == 'u' and (third == '\'' or third == '"')) {
            at_ += 2;
            return third == '"' ? quoted_name() : string(quoting::standard);
        }
        if (second == '\'' and (letter == 'e' or letter == 'b' or letter == 'x')) {
            ++at_;
            return string(letter == 'e' ? quoting::escapes : quoting::bits);
        }
        // The n of n'...' is a word by itself.
        while (is_sql_letter(byte(at_)) or is_sql_digit(byte(at_)) or byte(at_) == '$') ++at_;
        return sql_token::word;
    }

    /// From the opening quote to behind the last closing one.
    constexpr sql_token string(quoting mode) {
        do {
            for (++at_;; ++at_) {
                if (at_ >= text_.size()) {
                    end_open();
                    return sql_token::string;
                }
                const bool doubled = text_[at_] == '\'' and mode != quoting::bits and byte(at_ + 1) == '\'';
                if (doubled or (text_[at_] == '\\' and mode == quoting::escapes)) ++at_;
                else if (text_[at_] == '\'') break;
            }
            ++at_;
        } while (goes_on());
        return sql_token::string;
    }
    /// Whether the string goes on in a later line, and then goes to the quote there. Comments up to the end of a line may
    /// stand between, block comments may not.
    constexpr bool goes_on() {
        bool is_later = false;
        std::size_t at = at_;
        for (; at < text_.size(); ++at) {
            if (starts("--", at)) at = end_of_line(at);
            if (at >= text_.size() or not is_space(text_[at])) break;
            is_later = is_later or is_line_end(text_[at]);
        }
        if (not is_later or byte(at) != '\'') return false;
        at_ = at;
        return true;
    }

    constexpr sql_token quoted_name() {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') continue;
            ++at_;
            if (byte(at_) != '"') return sql_token::quoted_name;
        }
        end_open();
        return sql_token::quoted_name;
    }

    /// `$1`, or a string between `$tag$` and `$tag$`.
    constexpr sql_token dollar() {
        std::size_t end = at_ + 1;
        if (is_sql_digit(byte(end))) {
            while (is_sql_digit(byte(at_ + 1))) ++at_;
            ++at_;
            return sql_token::parameter;
        }
        if (is_sql_letter(byte(end))) {
            while (is_sql_letter(byte(end)) or is_sql_digit(byte(end))) ++end;
        }
        if (byte(end) != '$') {
            ++at_;
            return sql_token::sign;
        }
        const std::string_view tag = text_.substr(at_, end + 1 - at_);
        const std::size_t close = text_.find(tag, end + 1);
        if (close == text_.npos) end_open();
        else at_ = close + tag.size();
        return sql_token::string;
    }

    /// Behind digits, which may have single underscores between them.
    [[nodiscard]] constexpr std::size_t behind_digits(std::size_t at, std::string_view digits) const {
        const auto is_digit = [&](std::size_t place) { return digits.find(sql_lower(byte(place))) != digits.npos; };
        for (const std::size_t start = at;; ++at) {
            if (byte(at) == '_' and at != start and is_digit(at + 1)) ++at;
            if (not is_digit(at)) return at;
        }
    }
    constexpr sql_token number() {
        constexpr std::string_view decimal = "0123456789";
        const char base = byte(at_) == '0' ? sql_lower(byte(at_ + 1)) : '\0';
        if (base == 'x' or base == 'o' or base == 'b') {
            const std::size_t start = at_ + (byte(at_ + 2) == '_' ? 3 : 2);
            const std::size_t end = behind_digits(start, base == 'x' ? "0123456789abcdef" : base == 'o' ? "01234567" : "01");
            if (end != start) {
                at_ = end;
                return sql_token::number;
            }
        }
        at_ = behind_digits(at_, decimal);
        if (byte(at_) == '.' and byte(at_ + 1) != '.') at_ = behind_digits(at_ + 1, decimal);
        if (sql_lower(byte(at_)) == 'e') {
            const std::size_t exponent = at_ + (byte(at_ + 1) == '+' or byte(at_ + 1) == '-' ? 2 : 1);
            if (is_sql_digit(byte(exponent))) at_ = behind_digits(exponent, decimal);
        }
        return sql_token::number;
    }

    constexpr sql_token sign() {
        if (is_operator(text_[at_])) return symbol();
        at_ += starts("::", at_) or starts(":=", at_) or starts("..", at_) ? 2 : 1;
        return sql_token::sign;
    }
    /// An operator: up to a comment. A + or - is its last character only if it has one that no operator of the standard
    /// has, so that `=-1` is two.
    constexpr sql_token symbol() {
        if (at_ < signs_end_) {
            ++at_;
            return sql_token::sign;
        }
        bool is_own = false;
        std::size_t end = at_;
        for (; end < text_.size() and is_operator(text_[end]) and not starts("--", end) and not starts("/*", end); ++end) {
            is_own = is_own or std::string_view{"~!@#^&|`?%"}.find(text_[end]) != std::string_view::npos;
        }
        signs_end_ = end;
        while (not is_own and end > at_ + 1 and (text_[end - 1] == '+' or text_[end - 1] == '-')) --end;
        at_ = end;
        return sql_token::sign;
    }

    std::string_view text_;
    std::size_t at_;
    std::size_t signs_end_ = 0;  // up to here the rest of an operator is nothing but + and -, each by itself
    sql_token kind_ = sql_token::none;
    bool is_open_ = false;
};
}  // namespace virga::detail
