// Connections that threads share: a program of its own, which also runs under the sanitizer for threads.
#include <signal.h>  // kill

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include <virga.hpp>
#include <virga/client/pool.hpp>

#include "../catch.hpp"
#include "server.hpp"

namespace {
using namespace virga_test;
using namespace virga;
using namespace std::chrono_literals;
using connections = pool<postgres_client>;

static_assert(std::is_move_constructible_v<lease<postgres_client>> and not std::is_copy_constructible_v<lease<postgres_client>>);
static_assert(not std::is_copy_constructible_v<connections> and not std::is_move_constructible_v<connections>);
static_assert(std::is_nothrow_move_constructible_v<postgres_client> and std::is_nothrow_move_assignable_v<postgres_client>);
static_assert(is_poolable<postgres_client> and not is_poolable<connections>);

template <class t>
struct counter_fields {
    pg::integer<t, "id", primary_key> id;
    pg::bigint<t, "hits", not_null, default_to<0>> hits;
};
inline constexpr table<"counter", counter_fields> counter;

constexpr auto hits_of = select(counter.hits).from(counter).where(counter.id == arg<"id">);
constexpr auto one_more = update(counter).set(counter.hits = counter.hits + 1).where(counter.id == arg<"id">);

/// A schema with counters, all of them 0.
struct counters : own_schema {
    explicit counters(int count = 4) {
        postgres_client db{url()};
        db.execute("create table counter (id integer primary key, hits bigint not null default 0)");
        db.execute("insert into counter select generate_series(0, " + std::to_string(count - 1) + ")");
    }
    [[nodiscard]] std::int64_t sum() const {
        return std::stoll(*text(postgres_client{url()}.execute("select sum(hits) from counter")));
    }
};

std::string process_of(auto& runner) { return *text(runner.execute("select pg_backend_pid()")); }

void terminate(const std::string& process) {
    postgres_client other{server().url()};
    other.execute("select pg_terminate_backend($1, 5000)", virga_test::arguments({process}));
}

/// Waits until it holds; the tests then say whether it did.
void until(auto&& condition) {
    for (int i = 0; i != 4000 and not condition(); ++i) std::this_thread::sleep_for(5ms);
}
}  // namespace

TEST_CASE("sixteen_threads_work_on_four_connections") {
    const counters place;
    constexpr int threads = 16, rounds = 60;
    connections db{with_parameter(place.url(), "application_name", "sixteen"), {}, {.maximum = 4}};
    std::atomic<int> strange = 0;
    std::atomic<bool> ended = false;
    std::mutex mutex;
    std::string problem;
    std::size_t most = 0;
    std::thread watcher{[&] {
        postgres_client other{place.url()};
        while (not ended) {
            most = std::max<std::size_t>(most, std::stoul(*text(other.execute(
                                                   "select count(*) from pg_stat_activity where application_name = 'sixteen'"))));
            if (const pool_statistics now = db.statistics(); now.in_use + now.idle + now.opening > 4) ++strange;
        }
    }};
    {
        std::vector<std::jthread> workers;
        for (int number = 0; number != threads; ++number) {
            workers.emplace_back([&, number] {
                try {
                    const int id = number % 4;
                    for (int i = 0; i != rounds; ++i) {
                        switch (i % 5) {
                            case 0: db(one_more, id); break;
                            case 1: db.transaction([&](auto& work) { work(one_more, id); }); break;
                            case 2: {
                                const auto [found, changed] = db.batch(bind(hits_of, id), bind(one_more, id));
                                if (found.size() != 1) ++strange;
                                break;
                            }
                            case 3: {
                                auto mine = db.borrow();
                                mine->execute("set my.number = '" + std::to_string(number) + "'");
                                if (text(mine->execute("show my.number")) != std::to_string(number)) ++strange;
                                (*mine)(one_more, id);
                                break;
                            }
                            case 4:
                                db.execute("update counter set hits = hits + 1 where id = $1",
                                           virga_test::arguments({std::to_string(id)}));
                                if (db.execute("select 1 where current_setting('my.number', true) <> ''").rows() != 0) ++strange;
                                break;
                        }
                    }
                } catch (const std::exception& failed) {
                    const std::lock_guard lock{mutex};
                    problem = failed.what();
                }
            });
        }
    }
    ended = true;
    watcher.join();
    CHECK(problem.empty());
    CHECK(strange == 0);
    CHECK(place.sum() == threads * rounds);
    CHECK(most <= 4);
    const pool_statistics told = db.statistics();
    CHECK(told.opened == 4);
    CHECK(told.idle == 4);
    CHECK(told.in_use == 0);
    CHECK(told.opening == 0);
    CHECK(told.waiting == 0);
    CHECK(told.borrows == threads * rounds * 6 / 5);
    CHECK(told.waits > 0);
    CHECK(told.waited >= told.longest_wait);
    CHECK(told.longest_wait.count() > 0);
    CHECK(told.timeouts == 0);
}

