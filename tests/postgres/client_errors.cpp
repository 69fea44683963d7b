// What postgres_client throws when the server refuses a statement.
#include <clocale>  // std::setlocale
#include <cstdlib>  // setenv
#include <string>

#include "../catch.hpp"
#include "server.hpp"

using namespace virga_test;
using virga::postgres_client;

namespace {

struct shop {
    own_schema schema;
    postgres_client db{schema.url()};
    shop() {
        db.execute(R"(create table item (id integer primary key, name text not null,
                          price integer constraint item_price_positive check (price > 0));
                      create table part (id integer primary key, item_id integer references item,
                          exclude using btree (item_id with =));
                      insert into item values (1, 'one', 1);
                      insert into part values (1, 1))");
    }
};

constexpr virga::statement insert_item{"insert into item (id, name, price) values ($1, $2, $3)", {}, {}};
}  // namespace

TEST_CASE("a_unique_violation_has_every_field_and_no_values") {
    shop s;
    const auto problem =
        thrown<virga::unique_violation>([&] { s.db.run(insert_item, arguments({"1", "s3cret", "5"})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "23505");
    CHECK(problem->message() == "duplicate key value violates unique constraint \"item_pkey\"");
    CHECK(problem->detail() == "Key (id)=(1) already exists.");
    CHECK(problem->hint().empty());
    CHECK(problem->schema() == s.schema.name());
    CHECK(problem->table() == "item");
    CHECK(problem->column().empty());
    CHECK(problem->constraint() == "item_pkey");
    CHECK(problem->statement() == insert_item.text);
    CHECK(std::string{problem->what()} ==
          "duplicate key value violates unique constraint \"item_pkey\" (SQLSTATE 23505); in the statement: "
          "insert into item (id, name, price) values ($1, $2, $3)");
}

TEST_CASE("errors_are_read_in_whatever_language_the_app_speaks") {
    // libpq translates its labels where the app has set a locale; C.UTF-8 is one, of which LANGUAGE names the language.
    const std::string before = std::setlocale(LC_ALL, nullptr);
    REQUIRE(std::setlocale(LC_ALL, "C.UTF-8") != nullptr);
    ::setenv("LANGUAGE", "fr:de:it", 1);
    {
        shop s;
        const auto problem =
            thrown<virga::unique_violation>([&] { s.db.run(insert_item, arguments({"1", "a secret name", "1"})); });
        REQUIRE(problem);
        CHECK(problem->constraint() == "item_pkey");
        CHECK(problem->table() == "item");
        CHECK(problem->detail() == "Key (id)=(1) already exists.");
        CHECK(std::string{problem->what()}.find("exists") == std::string::npos);
        constexpr virga::statement all{"select * from item", {}, {}};
        s.db.run(all, {});
        s.db.execute("alter table item add more integer");
        CHECK(s.db.run(all, {}).columns() == 4);  // prepared anew
        CHECK(std::setlocale(LC_MESSAGES, nullptr) == std::string{"C.UTF-8"});
    }
    ::unsetenv("LANGUAGE");
    std::setlocale(LC_ALL, before.c_str());
}

TEST_CASE("each_kind_of_integrity_violation_has_its_class") {
    shop s;
    const auto null =
        thrown<virga::not_null_violation>([&] { s.db.run(insert_item, arguments({"2", std::nullopt, "5"})); });
    REQUIRE(null);
    CHECK(null->column() == "name");
    CHECK(null->table() == "item");
    const auto check = thrown<virga::check_violation>([&] { s.db.run(insert_item, arguments({"2", "s3cret", "-5"})); });
    REQUIRE(check);
    CHECK(check->constraint() == "item_price_positive");
    CHECK(check->detail().find("s3cret") != std::string::npos);
    CHECK(std::string{check->what()}.find("s3cret") == std::string::npos);
    const auto key = thrown<virga::foreign_key_violation>([&] { s.db.execute("insert into part values (2, 9)"); });
    REQUIRE(key);
    CHECK(key->constraint() == "part_item_id_fkey");
    const auto exclusion = thrown<virga::exclusion_violation>([&] { s.db.execute("insert into part values (2, 1)"); });
    REQUIRE(exclusion);
    CHECK(exclusion->sqlstate() == "23P01");
    CHECK_THROWS_AS(s.db.execute("insert into part values (2, 1)"), virga::integrity_violation);
}

TEST_CASE("hint_and_message_stand_in_the_sentence_and_the_excerpt_does_not") {
    shop s;
    const auto problem = thrown<virga::undefined_column>([&] { s.db.execute("select nam from item"); });
    REQUIRE(problem);
    CHECK(problem->message() == "column \"nam\" does not exist");
    CHECK(problem->hint() == "Perhaps you meant to reference the column \"item.name\".");
    CHECK(std::string{problem->what()} ==
          "column \"nam\" does not exist (SQLSTATE 42703); hint: Perhaps you meant to reference the column "
          "\"item.name\".; in the statement: select nam from item");
}

TEST_CASE("a_value_that_the_server_cannot_read_is_not_in_the_sentence") {
    shop s;
    const auto problem =
        thrown<virga::data_exception>([&] { s.db.run(insert_item, arguments({"s3cret \"x\" y", "b", "1"})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "22P02");
    CHECK(problem->message() == "invalid input syntax for type integer: \"s3cret \"x\" y\"");
    CHECK(std::string{problem->what()}.starts_with("invalid input syntax for type integer: \"...\" (SQLSTATE 22P02)"));
}

TEST_CASE("messages_of_many_lines_and_fields_raised_by_functions_arrive") {
    shop s;
    const auto problem = thrown<virga::query_error>([&] {
        s.db.execute(
            R"(do $$ begin raise exception E'first\nsecond:  line' using errcode = 'VG001', detail = E'a\nTABLE NAME:  b',
                        hint = E'try\nagain', schema = 'sc', table = 'ta', column = 'co', constraint = 'cn', datatype = 'dt'; end $$)");
    });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "VG001");
    CHECK(problem->message() == "first\nsecond:  line");
    CHECK(problem->detail() == "a\nTABLE NAME:  b");
    CHECK(problem->hint() == "try\nagain");
    CHECK(problem->schema() == "sc");
    CHECK(problem->table() == "ta");
    CHECK(problem->column() == "co");
    CHECK(problem->constraint() == "cn");
}

TEST_CASE("further_classes_by_sqlstate") {
    shop s;
    CHECK_THROWS_AS(s.db.execute("selekt 1"), virga::syntax_error);
    CHECK_THROWS_AS(s.db.execute("select * from missing"), virga::undefined_table);
    CHECK_THROWS_AS(s.db.execute("begin read only; create table x()"), virga::read_only_violation);
    CHECK_THROWS_AS(s.db.execute("select 1"), virga::failed_transaction);
    s.db.execute("rollback");
    CHECK_THROWS_AS(s.db.execute("set statement_timeout to 10; select pg_sleep(5)"), virga::query_canceled);
    CHECK_THROWS_AS(s.db.execute("select 1/0"), virga::data_exception);

    s.db.execute("create role nobody_" + s.schema.name());
    CHECK_THROWS_AS(s.db.execute("set role nobody_" + s.schema.name() + "; select * from " + s.schema.name() + ".item"),
                    virga::insufficient_privilege);
    s.db.execute("reset role; drop role nobody_" + s.schema.name());
}

TEST_CASE("conflicts_of_transactions_have_their_classes") {
    shop s;
    postgres_client other{s.schema.url()};
    SECTION("serialization_failure") {
        auto mine = s.db.begin({.isolation = virga::isolation_level::repeatable_read});
        mine.execute("select * from item");
        other.execute("update item set price = 2 where id = 1");
        CHECK_THROWS_AS(mine.execute("update item set price = 3 where id = 1"), virga::serialization_failure);
        CHECK_THROWS_AS(mine.commit(), virga::failed_transaction);
    }
    SECTION("lock_not_available") {
        auto mine = s.db.begin();
        mine.execute("update item set price = 3 where id = 1");
        CHECK_THROWS_AS(other.execute("select * from item where id = 1 for update nowait"), virga::lock_not_available);
    }
    SECTION("both can be caught as what may be tried again") {
        CHECK_THROWS_AS(virga::throw_query_error({.sqlstate = "40P01", .message = "deadlock detected"}),
                        virga::deadlock);
        CHECK_THROWS_AS(virga::throw_query_error({.sqlstate = "40P01"}), virga::transaction_conflict);
    }
}

TEST_CASE("errors_of_class_08_on_a_living_connection_are_query_errors") {
    // libpqxx takes all of class 08 for a lost connection; this one is a wrong number of parameters.
    shop s;
    const auto problem = thrown<virga::query_error>([&] { s.db.run(insert_item, arguments({"1"})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "08P01");
    CHECK(text(s.db.execute("select 1")) == "1");
}

TEST_CASE("sql_text_with_a_zero_byte_is_refused") {
    shop s;
    CHECK_THROWS_AS(s.db.execute(std::string_view{"select 1\0; drop table item", 26}), virga::usage_error);
}

TEST_CASE("a_value_that_the_server_takes_for_a_name_is_not_in_the_sentence") {
    postgres_client db{server().url()};
    for (const char* sql : {"select $1::regclass", "select $1::regrole", "select $1::regnamespace", "select $1::regtype",
                            "select set_config($1, 'x', false)"}) {
        INFO(sql);
        const auto problem = thrown<virga::query_error>([&] { db.execute(sql, arguments({"s3cret"})); });
        REQUIRE(problem);
        CHECK(problem->message().find("s3cret") != std::string::npos);
        CHECK(std::string{problem->what()}.find("s3cret") == std::string::npos);
    }
    for (const char* value : {"a.b.c.s3cret.d", "\"s3cret\""}) {
        const auto problem = thrown<virga::query_error>([&] { db.execute("select $1::regclass", arguments({value})); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.find("s3cret") == std::string::npos);
    }
    const auto bytes = thrown<virga::data_exception>([&] { db.execute("select $1::text", arguments({"\xE2\x82"})); });
    REQUIRE(bytes);
    CHECK(std::string{bytes->what()}.starts_with("invalid byte sequence for encoding \"UTF8\": ... (SQLSTATE 22021)"));
    const auto said = [](const char* code, const char* message) {
        const auto problem = thrown<virga::query_error>([&] {
            virga::throw_query_error({.sqlstate = code, .message = message, .statement = "select x from t where y = $1::regclass"});
        });
        const std::string what = problem ? problem->what() : "";
        return what.substr(0, what.find(" (SQLSTATE"));
    };
    CHECK(said("42P01", "Relation \u00BBs3cret\u00AB existiert nicht") == "Relation \u00BB...\u00AB existiert nicht");
    CHECK(said("42P01", "Relation \u00BBt\u00AB existiert nicht") == "Relation \u00BBt\u00AB existiert nicht");
    CHECK(said("42P01", "la relation \u00AB s3cret \u00BB n'existe pas") == "la relation \u00AB...\u00BB n'existe pas");
    CHECK(said("42704", "role \"\"s3cret\"\" does not exist") == "role \"...\" does not exist");
    CHECK(said("42601", "improper relation name (too many dotted names): a.s3cret") ==
          "improper relation name (too many dotted names): ...");
    CHECK(said("42883", "operator does not exist: s3cret") == "operator does not exist: ...");
    CHECK(said("42883", "operator does not exist: integer = text") == "operator does not exist: integer = text");
    CHECK(said("58P01", "could not open file \"/s3cret\" for reading: No such file or directory") ==
          "could not open file \"...\" for reading: No such file or directory");
    CHECK(said("22P05", "character with byte sequence 0xe2 0x82 0xac in encoding \"UTF8\" has no equivalent") ==
          "character with byte sequence ... in encoding \"UTF8\" has no equivalent");
    const auto table = thrown<virga::undefined_table>(
        [&] { db.execute("select * from \"Public\".\"nothing\" where id = $1", arguments({"1"})); });
    REQUIRE(table);
    CHECK(std::string{table->what()}.starts_with("relation \"Public.nothing\" does not exist (SQLSTATE 42P01)"));
}

TEST_CASE("copy_over_the_connection_is_refused_and_leaves_it_usable") {
    shop s;
    for (const char* sql : {"copy item from stdin", "copy item to stdout"}) {
        INFO(sql);
        const auto problem = thrown<virga::usage_error>([&] { s.db.execute(sql); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.starts_with("execute: copy from stdin and copy to stdout"));
        CHECK_THROWS_AS(s.db.execute(sql, {}), virga::usage_error);
        CHECK(text(s.db.execute("select count(*) from item")) == "1");
    }
    CHECK_THROWS_AS(s.db.transaction([](auto& tx) {
        tx.execute("delete from part");
        tx.execute("copy item from stdin");
    }),
                    virga::usage_error);
    CHECK(text(s.db.execute("select count(*) from part")) == "1");
    CHECK(s.db.execute("select id from item where false").rows() == 0);
}

TEST_CASE("more_parameters_than_a_statement_can_have_are_refused_with_a_way_out") {
    postgres_client db{server().url()};
    const virga::arguments values = arguments(std::vector<std::optional<std::string>>(65'536, "1"));
    const auto problem = thrown<virga::usage_error>([&] { db.execute("select 1", values); });
    REQUIRE(problem);
    CHECK(std::string{problem->what()} ==
          "a statement takes at most 65535 parameters, and this one is given 65536; give many values as one array");
    constexpr virga::statement one{"select 1", {}, {}};
    CHECK_THROWS_AS(db.run(one, values), virga::usage_error);
    CHECK(text(db.execute("select 5")) == "5");
}
