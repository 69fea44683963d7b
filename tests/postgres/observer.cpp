// Who is told of every statement: what it is told, and what the observers that come with the library make of it.
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <virga.hpp>
#include <virga/client/observer.hpp>
#include <virga/client/pool.hpp>
#include <virga/client/prometheus.hpp>
#include <virga/client/slow_statements.hpp>
#include <virga/client/spans.hpp>
#include <virga/client/statement_words.hpp>
#if __has_include(<fmt/format.h>)
#include <virga/client/statement_log.hpp>
#endif

#include "../catch.hpp"
#include "../observed.hpp"
#include "server.hpp"

namespace {
using namespace virga_test;
using namespace virga;
using namespace std::chrono_literals;

template <class t>
struct note_fields {
    pg::integer<t, "id", primary_key> id;
    pg::text<t, "words", not_null> words;
};
inline constexpr table<"note", note_fields> note;

constexpr auto words_of = select(note.words).from(note).where(note.id == arg<"id">);
constexpr auto add = insert_into(note).values(note.id = arg<"id">, note.words = arg<"words">);
const std::string words_sql{to_sql(words_of)};
const std::string add_sql{to_sql(add)};

struct notes : own_schema {
    notes() {
        postgres_client{url()}.execute("create table note (id integer primary key, words text not null); "
                                       "insert into note select n, 's3cret ' || n from generate_series(1, 3) n");
    }
};
}  // namespace

TEST_CASE("an_observer_is_told_of_every_statement") {
    const notes place;
    const auto told = std::make_shared<recorder>();
    postgres_client db{place.url(), {.observer = told}};
    CHECK(told->take().empty());  // of what a session sets when it begins nothing is told

    db(words_of, 1);
    db(words_of, 2);
    CHECK(told->take() ==
          lines{"prepare: " + words_sql, "statement: " + words_sql + " -> 1 row", "statement: " + words_sql + " -> 1 row"});
    db.execute("select * from note");
    db.execute("select $1::text", virga_test::arguments({"x"}));
    db.execute("update note set words = words");
    db.execute("create table other (id integer); drop table other");
    CHECK(told->take() == lines{"statement: select * from note -> 3 rows", "statement: select $1::text -> 1 row",
                                "statement: update note set words = words -> 3 affected",
                                "statement: create table other (id integer); drop table other"});

    db.transaction([](auto& work) {
        work(add, 4, "four");
        try {
            work.transaction([](auto& inner) { inner.execute("select nothing"); });
        } catch (const undefined_column&) {
        }
        work.transaction([](auto& inner) { inner(words_of, 4); });
    });
    CHECK(told->take() == lines{"begin: begin", "prepare: " + add_sql, "statement: " + add_sql + " -> 1 affected",
                                "savepoint: savepoint virga_2", "statement: select nothing -> failed",
                                "rollback to: rollback to savepoint virga_2; release savepoint virga_2",
                                "savepoint: savepoint virga_2", "statement: " + words_sql + " -> 1 row",
                                "release: release savepoint virga_2", "commit: show transaction_isolation; commit"});
}

TEST_CASE("an_observer_sees_transactions_by_hand_batches_and_channels") {
    const notes place;
    const auto told = std::make_shared<recorder>();
    postgres_client db{place.url(), {.observer = told}};
    for (const char* sql : {"begin", "savepoint a", "rollback to a", "release a", "rollback", "start transaction", "commit",
                            "prepare by_hand as select 1", "listen news", "unlisten news"})
        db.execute(sql);
    CHECK(told->take() == lines{"begin: begin", "savepoint: savepoint a", "rollback to: rollback to a", "release: release a",
                                "rollback: rollback", "begin: start transaction", "commit: commit",
                                "prepare: prepare by_hand as select 1", "listen: listen news", "unlisten: unlisten news"});
    db.listen("news");
    db.notify("news", "one");
    CHECK(db.wait_for_notification(10s)->payload == "one");
    db.unlisten("news");
    CHECK(told->take() == lines{"listen: listen news", "statement: select pg_notify($1, $2) -> 1 row", "unlisten: unlisten news"});
    db.batch(bind(words_of, 1), bind(words_of, 2));
    const auto batch = told->take();
    REQUIRE(batch.size() == 5);
    CHECK(batch.front() == "begin: begin");
    CHECK(batch[1] == "prepare: " + words_sql);
    CHECK(batch.back() == "commit: show transaction_isolation; commit");
    CHECK(db.is_alive());
    db.reset_session();
    CHECK(told->take() == lines{"check: select 1 -> 1 row", "reset: "});
    CHECK_THROWS_AS(db.transaction([](auto&) { throw std::runtime_error("no"); }), std::runtime_error);
    CHECK(told->take() == lines{"begin: begin", "rollback: rollback"});
    CHECK(told->strange() == 0);
}

