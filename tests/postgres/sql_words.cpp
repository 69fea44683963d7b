// The words and statements of random SQL texts, held against the server's own lexer and parser.
//
// Behind `create or` the grammar takes nothing but `replace`, so that the server refuses the first token of any other text
// and says where it begins and what it is. As nothing of what stands before a token has a part in how it is read, to agree
// on the first token of all texts is to agree on all of them.
#include <libpq-fe.h>

#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <random>       // std::mt19937
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/text/sql_statements.hpp>
#include <virga/text/sql_words.hpp>

#include "../catch.hpp"
#include "database.hpp"

using namespace virga_test;
using virga::detail::is_word;
using virga::detail::split_statements;
using virga::detail::sql_token;
using virga::detail::sql_walker;

namespace {

/// What the server says when it prepares a text.
struct verdict {
    std::string sqlstate;  ///< empty if it takes the text
    std::string message;
    std::size_t position = 0;  ///< of the error, in characters from 1; 0 for none
};

/// Prepares texts, many on their way at once.
class parser {
public:
    explicit parser(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
        PQclear(PQexec(connection_.get(), "set log_min_messages = panic; set client_min_messages = error"));
        PQclear(PQexec(connection_.get(), "set escape_string_warning = off"));
        if (PQenterPipelineMode(connection_.get()) != 1) throw std::runtime_error("no pipeline");
    }

    [[nodiscard]] int version() const { return PQserverVersion(connection_.get()); }

    std::vector<verdict> prepare(const std::vector<std::string>& texts) {
        std::vector<verdict> all;
        for (const std::string& text : texts) {
            PQsendPrepare(connection_.get(), "", text.c_str(), 0, nullptr);
            PQpipelineSync(connection_.get());
        }
        while (all.size() != texts.size()) {
            verdict& one = all.emplace_back();
            for (bool is_synced = false; not is_synced;) {
                const libpq_result answer{PQgetResult(connection_.get())};
                if (answer == nullptr) continue;  // between the answer and the end of its part
                const ExecStatusType status = PQresultStatus(answer.get());
                is_synced = status == PGRES_PIPELINE_SYNC;
                if (is_synced or status == PGRES_COMMAND_OK) continue;
                if (status != PGRES_FATAL_ERROR) throw std::runtime_error("the pipeline ended");
                one = {field(answer, PG_DIAG_SQLSTATE), field(answer, PG_DIAG_MESSAGE_PRIMARY), 0};
                const std::string position = field(answer, PG_DIAG_STATEMENT_POSITION);
                if (not position.empty()) one.position = std::stoul(position);
            }
        }
        return all;
    }

private:
    static std::string field(const libpq_result& answer, int code) {
        const char* const text = PQresultErrorField(answer.get(), code);
        return text == nullptr ? "" : text;
    }
    std::unique_ptr<PGconn, libpq_deleter> connection_;
};

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

constexpr std::string_view start = "create or ";

/// What is wrong in how we read the token behind `walker`, of which the server says `theirs`; empty for nothing.
std::string difference(sql_walker& walker, std::string_view text, const verdict& theirs) {
    const std::string_view token = walker.next();
    const std::size_t begin = walker.position() - token.size();
    const auto says = [&](std::string_view reason) { return theirs.message.starts_with(reason); };
    if (says("unterminated /* comment")) return walker.is_open() and token.empty() ? "" : "the comment has no end";
    if (says("syntax error at end of input")) return not walker.is_open() and token.empty() ? "" : "nothing is left";
    if (token.empty()) return "there is a token";
    if (theirs.position != characters(start) + characters(text.substr(0, begin)) + 1) return "it begins elsewhere";
    const std::string near = " at or near \"";
    const std::size_t quote = theirs.message.find(near);
    if (quote == std::string::npos) return "another error";
    std::string_view named = std::string_view{theirs.message}.substr(quote + near.size());
    named.remove_suffix(1);
    if (says("syntax error")) return not walker.is_open() and token == named ? "" : "the token is another";
    if (says("zero-length delimited identifier")) return token == "\"\"" or is_word(token, "u&\"\"") ? "" : "the name is empty";
    if (says("unterminated")) {
        const bool is_name = says("unterminated quoted identifier");
        return walker.is_open() and walker.kind() == (is_name ? sql_token::quoted_name : sql_token::string) ? "" : "it has no end";
    }
    // Words and numbers must not touch, since PostgreSQL 15: the server names the number with the first letter.
    if (says("trailing junk after numeric") or says("trailing junk after parameter") or says("invalid hexadecimal integer") or
        says("invalid octal integer") or says("invalid binary integer")) {
        const bool is_number = walker.kind() == sql_token::number or walker.kind() == sql_token::parameter;
        return is_number and text.substr(begin).starts_with(named) ? "" : "the number is another";
    }
    return "another error";
}

/// Whether the server refuses what is in a string or name, which tells nothing of where it ends.
bool is_about_contents(const verdict& theirs) {
    return theirs.message.starts_with("invalid Unicode escape") or theirs.message.starts_with("invalid byte sequence");
}

class random_texts {
public:
    explicit random_texts(bool has_vertical_tab) {
        if (has_vertical_tab) parts_.insert(parts_.end(), {"\v", "'\v\n'"});
    }

