// virga/kit/folder/open_place.hpp: a step of a migration that is not written yet.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/kit/folder.hpp>       // virga::kit::migration, statements_of
#include <virga/kit/model/lists.hpp>  // virga::kit::detail::count
#include <virga/text/sql_words.hpp>   // virga::detail::sql_walker

namespace virga::kit::detail {

/// A statement that stands for the step, and fails whoever runs it.
inline constexpr std::string_view not_written =
    "do $$ begin raise exception 'This step of the migration is not written yet.'; end $$;";

/// The places of a migration at which such a statement stands, as a sentence each with a line end before it; empty for none. One
/// that became a comment is not there any more.
inline std::string open_places_of(const migration& of) {
    constexpr std::string_view sign = "This step of the migration is not written yet.";
    std::string places;
    if (of.sql.find(sign) == of.sql.npos) return places;
    for (const file_statement& each : statements_of(of.sql)) {
        const std::string_view sql = each.sql;
        const std::size_t start = first_word(sql);
        virga::detail::sql_walker walker{sql};
        for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
            const bool is_body = walker.kind() == virga::detail::sql_token::string and token.front() == '$';
            if (not is_body or token.find(sign) == token.npos) continue;
            const auto lines = count(sql.substr(start, walker.position() - token.size() - start), '\n');
            places += fmt::format("\n  {}, line {}: this step is not written yet. Write it there, and take out the statement that "
                                  "stands for it.", of.sql_file().string(), each.line + static_cast<std::size_t>(lines));
        }
    }
    return places;
}
}  // namespace virga::kit::detail