TEST_CASE("values_are_shown_only_to_who_asks") {
    const notes place;
    const auto curious = std::make_shared<recorder>(true);
    const auto discreet = std::make_shared<recorder>();
    const auto both = std::make_shared<observers>(std::vector<std::shared_ptr<observer>>{curious, discreet});
    postgres_client db{place.url(), {.observer = both}};
    db(add, 7, "s3cret");
    db.execute("select $1::text", virga_test::arguments({std::nullopt}));
    CHECK(curious->take().at(1) == "statement: " + add_sql + " -> 1 affected [7] [s3cret]");
    for (const std::string& line : discreet->take()) CHECK(line.find("s3cret") == std::string::npos);
    CHECK_THROWS_AS(db(add, 7, "s3cret"), unique_violation);
    CHECK(discreet->take() == lines{"statement: " + add_sql + " -> failed"});
    CHECK(discreet->place().client == "postgres_client");
    CHECK(discreet->place().database == "postgres");
    CHECK(discreet->place().port == "5432");
    CHECK(discreet->started() == 4);
}

TEST_CASE("an_observed_client_does_what_others_do") {
    const notes place;
    const auto told = std::make_shared<recorder>(true, true);  // which asks for plans all the time
    postgres_client db{place.url(), {.observer = told}};
    auto open = db.begin();
    CHECK_THROWS_AS(db.execute("select 1"), usage_error);
    open(add, 8, "eight");
    auto inner = open.begin();
    CHECK_THROWS_AS(open.execute("select 1"), usage_error);
    CHECK_THROWS_AS(inner.execute("select nothing"), undefined_column);
    inner.rollback();
    CHECK(open(words_of, 8).one()[note.words] == "eight");
    open.commit();
    db.execute("begin");
    db.execute("update note set words = 'by hand'");
    db.execute("rollback");  // which a plan in between has not done
    CHECK(db(words_of, 8).one()[note.words] == "eight");
    db.execute("begin");
    db.execute("update note set words = 'by hand'");
    db.execute("commit");
    CHECK(db(words_of, 8).one()[note.words] == "by hand");
    CHECK(text(db.execute("select count(*) from pg_prepared_statements where from_sql")) == "0");
    db.execute("deallocate all");
    CHECK(db(words_of, 8).size() == 1);  // prepared anew, outside of a transaction
    auto doomed = db.begin();
    CHECK_THROWS_AS(doomed.execute("select nothing"), undefined_column);
    CHECK_THROWS_AS(doomed.commit(), failed_transaction);
    CHECK(text(db.execute("show timezone")) == "UTC");

    pool<postgres_client> shared{place.url(), {.observer = told}, {.maximum = 1}};
    {
        const auto mine = shared.borrow();
        mine->execute("set my.tenant to '7'");
        auto left = mine->begin();
        left.execute("update note set words = 'left'");
    }
    CHECK(text(shared.execute("select coalesce(current_setting('my.tenant', true), '')")) == "");
    shared.execute("begin; update note set words = 'left'");
    CHECK(shared(words_of, 8).one()[note.words] == "by hand");
    CHECK(shared.statistics().opened == 1);
    shared.transaction(retry{}, [](auto& work) { work(words_of, 8); });
}

TEST_CASE("a_plan_shows_no_values_and_changes_nothing") {
    const notes place;
    const auto told = std::make_shared<recorder>(false, true);
    postgres_client db{place.url(), {.observer = told}};
    const auto plan = [&](auto&& action) {
        (void)told->plans();
        action();
        const auto all = told->plans();
        return all.empty() ? std::string{} : all.back();
    };
    const std::string of_words = plan([&] { db(words_of, 2); });
    INFO(of_words);
    CHECK(of_words.find("note") != std::string::npos);
    CHECK(of_words.find("(id = $1)") != std::string::npos);
    CHECK(plan([&] { db.execute("select * from note where words = $1", virga_test::arguments({"s3cret"})); }).find("s3cret") ==
          std::string::npos);
    const std::string of_add = plan([&] { db(add, 9, "nine"); });
    CHECK(of_add.starts_with("Insert on note"));
    CHECK(text(db.execute("select count(*) from note")) == "4");  // it was not inserted twice
    CHECK(plan([&] { db.execute("create table more (id integer)"); }).empty());
    CHECK(plan([&] { db.execute("select 1; select 2"); }).empty());
    CHECK(plan([&] { CHECK_THROWS_AS(db.execute("select nothing"), undefined_column); }).empty());
    auto work = db.begin();
    CHECK(plan([&] { work(words_of, 2); }).find("$1") != std::string::npos);
    CHECK(plan([&] { work.execute("select $1::integer + 1", virga_test::arguments({"1"})); }).starts_with("Result"));
    work.commit();
    CHECK(text(db.execute("show plan_cache_mode")) == "auto");
}

