// Batches over HTTP, on a server: one transaction, typed results, and what cannot be a member.
#include <functional>  // std::bind, which must not be taken for ours
#include <string>
#include <tuple>
#include <vector>

#include "../catch.hpp"
#include "../tables.hpp"
#include "../tables_sql.hpp"
#include "answers.hpp"
#include "place.hpp"

using namespace virga_test;
using namespace tables;
using virga::neon_http_client;
using virga::sql_text;

namespace {
struct people {
    neon_database database;
    neon_http_client db{database.url(), at()};
    people() { (void)db.execute(create_tables); }
};
constexpr auto by_email = select(person.id, person.name).from(person).where(person.email == virga::arg<"email">);
constexpr auto everyone = select(person).from(person).order_by(person.id);

std::vector<std::string> texts(const std::vector<virga::result>& results) {
    std::vector<std::string> all;
    for (const virga::result& each : results) all.push_back(each.rows() == 0 ? "-" : text(each).value_or("null"));
    return all;
}
}  // namespace

TEST_CASE("a_batch_of_queries_is_a_tuple_of_their_rows") {
    people p;
    const auto [made, found, all, changed] =
        p.db.batch(insert_into(person).values(person.email = "a@b.c", person.name = "Ada").returning(person.id),
                   virga::bind(by_email, "a@b.c"), everyone, update(person).set(person.nick = "x").where(person.email == "a@b.c"));
    CHECK(made.size() == 1);
    CHECK(found.one()[person.name] == "Ada");
    CHECK(found.one()[person.id] == get<0>(made.one()));
    CHECK(all.one().nick == std::nullopt);  // it came before the update
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(all.one())>, virga::row<person>>);
    CHECK(changed.affected() == 1);
}

TEST_CASE("bound_values_are_owned_whatever_std_bind_would_do") {
    people p;
    (void)p.db(insert_into(person).values(person.email = "a@b.c", person.name = "Ada"));
    auto query = select(person.name).from(person).where(person.email == virga::arg<"email">);
    std::string email = "a@b.c";
    const auto bound = bind(query, std::string{"a@b.c"});  // found by argument-dependent lookup, as std::bind is
    const auto from_variable = bind(query, email);
    email = "other";
    const auto [one, two] = p.db.batch(bound, from_variable);
    CHECK(get<0>(one.one()) == "Ada");
    CHECK(get<0>(two.one()) == "Ada");
    CHECK_THROWS_AS(bind(query, std::string("a\0b", 3)), virga::value_error);
}

TEST_CASE("a_batch_is_all_or_nothing") {
    const counter table;
    const neon_http_client db{neon().url, at()};
    const auto problem = thrown<virga::data_exception>([&] {
        (void)db.batch(std::vector<sql_text>{{table.count_one()}, {"select 1/0"}});
    });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "22012");
    CHECK(holds(problem->what(), "one of the 2 of a batch"));
    CHECK(table.times() == 0);
    CHECK(db.batch(std::vector<sql_text>{{table.count_one()}, {table.count_one()}}).size() == 2);
    CHECK(table.times() == 2);
}

TEST_CASE("members_of_a_batch_share_a_transaction_and_see_one_another") {
    const neon_http_client db{neon().url, at()};
    const auto results = db.batch(std::vector<sql_text>{{"select txid_current()"},
                                                        {"set local work_mem to '5MB'"},
                                                        {"show work_mem"},
                                                        {"select txid_current()"},
                                                        {"select $1::int + 1", virga_test::arguments({"41"})}});
    REQUIRE(results.size() == 5);
    CHECK(text(results[0]) == text(results[3]));
    CHECK(text(results[2]) == "5MB");
    CHECK(text(results[4]) == "42");
    CHECK(text(db.execute("show work_mem")) != "5MB");
}

