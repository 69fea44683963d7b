// What the server refuses, on every way: the class of the error, all its fields, no values; and the next statement works.
#include <algorithm>  // std::min
#include <cstddef>    // std::size_t
#include <exception>  // std::exception_ptr
#include <optional>   // std::optional
#include <string>     // std::string
#include <utility>    // std::pair
#include <vector>     // std::vector

#include <virga.hpp>
#include <virga/client/url.hpp>  // virga::parse_connection_url

#include "refusals.hpp"

namespace {
using namespace virga_test;
using virga::sql_text;

template <class t>
struct item_fields {
    virga::pg::integer<t, "id", virga::primary_key> id;
    virga::pg::text<t, "name", virga::not_null> name;
};
inline constexpr virga::table<"item", item_fields> declared_item;
}  // namespace

TEMPLATE_TEST_CASE("a_unique_violation_has_all_its_fields", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const auto problem = thrown<virga::unique_violation>([&] { db.run(insert_item, arguments({"1", "s3cret", "5"})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "23505");
    CHECK(problem->message() == "duplicate key value violates unique constraint \"item_pkey\"");
    CHECK(problem->detail() == "Key (id)=(1) already exists.");
    CHECK(problem->hint().empty());
    CHECK(problem->schema() == "public");
    CHECK(problem->table() == "item");
    CHECK(problem->column().empty());
    CHECK(problem->constraint() == "item_pkey");
    CHECK(problem->statement() == insert_item.text);
    CHECK(problem->is(declared_item.id));
    CHECK_FALSE(problem->is(declared_item.name));
    CHECK(std::string{problem->what()} ==
          "duplicate key value violates unique constraint \"item_pkey\" (SQLSTATE 23505); in the statement: "
          "insert into item (id, name, price) values ($1, $2, $3)");
}

TEMPLATE_TEST_CASE("what_a_server_says_does_nothing_to_a_terminal", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const std::string sql =
        "do $$ begin raise exception E'\\x1b[31mred\\x07\\nnext\\x7f' using detail = E'\\x1b[1m', hint = E'\\x1b]0;x\\x07', "
        "column = E'c\\x1b'; end $$";
    const auto problem = thrown<virga::query_error>([&] { db.execute(sql); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "P0001");
    CHECK(std::string{problem->what()}.starts_with(
        "\\x1B[31mred\\x07\nnext\\x7F (SQLSTATE P0001); hint: \\x1B]0;x\\x07; in the statement: do $$"));
    CHECK(problem->message() == "\x1B[31mred\a\nnext\x7F");  // for programs, as it was sent
    CHECK(problem->detail() == "\x1B[1m");
    CHECK(problem->hint() == "\x1B]0;x\a");
    CHECK(problem->column() == "c\x1B");
    CHECK(text(db.execute("select 1")) == "1");
}

TEMPLATE_TEST_CASE("a_not_null_violation_names_the_column", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const auto problem = refused<virga::not_null_violation>(db, insert_item.text, arguments({"2", std::nullopt, "5"}));
    CHECK(problem.sqlstate() == "23502");
    CHECK(problem.schema() == "public");
    CHECK(problem.table() == "item");
    CHECK(problem.column() == "name");
    CHECK(problem.constraint().empty());
    CHECK(problem.is(declared_item.name));
    CHECK(holds(problem.detail(), "Failing row contains (2, null, 5)"));
}

TEMPLATE_TEST_CASE("a_check_violation_names_the_constraint", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const auto problem = refused<virga::check_violation>(db, insert_item.text, arguments({"2", "s3cret", "-5"}));
    CHECK(problem.sqlstate() == "23514");
    CHECK(problem.table() == "item");
    CHECK(problem.constraint() == "item_price_positive");
    CHECK(holds(problem.detail(), "s3cret"));
    CHECK_FALSE(holds(problem.what(), "s3cret"));
}

TEMPLATE_TEST_CASE("a_foreign_key_violation_names_the_constraint", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const auto inserted = refused<virga::foreign_key_violation>(db, "insert into part values ($1, $2)", arguments({"2", "9"}));
    CHECK(inserted.sqlstate() == "23503");
    CHECK(inserted.table() == "part");
    CHECK(inserted.constraint() == "part_item_id_fkey");
    CHECK(inserted.detail() == "Key (item_id)=(9) is not present in table \"item\".");
    const auto deleted = refused<virga::foreign_key_violation>(db, "delete from item where id = 1");
    CHECK(deleted.detail() == "Key (id)=(1) is still referenced from table \"part\".");
}

TEMPLATE_TEST_CASE("an_exclusion_violation_names_the_constraint", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const auto problem = refused<virga::exclusion_violation>(db, "insert into part values (2, 1)");
    CHECK(problem.sqlstate() == "23P01");
    CHECK(problem.constraint() == "part_item_id_excl");
}

TEMPLATE_TEST_CASE("every_violation_of_a_constraint_can_be_caught_as_one", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    for (const char* sql :
         {"insert into item values (1, 'x', 1)", "insert into item values (2, null, 1)", "insert into item values (2, 'x', 0)",
          "insert into part values (2, 9)", "insert into part values (2, 1)"}) {
        INFO(sql);
        CHECK_THROWS_AS(db.execute(sql), virga::integrity_violation);
    }
    CHECK(text(db.execute("select count(*) from item")) == "1");
}

TEMPLATE_TEST_CASE("a_constraint_that_is_checked_at_commit_is_an_error_too", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const auto problem = refused<virga::unique_violation>(db, "insert into later values (1), (1)");
    CHECK(problem.constraint() == "later_id_key");
    CHECK(text(db.execute("select count(*) from later")) == "0");
}

TEMPLATE_TEST_CASE("division_by_zero_is_a_data_exception", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = refused<virga::data_exception>(db, "select 1 / $1::int", arguments({"0"}));
    CHECK(problem.sqlstate() == "22012");
    CHECK(problem.message() == "division by zero");
}

TEMPLATE_TEST_CASE("a_number_out_of_range_is_a_data_exception", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK(refused<virga::data_exception>(db, "select $1::int + 1", arguments({"2147483647"})).sqlstate() == "22003");
    CHECK(refused<virga::data_exception>(db, "select $1::smallint", arguments({"32768"})).sqlstate() == "22003");
}

TEMPLATE_TEST_CASE("a_text_beyond_the_limit_of_its_column_is_refused", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto problem =
        refused<virga::data_exception>(db, "update person set name = $1 where id = 1", arguments({std::string(41, 'x')}));
    CHECK(problem.sqlstate() == "22001");
    CHECK(db.execute("update person set name = $1 where id = 1", arguments({std::string(40, 'x')})).affected() == 1);
}

TEMPLATE_TEST_CASE("a_value_that_the_server_cannot_read_is_not_in_the_sentence", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = refused<virga::data_exception>(db, "select $1::integer", arguments({"s3cret \"x\" y"}));
    CHECK(problem.sqlstate() == "22P02");
    CHECK(problem.message() == "invalid input syntax for type integer: \"s3cret \"x\" y\"");
    CHECK(std::string{problem.what()} ==
          "invalid input syntax for type integer: \"...\" (SQLSTATE 22P02); in the statement: select $1::integer");
}

TEMPLATE_TEST_CASE("no_value_is_in_the_sentence_of_any_error", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const std::vector<std::pair<const char*, std::vector<std::optional<std::string>>>> cases{
        {"insert into item values ($1, $2, 1)", {"1", "s3cret"}},
        {"insert into item values (2, $1, -1)", {"s3cret"}},
        {"insert into item values ($1::text::int, 'x', 1)", {"s3cret"}},
        {"select $1::regclass", {"s3cret"}},
        {"select $1::uuid", {"s3cret"}},
        {"select $1::jsonb", {"{s3cret"}},
        {"select $1::timestamptz", {"s3cret"}},
        {"select $1::\"status\"", {"s3cret"}},
        {"select $1::bytea", {"\\xs3cret"}},
        {"select $1::int[]", {"{s3cret}"}},
    };
    for (const auto& one : cases) {
        INFO(one.first);
        const auto problem = thrown<virga::query_error>([&] { db.execute(one.first, arguments(one.second)); });
        REQUIRE(problem);
        CHECK_FALSE(holds(problem->what(), "s3cret"));
        CHECK(problem->statement() == one.first);
    }
}

TEMPLATE_TEST_CASE("a_syntax_error_tells_where", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = refused<virga::syntax_error>(db, "selekt 1");
    CHECK(problem.sqlstate() == "42601");
    CHECK(problem.message() == "syntax error at or near \"selekt\"");
}

TEMPLATE_TEST_CASE("an_undefined_column_comes_with_a_hint", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = refused<virga::undefined_column>(db, "select nam from item");
    CHECK(problem.sqlstate() == "42703");
    CHECK(problem.hint() == "Perhaps you meant to reference the column \"item.name\".");
    CHECK(std::string{problem.what()} ==
          "column \"nam\" does not exist (SQLSTATE 42703); hint: Perhaps you meant to reference the column "
          "\"item.name\".; in the statement: select nam from item");
}

TEMPLATE_TEST_CASE("an_undefined_table_and_function_have_their_classes", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK(refused<virga::undefined_table>(db, "select * from missing_table").sqlstate() == "42P01");
    CHECK(refused<virga::query_error>(db, "select missing_function()").sqlstate() == "42883");
    CHECK(class_of([&] { db.execute("select missing_function()"); }) == "query_error");
}

TEMPLATE_TEST_CASE("a_role_without_the_right_is_an_insufficient_privilege", "", over_http, over_websocket, directly) {
    TestType db;
    db.execute("drop role if exists same_nobody");
    db.execute("create role same_nobody");
    const auto problem = thrown<virga::insufficient_privilege>([&] {
        static_cast<void>(db.batch(std::vector<sql_text>{{"set local role same_nobody"}, {"select * from item"}}));
    });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "42501");
    CHECK(problem->message() == "permission denied for table item");
    db.execute("drop role same_nobody");
}

TEMPLATE_TEST_CASE("a_write_in_a_read_only_transaction_is_refused", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const auto problem = thrown<virga::read_only_violation>(
        [&] { static_cast<void>(db.batch(std::vector<sql_text>{{"delete from part"}}, {.read_only = true})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "25006");
    CHECK(text(db.execute("select count(*) from part")) == "1");
}

TEMPLATE_TEST_CASE("each_sqlstate_has_its_class_and_further_ones_that_of_their_kind", "", over_http, over_websocket, directly) {
    TestType db;
    for (const auto& [code, expected] : std::vector<std::pair<std::string, std::string>>{{"23502", "not_null_violation"},
                                                                                         {"23503", "foreign_key_violation"},
                                                                                         {"23505", "unique_violation"},
                                                                                         {"23514", "check_violation"},
                                                                                         {"23P01", "exclusion_violation"},
                                                                                         {"23001", "integrity_violation"},
                                                                                         {"25006", "read_only_violation"},
                                                                                         {"25P02", "failed_transaction"},
                                                                                         {"40001", "serialization_failure"},
                                                                                         {"40P01", "deadlock"},
                                                                                         {"40002", "transaction_conflict"},
                                                                                         {"42501", "insufficient_privilege"},
                                                                                         {"42601", "syntax_error"},
                                                                                         {"42703", "undefined_column"},
                                                                                         {"42P01", "undefined_table"},
                                                                                         {"55P03", "lock_not_available"},
                                                                                         {"57014", "query_canceled"},
                                                                                         {"22012", "data_exception"},
                                                                                         {"22P05", "data_exception"},
                                                                                         {"0A000", "query_error"},
                                                                                         {"P0001", "query_error"},
                                                                                         {"VG001", "query_error"},
                                                                                         {"XX000", "query_error"}}) {
        INFO(code);
        const std::string sql = "do $$ begin raise exception 'as asked' using errcode = '" + code + "'; end $$";
        CHECK(class_of([&] { db.execute(sql); }) == expected);
        const auto problem = thrown<virga::query_error>([&] { db.execute(sql); });
        REQUIRE(problem);
        CHECK(problem->sqlstate() == code);
        CHECK(problem->message() == "as asked");
    }
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEMPLATE_TEST_CASE("an_error_that_a_function_raises_has_the_fields_it_was_given", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = refused<virga::query_error>(
        db,
        R"(do $$ begin raise exception E'first\nsecond:  line' using errcode = 'VG001', detail = E'a\nTABLE NAME:  b',
               hint = E'try\nagain', schema = 'sc', table = 'ta', column = 'co', constraint = 'cn', datatype = 'dt'; end $$)");
    CHECK(problem.sqlstate() == "VG001");
    CHECK(problem.message() == "first\nsecond:  line");
    CHECK(problem.detail() == "a\nTABLE NAME:  b");
    CHECK(problem.hint() == "try\nagain");
    CHECK(problem.schema() == "sc");
    CHECK(problem.table() == "ta");
    CHECK(problem.column() == "co");
    CHECK(problem.constraint() == "cn");
}

TEMPLATE_TEST_CASE("a_message_keeps_characters_of_every_kind", "", over_http, over_websocket, directly) {
    TestType db;
    const std::string odd = "gr\u00f6\u00dfe \u4e2d\u6587 \U0001F600 \"q\" \\ {\"a\":1}";
    const auto problem = thrown<virga::query_error>([&] {
        db.execute("do $$ begin raise exception using message = '" + odd + "', detail = '" + odd + "', hint = '" + odd +
                   "'; end $$");
    });
    REQUIRE(problem);
    CHECK(problem->message() == odd);
    CHECK(problem->detail() == odd);
    CHECK(problem->hint() == odd);
}

TEMPLATE_TEST_CASE("a_message_of_a_hundred_kilobytes_arrives", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = thrown<virga::query_error>([&] {
        db.execute("do $$ begin raise exception using message = repeat('m', 100000), detail = repeat('d', 50000); end $$");
    });
    REQUIRE(problem);
    CHECK(problem->message().size() == 100'000);
    CHECK(problem->detail().size() == 50'000);
}

TEMPLATE_TEST_CASE("warnings_are_no_errors", "", over_http, over_websocket, directly) {
    TestType db;
    db.execute("set client_min_messages to warning; do $$ begin raise notice 'n'; end $$; reset client_min_messages");
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEMPLATE_TEST_CASE("a_wrong_number_of_parameters_is_an_error_of_the_server", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK(refused<virga::query_error>(db, "select $1::int, $2::int", arguments({"1"})).sqlstate() == "08P01");
    CHECK(refused<virga::query_error>(db, "select 1", arguments({"1"})).sqlstate() == "08P01");
}

TEMPLATE_TEST_CASE("a_statement_that_failed_works_with_other_values", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    for (const char* id : {"1", "1", "2", "1", "2"})
        static_cast<void>(thrown<virga::unique_violation>([&] { db.run(insert_item, arguments({id, "x", "1"})); }));
    CHECK(db.run(insert_item, arguments({"3", "x", "1"})).affected() == 1);
    CHECK(text(db.execute("select string_agg(id::text, ' ' order by id) from item")) == "1 2 3");
}

TEMPLATE_TEST_CASE("an_error_after_thousands_of_rows_is_an_error_and_no_half_result", "", over_http, over_websocket, directly) {
    TestType db;
    const char* const sql = "select repeat('x', 100), 1 / (9000 - n) from generate_series(1, 10000) n";
    CHECK(refused<virga::data_exception>(db, sql).sqlstate() == "22012");
    CHECK(thrown<virga::data_exception>([&] { db.run({sql, {}, {}}, {}); }));
}

TEMPLATE_TEST_CASE("a_hundred_errors_in_a_row_leave_a_client_that_works", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    for (int i = 0; i != 100; ++i) {
        const std::string expected = i % 3 == 0 ? "syntax_error" : i % 3 == 1 ? "unique_violation" : "data_exception";
        CHECK(class_of([&] {
                  if (i % 3 == 0) db.execute("nonsense");
                  if (i % 3 == 1) db.run(insert_item, arguments({"1", "x", "1"}));
                  if (i % 3 == 2) db.execute("select 1 / $1::int", arguments({"0"}));
              }) == expected);
    }
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEMPLATE_TEST_CASE("an_error_outlives_its_client", "", over_http, over_websocket, directly) {
    std::exception_ptr kept;
    {
        TestType db;
        try {
            db.execute("select 1 / $1::int", arguments({"0"}));
        } catch (const virga::query_error&) {
            kept = std::current_exception();
        }
    }
    REQUIRE(kept);
    const auto problem = thrown<virga::data_exception>([&] { std::rethrow_exception(kept); });
    REQUIRE(problem);
    CHECK(problem->statement() == "select 1 / $1::int");
}

TEMPLATE_TEST_CASE("what_is_no_text_of_utf8_is_an_error_that_does_not_show_it", "", over_http, over_websocket, directly) {
    TestType db;
    for (const std::string& bad : {std::string{"s3cret\xFF"}, std::string{"s3cret\xC3"}, std::string{"s3cret\xED\xA0\x80"}}) {
        const auto as_value = thrown<virga::error>([&] { db.execute("select $1::text", arguments({bad})); });
        REQUIRE(as_value);
        CHECK_FALSE(holds(as_value->what(), "s3cret"));
        CHECK(thrown<virga::error>([&] { db.execute("select '" + bad + "'"); }));
        CHECK(text(db.execute("select 'next'")) == "next");
    }
}

TEMPLATE_TEST_CASE("a_statement_with_a_zero_byte_is_an_error_and_not_its_first_half", "", over_http, over_websocket, directly) {
    shop<TestType> db;
    const std::string both{"delete from part\0 where false", 29};
    CHECK(thrown<virga::error>([&] { db.execute(both); }));
    CHECK(thrown<virga::error>([&] { db.execute(both, {}); }));
    CHECK(text(db.execute("select count(*) from part")) == "1");
}

TEMPLATE_TEST_CASE("a_wrong_password_is_an_error_that_does_not_show_it", "", over_http, over_websocket) {
    virga::connection_url url = virga::parse_connection_url(TestType::url());
    url.password = "wr0ng";
    const std::string wrong = "postgresql://" + url.user + ":wr0ng" + TestType::url().substr(TestType::url().find('@'));
    const auto problem = thrown<virga::connection_error>([&] { TestType{wrong}.execute("select 1"); });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "password authentication failed for user '" + url.user + "'"));
    CHECK_FALSE(holds(problem->what(), "wr0ng"));
}

TEMPLATE_TEST_CASE("a_database_that_does_not_exist_is_named", "", over_http, over_websocket, directly) {
    std::string url = TestType::url();
    const std::size_t path = url.find('/', url.find("://") + 3);
    url.replace(path, std::min(url.find('?'), url.size()) - path, "/nowhere_at_all");
    const auto problem = thrown<virga::error>([&] { TestType{url}.execute("select 1"); });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "database \"nowhere_at_all\" does not exist"));
    CHECK_FALSE(holds(problem->what(), "p%ss"));
    CHECK_FALSE(holds(problem->what(), "p%25ss"));
}
