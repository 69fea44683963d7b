// Behind a pooler that gives each transaction another session: a real PgBouncer in transaction mode.
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <virga/client/pool.hpp>

#include "../catch.hpp"
#include "../tables.hpp"
#include "database.hpp"
#include "pgbouncer.hpp"

namespace {
using namespace virga_test;
using namespace virga;
using namespace std::chrono_literals;

template <class t>
struct account_fields {
    pg::integer<t, "id", primary_key> id;
    pg::bigint<t, "balance", not_null> balance;
    pg::double_precision<t, "rate", not_null> rate;
    pg::timestamptz<t, "seen", not_null, default_now> seen;
};
inline constexpr table<"pooled_account", account_fields> account;

/// Clients of a pooler for the tests of this file, and the table that they share.
struct pooled {
    pgbouncer pooler;
    pooled() {
        postgres_client admin{server().url()};
        for (const std::string schema : {"public", "\"pooled tenant\""}) {
            if (schema != "public") admin.execute("create schema " + schema);
            admin.execute("create table " + schema + ".pooled_account (id integer primary key, balance bigint not null, " +
                          "rate double precision not null, seen timestamptz not null default now())");
        }
    }
    ~pooled() {
        postgres_client admin{server().url()};
        admin.execute("drop table public.pooled_account; drop schema \"pooled tenant\" cascade");
    }
    pooled(const pooled&) = delete;
    pooled& operator=(const pooled&) = delete;

    [[nodiscard]] postgres_options options() const { return {.pooling = pooling::transaction}; }
};

std::string setting(auto& runner, const std::string& name) {
    return *text(runner.execute("select current_setting('" + name + "')"));
}

/// What sessions have that no client may have touched.
std::string untouched(auto& runner) {
    return *text(runner.execute("select concat_ws('|', current_setting('statement_timeout'), current_setting('search_path'), "
                                "current_setting('extra_float_digits'), current_setting('bytea_output'), "
                                "current_setting('intervalstyle'))"));
}
}  // namespace

TEST_CASE("eight_clients_share_two_sessions_of_a_pooler") {
    const pooled place;
    constexpr int clients = 8, rounds = 1250;  // 10,000 statements and transactions in all
    const std::string before = [] {
        postgres_client direct{server().url(), {.pooling = pooling::transaction}};
        return untouched(direct);
    }();
    std::atomic<int> failed = 0, strange = 0;
    std::string first_problem;
    std::mutex mutex;
    {
        std::vector<std::jthread> workers;
        for (int number = 0; number != clients; ++number) {
            workers.emplace_back([&, number] {
                try {
                    postgres_options options = place.options();
                    if (number % 2 == 1) options.default_schema = "pooled tenant";
                    if (number == 2) options.statement_timeout = 30s;
                    postgres_client db{place.pooler.url(), options};
                    db(insert_into(account).values(account.id = number, account.balance = 0, account.rate = 0.1));
                    for (int i = 1; i != rounds; ++i) {
                        switch (i % 5) {
                            case 0: {
                                auto work = db.begin();
                                work(update(account).set(account.balance = account.balance + 1).where(account.id == number));
                                if (setting(work, "statement_timeout") != (number == 2 ? "30s" : "0")) ++strange;
                                if (setting(work, "timezone") != "UTC") ++strange;
                                work.commit();
                                break;
                            }
                            case 1:
                                if (db(select(account.rate).from(account).where(account.id == number)).one()[account.rate] != 0.1)
                                    ++strange;
                                break;
                            case 2:
                                db(update(account).set(account.balance = arg<"to">).where(account.id == arg<"id">), 5, number);
                                break;
                            case 3:
                                if (db(select(account.id).from(account).where(account.id == number)).size() != 1) ++strange;
                                if (number != 2 and untouched(db) != before) ++strange;
                                break;
                            case 4: {
                                const auto [one, many] = db.batch(select(account).from(account).where(account.id == number),
                                                                  select(count()).from(account));
                                if (one.size() != 1 or many.size() != 1) ++strange;
                                break;
                            }
                        }
                    }
                } catch (const std::exception& problem) {
                    ++failed;
                    const std::lock_guard lock{mutex};
                    if (first_problem.empty()) first_problem = problem.what();
                }
            });
        }
    }
    INFO(first_problem);
    CHECK(failed == 0);
    CHECK(strange == 0);
    // Each tenant's rows lie in its own schema, and nothing was left in the pooler's sessions.
    postgres_client direct{server().url()};
    CHECK(text(direct.execute("select count(*) from public.pooled_account")) == "4");
    CHECK(text(direct.execute("select count(*) from \"pooled tenant\".pooled_account")) == "4");
    postgres_client last{place.pooler.url(), place.options()};
    auto holds_one = last.begin();
    postgres_client other{place.pooler.url(), place.options()};
    CHECK(untouched(other) == before);
    holds_one.rollback();
    CHECK(untouched(last) == before);
}