TEST_CASE("the_kind_of_transaction_reaches_the_server") {
    const neon_http_client db{neon().url, at()};
    const std::vector<sql_text> ask{
        {"show transaction_isolation"}, {"show transaction_read_only"}, {"show transaction_deferrable"}};
    using enum virga::isolation_level;
    using kinds = std::vector<std::string>;
    CHECK(texts(db.batch(ask)) == kinds{"read committed", "off", "off"});
    CHECK(texts(db.batch(ask, {.isolation = read_committed})) == kinds{"read committed", "off", "off"});
    CHECK(texts(db.batch(ask, {.isolation = repeatable_read, .read_only = true})) == kinds{"repeatable read", "on", "off"});
    CHECK(texts(db.batch(ask, {.isolation = serializable})) == kinds{"serializable", "off", "off"});
    CHECK(texts(db.batch(ask, {.isolation = serializable, .read_only = true, .deferrable = true})) ==
          kinds{"serializable", "on", "on"});
    const counter table;
    CHECK_THROWS_AS(db.batch(std::vector<sql_text>{{table.count_one()}}, {.read_only = true}), virga::read_only_violation);
    CHECK_THROWS_AS(db.batch(ask, {.isolation = repeatable_read, .snapshot = "00000003-0000001B-1"}), virga::usage_error);
    people p;
    const auto [rows] = p.db.batch({.isolation = serializable, .read_only = true}, everyone);
    CHECK(rows.empty());
    CHECK_THROWS_AS(p.db.batch({.read_only = true}, insert_into(person).values(person.email = "a", person.name = "b")),
                    virga::read_only_violation);
}

TEST_CASE("a_member_that_ends_the_transaction_is_refused_and_savepoints_are_not") {
    const counter table;
    const neon_http_client db{neon().url, at()};
    for (const char* word : {"commit", "ROLLBACK", "begin", "start transaction", "end", "abort", "prepare transaction 'x'"}) {
        const auto problem = thrown<virga::usage_error>([&] {
            (void)db.batch(std::vector<sql_text>{{table.count_one()}, {word}});
        });
        REQUIRE(problem);
        CHECK(holds(problem->what(), "batch: statement 2 is `"));
    }
    CHECK(table.times() == 0);
    (void)db.batch(
        std::vector<sql_text>{{"savepoint a"}, {table.count_one()}, {"rollback to a"}, {table.count_one()}, {"release a"}});
    CHECK(table.times() == 1);
}

TEST_CASE("a_commit_that_is_refused_undoes_the_batch") {
    const std::string name = fresh("later");
    const neon_http_client db{neon().url, at()};
    db.execute("create table " + name + " (x int unique deferrable initially deferred)");
    CHECK_THROWS_AS(
        db.batch(std::vector<sql_text>{{"insert into " + name + " values (1)"}, {"insert into " + name + " values (1)"}}),
        virga::unique_violation);
    CHECK(db.execute("select from " + name).rows() == 0);
    db.execute("drop table " + name);
}

TEST_CASE("what_no_transaction_can_hold_works_alone_and_fails_in_a_batch") {
    const counter table;
    const neon_http_client db{neon().url, at()};
    db.execute("vacuum " + table.name());
    const auto problem = thrown<virga::query_error>([&] { (void)db.batch(std::vector<sql_text>{{"vacuum " + table.name()}}); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "25001");
}

TEST_CASE("an_empty_batch_is_nothing") {
    const neon_http_client db{neon().url, at()};
    CHECK(db.batch(std::vector<sql_text>{}).empty());
}

TEST_CASE("a_text_of_several_statements_is_one_transaction") {
    const counter table;
    const neon_http_client db{neon().url, at()};
    CHECK_THROWS_AS(db.execute(table.count_one() + "; select 1/0"), virga::data_exception);
    CHECK(table.times() == 0);
    CHECK(text(db.execute(table.count_one() + "; select ';' || count(*) from " + table.name())) == ";1");
    CHECK_THROWS_AS(db.execute(table.count_one() + "; commit"), virga::usage_error);
    CHECK(table.times() == 1);
}

TEST_CASE("a_batch_with_settings_of_its_own") {
    const neon_http_client db{neon().url, at()};
    const auto calls = db.with({.timeout = std::chrono::seconds{10}});
    CHECK(calls.batch(std::vector<sql_text>{{"select 1"}, {"select 2"}}).size() == 2);
    people p;
    const auto [rows] = p.db.with({.idempotent = true}).batch(everyone);
    CHECK(rows.empty());
}
