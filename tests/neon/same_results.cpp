// SQL texts and what comes of them, on every way: rows, columns, names, effects; several statements; sizes.
#include <atomic>    // std::atomic
#include <cstddef>   // std::size_t
#include <optional>  // std::nullopt
#include <string>    // std::string
#include <thread>    // std::jthread
#include <vector>    // std::vector

#include <virga/client/error.hpp>  // virga::error

#include "ways.hpp"

namespace {
using namespace virga_test;
using virga::result;

/// A client with five items.
template <class Way>
struct items : cleared<Way> {
    items() { this->execute("insert into item select i, 'n' || i, i * 10 from generate_series(1, 5) i"); }
};
}  // namespace

TEMPLATE_TEST_CASE("a_result_tells_its_rows_columns_and_names", "", over_http, over_websocket, directly) {
    items<TestType> db;
    const result answer = db.execute("select id, name as \"the name\" from item order by id");
    CHECK(answer.rows() == 5);
    CHECK(answer.columns() == 2);
    CHECK(answer.column_name(0) == "id");
    CHECK(answer.column_name(1) == "the name");
    CHECK(text(answer, 4, 0) == "5");
    CHECK(text(answer, 4, 1) == "n5");
}

TEMPLATE_TEST_CASE("a_result_tells_how_many_rows_are_affected", "", over_http, over_websocket, directly) {
    items<TestType> db;
    CHECK(db.execute("insert into item select i, 'x', 1 from generate_series(6, 9) i").affected() == 4);
    CHECK(db.execute("update item set name = 'y' where id > $1", arguments({"6"})).affected() == 3);
    CHECK(db.execute("update item set name = 'y' where false").affected() == 0);
    CHECK(db.execute("delete from item where id = 9").affected() == 1);
    CHECK(db.execute("select * from item").affected() == 8);
    CHECK(db.execute("insert into item values (10, 'z', 1) on conflict do nothing").affected() == 1);
    CHECK(db.execute("insert into item values (10, 'z', 1) on conflict do nothing").affected() == 0);
    CHECK(db.execute("values (1), (2), (3)").affected() == 3);
    CHECK(db.execute("set local work_mem to '5MB'").affected() == 0);
}

TEMPLATE_TEST_CASE("what_a_writing_statement_returns_are_rows", "", over_http, over_websocket, directly) {
    items<TestType> db;
    const result inserted = db.execute("insert into item values (6, 'a', 1), (7, 'b', 2) returning id, upper(name) as name");
    REQUIRE(inserted.rows() == 2);
    CHECK(inserted.affected() == 2);
    CHECK(inserted.column_name(1) == "name");
    CHECK(text(inserted, 1, 1) == "B");
    CHECK(text(db.execute("update item set price = price + 1 where id = 7 returning price")) == "3");
    CHECK(db.execute("delete from item where id > 5 returning id").rows() == 2);
    CHECK(text(db.execute("with gone as (delete from item returning id) select count(*) from gone")) == "5");
}

TEMPLATE_TEST_CASE("a_result_without_rows_still_has_columns", "", over_http, over_websocket, directly) {
    items<TestType> db;
    const result none = db.execute("select id, name from item where false");
    CHECK(none.rows() == 0);
    CHECK(none.columns() == 2);
    CHECK(none.column_name(1) == "name");
    CHECK(none.affected() == 0);
}

TEMPLATE_TEST_CASE("a_result_without_columns_still_has_rows", "", over_http, over_websocket, directly) {
    items<TestType> db;
    const result answer = db.execute("select from item");
    CHECK(answer.rows() == 5);
    CHECK(answer.columns() == 0);
}