TEST_CASE("a_pool_as_the_docs_show_it") {
    const counters place;
    const std::string url = place.url();
    pool<postgres_client> db{url, {.statement_timeout = 10s}, {.maximum = 4, .wait = 2s}};

    const auto found = db(hits_of, 3).first();
    db.transaction([](auto& work) { work(one_more, 3); });
    const auto [one, other] = db.batch(bind(hits_of, 1), bind(hits_of, 2));
    CHECK((found and one.size() == 1 and other.size() == 1));

    {
        const auto mine = db.borrow();
        mine->execute("create temporary table seen (id integer)");
        mine->execute("insert into seen values (1)");
    }  // given back, and made as new

    const pool_statistics told = db.statistics();
    CHECK(told.in_use + told.idle <= 4);

    pool<postgres_client> by_hand{[&] { return postgres_client{url, {.application_name = "importer"}}; }, {.maximum = 1}};
    CHECK(by_hand(hits_of, 3).size() == 1);

    db.close(5s);
}

TEST_CASE("nothing_is_opened_before_it_is_needed_but_the_minimum") {
    connections none{server().url()};
    CHECK(none.statistics().opened == 0);
    connections two{server().url(), {}, {.minimum = 2, .maximum = 3}};
    CHECK(two.statistics().opened == 2);
    CHECK(two.statistics().idle == 2);
    two.execute("select 1");
    CHECK(two.statistics().opened == 2);
}

TEST_CASE("who_waits_too_long_is_told_what_to_do") {
    connections db{server().url(), {}, {.maximum = 1, .wait = 30ms}};
    const auto held = db.borrow();
    const auto late = thrown<pool_timeout>([&] { db.execute("select 1"); });
    REQUIRE(late);
    CHECK(
        std::string{late->what()} ==
        "pool: no connection became free within 30 ms, with all 1 in use and 0 other callers waiting; give leases back sooner, or "
        "allow more by maximum or wait. A caller that holds a lease and asks for another one may wait for itself");
    const pool_statistics told = db.statistics();
    CHECK(told.waits == 1);
    CHECK(told.timeouts == 1);
    CHECK(told.waited >= 30ms);
    CHECK(told.waiting == 0);
    CHECK(told.in_use == 1);

    connections at_once{server().url(), {}, {.maximum = 1, .wait = {}}};
    at_once.execute("select 1");
    const auto other = at_once.borrow();
    CHECK_THROWS_AS(at_once.borrow(), pool_timeout);
    CHECK_THROWS_AS(at_once.borrow(), connection_error);
}

TEST_CASE("who_comes_first_is_served_first") {
    connections db{server().url(), {}, {.maximum = 1, .wait = std::chrono::milliseconds::max()}};
    std::mutex mutex;
    std::vector<int> served;
    {
        std::vector<std::jthread> workers;
        auto held = std::optional{db.borrow()};
        for (int number = 0; number != 6; ++number) {
            workers.emplace_back([&, number] {
                for (int i = 0; i != 3; ++i) {  // who comes again is last again
                    const auto mine = db.borrow();
                    const std::lock_guard lock{mutex};
                    served.push_back(number);
                }
            });
            until([&] { return db.statistics().waiting == static_cast<std::size_t>(number) + 1; });
        }
        held.reset();
    }
    REQUIRE(served.size() == 18);
    CHECK(std::vector(served.begin(), served.begin() + 6) == std::vector{0, 1, 2, 3, 4, 5});
    CHECK(db.statistics().opened == 1);
}

