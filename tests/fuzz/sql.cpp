// SQL texts: tokens and statements, what the kit reads in them and quotes, and the parts of a migration.sql.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <virga/kit/folder.hpp>
#include <virga/kit/folder/file_rules.hpp>
#include <virga/kit/folder/line_ends.hpp>
#include <virga/kit/folder/script.hpp>
#include <virga/kit/model/mentions.hpp>
#include <virga/kit/quote.hpp>
#include <virga/text/sql_statements.hpp>

#include "fuzz.hpp"

using fuzz::expect;
using virga::detail::first_word;
using virga::detail::split_statements;
using virga::detail::sql_token;
using virga::detail::sql_walker;

namespace {

/// Tokens and the gaps between them are the text, and a gap holds no token.
void tokens(std::string_view text) {
    sql_walker walker{text};
    std::size_t end = 0;
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        const auto start = static_cast<std::size_t>(token.data() - text.data());
        expect(start >= end and start + token.size() == walker.position(), "tokens in order");
        const std::string_view gap = text.substr(end, start - end);
        expect(first_word(gap) == gap.size(), "a gap without tokens");
        expect(walker.kind() != sql_token::none, "a token of some kind");
        end = walker.position();
        expect(not walker.is_open() or end == text.size(), "an open token at the end");
    }
    expect(walker.position() == text.size() and walker.kind() == sql_token::none, "a text read whole");
    const std::string_view gap = text.substr(end);
    expect(first_word(gap) == gap.size(), "a last gap without tokens");
}

/// Between statements there is nothing but semicolons; put together again they are the same ones.
void statements(std::string_view text) {
    const std::vector<std::string_view> all = split_statements(text);
    std::size_t end = 0;
    std::string joined;
    const auto is_between = [](std::string_view gap) {
        sql_walker walker{gap};
        for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
            if (token != ";") return false;
        }
        return true;
    };
    for (const std::string_view each : all) {
        const auto start = static_cast<std::size_t>(each.data() - text.data());
        expect(start >= end and is_between(text.substr(end, start - end)), "semicolons between statements");
        end = start + each.size();
        if (not joined.empty()) joined += "\n;";  // a comment may stand between
        joined += each;
        static_cast<void>(virga::detail::transaction_word(each));
    }
    expect(is_between(text.substr(end)), "semicolons behind statements");
    expect(split_statements(joined) == all, "the statements that were put together");
}

/// The parts of a migration.sql, with the lines on which they begin.
void parts(std::string_view file) {
    const std::string text = virga::kit::as_run(file);
    std::size_t line = 1;
    for (const auto& each : virga::kit::statements_of(file)) {
        expect(each.line >= line and text.find(each.sql) != text.npos, "parts in order");
        expect(first_word(each.sql) != each.sql.size(), "a part with a word");
        expect(each.sql.find(virga::kit::breakpoint) == each.sql.npos, "a part without a breakpoint");
        line = each.line;
    }
    expect(line <= 1 + static_cast<std::size_t>(std::ranges::count(text, '\n')), "a line of the file");
    static_cast<void>(virga::kit::find_fault(text));
}

/// Whatever is quoted is one token.
void quoted(std::string_view text) {
    const auto is_one = [](std::string_view sql, sql_token kind) {
        sql_walker walker{sql};
        return walker.next() == sql and walker.kind() == kind and not walker.is_open();
    };
    const std::string comment = virga::kit::detail::commented(text);
    expect(first_word(comment) == comment.size(), "a comment without tokens");
    if (text.empty() or text.find('\0') != text.npos) return;
    expect(is_one(virga::kit::dollar_quoted(text), sql_token::string), "dollar quotes around one string");
    expect(is_one(virga::kit::quote_literal(text), sql_token::string), "one literal");
    const std::string name = virga::kit::quote_identifier(text);
    expect(is_one(name, sql_token::quoted_name), "one name");
    expect(virga::kit::detail::mentions(name, text), "a name that is mentioned");
    expect(virga::kit::detail::mentions("f('" + std::string{text} + "')", text) or text.find('\'') != text.npos,
           "a name in a string");
}
}  // namespace

void harness(std::string_view input) {
    tokens(input);
    statements(input);
    parts(input);
    quoted(input.substr(0, 300));
    fuzz::in_linear_time(input, [](std::string_view text) {
        static_cast<void>(split_statements(text));
        static_cast<void>(virga::kit::statements_of(text));
        static_cast<void>(virga::kit::find_fault(text));
        static_cast<void>(virga::kit::detail::mentions(text, "name"));
        static_cast<void>(virga::detail::holds_word(text, "commit"));
    });
}
