// virga/client/detail/session_state.hpp: what SQL text leaves in a session, or looks for there.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/sql_statements.hpp>  // virga::detail::split_statements
#include <virga/text/sql_words.hpp>       // virga::detail::sql_walker

namespace virga::detail {

/// Whether a function is one that takes or frees a lock of the session.
inline bool locks_in_session(std::string_view word) {
    if (word.size() > 2 and word.starts_with('"')) word = word.substr(1, word.size() - 2);
    for (const std::string_view each :
         {"pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared",
          "pg_advisory_unlock", "pg_advisory_unlock_shared", "pg_advisory_unlock_all"}) {
        if (is_word(word, each)) return true;
    }
    return false;
}

/// Whether `set_config(name, value, is_local)` is called for more than the transaction; `walker` stands behind its name.
inline bool sets_config_of_session(sql_walker walker) {
    if (walker.next() != "(") return false;
    std::string_view last;
    for (int depth = 1; depth != 0;) {
        const std::string_view word = walker.next();
        if (word.empty()) return false;
        if (word == "(") ++depth;
        else if (word == ")") --depth;
        if (depth != 0) last = word;
    }
    return not is_word(last, "true");
}

/// What of one statement concerns the session beyond its transaction, as one would type it: `set`, `listen`,
/// `pg_advisory_lock`; empty for nothing. What functions do within is not seen.
/// Source: the features that PgBouncer lists as broken by pooling of transactions.
inline std::string session_state_in_statement(std::string_view sql) {
    sql_walker walker{sql};
    const std::string_view first = walker.next();
    sql_walker rest = walker;
    const std::string_view second = rest.next();
    if (is_word(first, "set")) {
        if (is_word(second, "local") or is_word(second, "transaction") or is_word(second, "constraints")) return {};
        return "set";
    }
    for (const std::string_view word : {"reset", "discard", "load", "listen", "unlisten", "deallocate", "execute"}) {
        if (is_word(first, word)) return std::string{word};
    }
    if (is_word(first, "prepare") and not is_word(second, "transaction")) return "prepare";
    if (is_word(first, "create") or is_word(first, "declare")) {
        const bool creates = is_word(first, "create");
        const bool is_scoped = is_word(second, "local") or is_word(second, "global");
        const std::string_view kind = is_scoped ? rest.next() : second;
        if (creates and not is_word(kind, "temp") and not is_word(kind, "temporary")) return {};
        std::string_view before;
        bool drops = false, holds = false;
        for (std::string_view word = rest.next(); not word.empty(); word = rest.next()) {
            if (is_word(before, "commit") and is_word(word, "drop")) drops = true;
            if (is_word(before, "with") and is_word(word, "hold")) holds = true;
            before = word;
        }
        if (creates and not drops) return "create temporary table without on commit drop";
        return not creates and holds ? "declare with hold" : "";
    }
    for (std::string_view word = first; not word.empty(); word = walker.next()) {
        if (locks_in_session(word)) return std::string{word};
        if (is_word(word, "set_config") and sets_config_of_session(walker)) return "set_config(..., false)";
    }
    return {};
}

/// The same of a text of any number of statements: the first such thing.
template <class Text>  // so that only who calls it has it compiled
std::string session_state_in(const Text& sql) {
    for (const std::string_view each : split_statements(sql)) {
        if (std::string what = session_state_in_statement(each); not what.empty()) return what;
    }
    return {};
}

/// Whether one of the statements begins a transaction.
template <class Text>  // so that only who calls it has it compiled
bool begins_transaction(const Text& sql) {
    for (const std::string_view each : split_statements(sql)) {
        if (const std::string_view first = sql_walker{each}.next(); is_word(first, "begin") or is_word(first, "start")) return true;
    }
    return false;
}
}  // namespace virga::detail