    std::size_t below(std::size_t bound) { return random_() % bound; }
    std::string_view one_of(const std::vector<std::string_view>& all) { return all[below(all.size())]; }

    /// Parts at random, more often than not behind one that opens something.
    std::string next() {
        std::string text;
        if (below(4) != 0) text += one_of(openers_);
        for (std::size_t count = below(12); count != 0; --count) text += one_of(below(8) == 0 ? openers_ : parts_);
        return text;
    }

private:
    std::mt19937 random_{20260727};
    std::vector<std::string_view> openers_{"'", "e'", "E'", "b'", "X'", "n'", "u&'", "U&\"", "\"", "$$", "$a$", "$b_1$",
                                           "$\xC3\xA9$", "/*", "--", "1", "$1", ".", "+", "-", "<", "a", "_"};
    std::vector<std::string_view> parts_{
        "'", "'", "'", "''", "'\n'", "'\r'", "' \t\f\n 'b", "' -- '\n'", "'--\n--\n '", "'/**/\n'", "' --", "\\", "\\'",
        "\\\\", "\\1", "\"", "\"\"", "$", "$$", "$a$", "$a", "a$", "$b_1$", "$1", "$\xC3\xA9$", "/*", "*/", "/", "*", "--",
        "\n", "\r", " ", "\t", "\f", "a", "b", "e", "E", "n", "N", "u", "u&", "x", "_", "end", "select", "\xC3\xA9",
        "\xE4\xB8\xAD", "\xF0\x9F\x98\x80", "0", "1", "2", "1e", "1e+1", "1.", "..", ".", "_1", "0x", "0o7", "0b1", ";", ",",
        "(", ")", "[", "]", "{", "}", ":", "::", ":=", "=>", "+", "-", "=", "<", ">", "~", "!", "@", "#", "%", "^", "&", "|",
        "`", "?", "\x01", "\x7F"};
};
}  // namespace

