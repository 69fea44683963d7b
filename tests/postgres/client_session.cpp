// Connecting, the pinned settings, and connections that are lost.
#include <signal.h>  // kill
#include <unistd.h>  // dup, dup2

#include <chrono>
#include <cstdio>
#include <cstddef>
#include <cstdlib>  // setenv
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "../catch.hpp"
#include "server.hpp"

using namespace virga_test;
using virga::postgres_client;

static_assert(not std::is_copy_constructible_v<postgres_client> and std::is_nothrow_move_constructible_v<postgres_client>);

namespace {

std::string setting(postgres_client& db, const std::string& name) { return *text(db.execute("show " + name)); }

/// Ends the server's process of `runner`.
void terminate(auto& runner) {
    const auto pid = text(runner.execute("select pg_backend_pid()"));
    postgres_client other{server().url()};
    other.execute("select pg_terminate_backend($1, 5000)", arguments({pid}));
}
}  // namespace

TEST_CASE("settings_that_values_depend_on_are_pinned") {
    own_schema schema;
    const std::string role = "odd_" + schema.name();
    {
        postgres_client admin{server().url()};
        admin.execute("create role " + role + " login superuser; alter role " + role + " set datestyle to 'German'; alter role " +
                      role + " set intervalstyle to 'sql_standard'; alter role " + role +
                      " set timezone to 'Asia/Tokyo'; alter role " + role + " set extra_float_digits to -3; alter role " + role +
                      " set bytea_output to 'escape'; alter role " + role + " set standard_conforming_strings to off; alter role " +
                      role + " set array_nulls to off; alter role " + role + " set lc_monetary to 'POSIX'; alter role " + role +
                      " set lc_numeric to 'POSIX'; alter role " + role + " set lc_time to 'POSIX'; alter role " + role +
                      " set client_encoding to 'LATIN1'");
    }
    {
        postgres_client db{with_parameter(server().url(), "user", role)};
        CHECK(setting(db, "datestyle") == "ISO, MDY");
        CHECK(setting(db, "intervalstyle") == "postgres");
        CHECK(setting(db, "timezone") == "UTC");
        CHECK(setting(db, "bytea_output") == "hex");
        CHECK(setting(db, "lc_monetary") == "C");
        CHECK(setting(db, "standard_conforming_strings") == "on");
        CHECK(setting(db, "client_encoding") == "UTF8");
        CHECK(setting(db, "array_nulls") == "on");
        CHECK(setting(db, "lc_monetary") == "C");
        CHECK(setting(db, "lc_numeric") == "C");
        CHECK(setting(db, "lc_time") == "C");
        CHECK(text(db.execute("select 0.1::float8 + 0.2::float8, 1.1::float4")) == "0.30000000000000004");
        CHECK(text(db.execute("select timestamptz '2024-07-01 12:00+02'")) == "2024-07-01 10:00:00+00");
    }
    postgres_client{server().url()}.execute("drop role " + role);
}

TEST_CASE("options_reach_the_session") {
    postgres_client db{server().url(),
                       {.application_name = "it's a \\ test", .statement_timeout = std::chrono::milliseconds{1234}}};
    CHECK(setting(db, "application_name") == "it's a \\ test");
    CHECK(setting(db, "statement_timeout") == "1234ms");
    CHECK(setting(db, "search_path") == "public, pg_temp");
    postgres_client other{with_parameter(server().url(), "application_name", "from%20the%20URL")};
    CHECK(setting(other, "application_name") == "from the URL");
}

TEST_CASE("times_of_any_length_are_times") {
    postgres_client db{server().url(),
                       {.connect_timeout = std::chrono::seconds::max(), .statement_timeout = std::chrono::milliseconds::max()}};
    CHECK(setting(db, "statement_timeout") == "2147483647ms");
    postgres_client none{server().url(),
                         {.connect_timeout = std::chrono::seconds::min(), .statement_timeout = std::chrono::milliseconds::min()}};
    CHECK(setting(none, "statement_timeout") == "0");
    for (const char* time : {"9223372036854775807", "99999999999999999999", "2147483", "0", "-5"}) {
        INFO(time);
        postgres_client other{with_parameter(server().url(), "connect_timeout", time)};
        CHECK(text(other.execute("select 1")) == "1");
    }
    CHECK_THROWS_AS(postgres_client{with_parameter(server().url(), "connect_timeout", "soon")}, virga::connection_error);
}

