// Statements are prepared once for a connection, and again when they have to be.
#include <string>

#include "../catch.hpp"
#include "server.hpp"

using namespace virga_test;
using virga::postgres_client;

namespace {
constexpr virga::statement select_item{"select * from item where id = $1", {}, {}};
constexpr virga::statement count_items{"select count(*) from item", {}, {}};

std::string preparations(postgres_client& db) {
    return *text(db.execute(
        "select coalesce(string_agg(statement, '; ' order by prepare_time), '') from pg_prepared_statements"));
}
}  // namespace

TEST_CASE("a_statement_is_prepared_on_its_first_use_and_reused") {
    own_schema schema;
    postgres_client db{schema.url()};
    db.execute("create table item (id integer primary key); insert into item values (1), (2)");
    CHECK(preparations(db).empty());
    for (int i = 0; i != 10; ++i) CHECK(db.run(select_item, arguments({"1"})).rows() == 1);
    CHECK(preparations(db) == select_item.text);
    CHECK(text(db.execute("select generic_plans + custom_plans from pg_prepared_statements")) == "10");
    CHECK(text(db.run(count_items, {})) == "2");
    CHECK(preparations(db) == std::string{select_item.text} + "; " + std::string{count_items.text});
}

TEST_CASE("a_transaction_shares_the_preparations_and_its_rollback_keeps_them") {
    own_schema schema;
    postgres_client db{schema.url()};
    db.execute("create table item (id integer primary key)");
    {
        auto tx = db.begin();
        tx.run(count_items, {});
    }
    db.run(count_items, {});
    CHECK(preparations(db) == count_items.text);
}

TEST_CASE("text_with_parameters_is_not_prepared") {
    own_schema schema;
    postgres_client db{schema.url()};
    CHECK(text(db.execute("select $1::text || $2", arguments({"a", "b"}))) == "ab");
    CHECK(preparations(db).empty());
}

TEST_CASE("a_statement_that_could_not_be_prepared_is_tried_again") {
    own_schema schema;
    postgres_client db{schema.url()};
    CHECK_THROWS_AS(db.run(count_items, {}), virga::undefined_table);
    CHECK_THROWS_AS(db.run(count_items, {}), virga::undefined_table);
    db.execute("create table item (id integer)");
    CHECK(text(db.run(count_items, {})) == "0");
}

TEST_CASE("a_statement_whose_table_changed_is_prepared_anew") {
    own_schema schema;
    postgres_client db{schema.url()};
    db.execute("create table item (id integer primary key); insert into item values (1)");
    CHECK(db.run(select_item, arguments({"1"})).columns() == 1);
    db.execute("alter table item add name text");

    SECTION("outside a transaction at once") {
        CHECK(db.run(select_item, arguments({"1"})).columns() == 2);
        CHECK(preparations(db) == select_item.text);
    }
    SECTION("inside one on the next use, since the transaction has failed") {
        {
            auto tx = db.begin();
            const auto problem = thrown<virga::query_error>([&] { tx.run(select_item, arguments({"1"})); });
            REQUIRE(problem);
            CHECK(problem->sqlstate() == "0A000");
            CHECK(problem->hint().starts_with("a table has changed since the statement was prepared; the transaction, run again"));
            CHECK_THROWS_AS(tx.run(select_item, arguments({"1"})), virga::failed_transaction);
        }
        auto tx = db.begin();
        CHECK(tx.run(select_item, arguments({"1"})).columns() == 2);
    }
}

TEST_CASE("a_failure_of_the_same_sqlstate_from_elsewhere_is_not_run_again") {
    own_schema schema;
    postgres_client db{schema.url()};
    db.execute(R"(create sequence calls;
                  create function refuse() returns integer language plpgsql as $$
                  begin perform nextval('calls'); raise exception 'no' using errcode = '0A000'; end $$)");
    constexpr virga::statement call{"select refuse()", {}, {}};
    CHECK_THROWS_AS(db.run(call, {}), virga::query_error);
    CHECK(text(db.execute("select last_value from calls")) == "1");
}

TEST_CASE("dropped_preparations_are_made_again") {
    own_schema schema;
    postgres_client db{schema.url()};
    db.execute("create table item (id integer)");
    db.run(count_items, {});
    db.execute("deallocate all");
    CHECK(text(db.run(count_items, {})) == "0");
    CHECK(text(db.run(count_items, {})) == "0");
}

TEST_CASE("texts_that_follow_each_other_in_one_place_are_not_mixed_up") {
    postgres_client db{server().url()};
    std::string place = "select 1";
    CHECK(text(db.run({place, {}, {}}, {})) == "1");
    place.back() = '2';
    CHECK(text(db.run({place, {}, {}}, {})) == "2");
    CHECK(preparations(db) == "select 2");
}

TEST_CASE("two_connections_give_their_preparations_different_names") {
    // A pooler may hand a session on to another client: it must not find a statement of the same name there.
    postgres_client first{server().url()};
    postgres_client second{server().url()};
    constexpr virga::statement one{"select 1", {}, {}};
    const auto name = [&](postgres_client& db) {
        db.run(one, {});
        return *text(db.execute("select name from pg_prepared_statements"));
    };
    CHECK(name(first) != name(second));
}
