// virga/kit/folder/fault_of.hpp: what is wrong with the file of a migration, whatever the database.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/kit/folder.hpp>             // virga::kit::migration, virga::kit::statements_of
#include <virga/kit/folder/file_rules.hpp>  // virga::kit::find_fault
#include <virga/kit/model/lists.hpp>        // virga::kit::detail::count

namespace virga::kit {

/// What keeps a migration's file from being applied, whatever the database: its path, the line and a sentence; empty for nothing.
[[nodiscard]] inline std::string fault_of(const migration& file) {
    const auto told = [&file](std::size_t line, std::string_view sentence) {
        return fmt::format("{}, line {}: {}", file.sql_file().string(), line, sentence);
    };
    const std::string_view sql = file.sql;
    for (std::size_t start = 0, line = 1; start < sql.size(); ++line) {
        const std::string_view text = sql.substr(start, sql.find('\n', start) - start);
        if (text.find('\0') != text.npos)
            return told(line, "the line holds a zero byte, as a file in UTF-16 does. Write it in UTF-8.");
        if (text.starts_with("<<<<<<< ") or text.starts_with(">>>>>>> "))
            return told(line, "a merge was left unfinished here. Decide what the file says, and take the marks out.");
        start += text.size() + 1;
    }
    const bool outside = file.runs_outside();
    for (const file_statement& each : statements_of(sql)) {
        const file_fault wrong = find_fault(each.sql, outside);
        if (wrong.sentence.empty()) continue;
        const auto before_word = static_cast<std::size_t>(detail::count(each.sql.substr(0, first_word(each.sql)), '\n'));
        return told(each.line - before_word + wrong.line - 1, wrong.sentence);
    }
    return {};
}
}  // namespace virga::kit