TEST_CASE("a_refused_connection_names_its_destination_and_no_secret") {
    const auto problem =
        thrown<virga::connection_error>([] { postgres_client{"postgresql://ada:s3cr3t%2B@127.0.0.1:1/nowhere"}; });
    REQUIRE(problem);
    const std::string said = problem->what();
    CHECK(said.starts_with("cannot connect to PostgreSQL at 127.0.0.1, port 1, database \"nowhere\", user \"ada\": "));
    CHECK(said.find("s3cr3t") == std::string::npos);
    CHECK(said.find("postgresql://") == std::string::npos);
    CHECK(said.back() != '\n');

    CHECK_THROWS_AS(postgres_client{"host=127.0.0.1 password=s3cr3t"}, virga::configuration_error);
    CHECK_THROWS_AS(postgres_client{with_parameter(server().url(), "dbname", "missing")}, virga::connection_error);
    const auto unknown =
        thrown<virga::connection_error>([] { postgres_client{"postgresql://ada:s3cr3t@localhost/x?pgbouncer=true"}; });
    REQUIRE(unknown);
    CHECK(std::string{unknown->what()}.find("pgbouncer") != std::string::npos);
    CHECK(std::string{unknown->what()}.find("s3cr3t") == std::string::npos);
}

TEST_CASE("what_controls_a_terminal_stands_as_bytes_in_a_message") {
    const std::string hostile = "%1b%5b31m%C2%9B%0d";
    const std::string escaped = "\\x1B[31m\\xC2\\x9B\\x0D";
    for (const std::string& url :
         {"postgresql://" + hostile + ":s3cr3t@127.0.0.1:1/" + hostile, "postgresql://ada:s3cr3t@" + hostile + ".invalid/d",
          with_parameter(server().url(), "dbname", hostile), with_parameter(server().url(), "user", hostile),
          "postgresql://ada@%2Ftmp%2F" + hostile + "/d", with_parameter(server().url(), "sslmode", hostile)}) {
        const auto problem = thrown<virga::connection_error>([&] { postgres_client{url}; });
        REQUIRE(problem);
        const std::string said = problem->what();
        INFO(said);
        CHECK(said.find(escaped) != std::string::npos);
        CHECK(said.find_first_of("\x1b\r\x9b") == std::string::npos);
        CHECK(said.find("s3cr3t") == std::string::npos);
    }
}

TEST_CASE("neither_a_name_that_is_not_found_nor_the_environment_shows_a_password") {
    ::setenv("PGPASSWORD", "s3cr3t", 1);
    for (const char* url : {"postgresql://ada:s3cr3t@no-such-host.invalid/d", "postgresql://ada@no-such-host.invalid/d",
                            "postgresql://ada@127.0.0.1:1/d", "postgresql://ada@127.0.0.1:1/d?sslmode=bad",
                            "postgresql://ada@127.0.0.1:1/d?bad=1",
                            "postgresql://127.0.0.1:1/d?user=ada&password=s3cr3t&sslmode=bad"}) {
        const auto problem = thrown<virga::connection_error>([&] { postgres_client{url}; });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.find("s3cr3t") == std::string::npos);
    }
    ::unsetenv("PGPASSWORD");
    // A password that is not encoded would be host, database and parameters.
    for (const char* url : {"postgresql://ada:12/s3?x=cr3t@127.0.0.1/d", "postgresql://ada:s3@cr3t@127.0.0.1/d",
                            "postgresql://ada:33", "postgresql://127.0.0.1/d?user=ada&password=s3&cr3t=1"}) {
        const auto problem = thrown<virga::configuration_error>([&] { postgres_client{url}; });
        REQUIRE(problem);
        const std::string said = problem->what();
        CHECK(said.find("cr3t") == std::string::npos);
        CHECK(said.find("s3") == std::string::npos);
        CHECK(said.find("33") == std::string::npos);
        CHECK(said.find("ada") == std::string::npos);
    }
}

TEST_CASE("a_wrong_password_is_not_shown_and_a_right_one_may_hold_anything") {
    own_schema schema;
    const std::string role = "ada_" + schema.name();
    postgres_client admin{server().url()};
    admin.execute("set password_encryption to 'scram-sha-256'; create role " + role +
                  " login password E'it\\'s \\\\ @:/?# \"%'");
    const std::string rules = *text(admin.execute("show hba_file"));
    const std::string former = *text(admin.execute("select pg_read_file('" + rules + "')"));
    const auto set_rules = [&](const std::string& lines) {
        admin.execute("copy (select unnest(string_to_array($$" + lines + "$$, E'\\n'))) to '" + rules + "'");
        admin.execute("select pg_reload_conf()");
    };
    set_rules("local all " + role + " scram-sha-256\nlocal all all trust");

    const auto as_ada = [&](const std::string& password) {
        return with_parameter(with_parameter(server().url(), "user", role), "password", password);
    };
    std::optional<virga::connection_error> problem;
    for (int i = 0; i != 100 and not problem; ++i) {  // until the server has read its rules
        problem = thrown<virga::connection_error>([&] { postgres_client{as_ada("wr0ng")}; });
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.find("password authentication failed") != std::string::npos);
    CHECK(std::string{problem->what()}.find("wr0ng") == std::string::npos);
    {
        postgres_client db{as_ada("it's%20%5C%20@:%2F%3F%23%20%22%25")};
        CHECK(text(db.execute("select session_user")) == role);
    }
    set_rules(former);
    admin.execute("drop role " + role);
}

