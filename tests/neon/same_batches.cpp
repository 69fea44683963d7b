// Batches, on every way: one transaction, of the kind asked for, with a result for each member.
#include <cstddef>  // std::size_t
#include <string>   // std::string
#include <thread>   // std::jthread
#include <tuple>    // std::tuple_size_v
#include <vector>   // std::vector

#include "../tables.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using tables::loose;
using tables::person;
using enum virga::isolation_level;
using virga::arg;
using virga::sql_text;
using texts = std::vector<sql_text>;

constexpr auto by_email = select(person.id, person.name).from(person).where(person.email == arg<"email">);
constexpr auto everyone = select(person.name).from(person).order_by(person.id);
constexpr auto ida = insert_into(person).values(person.email = "ida@example.org", person.name = "Ida").returning(person.id);
constexpr auto rename_all = update(person).set(person.nick = "x").all_rows();

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// The first cells of the results, in one text.
std::string cells(const std::vector<virga::result>& results) {
    std::string all;
    for (const virga::result& each : results)
        all += (all.empty() ? "" : " ") + (each.rows() == 0 ? "-" : text(each).value_or("NULL"));
    return all;
}
std::string people(any_client& db) { return text(db.execute("select count(*) from person")).value(); }
}  // namespace

TEMPLATE_TEST_CASE("a_batch_of_queries_is_a_tuple_of_their_rows", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto [made, found, all, changed] = db.batch(ida, virga::bind(by_email, "ida@example.org"), everyone, rename_all);
    static_assert(std::tuple_size_v<decltype(db.batch(ida, everyone))> == 2);
    CHECK(get<0>(made.one()) == 1001);
    CHECK(found.one()[person.name] == "Ida");
    CHECK(all.size() == 4);
    CHECK(get<0>(all[3]) == "Ida");
    CHECK(changed.affected() == 4);
    CHECK(people(db) == "4");
}

TEMPLATE_TEST_CASE("a_batch_of_one_is_a_batch", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto [all] = db.batch(everyone);
    CHECK(all.size() == 3);
    CHECK(cells(db.batch(texts{{"select 1"}})) == "1");
}

TEMPLATE_TEST_CASE("an_empty_batch_is_nothing", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK(db.batch(texts{}).empty());
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEMPLATE_TEST_CASE("a_batch_may_have_one_query_several_times", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto [ada, bob, nobody] = db.batch(virga::bind(by_email, "ada@example.org"), virga::bind(by_email, "bob@example.org"),
                                             virga::bind(by_email, "nobody"));
    CHECK(ada.one()[person.name] == "Ada");
    CHECK(bob.one()[person.name] == "Bob");
    CHECK(nobody.empty());
}

TEMPLATE_TEST_CASE("bound_values_belong_to_the_batch", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    std::string email = "ada@example.org";
    const auto bound = virga::bind(by_email, email);
    email = "nobody";
    for (int again = 0; again != 2; ++again) {
        const auto [found] = db.batch(bound);
        CHECK(found.one()[person.name] == "Ada");
    }
}

TEMPLATE_TEST_CASE("an_error_of_the_first_member_undoes_the_batch", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK_THROWS_AS(db.batch(texts{{"select 1 / 0"}, {"delete from person"}}), virga::data_exception);
    CHECK(people(db) == "3");
}

TEMPLATE_TEST_CASE("an_error_of_a_member_in_the_middle_undoes_the_batch", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK_THROWS_AS(db.batch(rename_all, insert_into(person).values(person.email = "ada@example.org", person.name = "Ada"), ida),
                    virga::unique_violation);
    CHECK(text(db.execute("select count(*) from person where nick = 'x'")) == "0");
    CHECK(people(db) == "3");
}

TEMPLATE_TEST_CASE("an_error_of_the_last_member_undoes_the_batch", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto problem = thrown<virga::data_exception>([&] {
        static_cast<void>(db.batch(texts{{"delete from person"}, {"select 1 / 0"}}));
    });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "22012");
    CHECK(problem->message() == "division by zero");
    CHECK(people(db) == "3");
}

TEMPLATE_TEST_CASE("a_commit_that_is_refused_undoes_the_batch", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto problem = thrown<virga::unique_violation>([&] {
        static_cast<void>(
            db.batch(texts{{"insert into later values (1)"}, {"delete from person"}, {"insert into later values (1)"}}));
    });
    REQUIRE(problem);
    CHECK(problem->constraint() == "later_id_key");
    CHECK(people(db) == "3");
    CHECK(text(db.execute("select count(*) from later")) == "0");
}