TEST_CASE("what_one_leaves_in_a_session_the_next_does_not_find") {
    const counters place;
    connections db{place.url(), {}, {.maximum = 1}};
    db.execute("create role left_" + place.name() + "; create sequence number");
    const auto process = process_of(db);
    const auto is_clean = [&] {
        CHECK(process_of(db) == process);  // not a new one
        CHECK(text(db.execute("show search_path")) == place.name());
        CHECK(text(db.execute("show timezone")) == "UTC");
        CHECK(text(db.execute("show datestyle")) == "ISO, MDY");
        CHECK(text(db.execute("show work_mem")) == text(postgres_client{place.url()}.execute("show work_mem")));
        CHECK(text(db.execute("select coalesce(current_setting('my.tenant', true), '')")) == "");
        CHECK(text(db.execute("select current_user::text || session_user::text")) == "postgrespostgres");
        CHECK(text(db.execute("show transaction_isolation")) == "read committed");
        CHECK(text(db.execute("select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'advisory'")) == "0");
        CHECK(text(db.execute("select count(*) from pg_listening_channels()")) == "0");
        CHECK(text(db.execute("select count(*) from pg_cursors where name = 'left'")) == "0");
        CHECK(text(db.execute("select count(*) from pg_prepared_statements where from_sql")) == "0");
        CHECK(text(db.execute("select to_regclass('pg_temp.left')::text")) == std::nullopt);
        CHECK_THROWS_AS(db.execute("select currval('number')"), query_error);
        CHECK(text(db.execute("select now() = statement_timestamp()")) == "t");
        CHECK(db(hits_of, 0).one()[counter.hits] == 0);
    };
    is_clean();
    const std::string left =
        "set timezone to 'Asia/Tokyo'; set datestyle to 'German'; set search_path to pg_catalog; set work_mem to '1MB'; "
        "set my.tenant to '7'; set session characteristics as transaction isolation level serializable; select "
        "pg_advisory_lock(7); "
        "listen \"by hand\"; declare \"left\" cursor with hold for select 1; prepare \"by \"\"hand\" as select 1; "
        "create temporary table \"left\" (id integer); select nextval('" +
        place.name() + ".number'); set role left_" + place.name();
    {
        const auto mine = db.borrow();
        mine->listen("by the client");
        mine->execute(left);
    }
    is_clean();
    db.execute("select pg_advisory_lock(8); set session authorization left_" + place.name());
    is_clean();
    for (const char* begun : {"begin; update counter set hits = 5; set local work_mem to '1MB'", "begin; savepoint a; select 1"}) {
        db.execute(begun);
        is_clean();
    }
    {
        const auto mine = db.borrow();
        mine->execute("begin; select pg_advisory_lock(9)");
        CHECK_THROWS_AS(mine->execute("select nothing"), undefined_column);
    }
    is_clean();
    CHECK(db.statistics().opened == 1);
    db.execute("drop role left_" + place.name());
}

TEST_CASE("what_the_client_has_prepared_stays_prepared") {
    const counters place;
    connections db{place.url(), {}, {.maximum = 1}};
    db(hits_of, 0);
    const auto prepared = [&] {
        return *text(
            db.execute("select coalesce(string_agg(name, ' '), '') from pg_prepared_statements where statement like '%counter%'"));
    };
    const std::string name = prepared();
    CHECK(name.starts_with("virga_"));
    db(hits_of, 1);
    CHECK(prepared() == name);
    db.execute("deallocate all");
    // Not known as prepared any more: in a transaction there would be no second try.
    db.transaction([](auto& work) { CHECK(work(hits_of, 1).size() == 1); });
    CHECK(prepared() != name);
}

TEST_CASE("a_pool_may_reset_after_text_only") {
    const counters place;
    connections db{place.url(), {}, {.maximum = 1, .reset = pool_reset::after_text}};
    constexpr auto set_one = select(expr<types::text, "set_config('my.tenant', '7', false)">());
    constexpr auto shown = select(expr<types::text, "coalesce(current_setting('my.tenant', true), '')">());
    const auto tenant = [&] {
        const auto [name] = db(shown).one();
        return std::string{name};
    };
    db(set_one);
    CHECK(tenant() == "7");  // as is documented
    db.execute("select 1");
    CHECK(tenant() == "");
    db(set_one);
    db.transaction([&](auto& work) { work(shown); });
    CHECK(tenant() == "7");
    db.transaction([](auto& work) { work.execute("select 1"); });
    CHECK(tenant() == "");
    {
        const auto mine = db.borrow();
        mine->listen("news");
    }
    CHECK(text(db.execute("select count(*) from pg_listening_channels()")) == "0");
}

