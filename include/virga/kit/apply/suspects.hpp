// virga/kit/apply/suspects.hpp: which statements of a file an error may be of, where the server does not say.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/client/error.hpp>     // virga::query_error
#include <virga/kit/folder.hpp>       // virga::kit::file_statement
#include <virga/kit/model/lists.hpp>  // virga::kit::detail::all_of

namespace virga::kit::detail {

/// The names that an error speaks of: those that it puts into quotes, its table and its constraint.
inline std::vector<std::string_view> names_in(const query_error& reason) {
    std::vector<std::string_view> names;
    const std::string_view message = reason.message();
    for (std::size_t open = message.find('"'); open != message.npos; open = message.find('"', open)) {
        const std::size_t close = message.find('"', open + 1);
        if (close == message.npos) break;
        if (close > open + 1) names.push_back(message.substr(open + 1, close - open - 1));
        open = close + 1;
    }
    for (const std::string* each : {&reason.table(), &reason.constraint()}) {
        if (not each->empty()) names.emplace_back(*each);
    }
    return names;
}

/// A sentence, on a line of its own, that says in which statements the names of an error stand; empty if in none, or if the error
/// has no names. It proves nothing, and says so.
inline std::string suspects(const std::vector<file_statement>& statements, const query_error& reason) {
    const std::vector<std::string_view> names = names_in(reason);
    if (names.empty()) return {};
    std::string places;
    std::size_t count = 0;
    for (std::size_t i = 0; i != statements.size(); ++i) {
        const std::string_view sql = statements[i].sql;
        if (not all_of(names, [sql](std::string_view name) { return sql.find(name) != sql.npos; })) continue;
        places += fmt::format("{}{} (line {})", count++ == 0 ? "" : ", ", i + 1, statements[i].line);
    }
    if (count == 0) return {};
    std::string quoted;
    for (const std::string_view name : names) {
        if (quoted.find(name) == quoted.npos) quoted += (quoted.empty() ? "\"" : ", \"") + std::string{name} + "\"";
    }
    return "\n  Over HTTP the server does not say which. " + quoted + " is in " + (count == 1 ? "statement " : "statements ") +
           places + ".";
}
}  // namespace virga::kit::detail
