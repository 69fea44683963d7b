// virga/kit/file_rules.hpp: what a migration.sql must not say, found before any of it runs.
#pragma once

#include <algorithm>    // std::min, std::ranges::count
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/folder.hpp>  // virga::kit::first_word

namespace virga::kit {

/// A statement of an SQL text: its words in lower case, without those in quotes, comments and function bodies.
struct worded_statement {
    std::size_t start = 0;  ///< of its first word in the text
    std::vector<std::string> words{};

    [[nodiscard]] bool has(std::string_view first, std::string_view second) const {
        for (std::size_t i = 1; i < words.size(); ++i)
            if (words[i - 1] == first and words[i] == second) return true;
        return false;
    }
    [[nodiscard]] std::string_view word(std::size_t index) const { return index < words.size() ? words[index] : std::string_view{}; }
};

namespace detail {

inline bool is_word_byte(char c) {
    return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9') or c == '_' or c == '$' or
           static_cast<unsigned char>(c) >= 0x80;
}

/// Behind the quoted text at `at`, or the end of the text when nothing closes it. A doubled quote is two quoted texts.
inline std::size_t after_quotes(std::string_view sql, std::size_t at, bool has_escapes) {
    const char quote = sql[at];
    for (++at; at < sql.size() and sql[at] != quote; ++at)
        if (has_escapes and sql[at] == '\\') ++at;
    return std::min(at + 1, sql.size());
}

/// Behind the text in dollar quotes at `at`, or `at` when none begins there.
inline std::size_t after_dollar_quotes(std::string_view sql, std::size_t at) {
    std::size_t end = at + 1;
    while (end < sql.size() and sql[end] != '$' and is_word_byte(sql[end])) ++end;
    const bool is_parameter = end > at + 1 and '0' <= sql[at + 1] and sql[at + 1] <= '9';
    if (end >= sql.size() or sql[end] != '$' or is_parameter) return at;
    const std::string_view tag = sql.substr(at, end + 1 - at);
    const std::size_t close = sql.find(tag, end + 1);
    return close == sql.npos ? sql.size() : close + tag.size();
}
}  // namespace detail

/// The statements of an SQL text. Source: PostgreSQL manual, section 4.1, Lexical Structure.
[[nodiscard]] inline std::vector<worded_statement> worded_statements(std::string_view sql) {
    std::vector<worded_statement> statements(1);
    for (std::size_t at = first_word(sql); at < sql.size(); at += first_word(sql.substr(at))) {
        worded_statement& open = statements.back();
        if (open.words.empty()) open.start = at;
        if (sql[at] == ';') {
            statements.emplace_back();
            ++at;
        } else if (sql[at] == '\'' or sql[at] == '"') {
            at = detail::after_quotes(sql, at, false);
        } else if (const std::size_t after = sql[at] == '$' ? detail::after_dollar_quotes(sql, at) : at; after != at) {
            at = after;
        } else if (detail::is_word_byte(sql[at])) {
            std::string word;
            for (; at < sql.size() and detail::is_word_byte(sql[at]); ++at)
                word += 'A' <= sql[at] and sql[at] <= 'Z' ? static_cast<char>(sql[at] - 'A' + 'a') : sql[at];
            if (word == "e" and at < sql.size() and sql[at] == '\'') at = detail::after_quotes(sql, at, true);
            open.words.push_back(std::move(word));
        } else {
            ++at;
        }
    }
    if (statements.back().words.empty()) statements.pop_back();
    return statements;
}

/// A fault of a statement, and where in the text it stands.
struct file_fault {
    std::size_t line = 1;
    std::string sentence;
};

/// The first statement that ends the transaction in which a migration is applied, or moves rows over the connection,
/// as a sentence; empty for none. A function of the form `begin atomic ... end` hides what follows it: a
/// migrator still looks whether the transaction goes on.
[[nodiscard]] inline file_fault find_fault(std::string_view sql) {
    for (const worded_statement& each : worded_statements(sql)) {
        if (each.has("begin", "atomic")) return {};
        const std::string_view first = each.word(0);
        const bool to_savepoint = each.word(1) == "to" or each.word(2) == "to";
        const bool ends = first == "commit" or first == "end" or first == "abort" or (first == "rollback" and not to_savepoint) or
                          (first == "prepare" and each.word(1) == "transaction");
        const bool copies = first == "copy" and (each.has("from", "stdin") or each.has("to", "stdout"));
        if (not ends and not copies) continue;
        const auto before = static_cast<std::size_t>(std::ranges::count(sql.substr(0, each.start), '\n'));
        if (copies) return {before + 1, "copy from stdin and to stdout send rows over the connection; write insert statements instead."};
        return {before + 1, "this statement ends the transaction, by commit or rollback; but the whole file is applied in one "
                            "transaction, together with its record. Take it out."};
    }
    return {};
}
}  // namespace virga::kit