TEST_CASE("a_pool_in_front_of_a_pooler_keeps_to_its_rules") {
    const pooled place;
    pool<postgres_client> db{place.pooler.url(), place.options(), {.maximum = 4}};
    std::atomic<int> failed = 0, strange = 0;
    std::string first_problem;
    std::mutex mutex;
    {
        std::vector<std::jthread> workers;
        for (int number = 0; number != 8; ++number) {
            workers.emplace_back([&, number] {
                try {
                    db(insert_into(account).values(account.id = number, account.balance = 0, account.rate = 0.5));
                    for (int i = 0; i != 40; ++i) {
                        db.transaction([&](auto& work) {
                            work(update(account).set(account.balance = account.balance + 1).where(account.id == number));
                        });
                        // Left open by hand; a row of its own, for two that update all rows may wait for each other.
                        if (i % 8 == 0)
                            db.execute("begin; update pooled_account set balance = 1000 where id = " + std::to_string(number));
                        if (db(select(account.balance).from(account).where(account.id == number)).one()[account.balance] != i + 1)
                            ++strange;
                    }
                } catch (const std::exception& problem) {
                    ++failed;
                    const std::lock_guard lock{mutex};
                    if (first_problem.empty()) first_problem = problem.what();
                }
            });
        }
    }
    INFO(first_problem);
    CHECK(failed == 0);
    CHECK(strange == 0);
    CHECK_THROWS_AS(db.execute("set work_mem to '1MB'"), usage_error);
    {
        const auto mine = db.borrow();
        mine->execute("begin");
        CHECK_THROWS_AS(mine->execute("select nothing"), undefined_column);
    }
    CHECK(text(db.execute("select count(*) from pooled_account where balance = 40")) == "8");
    CHECK(db.statistics().opened <= 4);
    CHECK(db.statistics().closed.not_reset == 0);
}

TEST_CASE("statements_are_named_where_the_pooler_keeps_them_apart") {
    const pooled place;
    postgres_client db{place.pooler.url(), place.options()};
    auto work = db.begin();
    CHECK(work(select(account.id).from(account)).empty());
    const auto named = *text(work.execute("select count(*) from pg_prepared_statements where statement like '%pooled_account%'"));
    CHECK(named == (place.pooler.knows_prepared() ? "1" : "0"));
    CHECK(text(work.execute("select count(*) from pg_prepared_statements where name like 'virga%'")) == "0");
}

