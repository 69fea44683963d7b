// virga/client/detail/sql_words.hpp: where the words and the statements of an SQL text are.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <vector>       // std::vector

namespace virga::detail {

/// Walks over an SQL text, knowing what is a comment, a string or a name. Source: PostgreSQL manual, sections 4.1.1 to 4.1.5;
/// standard_conforming_strings is on.
class sql_walker {
public:
    explicit sql_walker(std::string_view text, std::size_t from = 0) : text_(text), at_(from) {}

    [[nodiscard]] std::size_t position() const { return at_; }

    /// Steps over white space and comments. Whether something follows.
    bool skip_space() {
        while (at_ < text_.size()) {
            if (is_space(text_[at_])) ++at_;
            else if (starts("--")) at_ = end_of_line();
            else if (starts("/*")) block_comment();
            else return true;
        }
        return false;
    }

    /// Steps over the next token and returns it: a word with its letters as they stand, a string or quoted name whole, or a
    /// single character. Empty at the end.
    std::string_view next() {
        if (not skip_space()) return {};
        const std::size_t start = at_;
        const char c = text_[at_];
        if (c == '\'') string(false);
        else if (c == '"') quoted('"');
        else if (c == '$') dollar();
        else if (is_letter(c)) word();
        else if (is_digit(c)) number();
        else ++at_;
        return text_.substr(start, at_ - start);
    }

private:
    static bool is_space(char c) { return std::string_view{" \t\r\n\f\v"}.find(c) != std::string_view::npos; }
    static bool is_digit(char c) { return '0' <= c and c <= '9'; }
    static bool is_letter(char c) {
        return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or c == '_' or static_cast<unsigned char>(c) >= 0x80;
    }
    [[nodiscard]] bool starts(std::string_view with) const { return text_.substr(at_, with.size()) == with; }
    [[nodiscard]] std::size_t end_of_line() const {
        const std::size_t end = text_.find_first_of("\r\n", at_);
        return end == text_.npos ? text_.size() : end;
    }
    void block_comment() {  // they nest
        std::size_t depth = 0;
        do {
            if (starts("/*")) ++depth, at_ += 2;
            else if (starts("*/")) --depth, at_ += 2;
            else ++at_;
        } while (depth != 0 and at_ < text_.size());
    }
    /// From an opening quote to behind the closing one. A doubled one is two of these, which comes to the same.
    void quoted(char quote) {
        const std::size_t end = text_.find(quote, at_ + 1);
        at_ = end == text_.npos ? text_.size() : end + 1;
    }
    void string(bool has_escapes) {
        if (not has_escapes) return quoted('\'');
        for (++at_; at_ < text_.size() and text_[at_] != '\''; ++at_) {
            if (text_[at_] == '\\') ++at_;
        }
        at_ = at_ < text_.size() ? at_ + 1 : text_.size();
    }
    void word() {
        const char first = text_[at_];
        if ((first == 'e' or first == 'E') and text_.substr(at_ + 1, 1) == "'") {
            ++at_;
            return string(true);
        }
        while (at_ < text_.size() and (is_letter(text_[at_]) or is_digit(text_[at_]) or text_[at_] == '$')) ++at_;
    }
    void number() {
        while (at_ < text_.size() and (is_digit(text_[at_]) or is_letter(text_[at_]) or text_[at_] == '.')) ++at_;
    }
    /// `$1`, or a string between `$tag$` and `$tag$`.
    void dollar() {
        std::size_t end = at_ + 1;
        if (end < text_.size() and is_digit(text_[end])) {
            while (end < text_.size() and is_digit(text_[end])) ++end;
            at_ = end;
            return;
        }
        while (end < text_.size() and (is_letter(text_[end]) or is_digit(text_[end]))) ++end;
        if (end == text_.size() or text_[end] != '$') {
            at_ = end;
            return;
        }
        const std::string_view tag = text_.substr(at_, end + 1 - at_);
        const std::size_t close = text_.find(tag, end + 1);
        at_ = close == text_.npos ? text_.size() : close + tag.size();
    }

    std::string_view text_;
    std::size_t at_;
};

/// Whether two words are one, letters of either case.
inline bool is_word(std::string_view word, std::string_view lower) {
    if (word.size() != lower.size()) return false;
    for (std::size_t i = 0; i != word.size(); ++i) {
        if ((('A' <= word[i] and word[i] <= 'Z') ? static_cast<char>(word[i] - 'A' + 'a') : word[i]) != lower[i]) return false;
    }
    return true;
}

/// The word with which a statement begins or ends a transaction, `commit` for example; empty if it does neither. Setting a
/// savepoint, and going back to one, does neither.
inline std::string_view transaction_word(std::string_view sql) {
    sql_walker walker{sql};
    std::string_view first = walker.next();
    while (first == ";") first = walker.next();  // PostgreSQL passes over empty statements
    for (const std::string_view word : {"begin", "commit", "end", "abort"}) {
        if (is_word(first, word)) return word;
    }
    if (is_word(first, "start")) return is_word(walker.next(), "transaction") ? "start transaction" : "";
    if (is_word(first, "prepare")) return is_word(walker.next(), "transaction") ? "prepare transaction" : "";
    if (is_word(first, "rollback")) {
        std::string_view second = walker.next();
        if (is_word(second, "work") or is_word(second, "transaction")) second = walker.next();
        return is_word(second, "to") ? "" : "rollback";
    }
    return {};
}

/// The statements of a text, without the semicolons between them; those that hold nothing are left out.
///
/// A function's body in standard SQL (`begin atomic ... end`, PostgreSQL 14) holds semicolons that end no statement.
inline std::vector<std::string_view> split_statements(std::string_view sql) {
    std::vector<std::string_view> statements;
    sql_walker walker{sql};
    std::size_t depth = 0;  // of brackets; a rule has semicolons within them
    std::size_t blocks = 0;  // of begin atomic, and of case within
    while (walker.skip_space()) {
        std::size_t start = walker.position(), end = start;
        bool is_empty = true;
        std::string_view former;
        for (depth = blocks = 0;;) {
            const std::string_view token = walker.next();
            if (token.empty() or (token == ";" and depth == 0 and blocks == 0)) break;
            is_empty = false;
            end = walker.position();
            if (token == "(") ++depth;
            else if (token == ")" and depth != 0) --depth;
            else if (is_word(token, "atomic") and is_word(former, "begin")) ++blocks;
            else if (blocks != 0 and is_word(token, "case")) ++blocks;
            else if (blocks != 0 and is_word(token, "end")) --blocks;
            former = token;
        }
        if (not is_empty) statements.push_back(sql.substr(start, end - start));
    }
    return statements;
}
}  // namespace virga::detail