TEST_CASE("exceptions_cost_no_connection") {
    const counters place;
    connections db{place.url(), {}, {.maximum = 1, .wait = {}}};
    const auto process = process_of(db);
    CHECK_THROWS_AS(db.execute("select nothing"), undefined_column);
    CHECK_THROWS_AS(db.transaction([](auto& work) {
        work(one_more, 0);
        throw std::runtime_error("no more");
    }),
                    std::runtime_error);
    CHECK_THROWS_AS(db.batch(bind(one_more, 0), select(expr<types::integer, "1 / 0">())), data_exception);
    CHECK_THROWS_AS(db(select(expr<types::integer, "1 / 0">())), data_exception);
    CHECK_THROWS_AS(db.transaction([](auto&) {}, {.deferrable = true}), usage_error);
    try {
        auto mine = db.borrow();
        auto work = mine->begin();
        work(one_more, 0);
        throw 7;
    } catch (int) {
    }
    CHECK(place.sum() == 0);
    CHECK(process_of(db) == process);
    CHECK(db.statistics().opened == 1);
    CHECK(db.transaction([](auto& work) { return work(hits_of, 0).one()[counter.hits]; }) == 0);
}

TEST_CASE("a_connection_that_was_lost_is_thrown_away") {
    connections db{server().url(), {}, {.maximum = 1}};
    {
        const auto mine = db.borrow();
        terminate(process_of(*mine));
        CHECK_THROWS_AS(mine->execute("select 1"), connection_error);
        CHECK_FALSE(mine->is_alive());
    }
    CHECK(db.statistics().closed.broken == 1);
    CHECK(db.statistics().idle == 0);
    terminate(process_of(db));
    CHECK(text(db.execute("select 1")) == "1");  // nobody is told of one that died while it idled
    CHECK(db.statistics().closed.dead == 1);
    {
        const auto mine = db.borrow();
        terminate(process_of(*mine));
    }
    CHECK(db.statistics().closed.not_reset == 1);
    CHECK(db.statistics().opened == 3);
    CHECK(text(db.execute("select 1")) == "1");
}

TEST_CASE("a_connection_that_idled_is_asked_before_it_is_lent") {
    connections db{server().url(), {}, {.maximum = 1, .check_after = {}}};
    const auto process = process_of(db);
    CHECK(process_of(db) == process);
    postgres_client other{server().url()};
    CHECK(text(other.execute("select query from pg_stat_activity where pid = $1", virga_test::arguments({process})))
              ->starts_with("close all; "));  // the reset
    const auto mine = db.borrow();
    CHECK(text(other.execute("select query from pg_stat_activity where pid = $1", virga_test::arguments({process}))) == "select 1");
    CHECK(mine->is_alive(std::chrono::milliseconds::max()));
    CHECK(mine->is_alive({}));
}

TEST_CASE("connections_that_are_old_are_closed") {
    connections db{server().url(), {}, {.maximum = 2, .maximum_age = 1ms, .age_jitter = 0}};
    {
        const auto first = db.borrow();
        std::this_thread::sleep_for(5ms);
        CHECK(text(first->execute("select 1")) == "1");  // not while it is in use
    }
    CHECK(db.statistics().closed.aged == 1);
    CHECK(db.statistics().idle == 0);

    connections kept{server().url(), {}, {.maximum = 2, .maximum_age = {}}};
    kept.execute("select 1");
    std::this_thread::sleep_for(5ms);
    kept.execute("select 1");
    CHECK(kept.statistics().opened == 1);
}

TEST_CASE("connections_of_one_age_do_not_end_together") {
    constexpr std::size_t count = 16;
    connections db{
        server().url(), {}, {.minimum = count, .maximum = count, .longest_idle = {}, .maximum_age = 4s, .age_jitter = 1}};
    // Each has its own part of the 4 s between none and the maximum.
    until([&] {
        db.maintain();
        return db.statistics().closed.aged != 0;
    });
    const pool_statistics told = db.statistics();
    CHECK(told.closed.aged != 0);
    CHECK(told.closed.aged < count);
    CHECK(told.idle == count);  // the minimum is kept
    CHECK(told.opened == count + told.closed.aged);
}

TEST_CASE("connections_that_nobody_needs_are_closed_down_to_the_minimum") {
    connections db{server().url(), {}, {.minimum = 1, .maximum = 4, .longest_idle = 10ms}};
    {
        const auto a = db.borrow(), b = db.borrow(), c = db.borrow();
    }
    CHECK(db.statistics().opened == 3);
    std::this_thread::sleep_for(20ms);
    db.maintain();
    CHECK(db.statistics().idle == 1);
    CHECK(db.statistics().closed.idled == 2);
    terminate(process_of(db));
    db.execute("select 1");
    CHECK(db.statistics().idle == 1);
    {
        const auto a = db.borrow(), b = db.borrow();
    }
    std::this_thread::sleep_for(20ms);
    db.execute("select 1");  // takes the one that was used last; the other goes when this one comes back
    CHECK(db.statistics().closed.idled == 3);
}