TEST_CASE("a_lost_connection_is_said_and_not_opened_again") {
    postgres_client db{server().url()};
    constexpr virga::statement one{"select 1", {}, {}};
    db.run(one, {});
    terminate(db);
    const auto problem = thrown<virga::connection_error>([&] { db.run(one, {}); });
    REQUIRE(problem);
    const std::string said = problem->what();
    CHECK(said.starts_with("the connection to PostgreSQL"));
    CHECK(said.find("whether the statement took effect is unknown") != std::string::npos);
    CHECK(not db.is_open());
    CHECK_THROWS_AS(db.run(one, {}), virga::connection_error);
    CHECK_THROWS_AS(db.execute("select 1"), virga::connection_error);
    CHECK_THROWS_AS(db.execute("select $1", arguments({"1"})), virga::connection_error);
    CHECK_THROWS_AS(db.begin(), virga::connection_error);
}

TEST_CASE("a_lost_connection_tells_the_servers_reason") {
    constexpr virga::statement one{"select 1", {}, {}};
    const std::string command = " is lost: terminating connection due to administrator command (SQLSTATE 57P01)";
    const auto said_by = [](auto&& action) {
        const auto problem = thrown<virga::connection_error>(action);
        return problem ? std::string{problem->what()} : "nothing was thrown";
    };
    const auto holds = [](const std::string& text, const std::string& part) {
        INFO(text);
        CHECK(text.find(part) != std::string::npos);
    };
    postgres_client db{server().url()};
    SECTION("a command, found by a prepared statement") {
        db.run(one, {});
        terminate(db);
        holds(said_by([&] { db.run(one, {}); }), command + "; whether the statement took effect is unknown");
        holds(said_by([&] { db.run(one, {}); }),
              " was lost before: terminating connection due to administrator command (SQLSTATE 57P01); make a new client");
    }
    SECTION("a command, found when a statement is prepared") {
        terminate(db);
        holds(said_by([&] { db.run(one, {}); }), command);
    }
    SECTION("a command, found by SQL text, with and without values") {
        terminate(db);
        holds(said_by([&] { db.execute("select 1"); }), command);
        postgres_client other{server().url()};
        terminate(other);
        holds(said_by([&] { other.execute("select $1", arguments({"1"})); }), command);
    }
    SECTION("a command, found by begin, commit and listen") {
        terminate(db);
        holds(said_by([&] { (void)db.begin(); }), command);
        postgres_client committing{server().url()}, listening{server().url()};
        auto tx = committing.begin();
        terminate(tx);
        holds(said_by([&] { tx.commit(); }), command);
        listening.listen("x");
        terminate(listening);
        holds(said_by([&] { listening.listen("y"); }), command);
    }
    SECTION("a command, while a statement runs") {
        const auto pid = text(db.execute("select pg_backend_pid()"));
        std::thread killer{[&] {
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
            postgres_client{server().url()}.execute("select pg_terminate_backend($1)", arguments({pid}));
        }};
        holds(said_by([&] { db.execute("select pg_sleep(30)"); }), command);
        killer.join();
    }
    SECTION("its time-out of a transaction that idles") {
        db.execute("set idle_in_transaction_session_timeout to 100");
        auto tx = db.begin();
        std::this_thread::sleep_for(std::chrono::milliseconds{500});
        holds(
            said_by([&] { tx.execute("select 1"); }),
            " is lost: terminating connection due to idle-in-transaction timeout (SQLSTATE 25P03); the transaction is rolled back");
    }
    SECTION("its time-out of a session that idles") {
        db.execute("set idle_session_timeout to 100");
        std::this_thread::sleep_for(std::chrono::milliseconds{500});
        holds(said_by([&] { db.execute("select 1"); }),
              " is lost: terminating connection due to idle-session timeout (SQLSTATE 57P05)");
    }
}

