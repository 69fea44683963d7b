// virga/kit/folder/file_rules.hpp: what a migration.sql must not say, found before any of it runs.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/model/lists.hpp>      // virga::kit::detail::count
#include <virga/text/sql_statements.hpp>  // virga::detail::split_statements, virga::detail::transaction_word

namespace virga::kit {

/// A fault of a statement, and where in the text it stands.
struct file_fault {
    std::size_t line = 1;
    std::string sentence;
};

namespace detail {
/// Whether a statement is a `copy` from or to the client.
[[nodiscard]] inline bool copies_over_the_connection(std::string_view statement) {
    virga::detail::sql_walker walker{statement};
    if (not virga::detail::is_word(walker.next(), "copy")) return false;
    for (std::string_view former, word = walker.next(); not word.empty(); former = word, word = walker.next()) {
        if (virga::detail::is_word(former, "from") and virga::detail::is_word(word, "stdin")) return true;
        if (virga::detail::is_word(former, "to") and virga::detail::is_word(word, "stdout")) return true;
    }
    return false;
}
}  // namespace detail

/// The first statement that ends the transaction in which a migration is applied, or moves rows over the connection,
/// as a sentence; empty for none. `begin` and its like do no harm: the server warns and goes on. In a file that runs outside of a
/// transaction they would begin one.
[[nodiscard]] inline file_fault find_fault(std::string_view sql, bool outside = false) {
    for (const std::string_view each : virga::detail::split_statements(sql)) {
        const std::string_view word = virga::detail::transaction_word(each);
        const bool ends = not word.empty() and (outside or (word != "begin" and word != "start transaction"));
        const bool copies = detail::copies_over_the_connection(each);
        if (not ends and not copies) continue;
        const auto before =
            static_cast<std::size_t>(detail::count(sql.substr(0, static_cast<std::size_t>(each.data() - sql.data())), '\n'));
        if (copies)
            return {before + 1, "copy from stdin and to stdout send rows over the connection; write insert statements instead."};
        if (outside)
            return {before + 1,
                    "this file runs outside of a transaction, so that nothing in it can begin or end one. Take that out, "
                    "or the file's first line."};
        return {before + 1, "this statement ends the transaction, by commit or rollback; but the whole file is applied in one "
                            "transaction, together with its record. Take it out."};
    }
    return {};
}
}  // namespace virga::kit