TEST_CASE("a_role_with_settings_of_its_own_reads_the_same_through_a_pooler") {
    const pooled place;
    postgres_client admin{server().url()};
    admin.execute("create role pooled_odd login superuser; alter role pooled_odd set datestyle to 'German'; "
                  "alter role pooled_odd set intervalstyle to 'sql_standard'; alter role pooled_odd set timezone to 'Asia/Tokyo'; "
                  "alter role pooled_odd set extra_float_digits to -3; alter role pooled_odd set bytea_output to 'escape'; "
                  "alter role pooled_odd set search_path to pg_catalog");
    {
        postgres_client db{place.pooler.url("pooled_odd"), place.options()};
        const auto noon = std::chrono::sys_days{std::chrono::year{2024} / 7 / 1} + 12h;
        db(insert_into(account).values(account.id = 1, account.balance = 2, account.rate = 0.1 + 0.2, account.seen = noon));
        const auto found = db(select(account).from(account)).one();
        CHECK(found.rate == 0.1 + 0.2);
        CHECK(found.seen == noon);
        const auto twice = db.transaction([](auto& work) { return work(select(account.rate).from(account)).one(); });
        CHECK(twice[account.rate] == 0.1 + 0.2);
    }
    admin.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'pooled_odd'");
    admin.execute("drop role pooled_odd");
}

namespace {
template <class t>
struct note_fields {
    pg::integer<t, "id", primary_key> id;
    pg::text<t, "words"> words;
    pg::date<t, "day"> day;
};
inline constexpr table<"pooled_note", note_fields> note;

void check_notes(postgres_client& db) {
    const std::vector<row<note>> rows{{1, "NULL", std::chrono::year{2024} / 7 / 13}, {2, std::nullopt, std::nullopt}};
    db(insert_into(note).rows(rows));
    const auto found = db(select(note).from(note).order_by(note.id)).to_vector();
    REQUIRE(found.size() == 2);
    CHECK(found[0].words == "NULL");
    CHECK_FALSE(found[1].words);
    CHECK(found[0].day == rows[0].day);
    CHECK(text(db.execute("select ($1::text[])[2] is null", virga_test::arguments({"{\"a,NULL\",NULL}"}))) == "t");
    db.execute("truncate pooled_note");
}
}  // namespace

TEST_CASE("null_in_an_array_is_null_whatever_a_role_or_another_app_has_set") {
    const pooled place;
    postgres_client admin{server().url()};
    admin.execute("create table public.pooled_note (id integer primary key, words text, day date); "
                  "create role pooled_nulls login superuser; alter role pooled_nulls set array_nulls to off; "
                  "alter role pooled_nulls set datestyle to 'German'");
    {
        postgres_client db{place.pooler.url("pooled_nulls"), place.options()};
        check_notes(db);
    }
    // Another app sets it in the sessions that the pooler hands on.
    std::vector<postgres_client> others;
    for (int i = 0; i != 2; ++i) others.emplace_back(place.pooler.url());
    for (postgres_client& each : others) each.execute("begin; set array_nulls to off");
    for (postgres_client& each : others) each.execute("commit");
    postgres_client db{place.pooler.url(), place.options()};
    CHECK(setting(db, "array_nulls") == "off");
    check_notes(db);
    for (postgres_client& each : others) each.execute("begin; set array_nulls to on");
    for (postgres_client& each : others) each.execute("commit");
    admin.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'pooled_nulls'");
    admin.execute("drop role pooled_nulls; drop table public.pooled_note");
}