TEST_CASE("a_server_that_crashes_is_a_lost_connection_to_all_that_was_open") {
    // What the server says last stands unread when the next statement cannot be sent: libpq takes the connection for open still.
    virga::testing::embedded_postgres own;
    const auto nothing = [](postgres_client&) {};
    const auto listens = [](postgres_client& db) { db.listen("x"); };
    const auto runs = [](postgres_client& db) { db.run(virga::statement{"select 1", {}, {}}, {}); };
    const auto asks = [](postgres_client& db) {
        CHECK_FALSE(db.is_alive());
        CHECK_FALSE(db.is_open());
        db.execute("select 1");
    };
    const struct {
        std::string name;
        std::function<void(postgres_client&)> before, found_by;
    } all[] = {{"SQL text", nothing, [](postgres_client& db) { db.execute("select 1"); }},
               {"SQL text with values", nothing, [](postgres_client& db) { db.execute("select $1", arguments({"1"})); }},
               {"a statement prepared before", runs, runs},
               {"a statement that is prepared", nothing, runs},
               {"begin", nothing, [](postgres_client& db) { (void)db.begin(); }},
               {"listen", nothing, listens},
               {"unlisten", listens, [](postgres_client& db) { db.unlisten("x"); }},
               {"wait_for_notification", listens,
                [](postgres_client& db) { (void)db.wait_for_notification(std::chrono::seconds{9}); }},
               {"reset_session", nothing, [](postgres_client& db) { db.reset_session(); }},
               {"reset_session, listening", listens, [](postgres_client& db) { db.reset_session(); }},
               {"is_alive", nothing, asks}};
    std::vector<postgres_client> clients;
    for (const auto& each : all) each.before(clients.emplace_back(own.url()));
    postgres_client committing{own.url()}, rolling_back{own.url()}, nesting{own.url()}, victim{own.url()};
    auto commits = committing.begin(), rolls_back = rolling_back.begin(), nests = nesting.begin();
    const int process = std::stoi(*text(victim.execute("select pg_backend_pid()")));
    ::kill(process, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds{300});

    for (std::size_t i = 0; i != clients.size(); ++i) {
        INFO(all[i].name);
        CHECK_THROWS_AS(all[i].found_by(clients[i]), virga::connection_error);
        CHECK_FALSE(clients[i].is_open());
        const auto again = thrown<virga::connection_error>([&] { clients[i].execute("select 1"); });
        REQUIRE(again);
        CHECK(std::string{again->what()}.find(" was lost before") != std::string::npos);
    }
    const auto unknown = thrown<virga::connection_error>([&] { commits.commit(); });
    REQUIRE(unknown);
    CHECK(unknown->may_have_run());
    CHECK_NOTHROW(rolls_back.rollback());
    const auto inner = thrown<virga::connection_error>([&] { (void)nests.begin(); });
    REQUIRE(inner);
    CHECK(std::string{inner->what()}.ends_with(" is lost; the transaction is rolled back"));
}

TEST_CASE("a_connection_lost_in_a_transaction_ends_it_quietly") {
    postgres_client db{server().url()};
    SECTION("found by a statement") {
        auto tx = db.begin();
        terminate(tx);
        const auto problem = thrown<virga::connection_error>([&] { tx.execute("select 1"); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.find("the transaction is rolled back") != std::string::npos);
        const auto again = thrown<virga::connection_error>([&] { tx.commit(); });
        REQUIRE(again);
        CHECK(std::string{again->what()}.find("unknown") == std::string::npos);  // the commit was never sent
    }
    SECTION("found by commit") {
        auto tx = db.begin();
        terminate(tx);
        const auto problem = thrown<virga::connection_error>([&] { tx.commit(); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.starts_with("commit: whether the transaction is committed is unknown"));
    }
    SECTION("found by the destructor") {
        auto tx = db.begin();
        auto inner = tx.begin();
        terminate(inner);
    }
    SECTION("found by rollback, which has happened") {
        auto tx = db.begin();
        terminate(tx);
        CHECK_THROWS_AS(tx.execute("select 1"), virga::connection_error);
        CHECK_NOTHROW(tx.rollback());
    }
    SECTION("found by rollback itself") {
        auto tx = db.begin();
        terminate(tx);
        CHECK_NOTHROW(tx.rollback());
        CHECK(not db.is_open());
    }
    SECTION("found by the rollback of a savepoint, which takes the transaction with it") {
        auto tx = db.begin();
        auto inner = tx.begin();
        terminate(inner);
        CHECK_NOTHROW(inner.rollback());
        CHECK_THROWS_AS(tx.commit(), virga::connection_error);
    }
}

TEST_CASE("notices_of_the_server_are_not_printed") {
    postgres_client db{server().url()};
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), std::fclose};
    REQUIRE(file != nullptr);
    const int former = ::dup(STDERR_FILENO);
    ::dup2(::fileno(file.get()), STDERR_FILENO);
    db.execute("drop table if exists no_such_table; do $$ begin raise warning 'heard'; end $$");
    ::dup2(former, STDERR_FILENO);
    ::close(former);
    CHECK(std::fseek(file.get(), 0, SEEK_END) == 0);
    CHECK(std::ftell(file.get()) == 0);
}
