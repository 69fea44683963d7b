// Transactions and savepoints of postgres_client.
#include <memory>
#include <stdexcept>
#include <string>

#include "../catch.hpp"
#include "server.hpp"

using namespace virga_test;
using virga::isolation_level;
using virga::postgres_client;
using virga::postgres_transaction;

namespace {

struct counter {
    own_schema schema;
    postgres_client db{schema.url()};
    counter() { db.execute("create table entry (id integer primary key)"); }
    std::string entries() {
        return *text(db.execute("select coalesce(string_agg(id::text, ' ' order by id), '') from entry"));
    }
};

template <class Runner>
void insert(Runner& runner, int id) {
    static constexpr virga::statement query{"insert into entry values ($1)", {}, {}};
    runner.run(query, arguments({std::to_string(id)}));
}
}  // namespace

TEST_CASE("a_transaction_is_rolled_back_unless_committed") {
    counter c;
    {
        auto tx = c.db.begin();
        insert(tx, 1);
    }
    CHECK(c.entries().empty());
    {
        auto tx = c.db.begin();
        insert(tx, 2);
        tx.rollback();
        CHECK(not tx.is_open());
    }
    CHECK(c.entries().empty());
    {
        auto tx = c.db.begin();
        insert(tx, 3);
        tx.commit();
    }
    CHECK(c.entries() == "3");
}

TEST_CASE("transaction_commits_what_returns_and_rolls_back_what_throws") {
    counter c;
    CHECK(c.db.transaction([](auto& tx) {
        insert(tx, 1);
        return 7;
    }) == 7);
    CHECK_THROWS_AS(c.db.transaction([](postgres_transaction& tx) {
        insert(tx, 2);
        throw std::runtime_error("no");
    }),
                    std::runtime_error);
    c.db.transaction([](auto& tx) {
        insert(tx, 3);
        tx.rollback();
    });
    CHECK(c.entries() == "1");

    int place = 0;
    int& same = c.db.transaction([&](auto&) -> int& { return place; });
    CHECK(&same == &place);
    CHECK(*c.db.transaction([](auto&) { return std::make_unique<int>(4); }) == 4);
}

TEST_CASE("savepoints_nest") {
    counter c;
    c.db.transaction([](auto& tx) {
        insert(tx, 1);
        {
            auto inner = tx.begin();
            insert(inner, 2);
            {
                auto innermost = inner.begin();
                insert(innermost, 3);
            }
            insert(inner, 4);
            inner.commit();
        }
        CHECK_THROWS_AS(tx.transaction([](auto& inner) {
            insert(inner, 5);
            inner.execute("insert into entry values (1)");
        }),
                        virga::unique_violation);
        CHECK(tx.transaction([](auto& inner) {
            insert(inner, 6);
            return 6;
        }) == 6);
    });
    CHECK(c.entries() == "1 2 4 6");
}

TEST_CASE("a_transaction_begins_as_its_options_say") {
    counter c;
    const auto shown = [](auto& tx) {
        return *text(
            tx.execute("select current_setting('transaction_isolation') || ' ' || "
                       "current_setting('transaction_read_only') || ' ' || "
                       "current_setting('transaction_deferrable')"));
    };
    CHECK(c.db.transaction(shown) == "read committed off off");
    CHECK(c.db.transaction(shown, {.isolation = isolation_level::repeatable_read}) == "repeatable read off off");
    CHECK(c.db.transaction(shown, {.isolation = isolation_level::read_committed, .read_only = true}) ==
          "read committed on off");
    CHECK(
        c.db.transaction(shown, {.isolation = isolation_level::serializable, .read_only = true, .deferrable = true}) ==
        "serializable on on");
    CHECK_THROWS_AS(c.db.transaction([](auto& tx) { insert(tx, 1); }, {.read_only = true}), virga::read_only_violation);
    CHECK_THROWS_AS(c.db.begin({.deferrable = true}), virga::usage_error);
    CHECK(c.entries().empty());
}

TEST_CASE("a_transaction_sees_what_another_one_sees") {
    using enum isolation_level;
    counter c;
    insert(c.db, 1);
    postgres_client other{c.schema.url()};
    auto first = c.db.begin({.isolation = repeatable_read});
    const std::string seen = *text(first.execute("select pg_catalog.pg_export_snapshot()"));
    insert(other, 2);

    const auto count = [](auto& tx) { return *text(tx.execute("select count(*) from entry")); };
    CHECK(other.transaction(count, {.isolation = repeatable_read, .snapshot = seen}) == "1");
    CHECK(other.transaction(count, {.isolation = repeatable_read, .read_only = true, .snapshot = seen}) == "1");
    CHECK(other.transaction(count) == "2");

    CHECK_THROWS_AS(other.begin({.isolation = read_committed, .snapshot = seen}), virga::usage_error);
    CHECK_THROWS_AS(other.begin({.isolation = repeatable_read, .snapshot = "1'; drop table entry; --"}), virga::usage_error);
    // The server refuses the following once the transaction has begun: nothing of it stays.
    CHECK_THROWS_AS(other.begin({.snapshot = seen}), virga::query_error);
    CHECK_THROWS_AS(other.begin({.isolation = serializable, .snapshot = seen}), virga::query_error);
    first.rollback();
    CHECK_THROWS_AS(other.begin({.isolation = repeatable_read, .snapshot = seen}), virga::query_error);
    CHECK(other.transaction(count) == "2");
}

