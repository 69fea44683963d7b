// What neon_ws_client does when nothing goes wrong, and when only SQL does.
#include <atomic>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include <virga.hpp>

#include "../catch.hpp"
#include "after_main.hpp"
#include "ws_place.hpp"

using namespace virga_neon_test;
using namespace std::chrono_literals;
using virga::isolation_level;
using virga::neon_ws_client;
using virga::neon_ws_transaction;

static_assert(not std::is_copy_constructible_v<neon_ws_client> and std::is_nothrow_move_constructible_v<neon_ws_client>);
static_assert(virga::sql_runner<neon_ws_client> and virga::sql_runner<neon_ws_transaction>);

namespace {

namespace tables {
using namespace virga;
template <class t>
struct item_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "title", not_null> title;
    pg::numeric<t, "price", 12, 2> price;
    pg::timestamptz<t, "made_at"> made_at;
    pg::bytea<t, "data"> data;
};
inline constexpr table<"item", item_fields> item;
}  // namespace tables

constexpr const char* create_item =
    "create table item (id bigint primary key, title text not null, price numeric(12, 2), made_at timestamptz, data bytea)";

struct shop {
    own_schema schema;
    neon_ws_client db{schema.url(), at_place()};
    shop() { db.execute(create_item); }
    std::string ids() {
        return *text(db.execute("select coalesce(string_agg(id::text, ' ' order by id), '') from item"));
    }
};

template <class Runner>
void insert(Runner& runner, int id) {
    static constexpr virga::statement query{"insert into item (id, title) values ($1, 'x')", {}, {}};
    runner.run(query, arguments({std::to_string(id)}));
}

std::string preparations(neon_ws_client& db) {
    return *text(db.execute("select coalesce(string_agg(statement, '; '), '') from pg_prepared_statements"));
}
}  // namespace

TEST_CASE("ws_statements_of_all_kinds_run") {
    shop s;
    CHECK(text(s.db.execute("select 1; select 2")) == "2");
    CHECK(text(s.db.execute("select $1::text || $2", arguments({"a", "b"}))) == "ab");
    CHECK(not text(s.db.execute("select $1::text", arguments({std::nullopt}))));
    constexpr virga::statement add{"select $1::int + $2::int", {}, {}};
    for (int i = 0; i != 3; ++i) CHECK(text(s.db.run(add, arguments({"40", std::to_string(i)}))) == std::to_string(40 + i));
    CHECK(preparations(s.db) == add.text);
    CHECK(s.db.execute("").rows() == 0);
    CHECK(s.db.execute("insert into item (id, title) select n, n::text from generate_series(1, 7) n").affected() == 7);
    CHECK(s.db.is_open());
}

