// virga/kit/model/public_types.hpp: the schema of own types in SQL texts, put before their names and taken away.
#pragma once

#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_set>  // std::unordered_set

#include <virga/text/sql_words.hpp>  // virga::detail::sql_walker
#include <virga/text/writer.hpp>     // virga::public_prefix

namespace virga::kit::detail {

/// Gives each quoted type its schema, if it has none: the one at the start of a text that is a type, and in an expression
/// those behind `::`. Up to virga 0.1 an enum type without one stood as a bare name, which means PostgreSQL's own type where
/// there is one of that name.
inline void place_types(std::string& sql, bool is_type) {
    if (sql.find('"') == sql.npos) return;
    std::string placed;
    std::size_t done = 0;
    virga::detail::sql_walker walker{sql};
    bool is_expected = is_type;
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        const bool is_quoted = walker.kind() == virga::detail::sql_token::quoted_name;
        if (is_expected and is_quoted and not walker.is_open() and sql.compare(walker.position(), 1, ".") != 0) {
            const std::size_t start = walker.position() - token.size();
            (placed += std::string_view{sql}.substr(done, start - done)) += public_prefix;
            done = start;
        }
        is_expected = token == "::";
    }
    if (done != 0 or not placed.empty()) sql.replace(0, done, placed);
}

/// Writes the types whose quoted names are `types` without `public`, so that the search path places them. What looks like one
/// within a string stays.
inline void take_public_away(std::string& sql, const std::unordered_set<std::string>& types) {
    constexpr std::string_view schema = public_prefix.substr(0, public_prefix.size() - 1);
    std::string bare;
    std::size_t done = 0, place = std::string::npos;  // where a type's name would stand
    virga::detail::sql_walker walker{sql};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        const std::size_t start = walker.position() - token.size();
        if (token == schema and sql.compare(walker.position(), 1, ".") == 0) {
            place = start + public_prefix.size();
        } else if (start == place and types.contains(std::string{token})) {
            bare += std::string_view{sql}.substr(done, place - public_prefix.size() - done);
            done = start;
        }
    }
    if (done != 0) sql.replace(0, done, bare);
}
}  // namespace virga::kit::detail