TEST_CASE("a_pool_ends_in_order") {
    auto db = std::make_unique<connections>(server().url(), postgres_options{}, pool_options{.maximum = 2, .wait = 1h});
    auto first = db->borrow();
    auto second = std::optional{db->borrow()};
    std::optional<std::string> told;
    std::jthread waits{[&] {
        if (const auto problem = thrown<pool_closed>([&] { db->execute("select 1"); })) told = problem->what();
    }};
    until([&] { return db->statistics().waiting == 1; });
    CHECK_FALSE(db->close());
    waits.join();
    CHECK(told == "pool: it was closed while a caller waited for a connection; nothing was sent");
    const auto after = thrown<pool_closed>([&] { static_cast<void>(db->borrow()); });
    REQUIRE(after);
    CHECK(std::string{after->what()} == "pool: it is closed, and lends no more connections");
    CHECK_FALSE(db->close(20ms));
    std::jthread returns{[&] {
        std::this_thread::sleep_for(20ms);
        second.reset();
    }};
    CHECK_FALSE(db->close(1ms));
    returns.join();
    CHECK(db->statistics().closed.ended == 1);
    db.reset();  // a lease outlives it
    const auto process = process_of(*first);
    first.give_back();
    CHECK_FALSE(first);
    const auto gone = thrown<usage_error>([&] { first->execute("select 1"); });
    REQUIRE(gone);
    CHECK(std::string{gone->what()} == "lease: it was given back; borrow another one");
    postgres_client other{server().url()};
    until([&] {
        return other.execute("select 1 from pg_stat_activity where pid = $1", virga_test::arguments({process})).rows() == 0;
    });
    CHECK(other.execute("select 1 from pg_stat_activity where pid = $1", virga_test::arguments({process})).rows() == 0);
}

TEST_CASE("closing_waits_for_what_is_out") {
    connections db{server().url(), {}, {.maximum = 1}};
    auto mine = std::optional{db.borrow()};
    std::jthread returns{[&] {
        std::this_thread::sleep_for(20ms);
        mine.reset();
    }};
    CHECK(db.close(1min));
    CHECK(db.close());
    CHECK(db.statistics().closed.ended == 1);
}

TEST_CASE("a_lease_can_be_moved_and_given_back_early") {
    connections db{server().url(), {}, {.maximum = 2, .wait = {}}};
    auto first = db.borrow();
    auto second = db.borrow();
    const auto process = process_of(*second);
    first = std::move(second);
    CHECK(process_of(*first) == process);
    CHECK(db.statistics().in_use == 1);
    auto third = std::move(first);
    third = std::move(*&third);
    CHECK(process_of(*third) == process);
    third.give_back();
    third.give_back();
    CHECK(db.statistics().in_use == 0);
    CHECK(db.statistics().idle == 2);
}

TEST_CASE("a_transaction_that_outlives_its_lease_works_no_more") {
    const counters place;
    connections db{place.url(), {}, {.maximum = 1, .wait = {}}};
    {
        auto mine = db.borrow();
        auto work = mine->begin();
        work(one_more, 0);
        auto inner = work.begin();
        mine.give_back();
        CHECK(db.statistics().closed.in_use == 1);
        CHECK_THROWS_AS(work.execute("select 1"), usage_error);
        CHECK_THROWS_AS(inner.commit(), usage_error);
        CHECK(db(hits_of, 0).one()[counter.hits] == 0);  // on another connection
    }
    CHECK(place.sum() == 0);
    CHECK(db.statistics().idle == 1);
}

TEST_CASE("a_factory_makes_the_clients") {
    std::atomic<int> made = 0;
    std::atomic<bool> fails = false;
    connections db{[&] {
                       if (fails) throw connection_error("the factory cannot");
                       ++made;
                       return postgres_client{server().url(), {.application_name = "made"}};
                   },
                   {.maximum = 1, .wait = {}}};
    CHECK(text(db.execute("show application_name")) == "made");
    terminate(process_of(db));
    fails = true;
    for (int i = 0; i != 3; ++i) CHECK_THROWS_AS(db.execute("select 1"), connection_error);
    CHECK(db.statistics().failed == 3);
    CHECK(db.statistics().opening == 0);
    fails = false;
    CHECK(text(db.execute("select 1")) == "1");
    CHECK(made == 2);

    connections pointers{[] { return std::make_unique<postgres_client>(server().url()); }};
    CHECK(text(pointers.execute("select 1")) == "1");
    connections nothing{[] { return std::unique_ptr<postgres_client>{}; }};
    CHECK_THROWS_AS(nothing.execute("select 1"), usage_error);
}

