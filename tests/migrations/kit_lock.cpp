// Two migrators at once: one works, the other waits.
#include <chrono>
#include <thread>

#include <virga/kit/apply.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"

using namespace virga_test;

TEST_CASE("of_two_migrators_one_applies_and_the_other_waits_and_finds_nothing_to_do") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_slow", "create table a (x int); select pg_sleep(1);");
    outcome first, second;
    std::thread other{[&] { first = run_kit({}, folder, db, {"migrate"}); }};
    second = run_kit({}, folder, db, {"migrate"});
    other.join();
    CHECK(first.code == 0);
    CHECK(second.code == 0);
    CHECK(holds(first.out + second.out, "Applied 20260101000000_slow"));
    CHECK(holds(first.out + second.out, "Nothing to apply"));
    CHECK(holds(first.errors + second.errors, "Another migrator (process "));
    CHECK(holds(first.errors + second.errors, ", virga migrate) works on this database; waiting for it.\n"));
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "1");
}

TEST_CASE("waiting_ends_with_a_sentence") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x", "create table a (x int);");
    postgres_database holder{db.url()};
    const migration_lock lock{holder, {}, std::chrono::seconds{1}, {}};
    const outcome ran = run_kit({}, folder, db, {"migrate", "--lock-timeout", "0.3"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "still works on this database after 300 ms of waiting. Nothing was applied."));
    CHECK(db.ask("select to_regclass('a')") == "null");
    // Another history has another lock.
    CHECK(lock_key({"other", "__drizzle_migrations"}) != lock_key({}));
}

TEST_CASE("the_lock_is_free_afterwards_also_after_a_failure") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_x", "nonsense");
    postgres_database server{db.url()};
    CHECK_THROWS_AS(migrate(server, read_folder(folder.path())), kit_error);
    postgres_database next{db.url()};
    CHECK(next.try_lock(lock_key({})));
    CHECK(lock_holder(server, lock_key({})).starts_with("process "));
}

TEST_CASE("a_migrator_has_the_name_that_its_url_gives_it") {
    const own_database db;
    const auto name = [&db](const std::string& parameter) {
        postgres_database server{db.url() + (holds(db.url(), "?") ? "&" : "?") + parameter};
        return rows_of(server.query("show application_name", {})).at(0).at(0);
    };
    CHECK(name("connect_timeout=9") == "virga migrate");
    CHECK(name("%61pplication_name=mine") == "mine");
    CHECK(name("options=-capplication_name%3Dx%20") == "virga migrate");
}