TEST_CASE("what_needs_a_session_of_its_own_is_refused_behind_a_pooler") {
    const pooled place;
    postgres_client db{place.pooler.url(), place.options()};
    const auto refused = thrown<usage_error>([&] { db.listen("news"); });
    REQUIRE(refused);
    CHECK(std::string{refused->what()}.starts_with("`listen` needs a session of its own"));
    for (const char* sql :
         {"set statement_timeout to 5", "SET SESSION work_mem = '1MB'", "/* a */ set search_path to x; select 1",
          "select 1; reset all", "listen a", "unlisten *", "discard all", "prepare a as select 1", "deallocate all", "load 'x'",
          "create temp table a (b int)", "create local temporary table a as select 1", "declare a cursor with hold for select 1",
          "select pg_advisory_lock(1)", "select pg_catalog.pg_try_advisory_lock_shared(1, 2)", "select \"pg_advisory_lock\"(1)",
          "select set_config('work_mem', '1MB', false)", "do $$ begin end $$; set role postgres"}) {
        INFO(sql);
        CHECK_THROWS_AS(db.execute(sql), usage_error);
    }
    CHECK_THROWS_AS(db.execute("select pg_advisory_lock($1)", virga_test::arguments({"1"})), usage_error);
    for (const char* sql :
         {"select 'set x'", "begin; set local work_mem to '1MB'; commit", "begin; set transaction read only; commit",
          "select set_config('work_mem', '1MB', true)", "begin; create temp table a (b int) on commit drop; commit",
          "select pg_advisory_xact_lock(1)", "notify news", "select 1 as \"listen\""}) {
        INFO(sql);
        CHECK_NOTHROW(db.execute(sql));
    }
    db.notify("news", "all the same");
}

TEST_CASE("without_the_option_a_missing_statement_speaks_of_the_pooler") {
    const pooled place;
    if (place.pooler.knows_prepared()) return;  // then none is missing
    postgres_client db{place.pooler.url(), {.pooling = pooling::session}};
    constexpr auto query = select(account.id).from(account);
    CHECK(db(query).empty());  // prepared in the only session that there is so far
    postgres_client other{place.pooler.url(), place.options()};
    const auto holds_it = other.begin();
    auto work = db.begin();
    const auto problem = thrown<query_error>([&] { static_cast<void>(work(query)); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "26000");
    CHECK(problem->hint().find("pooling::transaction") != std::string::npos);
}

TEST_CASE("the_option_does_no_harm_where_there_is_no_pooler") {
    const pooled place;
    postgres_client db{server().url(), place.options()};
    db(insert_into(account).values(account.id = 1, account.balance = 2, account.rate = 0.5));
    CHECK(db(select(account).from(account)).one().rate == 0.5);
    CHECK(text(db.execute("select count(*) from pg_prepared_statements")) == "0");
}

TEST_CASE("pooled_hosts_of_neon_are_known") {
    const auto chosen = [](const char* url, pooling given = pooling::by_host) {
        return detail::session_options{parse_connection_url(url), {.pooling = given}}.pooling;
    };
    CHECK(chosen("postgresql://u:p@ep-cool-name-123456-pooler.us-east-2.aws.neon.tech/db") == pooling::transaction);
    CHECK(chosen("postgresql://u:p@ep-cool-name-123456.us-east-2.aws.neon.tech/db") == pooling::session);
    CHECK(chosen("postgresql://u:p@ep-cool-name-123456-pooler.us-east-2.aws.neon.tech/db", pooling::session) == pooling::session);
    CHECK(chosen("postgresql://u:p@localhost/db") == pooling::session);
}

TEST_CASE("a_copy_goes_through_a_pooler_whole_or_not_at_all") {
    const pooled place;
    postgres_options options = place.options();
    options.default_schema = "pooled tenant";
    postgres_client db{place.pooler.url(), options};
    std::vector<row<account>> rows;
    for (int i = 0; i != 2'000; ++i) rows.push_back({i, -i, 0.1 * i, std::chrono::sys_days{std::chrono::days{i}}});
    CHECK(db.copy(copy_into(account), rows) == rows.size());
    CHECK(db(select(account).from(account).order_by(account.id)).to_vector().at(1'999).rate == rows.back().rate);
    CHECK(postgres_client{server().url()}.execute("select 1 from public.pooled_account").rows() == 0);
    CHECK_THROWS_AS(db.copy(copy_into(account), rows), unique_violation);
    db.transaction([&](auto& tx) {
        tx(delete_from(account).where(account.id >= 10));
        rows.erase(rows.begin(), rows.begin() + 10);
        CHECK(tx.copy(copy_into(account), rows) == 1'990);
    });
    CHECK(get<0>(db(select(count()).from(account)).one()) == 2'000);
}