TEST_CASE("the_commit_of_a_failed_transaction_throws") {
    counter c;
    auto tx = c.db.begin();
    insert(tx, 1);
    CHECK_THROWS_AS(tx.execute("insert into entry values (1)"), virga::unique_violation);
    const auto problem = thrown<virga::failed_transaction>([&] { tx.commit(); });
    REQUIRE(problem);
    CHECK(problem->message() == "commit: rolled back instead, because a statement of the transaction had failed");
    CHECK(not tx.is_open());
    CHECK(c.entries().empty());  // the client works again

    CHECK_THROWS_AS(c.db.transaction([](auto& swallows) {
        insert(swallows, 1);
        CHECK_THROWS_AS(swallows.execute("insert into entry values (1)"), virga::unique_violation);
    }),
                    virga::failed_transaction);
    CHECK(c.entries().empty());
}

TEST_CASE("the_commit_of_a_failed_savepoint_throws_and_the_transaction_lives_on") {
    counter c;
    auto tx = c.db.begin();
    insert(tx, 1);
    {
        auto inner = tx.begin();
        CHECK_THROWS_AS(inner.execute("insert into entry values (1)"), virga::unique_violation);
        CHECK_THROWS_AS(inner.commit(), virga::failed_transaction);
    }
    insert(tx, 2);
    tx.commit();
    CHECK(c.entries() == "1 2");
}

TEST_CASE("a_commit_that_the_server_refuses_throws_and_ends_the_transaction") {
    counter c;
    c.db.execute("create table child (entry_id integer references entry deferrable initially deferred)");
    auto tx = c.db.begin();
    tx.execute("insert into child values (9)");
    CHECK_THROWS_AS(tx.commit(), virga::foreign_key_violation);
    CHECK(not tx.is_open());
    CHECK(text(c.db.execute("select count(*) from child")) == "0");
    CHECK(text(c.db.execute("select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'relation' and "
                            "mode = 'RowExclusiveLock'")) == "0");
}

TEST_CASE("a_client_or_outer_transaction_refuses_to_work_beside_an_inner_one") {
    counter c;
    {
        auto tx = c.db.begin();
        const auto problem = thrown<virga::usage_error>([&] { c.db.execute("select 1"); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()} ==
              "postgres_client: a transaction is open; work through that one, or end it first");
        CHECK_THROWS_AS(insert(c.db, 1), virga::usage_error);
        CHECK_THROWS_AS(c.db.execute("select $1", arguments({"1"})), virga::usage_error);
        CHECK_THROWS_AS(c.db.begin(), virga::usage_error);
        CHECK_THROWS_AS(c.db.transaction([](auto&) {}), virga::usage_error);
        {
            auto inner = tx.begin();
            CHECK_THROWS_AS(tx.execute("select 1"), virga::usage_error);
            CHECK_THROWS_AS(tx.begin(), virga::usage_error);
            CHECK_THROWS_AS(tx.rollback(), virga::usage_error);
            CHECK_THROWS_AS(tx.commit(), virga::usage_error);
            insert(inner, 1);
            inner.commit();
        }
        tx.commit();
    }
    CHECK(c.entries() == "1");
}

TEST_CASE("a_transaction_that_has_ended_refuses_to_work") {
    counter c;
    auto tx = c.db.begin();
    tx.commit();
    CHECK_THROWS_AS(tx.execute("select 1"), virga::usage_error);
    CHECK_THROWS_AS(tx.commit(), virga::usage_error);
    CHECK_THROWS_AS(tx.rollback(), virga::usage_error);
    CHECK_THROWS_AS(tx.begin(), virga::usage_error);
    CHECK(text(c.db.execute("select 1")) == "1");
}

TEST_CASE("an_outer_transaction_that_goes_first_takes_the_inner_one_with_it") {
    counter c;
    std::unique_ptr<postgres_transaction> outer{new postgres_transaction(c.db.begin())};
    std::unique_ptr<postgres_transaction> inner{new postgres_transaction(outer->begin())};
    insert(*inner, 1);
    outer.reset();
    CHECK(c.entries().empty());
    CHECK_THROWS_AS(inner->execute("select 1"), virga::usage_error);
    auto next = c.db.begin();
    inner.reset();
    insert(next, 2);
    next.commit();
    CHECK(c.entries() == "2");
}

TEST_CASE("a_transaction_whose_begin_fails_leaves_the_client_usable") {
    counter c;
    c.db.execute("begin; savepoint x");  // by hand: begin is then only warned of, rollback of it works
    c.db.execute("rollback");
    CHECK_THROWS_AS(c.db.begin({.read_only = true, .deferrable = true}), virga::usage_error);
    insert(c.db, 1);
    CHECK(c.entries() == "1");
}
