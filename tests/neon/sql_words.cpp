// Finding statements in a text, and the words that begin or end a transaction.
#include <string>
#include <string_view>
#include <vector>

#include <virga/client/detail/sql_words.hpp>

#include "../catch.hpp"

using virga::detail::split_statements;
using virga::detail::transaction_word;

TEST_CASE("a_text_is_cut_between_its_statements") {
    using texts = std::vector<std::string_view>;
    CHECK(split_statements("").empty());
    CHECK(split_statements(" ; ;; -- x").empty());
    CHECK(split_statements("select 1") == texts{"select 1"});
    CHECK(split_statements("select 1;") == texts{"select 1"});
    CHECK(split_statements(" select 1 ;\n select 2; ") == texts{"select 1", "select 2"});
    CHECK(split_statements("select ';', ''';', \"a;b\", \"\"\";\"; select 2") == texts{"select ';', ''';', \"a;b\", \"\"\";\"", "select 2"});
    CHECK(split_statements("select E'\\';', e'\\\\'; select 2") == texts{"select E'\\';', e'\\\\'", "select 2"});
    CHECK(split_statements("select '\\'; select 2") == texts{"select '\\'", "select 2"});
    CHECK(split_statements("do $$ begin; end $$; select $1; do $a$ ; $$ ; $b$ ; $a$") ==
          texts{"do $$ begin; end $$", "select $1", "do $a$ ; $$ ; $b$ ; $a$"});
    CHECK(split_statements("select a$b$c; select 1$") == texts{"select a$b$c", "select 1$"});
    CHECK(split_statements("select 1 -- ; x\n; /* ; /* ; */ ; */ select 2") == texts{"select 1", "select 2"});
    CHECK(split_statements("select U&'\\0041;'; select B'1;'; select N';'").size() == 3);
    CHECK(split_statements("create rule r as on insert to t do also (insert into u values (1); insert into u values (2)); select 1").size() == 2);
    CHECK(split_statements("create function f() returns int language sql begin atomic select 1; select case when true then 2 end; end; select 1") ==
          texts{"create function f() returns int language sql begin atomic select 1; select case when true then 2 end; end", "select 1"});
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