TEMPLATE_TEST_CASE("after_a_batch_that_failed_the_client_works", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    for (int i = 0; i != 20; ++i) {
        CHECK_THROWS_AS(db.batch(texts{{"delete from person"}, {"nonsense"}}), virga::syntax_error);
        CHECK(cells(db.batch(texts{{"select 1"}, {"select 2"}})) == "1 2");
    }
    CHECK(people(db) == "3");
}

TEMPLATE_TEST_CASE("no_value_of_a_batch_is_in_the_sentence_of_its_error", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto problem = thrown<virga::unique_violation>([&] {
        static_cast<void>(
            db.batch(texts{{"select $1::text", arguments({"s3cret"})},
                           {"insert into person (email, name) values ('ada@example.org', $1)", arguments({"s3cret"})}}));
    });
    REQUIRE(problem);
    CHECK(problem->constraint() == "person_email_key");
    CHECK_FALSE(problem->statement().empty());
    CHECK_FALSE(holds(problem->what(), "s3cret"));
}

TEMPLATE_TEST_CASE("members_of_a_batch_share_a_transaction", "", over_http, over_websocket, directly) {
    TestType db;
    const auto results =
        db.batch(texts{{"select txid_current()"}, {"select now()"}, {"select txid_current()"}, {"select now()"}});
    REQUIRE(results.size() == 4);
    CHECK(text(results[0]) == text(results[2]));
    CHECK(text(results[1]) == text(results[3]));
    CHECK(text(db.execute("select txid_current()")) != text(results[0]));
}

TEMPLATE_TEST_CASE("members_of_a_batch_see_what_earlier_ones_did", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto [before, made, after] = db.batch(everyone, ida, everyone);
    CHECK(before.size() == 3);
    CHECK(made.size() == 1);
    CHECK(after.size() == 4);
}

TEMPLATE_TEST_CASE("what_a_batch_sets_for_itself_ends_with_it", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK(cells(db.batch(texts{{"set local work_mem to '5MB'"}, {"show work_mem"}})) == "- 5MB");
    CHECK(text(db.execute("show work_mem")) == "4MB");
    CHECK_THROWS_AS(db.batch(texts{{"set local work_mem to '5MB'"}, {"nonsense"}}), virga::syntax_error);
    CHECK(text(db.execute("show work_mem")) == "4MB");
}

TEMPLATE_TEST_CASE("the_kind_of_transaction_reaches_the_server", "", over_http, over_websocket, directly) {
    TestType db;
    const texts ask{{"show transaction_isolation"}, {"show transaction_read_only"}, {"show transaction_deferrable"}};
    CHECK(cells(db.batch(ask)) == "read committed off off");
    CHECK(cells(db.batch(ask, {.isolation = read_committed})) == "read committed off off");
    CHECK(cells(db.batch(ask, {.isolation = repeatable_read, .read_only = true})) == "repeatable read on off");
    CHECK(cells(db.batch(ask, {.isolation = serializable})) == "serializable off off");
    CHECK(cells(db.batch(ask, {.isolation = serializable, .read_only = true, .deferrable = true})) == "serializable on on");
    CHECK(cells(db.batch(ask)) == "read committed off off");
}

TEMPLATE_TEST_CASE("a_read_only_batch_of_queries_writes_nothing", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto [all] = db.batch({.isolation = serializable, .read_only = true}, everyone);
    CHECK(all.size() == 3);
    CHECK_THROWS_AS(db.batch({.read_only = true}, ida), virga::read_only_violation);
    CHECK_THROWS_AS(db.batch({.isolation = repeatable_read, .read_only = true}, everyone, rename_all),
                    virga::read_only_violation);
    CHECK(text(db.execute("select count(*) from person where nick = 'x'")) == "0");
}