TEST_CASE("the_tokens_of_random_texts_are_those_of_the_server") {
    parser server_lexer{server().url()};
    random_texts random{server_lexer.version() >= 16'00'00};
    std::size_t looked_at = 0, contents = 0, open = 0, strings = 0;
    while (looked_at < 100'000) {
        std::vector<std::string> texts, sent;
        for (std::size_t i = 0; i != 1000; ++i) sent.push_back(std::string{start} + texts.emplace_back(random.next()));
        const std::vector<verdict> verdicts = server_lexer.prepare(sent);
        for (std::size_t i = 0; i != texts.size(); ++i, ++looked_at) {
            if (is_about_contents(verdicts[i]) and ++contents != 0) continue;
            sql_walker walker{texts[i]};
            std::string found = difference(walker, texts[i], verdicts[i]);
            open += walker.is_open() ? 1 : 0;
            strings += walker.kind() == sql_token::string and not walker.is_open() ? 1 : 0;
            if (not found.empty()) {
                // Behind U&'...' the server looks for `uescape`, and speaks of what is wrong in the next token first.
                sql_walker again{texts[i]};
                if (std::string{again.next()}.find('&') == 1) found = difference(again, texts[i], verdicts[i]);
            }
            if (found.empty()) continue;
            INFO(texts[i]);
            INFO(verdicts[i].message);
            FAIL_CHECK(found);
        }
    }
    CHECK(contents < 10'000);
    CHECK(open > 5'000);
    CHECK(strings > 5'000);
}

namespace {
/// Statements that the server can parse, with gaps and constants that are hard to read.
class random_statements {
public:
    explicit random_statements(bool has_bodies) : has_bodies_(has_bodies) {}

    std::size_t below(std::size_t bound) { return random_.below(bound); }

    std::string gap() {
        return std::string{random_.one_of({" ", " ", "\n", "\r\n", "\t", " -- ; '\n", "-- \" ; \r", "/* ; */", "/* /* ' */ ; */",
                                           " /**/ /***/ "})};
    }
    std::string statement() {
        const std::size_t kind = below(has_bodies_ ? 9 : 7);
        const auto maybe = [&](std::string text) { return below(2) == 0 ? text : std::string{}; };
        if (kind == 0) {
            return words({"create", maybe("or replace"), "rule r as on insert to t do also (", select(), ";", gap(), ";", select(),
                          ";", ")"});
        }
        if (kind == 1) return words({"select", constant(), "end"});
        if (kind == 2) return words({"select from begin atomic"});
        if (kind == 3) return words({"do", random_.below(2) == 0 ? "$$ begin; end $$" : "$a$ begin atomic ; $$ ; $ab$ $a$"});
        if (kind < 7) return select();
        return words({"create", maybe("or replace"), below(2) == 0 ? "function" : "procedure", "f(begin int)", "language sql begin",
                      gap(), "atomic", maybe(select() + ";" + gap() + statement_of_body()), maybe("select 1 as end;"), "end"});
    }

private:
    std::string constant() {
        return std::string{random_.one_of({"';'", "''';'", "E'\\';'", "e'a\\\\'", "E'it''s \\'a; b\\''", "'a' -- ';\n ';'",
                                           "E'a'\n'\\';'", "E'a' -- '\r '\\';'", "$$;$$", "$a$ ; $$ ' $a$", "U&';'", "n';'",
                                           "B'1'", "x'f'", "\"a;b\"", "\"\"\";\"", "U&\"a;\"", "(1)",
                                           "case when true then ';' end", "a$b$", "\xC3\xA9$$", "1.", "-1"})};
    }
    std::string select() {
        const std::string second = below(2) == 0 ? ", (select " + constant() + ")" : "";
        return words({"select", constant(), below(2) == 0 ? "as \"x;\"" : "", second});
    }
    std::string statement_of_body() { return words({below(2) == 0 ? "select " + constant() + " end" : select(), ";"}); }
    std::string words(const std::vector<std::string>& all) {
        std::string text;
        for (const std::string& each : all) text += each.empty() ? "" : (text.empty() ? "" : gap()) + each;
        return text;
    }

    random_texts random_{false};
    bool has_bodies_;
};
}  // namespace

TEST_CASE("random_texts_are_cut_where_the_server_cuts_them") {
    parser server_parser{server().url()};
    random_statements random{server_parser.version() >= 14'00'00};
    for (std::size_t round = 0; round != 20; ++round) {
        std::vector<std::vector<std::string>> expected;
        std::vector<std::string> texts, pieces;
        for (std::size_t i = 0; i != 250; ++i) {
            std::string text;
            auto& statements = expected.emplace_back();
            for (std::size_t count = 1 + random.below(4); count != 0; --count) {
                statements.push_back(random.statement());
                text += random.gap() + (random.below(4) == 0 ? ";" : "") + random.gap() + statements.back() + random.gap() + ";";
            }
            texts.push_back(text);
            for (const std::string_view piece : split_statements(texts.back())) pieces.emplace_back(piece);
        }
        std::size_t at = 0;
        const std::vector<verdict> of_texts = server_parser.prepare(texts);
        const std::vector<verdict> of_pieces = server_parser.prepare(pieces);
        for (std::size_t i = 0; i != texts.size(); ++i) {
            INFO(texts[i]);
            for (const std::string& statement : expected[i]) {
                INFO(of_pieces[at].message);
                CHECK(pieces[at] == statement);
                CHECK(of_pieces[at++].sqlstate != "42601");  // a syntax error, or several statements
            }
            INFO(of_texts[i].message);
            CHECK((of_texts[i].message == "cannot insert multiple commands into a prepared statement") == (expected[i].size() > 1));
        }
        CHECK(at == pieces.size());
    }
}
