// virga/kit/plan/speaks_of.hpp: whether an SQL text speaks of a source or a function.
#pragma once

#include <string_view>  // std::string_view

#include <virga/kit/object/object.hpp>  // virga::kit::detail::spoken_as
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier
#include <virga/text/sql_words.hpp>     // virga::detail::sql_walker

namespace virga::kit::detail {

/// Whether a token is this name, in quotes or without.
[[nodiscard]] inline bool is_name(std::string_view token, std::string_view name) {
    if (token.empty()) return false;
    return token.front() == '"' ? token == quote_identifier(name) : virga::detail::is_word(token, name);
}
/// Whether a text speaks of something where a source stands, or of a function where one is called. A schema before the name has
/// to be this one, empty for `public`.
[[nodiscard]] inline bool speaks_of(std::string_view sql, std::string_view schema, std::string_view name, spoken_as how) {
    virga::detail::sql_walker walker{sql};
    std::string_view before, second, third;  // the tokens before the one at hand, the last first
    bool awaits_call = false;
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        if (awaits_call and token == "(") return true;
        const bool has_schema = before == ".";
        const bool is_it = is_name(token, name) and (not has_schema or is_name(second, schema.empty() ? "public" : schema));
        const std::string_view word = has_schema ? third : before;
        awaits_call = is_it and how == spoken_as::call;
        const bool is_source = virga::detail::is_word(word, "from") or virga::detail::is_word(word, "join");
        if (is_it and how == spoken_as::source and is_source) return true;
        third = second;
        second = before;
        before = token;
    }
    return false;
}
}  // namespace virga::kit::detail