TEMPLATE_TEST_CASE("nothing_is_a_statement_too", "", over_http, over_websocket, directly) {
    TestType db;
    for (const char* sql : {"", " ", ";", "-- nothing", "/* nothing */", " ; ;\n"}) {
        INFO(sql);
        const result answer = db.execute(sql);
        CHECK(answer.rows() == 0);
        CHECK(answer.columns() == 0);
        CHECK(answer.affected() == 0);
    }
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEMPLATE_TEST_CASE("columns_may_have_one_name_and_any_name", "", over_http, over_websocket, directly) {
    TestType db;
    const result answer = db.execute(
        "select 1 as a, 2 as a, 3 as \"b\\\"\"\", 4 as \"gr\u00f6\u00dfe \U0001F600\", "
        "5 as \"constructor\", 6 as \"__proto__\", 7, 8 as \" \"");
    REQUIRE(answer.columns() == 8);
    const std::vector<std::string> names{"a",           "a",         "b\\\"",    "gr\u00f6\u00dfe \U0001F600",
                                         "constructor", "__proto__", "?column?", " "};
    for (std::size_t column = 0; column != names.size(); ++column) {
        CHECK(answer.column_name(column) == names[column]);
        CHECK(text(answer, 0, column) == std::to_string(column + 1));
    }
}

TEMPLATE_TEST_CASE("a_result_may_have_as_many_columns_as_there_can_be", "", over_http, over_websocket, directly) {
    TestType db;
    std::string sql = "select 1 as c1";
    for (int column = 2; column <= 1'664; ++column) sql += ", " + std::to_string(column) + " as c" + std::to_string(column);
    const result answer = db.execute(sql);
    REQUIRE(answer.columns() == 1'664);
    CHECK(answer.column_name(1'663) == "c1664");
    CHECK(text(answer, 0, 1'663) == "1664");
    CHECK_THROWS_AS(db.execute(sql + ", 1665"), virga::query_error);
}

TEMPLATE_TEST_CASE("a_hundred_thousand_rows_arrive", "", over_http, over_websocket, directly) {
    TestType db;
    const result answer = db.execute(
        "select n, n * 7, case n % 3 when 0 then null else repeat(chr(65 + n % 26), n % 50) end "
        "from generate_series(1, 100000) n");
    REQUIRE(answer.rows() == 100'000);
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < answer.rows(); row += 97) {
        const std::size_t n = row + 1;
        if (text(answer, row, 0) != std::to_string(n)) ++wrong;
        if (text(answer, row, 1) != std::to_string(n * 7)) ++wrong;
        if (n % 3 == 0 ? text(answer, row, 2).has_value()
                       : text(answer, row, 2) != std::string(n % 50, static_cast<char>(65 + n % 26)))
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEMPLATE_TEST_CASE("a_cell_of_eight_megabytes_arrives", "", over_http, over_websocket, directly) {
    TestType db;
    const std::string cell = text(db.execute("select repeat('0123456789abcdef', 500000)")).value();
    REQUIRE(cell.size() == 8'000'000);
    CHECK(cell.substr(7'999'990) == "6789abcdef");
    CHECK(cell.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEMPLATE_TEST_CASE("a_statement_takes_many_parameters_in_order", "", over_http, over_websocket, directly) {
    TestType db;
    for (const std::size_t count : {1U, 7U, 8U, 9U, 99U, 5'000U}) {
        std::string sql = "select array_to_string(array[", expected;
        std::vector<std::optional<std::string>> values;
        for (std::size_t i = 1; i <= count; ++i) {
            sql += (i == 1 ? "$" : ",$") + std::to_string(i);
            values.emplace_back(std::to_string(i * i));
            expected += (i == 1 ? "" : ",") + std::to_string(i * i);
        }
        sql += "], ',')";
        CHECK(text(db.execute(sql, arguments(values))) == expected);
        CHECK(text(db.run({sql, {}, {}}, arguments(values))) == expected);
    }
}

TEMPLATE_TEST_CASE("a_statement_takes_as_many_parameters_as_there_can_be", "", over_http, over_websocket, directly) {
    TestType db;
    std::string sql = "select cardinality(array[$1";
    for (int i = 2; i <= 32'767; ++i) sql += ",$" + std::to_string(i);
    CHECK(text(db.execute(sql + "])", arguments(std::vector<std::optional<std::string>>(32'767, "x")))) == "32767");
}

TEMPLATE_TEST_CASE("a_statement_may_be_a_megabyte_long", "", over_http, over_websocket, directly) {
    TestType db;
    const std::string word(1'000'000, 'w');
    CHECK(text(db.execute("select length('" + word + "')")) == "1000000");
    CHECK(text(db.execute("select length('" + word + "') + $1::int", arguments({"1"}))) == "1000001");
}

TEMPLATE_TEST_CASE("a_statement_may_have_letters_of_every_kind", "", over_http, over_websocket, directly) {
    TestType db;
    const result answer = db.execute("select '\u4e2d\u6587 \U0001F600 \t\n\\ \"' as \"\u00e9\"");
    CHECK(text(answer) == "\u4e2d\u6587 \U0001F600 \t\n\\ \"");
    CHECK(answer.column_name(0) == "\u00e9");
}

TEMPLATE_TEST_CASE("of_several_statements_the_last_result_comes", "", over_http, over_websocket, directly) {
    items<TestType> db;
    CHECK(text(db.execute("select 1; select 2")) == "2");
    CHECK(text(db.execute("select 1; select 2;")) == "2");
    CHECK(text(db.execute("delete from item where id = 5; select count(*) from item")) == "4");
    CHECK(db.execute("select 0; select id, name as \"the name\" from item").columns() == 2);
}

TEMPLATE_TEST_CASE("several_statements_take_effect_together_or_not_at_all", "", over_http, over_websocket, directly) {
    items<TestType> db;
    CHECK_THROWS_AS(db.execute("delete from item; select 1 / 0; select 2"), virga::data_exception);
    CHECK(text(db.execute("select count(*) from item")) == "5");
    CHECK_THROWS_AS(db.execute("delete from item; insert into later values (1), (1)"), virga::unique_violation);
    CHECK(text(db.execute("select count(*) from item")) == "5");
}

TEMPLATE_TEST_CASE("statements_are_parted_only_where_sql_parts_them", "", over_http, over_websocket, directly) {
    TestType db;
    for (const auto& [sql, expected] :
         std::vector<std::pair<const char*, const char*>>{{"select 'a;b'; select ';c'", ";c"},
                                                          {"select E'a\\';b'; select E'\\\\'; select 'x'", "x"},
                                                          {"select $$a;b$$; select $q$c;$$d$q$", "c;$$d"},
                                                          {"select 1 -- ;\n; select 2 /* ; /* ; */ ; */", "2"},
                                                          {"select 1 as \"a;\"\"b\"; select 3", "3"},
                                                          {"do $do$ begin perform 1; end $do$; select 4", "4"},
                                                          {"select 'a''b;'; select 'it''s'", "it's"},
                                                          {"select 5;;;", "5"}}) {
        INFO(sql);
        const result answer = db.execute(sql);
        REQUIRE(answer.rows() == 1);
        CHECK(text(answer) == expected);
    }
}

TEMPLATE_TEST_CASE("several_statements_take_no_parameters", "", over_http, over_websocket, directly) {
    items<TestType> db;
    CHECK_THROWS_AS(db.execute("delete from item; select $1::int", arguments({"1"})), virga::query_error);
    CHECK(text(db.execute("select count(*) from item")) == "5");
}

TEMPLATE_TEST_CASE("statements_of_further_kinds_run", "", over_http, over_websocket, directly) {
    items<TestType> db;
    CHECK(text(db.execute("show server_encoding")) == "UTF8");
    CHECK(db.execute("explain select * from item").rows() > 0);
    CHECK(db.execute("table item").rows() == 5);
    CHECK(db.execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < 9) select * from n").rows() == 9);
    db.execute("create or replace procedure same_add(many integer) language sql as $$ insert into item values (many, 'p', 1) $$");
    db.execute("call same_add($1::int)", arguments({"77"}));
    CHECK(text(db.execute("select name from item where id = 77")) == "p");
    db.execute("comment on table item is 'it''s; a \"comment\"'");
    CHECK(text(db.execute("select obj_description('item'::regclass)")) == "it's; a \"comment\"");
    db.execute("create table same_made as select * from item");
    CHECK(db.execute("select from same_made").rows() == 6);
    db.execute("drop table same_made; drop procedure same_add");
}

TEMPLATE_TEST_CASE("statements_that_no_transaction_can_hold_run_alone", "", over_http, over_websocket, directly) {
    items<TestType> db;
    db.execute("vacuum item");
    db.execute("create index concurrently same_index on item (name)");
    db.execute("drop index concurrently same_index");
    CHECK(text(db.execute("select count(*) from item")) == "5");
}

TEMPLATE_TEST_CASE("a_statement_runs_again_and_again_with_other_values", "", over_http, over_websocket, directly) {
    TestType db;
    constexpr virga::statement add{"select $1::int + $2::int", {}, {}};
    for (int i = 0; i != 50; ++i) {
        CHECK(text(db.run(add, arguments({std::to_string(i), "1"}))) == std::to_string(i + 1));
        CHECK(text(db.execute(add.text, arguments({"1", std::to_string(i)}))) == std::to_string(i + 1));
    }
    CHECK(text(db.run(add, arguments({std::nullopt, "1"}))) == std::nullopt);
}

TEMPLATE_TEST_CASE("a_table_may_change_between_two_runs_of_a_statement", "", over_http, over_websocket, directly) {
    TestType db;
    db.execute("create table same_changing (a int); insert into same_changing values (1)");
    constexpr virga::statement all{"select a from same_changing where a = $1", {}, {}};
    CHECK(text(db.run(all, arguments({"1"}))) == "1");
    db.execute("alter table same_changing add b int");
    CHECK(text(db.run(all, arguments({"1"}))) == "1");
    db.execute("drop table same_changing");
    CHECK_THROWS_AS(db.run(all, arguments({"1"})), virga::undefined_table);
}

TEMPLATE_TEST_CASE("times_and_numbers_are_told_as_the_library_reads_them", "", over_http, over_websocket, directly) {
    TestType db;
    const result answer = db.execute(
        "select '2024-02-29 13:14:15.5+02'::timestamptz, '2024-02-29'::date, 0.1::real, '\\x00ff'::bytea, "
        "true, array[1, null]::int[], 1e20::float8, 'b'::\"char\"");
    CHECK(text(answer, 0, 0) == "2024-02-29 11:14:15.5+00");
    CHECK(text(answer, 0, 1) == "2024-02-29");
    CHECK(text(answer, 0, 2) == "0.1");
    CHECK(text(answer, 0, 3) == "\\x00ff");
    CHECK(text(answer, 0, 4) == "t");
    CHECK(text(answer, 0, 5) == "{1,NULL}");
    CHECK(text(answer, 0, 6) == "1e+20");
    CHECK(text(answer, 0, 7) == "b");
}

TEMPLATE_TEST_CASE("a_result_is_shared_by_its_copies_and_outlives_its_client", "", over_http, over_websocket, directly) {
    result kept, second;
    {
        TestType db;
        const result answer = db.execute("select repeat('x', 5000), null");
        kept = answer;
        second = db.execute("select 'other'");
    }
    CHECK(text(kept) == std::string(5'000, 'x'));
    CHECK(text(kept, 0, 1) == std::nullopt);
    CHECK(text(second) == "other");
    CHECK(result{}.rows() == 0);
}

TEMPLATE_TEST_CASE("many_clients_work_at_once", "", over_http, over_websocket, directly) {
    std::atomic<int> good{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t) {
            threads.emplace_back([&good, t] {
                TestType db;
                for (int i = 0; i != 25; ++i) {
                    const std::string value = std::to_string(t * 1'000 + i);
                    if (text(db.execute("select $1::text", arguments({value}))) == value) ++good;
                }
            });
        }
    }
    CHECK(good == 100);
}

TEMPLATE_TEST_CASE("what_is_written_is_there_for_the_next_client", "", over_http, over_websocket, directly) {
    items<TestType> db;
    db.execute("insert into item values (100, 'for all', 1)");
    TestType other;
    CHECK(text(other.execute("select name from item where id = 100")) == "for all");
}