TEST_CASE("slow_statements_are_told_with_their_plan") {
    const notes place;
    std::vector<std::string> seen;
    const auto slow = std::make_shared<slow_statements>(50ms, [&](const slow_statement& one) {
        seen.push_back(std::string{one.text} + "|" + one.plan);
    });
    postgres_client db{place.url(), {.observer = slow}};
    db(words_of, 1);
    CHECK(seen.empty());
    db.execute("select pg_sleep(0.06), words from note where id = $1", virga_test::arguments({"1"}));
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].starts_with("select pg_sleep(0.06), words from note where id = $1|"));
    CHECK(seen[0].find("note") != std::string::npos);
    CHECK(seen[0].find("$1") != std::string::npos);
}

TEST_CASE("counters_speak_the_text_form_of_prometheus") {
    const notes place;
    const auto counters = std::make_shared<statement_counters>();
    pool<postgres_client> db{place.url(), {.observer = counters}, {.maximum = 3}};
    {
        std::vector<std::jthread> workers;
        for (int number = 0; number != 4; ++number) {
            workers.emplace_back([&] {
                for (int i = 0; i != 10; ++i) db(words_of, 1);
            });
        }
    }
    CHECK_THROWS_AS(db.execute("select nothing"), undefined_column);
    const std::string told = counters->text();
    INFO(told);
    const auto has = [](const std::string& whole, const std::string& line) {
        return ("\n" + whole).find("\n" + line + "\n") != std::string::npos;
    };
    CHECK(has(told, "# TYPE virga_statement_seconds histogram"));
    CHECK(has(told, "virga_statement_seconds_count{kind=\"statement\"} 41"));
    CHECK(has(told, "virga_statement_seconds_bucket{kind=\"statement\",le=\"+Inf\"} 41"));
    CHECK(told.find("virga_statement_seconds_bucket{kind=\"statement\",le=\"0.00025\"} ") != std::string::npos);
    CHECK(told.find("virga_statement_seconds_sum{kind=\"statement\"} ") != std::string::npos);
    CHECK(has(told, "virga_statement_rows_total{kind=\"statement\"} 40"));
    CHECK(has(told, "virga_statement_failures_total{sqlstate=\"42703\"} 1"));
    CHECK(told.find("virga_statement_seconds_count{kind=\"prepare\"}") != std::string::npos);
    CHECK(told.find("listen") == std::string::npos);

    const std::string of_pool = prometheus_text(db.statistics(), "a \"main\" one");
    INFO(of_pool);
    CHECK(has(of_pool, "virga_pool_borrows_total{pool=\"a \\\"main\\\" one\"} 41"));
    CHECK(has(of_pool, "virga_pool_connections{pool=\"a \\\"main\\\" one\",state=\"in use\"} 0"));
    CHECK(has(of_pool, "# TYPE virga_pool_closed_total counter"));
}

