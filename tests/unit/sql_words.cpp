// Tokens and statements of SQL texts. tests/postgres/sql_words.cpp holds them against a server.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <virga/text/sql_statements.hpp>
#include <virga/text/sql_words.hpp>

#include "../catch.hpp"

using virga::detail::split_statements;
using virga::detail::sql_token;
using virga::detail::sql_walker;
using virga::detail::transaction_word;

namespace {
/// The tokens of a text, with `|` between two of them.
std::string tokens(std::string_view sql) {
    std::string all;
    sql_walker walker{sql};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        all.append(all.empty() ? "" : "|").append(token);
    }
    return all + (walker.is_open() ? " ..." : "");
}
static_assert(split_statements("select E'it''s; \\'a'; commit").size() == 2);
}  // namespace

TEST_CASE("tokens_are_those_of_postgresql") {
    for (const auto& [sql, expected] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"", ""},
             {" \t\r\n\f\v", ""},
             {"-- a\rb", "b"},
             {"--a\r\n--b\nc", "c"},
             {"/* /* a */ b */ c", "c"},
             {"/*/ a */b", "b"},
             {"/* a", " ..."},
             {"'it''s' 'b'", "'it''s'|'b'"},
             {"'a\\' b", "'a\\'|b"},
             {"E'it''s \\'a; b\\'' c", "E'it''s \\'a; b\\''|c"},
             {"E'a\\\\' c", "E'a\\\\'|c"},
             {"E'a'\n'\\'b' c", "E'a'\n'\\'b'|c"},
             {"'a' -- '\r  'b' c", "'a' -- '\r  'b'|c"},
             {"'a' /**/\n'b'", "'a'|'b'"},
             {"'a' 'b'", "'a'|'b'"},
             {"N'a'b'1''0'X'f'", "N|'a'|b'1'|'0'|X'f'"},
             {"U&'a''\\' U&\"b\"\"\" u & v", "U&'a''\\'|U&\"b\"\"\"|u|&|v"},
             {"\"a\"\"b\".c", "\"a\"\"b\"|.|c"},
             {"\"a\n", "\"a\n ..."},
             {"$$a'$$ $a$ $$ $b$a$ $a c", "$$a'$$|$a$ $$ $b$a$|$|a|c"},
             {"a$b$ $1$a b$1 $1a", "a$b$|$1|$|a|b$1|$1|a"},
             {"$\xC3\xA9$'$\xC3\xA9$ \xC3\xA9'", "$\xC3\xA9$'$\xC3\xA9$|\xC3\xA9|' ..."},
             {"$a$ $A$", "$a$ $A$ ..."},
             {"1 1.5 .5 1. 1..2 1e5 1.5e-3 1e 1a 0xFF 0x 1_000 1__0", "1|1.5|.5|1.|1|..|2|1e5|1.5e-3|1|e|1|a|0xFF|0|x|1_000|1|__0"},
             {"1e'\\'' a", "1|e'\\''|a"},
             {"a::b:=c=>d<>-1 @-b =-c +-+d */* e */f", "a|::|b|:=|c|=>|d|<>|-|1|@-|b|=|-|c|+|-|+|d|*|f"},
             {"a=-- b\nc", "a|=|c"},
             {"(a[1];{b}\\)", "(|a|[|1|]|;|{|b|}|\\|)"},
         }) {
        INFO(sql);
        CHECK(tokens(sql) == expected);
    }
    sql_walker walker{"a \"b\" U&'c' $$d$$ 1 $1 ("};
    for (const sql_token kind : {sql_token::word, sql_token::quoted_name, sql_token::string, sql_token::string, sql_token::number,
                                 sql_token::parameter, sql_token::sign, sql_token::none}) {
        static_cast<void>(walker.next());
        CHECK(walker.kind() == kind);
    }
}