TEST_CASE("ws_typed_queries_keep_every_value") {
    using tables::item;
    shop s;
    const std::vector<std::byte> data{std::byte{0}, std::byte{255}, std::byte{'\\'}};
    const auto made = std::chrono::sys_days{std::chrono::year{2024} / 2 / 29} + 1234567us;
    s.db(insert_into(item).values(item.id = std::int64_t{9'007'199'254'740'993}, item.title = "\xC3\xA9 'x' \\ \"",
                                  item.price = virga::numeric{"1234567890.12"}, item.made_at = made, item.data = data));
    const auto by_id = select(item).from(item).where(item.id == virga::arg<"id">);
    const virga::row<item> row = s.db(by_id, std::int64_t{9'007'199'254'740'993}).one();
    CHECK(row.title == "\xC3\xA9 'x' \\ \"");
    CHECK(row.price->to_string() == "1234567890.12");
    CHECK(row.made_at == made);
    CHECK(row.data == data);
    CHECK(s.db(update(item).set(item.title = "y").where(item.title.like("%x%"))).affected() == 1);
    CHECK(s.db.transaction([](auto& tx) { return tx(delete_from(item).where(item.title == "y")).affected(); }) == 1);
    CHECK(s.db(select(item.id).from(item)).size() == 0);
}

TEST_CASE("ws_sessions_are_pinned_and_take_options") {
    virga::neon_ws_options options = at_place();
    options.session = {.application_name = "it's a \\ test", .statement_timeout = 1234ms};
    neon_ws_client db{place().url, options};
    const auto setting = [&](const char* name) { return *text(db.execute(std::string{"show "} + name)); };
    CHECK(setting("application_name") == "it's a \\ test");
    CHECK(setting("statement_timeout") == "1234ms");
    CHECK(setting("datestyle") == "ISO, MDY");
    CHECK(setting("timezone") == "UTC");
    CHECK(setting("client_encoding") == "UTF8");
}

TEST_CASE("ws_a_client_that_ends_after_main", "[.]") {  // for the next test, in a program of its own
    static const virga_test::state_of_openssl last;
    CHECK_THROWS_AS(neon_ws_client("postgresql://u:p@host/d", {.endpoint = "wss://127.0.0.1:1/v2"}), virga::connection_error);
    virga_test::start_openssl();
}

TEST_CASE("ws_a_client_ends_before_openssl_does") {
    CHECK(virga_test::status_of("ws_a_client_that_ends_after_main") == virga_test::openssl_is_at_work);
}

TEST_CASE("ws_a_statement_ends_with_the_time_that_the_options_give_it") {
    virga::neon_ws_options options = at_place();
    options.session = {.statement_timeout = 200ms};
    neon_ws_client db{place().url, options};
    const auto took = time_of([&] { CHECK_THROWS_AS(db.execute("select pg_sleep(60)"), virga::query_canceled); });
    CHECK(took >= 200ms);
    CHECK(took < 10s);
    CHECK_THROWS_AS(db.transaction([](auto& tx) { tx.execute("select pg_sleep(60)"); }), virga::query_canceled);
    CHECK(text(db.execute("select 'next'")) == "next");
}

TEST_CASE("ws_times_of_any_length_are_times") {
    const std::string more = place().url + (place().url.find('?') == std::string::npos ? "?" : "&") + "connect_timeout=";
    virga::neon_ws_options options = at_place();
    options.session = {.statement_timeout = std::chrono::milliseconds::max()};
    for (const char* time : {"9223372036854775807", "99999999999999999999", "0", "-5"}) {
        INFO(time);
        neon_ws_client db{more + time, options};
        CHECK(text(db.execute("show statement_timeout")) == "2147483647ms");
        db.listen("ws_times");
        db.notify("ws_times", "x");
        REQUIRE(db.wait_for_notification(std::chrono::milliseconds::max()));
        CHECK_FALSE(db.wait_for_notification(std::chrono::milliseconds::min()));
    }
    options.session.connect_timeout = std::chrono::seconds::max();
    CHECK(text(neon_ws_client{more + "5", options}.execute("select 1")) == "1");
    CHECK_THROWS_WITH(neon_ws_client(more + "soon", {}), "connection URL: its connect_timeout is not a number of seconds");
}

TEST_CASE("ws_url_parameters_of_the_servers_tls_are_left_out") {
    std::string url = place().url;
    url += url.find('?') == std::string::npos ? "?" : "&";
    url += "sslmode=verify-full&channel_binding=require&sslrootcert=%2Fnowhere&options=-cwork_mem%3D5MB";
    neon_ws_client db{url, at_place()};
    CHECK(text(db.execute("show work_mem")) == "5MB");
}

TEST_CASE("ws_a_transaction_is_rolled_back_unless_committed") {
    shop s;
    {
        auto tx = s.db.begin();
        insert(tx, 1);
    }
    {
        auto tx = s.db.begin();
        insert(tx, 2);
        tx.rollback();
    }
    {
        auto tx = s.db.begin();
        insert(tx, 3);
        tx.commit();
    }
    CHECK(s.ids() == "3");
}

TEST_CASE("ws_transaction_commits_what_returns_and_rolls_back_what_throws") {
    shop s;
    CHECK(s.db.transaction([](neon_ws_transaction& tx) {
        insert(tx, 1);
        return 7;
    }) == 7);
    CHECK_THROWS_AS(s.db.transaction([](auto& tx) {
        insert(tx, 2);
        throw std::runtime_error("no");
    }),
                    std::runtime_error);
    CHECK(s.ids() == "1");
}

TEST_CASE("ws_savepoints_nest") {
    shop s;
    s.db.transaction([](auto& tx) {
        insert(tx, 1);
        {
            auto inner = tx.begin();
            insert(inner, 2);
            {
                auto innermost = inner.begin();
                insert(innermost, 3);
            }
            inner.commit();
        }
        CHECK_THROWS_AS(tx.transaction([](auto& inner) {
            insert(inner, 5);
            insert(inner, 1);
        }),
                        virga::unique_violation);
        insert(tx, 6);
    });
    CHECK(s.ids() == "1 2 6");
}

TEST_CASE("ws_a_transaction_begins_as_its_options_say") {
    shop s;
    const auto shown = [](auto& tx) {
        return *text(tx.execute("select current_setting('transaction_isolation') || ' ' || "
                                "current_setting('transaction_read_only') || ' ' || current_setting('transaction_deferrable')"));
    };
    CHECK(s.db.transaction(shown, {.isolation = isolation_level::repeatable_read}) == "repeatable read off off");
    CHECK(s.db.transaction(shown, {.isolation = isolation_level::serializable, .read_only = true, .deferrable = true}) ==
          "serializable on on");
    CHECK_THROWS_AS(s.db.transaction([](auto& tx) { insert(tx, 1); }, {.read_only = true}), virga::read_only_violation);
}

TEST_CASE("ws_a_client_refuses_to_work_beside_its_transaction") {
    shop s;
    const auto tx = s.db.begin();
    const auto problem = thrown<virga::usage_error>([&] { s.db.execute("select 1"); });
    REQUIRE(problem);
    CHECK(std::string{problem->what()} == "neon_ws_client: a transaction is open; work through that one, or end it first");
    CHECK_THROWS_AS(s.db.listen("x"), virga::usage_error);
    CHECK_THROWS_AS(s.db.wait_for_notification(0ms), virga::usage_error);
}

TEST_CASE("ws_errors_have_their_types_and_fields") {
    shop s;
    insert(s.db, 1);
    const auto unique = thrown<virga::unique_violation>([&] { insert(s.db, 1); });
    REQUIRE(unique);
    CHECK(unique->sqlstate() == "23505");
    CHECK(unique->table() == "item");
    CHECK(unique->constraint() == "item_pkey");
    CHECK(unique->detail() == "Key (id)=(1) already exists.");
    CHECK(unique->statement() == "insert into item (id, title) values ($1, 'x')");
    CHECK_THROWS_AS(s.db.execute("insert into item (id) values (2)"), virga::not_null_violation);
    CHECK_THROWS_AS(s.db.execute("selekt"), virga::syntax_error);
    CHECK_THROWS_AS(s.db.execute("select * from missing"), virga::undefined_table);
    CHECK_THROWS_AS(s.db.execute("select nam from item"), virga::undefined_column);
    CHECK_THROWS_AS(s.db.execute("select 1/0"), virga::data_exception);
    CHECK_THROWS_AS(s.db.execute("set statement_timeout to 10; select pg_sleep(5)"), virga::query_canceled);
    CHECK(s.db.is_open());

    neon_ws_client other{s.schema.url(), at_place()};
    auto mine = s.db.begin({.isolation = isolation_level::repeatable_read});
    mine.execute("select * from item");
    other.execute("update item set title = 'y'");
    CHECK_THROWS_AS(mine.execute("update item set title = 'z'"), virga::serialization_failure);
    CHECK_THROWS_AS(mine.commit(), virga::failed_transaction);
}

TEST_CASE("ws_big_results_arrive_whole") {
    client db;
    const auto answer = db.execute("select n, n * 7, repeat(chr(65 + n % 26), n % 100) from generate_series(1, 100000) n");
    REQUIRE(answer.rows() == 100'000);
    for (const std::size_t row : {0UL, 1UL, 4711UL, 99'999UL}) {
        const std::size_t n = row + 1;
        CHECK(text(answer, row, 0) == std::to_string(n));
        CHECK(text(answer, row, 2) == std::string(n % 100, static_cast<char>(65 + n % 26)));
    }
    const std::string one = *text(db.execute("select string_agg(md5(n::text), '') from generate_series(1, 300000) n"));
    CHECK(one.size() == 9'600'000);
    CHECK(text(db.execute("select md5($1)", arguments({one}))) ==
          text(db.execute("select md5(string_agg(md5(n::text), '')) from generate_series(1, 300000) n")));
}

TEST_CASE("ws_big_parameters_arrive_whole") {
    client db;
    std::string big;
    while (big.size() < 10'000'000) big += std::to_string(big.size()) + " ";
    constexpr virga::statement length{"select length($1::text)::text || ' ' || right($1, 9)", {}, {}};
    CHECK(text(db.run(length, arguments({big}))) == std::to_string(big.size()) + " " + big.substr(big.size() - 9));
    CHECK(*text(db.execute("select $1::text", arguments({big}))) == big);
}

TEST_CASE("ws_many_clients_work_at_once") {
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i != 4; ++i) {
        threads.emplace_back([&good, i] {
            client db;
            for (int k = 0; k != 50; ++k)
                if (text(db.execute("select $1::int * 1000 + $2::int", arguments({std::to_string(i), std::to_string(k)}))) ==
                    std::to_string(i * 1000 + k))
                    ++good;
        });
    }
    for (auto& each : threads) each.join();
    CHECK(good == 200);
}

TEST_CASE("ws_a_result_outlives_its_client") {
    virga::result answer = [] {
        client db;
        return db.execute("select repeat('x', 5000)");
    }();
    CHECK(text(answer) == std::string(5000, 'x'));
}

TEST_CASE("ws_notifications_come_kept_and_in_order") {
    client db, sender;
    const std::string channel = "News of " + std::to_string(::getpid());
    db.listen(channel);
    for (int i = 0; i != 20; ++i) {
        sender.notify(channel, std::to_string(i));
        CHECK(text(db.execute("select 1")) == "1");
    }
    for (int i = 0; i != 20; ++i) {
        const auto one = db.wait_for_notification(10s);
        REQUIRE(one);
        CHECK(one->channel == channel);
        CHECK(one->payload == std::to_string(i));
        CHECK(one->process_id > 0);
    }
    CHECK(time_of([&] { CHECK(not db.wait_for_notification(100ms)); }) >= 100ms);
    std::thread late{[&] {
        std::this_thread::sleep_for(100ms);
        sender.transaction([&](auto& tx) { tx.notify(channel, "late"); });
    }};
    const auto one = db.wait_for_notification(10s);
    late.join();
    REQUIRE(one);
    CHECK(one->payload == "late");
    db.unlisten(channel);
    sender.notify(channel, "unheard");
    CHECK(not db.wait_for_notification(50ms));
}
