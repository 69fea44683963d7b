// virga/text/sql_statements.hpp: the statements of an SQL text, and those that begin or end a transaction.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <utility>      // std::exchange
#include <vector>       // std::vector

#include <virga/text/sql_words.hpp>  // virga::detail::sql_walker

namespace virga::detail {

/// Where the first word of an SQL text stands: behind white space and comments. The size of the text if it holds no word.
constexpr std::size_t first_word(std::string_view sql) {
    sql_walker walker{sql};
    walker.skip_space();
    return walker.position();
}

/// The word with which a statement begins or ends a transaction, `commit` for example; empty if it does neither. Setting a
/// savepoint, and going back to one, does neither.
constexpr std::string_view transaction_word(std::string_view sql) {
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

/// Whether a statement makes a function or procedure, which may have a body between `begin atomic` and `end`.
constexpr bool creates_routine(std::string_view sql) {
    sql_walker walker{sql};
    if (not is_word(walker.next(), "create")) return false;
    std::string_view word = walker.next();
    if (is_word(word, "or") and is_word(walker.next(), "replace")) word = walker.next();
    return is_word(word, "function") or is_word(word, "procedure");
}

/// Takes the next statement from the front of a text, without the semicolon behind it; empty if it holds nothing. False when
/// the text has ended.
///
/// Semicolons within brackets end no statement (a rule has such), nor do those of a body in standard SQL (`begin atomic ...
/// end`, PostgreSQL 14): its `end` is the one right behind a semicolon, while that of `case` and a column's name are not.
constexpr bool take_statement(sql_walker& walker, std::string_view sql, std::string_view& statement) {
    if (not walker.skip_space()) return false;
    const std::size_t start = walker.position();
    std::size_t end = start, depth = 0;
    bool in_body = false, is_known = false, is_routine = false;
    std::string_view former;
    for (std::string_view token = walker.next(); not token.empty(); former = token, token = walker.next()) {
        if (token == ";" and depth == 0 and not in_body) break;
        end = walker.position();
        if (token == "(") ++depth;
        else if (token == ")" and depth != 0) --depth;
        else if (depth != 0) continue;
        else if (in_body) in_body = not(is_word(token, "end") and (former == ";" or is_word(former, "atomic")));
        else if (is_word(token, "atomic") and is_word(former, "begin")) {
            if (not std::exchange(is_known, true)) is_routine = creates_routine(sql.substr(start));  // once, it reads anew
            in_body = is_routine;
        }
    }
    statement = sql.substr(start, end - start);
    return true;
}

/// The statements of a text, without the semicolons between them; those that hold nothing are left out.
template <class Statements = std::vector<std::string_view>>  // so that only who calls it has it compiled
constexpr Statements split_statements(std::string_view sql) {
    Statements statements;
    sql_walker walker{sql};
    for (std::string_view each; take_statement(walker, sql, each);) {
        if (not each.empty()) statements.push_back(each);
    }
    return statements;
}
}  // namespace virga::detail