TEMPLATE_TEST_CASE("deferrable_without_effect_is_refused", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK_THROWS_AS(db.batch(texts{{"select 1"}}, {.deferrable = true}), virga::usage_error);
    CHECK_THROWS_AS(db.batch(texts{{"select 1"}}, {.read_only = true, .deferrable = true}), virga::usage_error);
    CHECK_THROWS_AS(db.batch(texts{{"select 1"}}, {.isolation = serializable, .deferrable = true}), virga::usage_error);
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEMPLATE_TEST_CASE("a_member_that_ends_the_transaction_is_refused_and_nothing_ran", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    for (const char* word :
         {"commit", "ROLLBACK", "begin", "start transaction", "end", "abort", "prepare transaction 'x'", "-- x\ncommit"}) {
        INFO(word);
        const auto problem = thrown<virga::usage_error>([&] {
            static_cast<void>(db.batch(texts{{"delete from person"}, {word}}));
        });
        REQUIRE(problem);
        CHECK(holds(problem->what(), "batch: statement 2 is `"));
        CHECK(people(db) == "3");
    }
}

TEMPLATE_TEST_CASE("a_batch_may_have_savepoints", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(db
              .batch(texts{
                  {"savepoint a"}, {"delete from person"}, {"rollback to a"}, {"delete from person where id = 3"}, {"release a"}})
              .size() == 5);
    CHECK(people(db) == "2");
}

TEMPLATE_TEST_CASE("what_no_transaction_can_hold_is_refused_in_a_batch", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = thrown<virga::query_error>([&] { static_cast<void>(db.batch(texts{{"select 1"}, {"vacuum item"}})); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "25001");
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEMPLATE_TEST_CASE("a_member_of_several_statements_is_an_error", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK_THROWS_AS(db.batch(texts{{"select 1; delete from person"}}), virga::error);
    CHECK(people(db) == "3");
}

TEMPLATE_TEST_CASE("texts_of_a_batch_take_values_and_nulls", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK(cells(db.batch(texts{{"select $1::int + 1", arguments({"41"})},
                               {"select $1::text", arguments({std::nullopt})},
                               {"select $1::text", arguments({""})},
                               {"select $1 || $2", arguments({"\\", "\"'\U0001F600"})}})) == "42 NULL  \\\"'\U0001F600");
}

TEMPLATE_TEST_CASE("a_batch_of_two_hundred_keeps_their_order", "", over_http, over_websocket, directly) {
    TestType db;
    texts all;
    std::string expected;
    for (int i = 0; i != 200; ++i) {
        all.push_back({"select $1::text", arguments({std::to_string(i * 7)})});
        expected += (i == 0 ? "" : " ") + std::to_string(i * 7);
    }
    CHECK(cells(db.batch(all)) == expected);
}

TEMPLATE_TEST_CASE("results_of_a_batch_may_be_of_every_shape", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto results = db.batch(texts{{"select n, repeat('x', n) from generate_series(1, 2000) n"},
                                        {"select from person"},
                                        {"select 1 where false"},
                                        {"update person set nick = 'y' where id = 1"},
                                        {"insert into loose values (5, null) returning a, b"},
                                        {"-- nothing"},
                                        {"select 1 as a, 2 as a"}});
    REQUIRE(results.size() == 7);
    CHECK(results[0].rows() == 2'000);
    CHECK(text(results[0], 1'999, 1) == std::string(2'000, 'x'));
    CHECK(results[1].rows() == 3);
    CHECK(results[1].columns() == 0);
    CHECK(results[2].rows() == 0);
    CHECK(results[2].columns() == 1);
    CHECK(results[3].affected() == 1);
    CHECK(text(results[4], 0, 1) == std::nullopt);
    CHECK(results[5].columns() == 0);
    CHECK(text(results[6], 0, 1) == "2");
}

TEMPLATE_TEST_CASE("results_of_a_batch_outlive_one_another_and_the_client", "", over_http, over_websocket, directly) {
    virga::result kept;
    {
        TestType db;
        kept = db.batch(texts{{"select repeat('a', 3000)"}, {"select repeat('b', 3000)"}, {"select 'c'"}})[1];
    }
    CHECK(text(kept) == std::string(3'000, 'b'));
}

TEMPLATE_TEST_CASE("a_batch_may_insert_lists_of_rows", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    std::vector<virga::row<loose>> given;
    for (int i = 0; i != 1'000; ++i)
        given.push_back({i, i % 3 == 0 ? std::optional<std::string>{} : "row \"" + std::to_string(i) + "\""});
    const auto [inserted, counted] = db.batch(insert_into(loose).rows(given), select(virga::count(), count(loose.b)).from(loose));
    CHECK(inserted.affected() == 1'000);
    CHECK(get<0>(counted.one()) == 1'000);
    CHECK(get<1>(counted.one()) == 666);
}

TEMPLATE_TEST_CASE("a_repeatable_read_batch_sees_one_moment", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const std::jthread writer{[] {
        TestType other;
        for (int i = 0; i != 20; ++i) other.execute("update person set nick = $1", arguments({std::to_string(i)}));
    }};
    for (int i = 0; i != 5; ++i) {
        const auto results = db.batch(
            texts{{"select nick from person order by id"}, {"select pg_sleep(0.01)"}, {"select nick from person order by id"}},
            {.isolation = repeatable_read, .read_only = true});
        CHECK(text(results[0]) == text(results[2]));
    }
}