TEST_CASE("a_text_is_cut_between_its_statements") {
    using texts = std::vector<std::string_view>;
    CHECK(split_statements("").empty());
    CHECK(split_statements(" ; ;; -- x").empty());
    CHECK(split_statements("select 1") == texts{"select 1"});
    CHECK(split_statements("select 1;") == texts{"select 1"});
    CHECK(split_statements(" select 1 ;\n select 2; ") == texts{"select 1", "select 2"});
    CHECK(split_statements("select ';', ''';', \"a;b\", \"\"\";\"; select 2") ==
          texts{"select ';', ''';', \"a;b\", \"\"\";\"", "select 2"});
    CHECK(split_statements("select E'\\';', e'\\\\'; select 2") == texts{"select E'\\';', e'\\\\'", "select 2"});
    CHECK(split_statements("select '\\'; select 2") == texts{"select '\\'", "select 2"});
    CHECK(split_statements("do $$ begin; end $$; select $1; do $a$ ; $$ ; $b$ ; $a$") ==
          texts{"do $$ begin; end $$", "select $1", "do $a$ ; $$ ; $b$ ; $a$"});
    CHECK(split_statements("select a$b$c; select 1$") == texts{"select a$b$c", "select 1$"});
    CHECK(split_statements("select 1 -- ; x\n; /* ; /* ; */ ; */ select 2") == texts{"select 1", "select 2"});
    CHECK(split_statements("select U&'\\0041;'; select B'1;'; select N';'").size() == 3);
    CHECK(split_statements("create rule r as on insert to t do also (insert into u values (1); insert into u values (2)); select 1")
              .size() == 2);
    CHECK(split_statements("create function f() returns int language sql begin atomic select 1; select case when true then 2 end; "
                           "end; select 1") ==
          texts{"create function f() returns int language sql begin atomic select 1; select case when true then 2 end; end",
                "select 1"});
    CHECK(split_statements("comment on table t is E'it''s \\'a; b\\''; select 2").size() == 2);
    CHECK(split_statements("select E'a'\n'\\'; b'; select 2").size() == 2);
    CHECK(split_statements("-- title\rcreate table t(id int);\r") == texts{"create table t(id int)"});
    CHECK(split_statements("select from begin atomic; commit").size() == 2);  // no body
    CHECK(split_statements("create function f(begin atomic) as ''; commit").size() == 2);
    CHECK(split_statements("/**/create /**/ or replace procedure f() begin atomic select 1 end; select 2 as end; end; commit") ==
          texts{"create /**/ or replace procedure f() begin atomic select 1 end; select 2 as end; end", "commit"});
    CHECK(split_statements("select 'open; select 2").size() == 1);
    CHECK(split_statements("select $$open; select 2").size() == 1);
    CHECK(split_statements("select /* open; select 2").size() == 1);
    CHECK(split_statements("select E'open\\").size() == 1);
}

TEST_CASE("words_that_begin_or_end_a_transaction_are_found") {
    for (const auto& [sql, word] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"commit", "commit"},
             {"COMMIT WORK", "commit"},
             {"/* a /* b */ */ -- c\n CoMmIt and chain", "commit"},
             {";commit", "commit"},
             {"rollback", "rollback"},
             {"rollback and chain", "rollback"},
             {"rollback prepared 'x'", "rollback"},
             {"begin isolation level serializable", "begin"},
             {"start transaction", "start transaction"},
             {"end", "end"},
             {"abort", "abort"},
             {"prepare transaction 'x'", "prepare transaction"},
             {"rollback to a", ""},
             {"rollback work to savepoint a", ""},
             {"ROLLBACK TRANSACTION TO a", ""},
             {"savepoint a", ""},
             {"release savepoint a", ""},
             {"prepare x as select 1", ""},
             {"select 'commit'", ""},
             {"commits", ""},
             {"\"commit\"", ""},
             {"endless", ""},
             {"do $$ begin commit; end $$", ""},
             {"", ""},
         }) {
        INFO(sql);
        CHECK(transaction_word(sql) == word);
    }
}