TEST_CASE("what_cannot_be_is_said_at_the_start_and_shows_no_password") {
    CHECK_THROWS_AS((connections{server().url(), {}, {.maximum = 0}}), usage_error);
    CHECK_THROWS_AS((connections{server().url(), {}, {.minimum = 3, .maximum = 2}}), usage_error);
    CHECK_THROWS_AS((connections{server().url(), {}, {.age_jitter = 1.5}}), usage_error);
    CHECK_THROWS_AS((connections{"postgres:/x"}), configuration_error);
    const auto problem = thrown<connection_error>(
        [] { connections{"postgresql://ada:s3cr3t@127.0.0.1:1/nowhere", {}, {.minimum = 1}}; });
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.find("s3cr3t") == std::string::npos);
    connections later{"postgresql://ada:s3cr3t@127.0.0.1:1/nowhere"};
    const auto refused = thrown<connection_error>([&] { later.execute("select 1"); });
    REQUIRE(refused);
    CHECK(std::string{refused->what()}.find("s3cr3t") == std::string::npos);
}

TEST_CASE("a_pool_survives_a_server_that_restarts") {
    std::optional<virga::testing::embedded_postgres> own{std::in_place};
    std::mutex mutex;
    std::string url = own->url();
    connections db{[&] {
                       const std::lock_guard lock{mutex};
                       return postgres_client{url};
                   },
                   {.minimum = 2, .maximum = 4}};
    std::atomic<bool> ended = false;
    std::atomic<int> worked = 0, failed = 0;
    std::string strange;
    const auto tell_strange = [&](std::string_view what) {
        const std::lock_guard lock{mutex};
        strange.append(what).append("\n");
    };
    std::vector<std::jthread> workers;
    for (int number = 0; number != 6; ++number) {
        workers.emplace_back([&] {
            while (not ended) {
                try {
                    if (text(db.execute("select 40 + 2")) == "42") ++worked;
                    else tell_strange("another answer");
                } catch (const connection_error&) {
                    ++failed;
                    std::this_thread::sleep_for(1ms);
                } catch (const std::exception& problem) {
                    tell_strange(problem.what());
                }
            }
        });
    }
    const auto works = [&] {
        const int before = worked;
        until([&] { return worked > before + 20; });
        CHECK(worked > before + 20);
    };
    works();
    // It crashes: one of its processes is killed, and it restarts by itself.
    const std::string process = process_of(db);
    ::kill(std::stoi(process), SIGKILL);
    until([&] { return failed != 0; });
    works();
    // It goes, and another one comes in its place.
    const int before = failed;
    own.reset();
    until([&] { return failed > before + 8; });
    CHECK(failed > before + 8);
    own.emplace();
    {
        const std::lock_guard lock{mutex};
        url = own->url();
    }
    works();
    ended = true;
    workers.clear();
    CHECK(strange == "");
    const pool_statistics told = db.statistics();
    CHECK(told.in_use + told.opening + told.waiting == 0);
    CHECK(told.idle <= 4);
    CHECK(told.failed > 0);
    const int last = failed;
    for (int i = 0; i != 20; ++i) db.execute("select 1");
    CHECK(failed == last);
}

TEST_CASE("clients_can_be_moved") {
    const counters place;
    std::vector<postgres_client> clients;
    for (int i = 0; i != 3; ++i) clients.emplace_back(place.url());
    postgres_client db = std::move(clients.back());
    CHECK_FALSE(clients.back().is_open());
    clients.pop_back();
    auto work = db.begin();
    work(one_more, 0);
    postgres_client moved = std::move(db);
    work(one_more, 0);
    CHECK_THROWS_AS(moved.execute("select 1"), usage_error);
    work.commit();
    db = std::move(moved);
    CHECK(db(hits_of, 0).one()[counter.hits] == 2);
}

TEST_CASE("a_session_can_be_made_as_new_by_hand") {
    const counters place;
    postgres_client db{place.url()};
    db.execute("set timezone to 'Asia/Tokyo'");
    db.reset_session();
    CHECK(text(db.execute("show timezone")) == "UTC");
    auto work = db.begin();
    CHECK_THROWS_AS(db.reset_session(), usage_error);
    CHECK_THROWS_AS(db.is_alive(), usage_error);
}
