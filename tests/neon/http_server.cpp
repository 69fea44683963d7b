// Errors of PostgreSQL and of the login, as they come over HTTP.
#include <cstdlib>
#include <string>

#include "../catch.hpp"
#include "answers.hpp"
#include "place.hpp"

using namespace virga_test;
using virga::neon_http_client;

TEST_CASE("a_unique_violation_over_http_has_every_field_and_no_values") {
    const std::string name = fresh("item");
    const neon_http_client db{neon().url, at()};
    db.execute("create table " + name + " (id integer primary key, name text not null, constraint " + name +
               "_named check (name <> ''))");
    const std::string insert = "insert into " + name + " values ($1, $2)";
    db.execute(insert, arguments({"1", "a"}));
    const auto problem = thrown<virga::unique_violation>([&] { db.execute(insert, arguments({"1", "s3cret"})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "23505");
    CHECK(problem->message() == "duplicate key value violates unique constraint \"" + name + "_pkey\"");
    CHECK(problem->detail() == "Key (id)=(1) already exists.");
    CHECK(problem->schema() == "public");
    CHECK(problem->table() == name);
    CHECK(problem->constraint() == name + "_pkey");
    CHECK(problem->statement() == insert);
    CHECK_FALSE(problem->request_id().empty());
    const auto null = thrown<virga::not_null_violation>([&] { db.execute(insert, arguments({"2", std::nullopt})); });
    REQUIRE(null);
    CHECK(null->column() == "name");
    CHECK_THROWS_AS(db.execute(insert, arguments({"2", ""})), virga::check_violation);
    const auto value = thrown<virga::data_exception>([&] { db.execute(insert, arguments({"s3cret", "x"})); });
    REQUIRE(value);
    CHECK_FALSE(holds(value->what(), "s3cret"));
    db.execute("drop table " + name);
}

TEST_CASE("hints_positions_and_classes_arrive_over_http") {
    const counter table;
    const neon_http_client db{neon().url, at()};
    const auto problem = thrown<virga::undefined_column>(
        [&] { db.execute("select attt from " + table.name() + " where at is null and att is null"); });
    REQUIRE(problem);
    CHECK(problem->position() == "8");
    CHECK_THROWS_AS(db.execute("selekt 1"), virga::syntax_error);
    CHECK_THROWS_AS(db.execute("select * from missing_table"), virga::undefined_table);
    CHECK_THROWS_AS(db.execute("select 1; select 2", virga::arguments{}), virga::syntax_error);
    const auto raised = thrown<virga::query_error>([&] {
        db.execute(
            "do $$ begin raise exception E'first\\nsecond' using errcode = 'VG001', detail = 'd', hint = 'h', schema = 's', table "
            "= 't', "
            "column = 'c', constraint = 'n'; end $$");
    });
    REQUIRE(raised);
    CHECK(raised->sqlstate() == "VG001");
    CHECK(raised->message() == "first\nsecond");
    CHECK(raised->detail() == "d");
    CHECK(raised->hint() == "h");
    CHECK(raised->schema() == "s");
    CHECK(raised->table() == "t");
    CHECK(raised->column() == "c");
    CHECK(raised->constraint() == "n");
}

TEST_CASE("copy_fails_and_the_next_statement_works") {
    const counter table;
    const neon_http_client db{neon().url, once(at())};
    CHECK_THROWS_AS(db.execute("copy " + table.name() + " from stdin"), virga::error);
    CHECK_THROWS_AS(db.execute("copy " + table.name() + " to stdout"), virga::error);
    CHECK(text(db.execute("select 1")) == "1");
}

TEST_CASE("a_database_that_does_not_exist_is_an_error_of_postgresql") {
    const neon_http_client db{url_of("nowhere_at_all"), once(at())};
    const auto problem = thrown<virga::query_error>([&] { db.execute("select 1"); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "3D000");
}

TEST_CASE("nothing_of_a_session_outlives_a_request") {
    const neon_http_client db{neon().url, at()};
    db.execute("set application_name to 'kept'");
    db.execute("create temporary table gone (x int)");
    for (int i = 0; i != 5; ++i) {
        CHECK(text(db.execute("show application_name")) != "kept");
        CHECK_THROWS_AS(db.execute("select * from gone"), virga::undefined_table);
    }
}

TEST_CASE("a_wrong_password_is_an_authentication_error_and_not_shown") {
    const neon_http_client admin{neon().url, at()};
    admin.execute("set local password_encryption to 'scram-sha-256'; drop role if exists asked_by_neon; "
                  "create role asked_by_neon login password 'p%ss:w/rd@1 Ã¤'");
    const neon_http_client wrong{url_of("", "asked_by_neon", "wr0ng"), at()};
    const auto problem = thrown<virga::authentication_error>([&] { wrong.execute("select 1"); });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "password authentication failed for user 'asked_by_neon'"));
    CHECK_FALSE(holds(problem->what(), "wr0ng"));
    CHECK_FALSE(problem->may_have_run());
    CHECK(problem->status() == 400);
    CHECK_FALSE(problem->request_id().empty());
    const neon_http_client right{url_of("", "asked_by_neon", "p%ss:w/rd@1 Ã¤"), at()};
    CHECK(text(right.execute("select session_user")) == "asked_by_neon");
    admin.execute("drop role asked_by_neon");
}

TEST_CASE("a_token_lets_a_user_in_and_a_bad_one_does_not") {
    const std::string endpoint = token_endpoint();
    if (endpoint.empty()) return;
    // {"alg":"RS256","kid":"a"} . {"sub":"u","exp":4102444800} or {"sub":"u","exp":1} . a signature that nobody checks
    const std::string good = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJ1IiwiZXhwIjo0MTAyNDQ0ODAwfQ.c2ln";
    const std::string late = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJ1IiwiZXhwIjoxfQ.c2ln";
    const neon_http_client db{neon().url, at(endpoint)};
    CHECK(text(db.with({.token = good}).execute("select 1")) == "1");
    CHECK(db.with({.token = good}).batch(std::vector<virga::sql_text>{{"select 1"}, {"select 2"}}).size() == 2);
    const auto expired = thrown<virga::authentication_error>([&] { db.with({.token = late}).execute("select 1"); });
    REQUIRE(expired);
    CHECK(holds(expired->what(), "expired"));
    CHECK_THROWS_AS(db.with({.token = "nonsense"}).execute("select 1"), virga::authentication_error);
}

TEST_CASE("a_password_alone_lets_nobody_in_where_a_token_is_wanted") {
    // Not asked of a server that the environment names: an emulator may take the password, where Neon does not.
    if (token_endpoint().empty() or std::getenv("VIRGA_NEON_TOKEN_ENDPOINT") != nullptr) return;
    const neon_http_client db{neon().url, at(token_endpoint())};
    CHECK_THROWS_AS(db.execute("select 1"), virga::authentication_error);
}