TEST_CASE("spans_have_the_attributes_of_opentelemetrys_conventions") {
    struct kept : span_sink {
        std::vector<statement_span> all;
        void add(statement_span&& span) override { all.push_back(std::move(span)); }
    };
    const auto attribute = [](const statement_span& span, const std::string& name) -> std::string {
        for (const auto& each : span.attributes) {
            if (each.name != name) continue;
            const auto* const number = std::get_if<std::int64_t>(&each.value);
            return number != nullptr ? std::to_string(*number) : std::get<std::string>(each.value);
        }
        return "(none)";
    };
    const notes place;
    const auto sink = std::make_shared<kept>();
    postgres_client db{place.url(), {.observer = std::make_shared<span_observer>(sink)}};
    const auto before = std::chrono::system_clock::now();
    db(words_of, 1);
    CHECK_THROWS_AS(db(add, 1, "s3cret"), unique_violation);
    CHECK_THROWS_AS(db.transaction([](auto&) { throw std::runtime_error("no"); }), std::runtime_error);
    REQUIRE(sink->all.size() == 6);
    CHECK(sink->all[0].name == "prepare select note");
    const statement_span& found = sink->all[1];
    CHECK(found.name == "select note");
    CHECK(attribute(found, "db.system.name") == "postgresql");
    CHECK(attribute(found, "db.namespace") == "postgres");
    CHECK(attribute(found, "db.collection.name") == "note");
    CHECK(attribute(found, "db.operation.name") == "select");
    CHECK(attribute(found, "db.query.summary") == "select note");
    CHECK(attribute(found, "db.query.text") == words_sql);
    CHECK(attribute(found, "db.response.returned_rows") == "1");
    CHECK(attribute(found, "db.query.parameter.1") == "(none)");
    CHECK(attribute(found, "error.type") == "(none)");
    CHECK(attribute(found, "server.port") == "(none)");  // 5432 is the usual one
    CHECK(found.start >= before);
    CHECK_FALSE(found.is_error);
    const statement_span& refused = sink->all[3];
    CHECK(refused.name == "insert note");
    CHECK(refused.is_error);
    CHECK(attribute(refused, "db.response.status_code") == "23505");
    CHECK(attribute(refused, "error.type") == "23505");
    CHECK(refused.description.find("s3cret") == std::string::npos);
    CHECK(sink->all[4].name == "begin");
    CHECK(sink->all[5].name == "rollback");

    postgres_client shows{place.url(), {.observer = std::make_shared<span_observer>(sink, span_options{.values = true})}};
    shows(words_of, 2);
    CHECK(attribute(sink->all.back(), "db.query.parameter.1") == "2");
}

TEST_CASE("the_words_of_a_statement") {
    CHECK(summary_of(R"(select "a"."x" from "cms"."post" "a")") == "select cms.post");
    CHECK(summary_of("/* x */ INSERT INTO post (id) values (1)") == "INSERT post");
    CHECK(summary_of("update only \"it's \"\"odd\"\"\" set a = 1") == "update it's \"odd\"");
    CHECK(summary_of("delete from post where id in (select id from other)") == "delete post");
    CHECK(summary_of("select extract(year from now()), (select max(id) from b) from a") == "select a");
    CHECK(summary_of("with x as (select * from y) select * from x") == "with x");
    CHECK(summary_of("select 1") == "select");
    CHECK(summary_of("insert into a values (1) on conflict do update set b = 1") == "insert a");
    CHECK(summary_of("select * from (select 1) a") == "select");
    CHECK(summary_of("") == "");
    CHECK(summary_of("commit") == "commit");
}

#if __has_include(<fmt/format.h>)
TEST_CASE("a_log_has_a_line_for_each_statement") {
    const notes place;
    std::vector<std::string> seen;
    const auto log =
        std::make_shared<statement_log>(statement_log_options{.write = [&](std::string_view line) { seen.emplace_back(line); }});
    postgres_client db{place.url(), {.observer = log}};
    const auto without_time = [&](std::size_t line) {
        std::string text = seen.at(line);
        const std::size_t digit = text.find_first_of("0123456789"), end = text.find(" ms");
        return text.replace(digit, end - digit, "N");
    };
    db.execute("select * from note");
    db.execute("update note set words = words where id = 1");
    CHECK_THROWS_AS(db.execute("select\x1b nothing"), query_error);
    db.transaction([](auto&) {});
    CHECK(without_time(0) == "postgres_client statement N ms, 3 rows: select * from note");
    CHECK(without_time(1) == "postgres_client statement N ms, 1 affected: update note set words = words where id = 1");
    CHECK(without_time(2).starts_with("postgres_client statement N ms, failed: "));
    CHECK(seen[2].find('\x1b') == std::string::npos);
    CHECK(without_time(3) == "postgres_client begin N ms: begin");

    seen.clear();
    const auto quiet = std::make_shared<statement_log>(
        statement_log_options{.at_least = 1h, .values = true, .write = [&](std::string_view line) { seen.emplace_back(line); }});
    postgres_client other{place.url(), {.observer = quiet}};
    other(words_of, 1);
    CHECK(seen.empty());
    CHECK_THROWS_AS(other(add, 1, "shown"), unique_violation);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].ends_with(" -- $1 = '1', $2 = 'shown'"));
}
#endif
