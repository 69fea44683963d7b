// virga/client/statement_words.hpp: what a statement does, in a few words: for logs, counters and spans.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/plain_name.hpp>  // virga::detail::unquoted_name
#include <virga/text/sql_words.hpp>   // virga::detail::sql_walker

namespace virga {

/// The first word of a statement, as it is written: `select`. Empty for none.
[[nodiscard]] inline std::string_view operation_of(std::string_view sql) {
    virga::detail::sql_walker walker{sql};
    const std::string_view first = walker.next();
    return walker.kind() == virga::detail::sql_token::word ? first : std::string_view{};
}

/// The table that a statement itself names first, behind `from`, `into`, `update` or `join`: `post`, `cms.post`. Not those within
/// parentheses, where `extract(year from x)` names none. Empty for none.
[[nodiscard]] inline std::string collection_of(std::string_view sql) {
    using virga::detail::is_word;
    using virga::detail::sql_token;
    virga::detail::sql_walker walker{sql};
    const auto name = [&walker](std::string_view token) {
        if (walker.kind() == sql_token::word) return std::string{token};
        return walker.kind() == sql_token::quoted_name ? virga::detail::unquoted_name(token) : std::string{};
    };
    int depth = 0;
    std::string_view before;
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        if (token == "(") ++depth;
        else if (token == ")") --depth;
        const bool is_next =
            is_word(before, "from") or is_word(before, "into") or is_word(before, "update") or is_word(before, "join");
        if (is_next and is_word(token, "only")) continue;
        before = token;
        if (depth != 0 or not is_next or is_word(token, "lateral") or is_word(token, "set")) continue;
        std::string table = name(token);
        if (table.empty()) continue;
        if (walker.next() == ".") table += "." + name(walker.next());
        return table;
    }
    return {};
}

/// Both: `select post`.
[[nodiscard]] inline std::string summary_of(std::string_view sql) {
    std::string text{operation_of(sql)};
    if (const std::string table = collection_of(sql); not table.empty()) text += (text.empty() ? "" : " ") + table;
    return text;
}
}  // namespace virga
