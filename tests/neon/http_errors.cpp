// What an answer of another status becomes, whether the statement may have run, and when it is sent again: by script.
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "../catch.hpp"
#include "answers.hpp"

using namespace virga_test;
using namespace std::chrono_literals;
using virga::neon_http_client;
using virga::request_phase;
using virga::transport_error;

namespace {
constexpr virga::statement one{"select 1", {}, {}};
constexpr virga::transaction_options read_only{.read_only = true};

struct outcome {
    std::string kind = "none";
    bool may_have_run = false;
    std::string said{};
    std::size_t requests = 0;
};

/// What comes of an answer, or a failure, that is followed by a good answer.
outcome of(scripted_transport::step first, const auto& options, bool in_batch = false, virga::transaction_options kind = {}) {
    const auto transport = script(std::move(first), in_batch ? answer(200, R"({"results":[)" + one_cell + "]}") : answer(200, one_cell));
    auto all = by(transport);
    options(all);
    const neon_http_client db{some_url, all};
    outcome came;
    const auto note = [&](const char* name, const auto& problem) {
        came.kind = name;
        came.said = problem.what();
        if constexpr (requires { problem.may_have_run(); }) came.may_have_run = problem.may_have_run();
    };
    try {
        if (in_batch) (void)db.batch(std::vector<virga::sql_text>{{"select 1"}}, kind);
        else db.run(one, {});
    } catch (const virga::authentication_error& problem) { note("authentication", problem);
    } catch (const virga::unavailable_error& problem) { note("unavailable", problem);
    } catch (const virga::too_large_error& problem) { note("too large", problem);
    } catch (const virga::service_error& problem) { note("service", problem);
    } catch (const virga::timeout_error& problem) { note("timeout", problem);
    } catch (const virga::transport_error& problem) { note("transport", problem);
    } catch (const virga::protocol_error& problem) { note("protocol", problem);
    } catch (const virga::query_error& problem) { note("query", problem);
    }
    came.requests = transport->requests.size();
    return came;
}
outcome single(scripted_transport::step first) {
    return of(std::move(first), [](auto& options) { options.retries.attempts = 1; });
}
/// Whether it is sent again: of itself, when it is idempotent, and in a read-only batch.
std::string again(const scripted_transport::step& first) {
    std::string text;
    text += of(first, [](auto&) {}).requests == 2 ? "always " : "";
    text += of(first, [](auto& options) { options.idempotent = true; }).requests == 2 ? "idempotent " : "";
    text += of(first, [](auto&) {}, true).requests == 2 ? "batch " : "";
    text += of(first, [](auto&) {}, true, read_only).requests == 2 ? "read_only" : "";
    return text;
}
const std::string every = "always idempotent batch read_only";
const std::string harmless = "idempotent read_only";
}  // namespace

TEST_CASE("an_error_of_postgresql_has_all_its_fields") {
    const std::string body =
        R"({"message":"duplicate key","code":"23505","detail":"Key (id)=[s3cr3t]","hint":"h \u00e4","position":"8","internalPosition":null,)"
        R"("internalQuery":null,"severity":"ERROR","where":null,"table":"t","column":"c","schema":"s","dataType":null,"constraint":"t_pkey",)"
        R"("file":"x.c","line":"1419","routine":"r"})";
    const neon_http_client db{some_url, by(script(answer(400, body, "neon-request-id: 11-22\r\n")))};
    const auto problem = thrown<virga::unique_violation>([&] { db.run(one, {}); });
    REQUIRE(problem);
    CHECK(problem->sqlstate() == "23505");
    CHECK(problem->message() == "duplicate key");
    CHECK(problem->detail() == "Key (id)=[s3cr3t]");
    CHECK(problem->hint() == "h \xC3\xA4");
    CHECK(problem->table() == "t");
    CHECK(problem->column() == "c");
    CHECK(problem->schema() == "s");
    CHECK(problem->constraint() == "t_pkey");
    CHECK(problem->statement() == "select 1");
    CHECK(problem->position() == "8");
    CHECK(problem->request_id() == "11-22");
    CHECK_FALSE(holds(problem->what(), "s3cr3t"));
}

TEST_CASE("an_error_with_few_keys_is_still_one_of_postgresql") {
    CHECK(single(answer(400, R"({"message":"cancelled","code":"08P01"})")).kind == "query");
    CHECK(single(answer(400, R"({"code":"57014"})")).said == " (SQLSTATE 57014); in the statement: select 1");
    CHECK(single(answer(500, error_body("m", "42P01"))).kind == "query");
    CHECK(single(answer(200, error_body("m", "42P01"))).kind == "protocol");
}

TEST_CASE("in_a_batch_of_several_the_error_does_not_say_of_which") {
    const neon_http_client db{some_url, by(script(answer(400, error_body("m", "42P01"))))};
    const auto problem = thrown<virga::undefined_table>([&] {
        (void)db.batch(std::vector<virga::sql_text>{{"select 1"}, {"select 2"}});
    });
    REQUIRE(problem);
    CHECK(problem->statement() == "one of the 2 of a batch, or its commit; Neon does not say which");
    const auto only = thrown<virga::undefined_table>([&] { (void)db.batch(std::vector<virga::sql_text>{{"select 1"}}); });
    REQUIRE(only);
    CHECK(only->statement() == "select 1");
}

TEST_CASE("each_error_of_the_service_has_its_class") {
    struct expected {
        int status;
        std::string body;
        const char* kind;
        bool may_have_run;
    };
    const expected cases[] = {
        {400, error_body("password authentication failed for user 'ada'"), "authentication", false},
        {400, error_body("Provided authentication token is not a valid JWT encoding"), "authentication", false},
        {400, error_body("JWT token has expired (exp=1)"), "authentication", false},
        {400, error_body("missing authentication credentials: required password"), "authentication", false},
        {400, error_body("invalid connection string: empty host"), "service", false},
        {400, error_body("missing database name"), "service", false},
        {400, error_body("could not parse the HTTP request body: x"), "service", false},
        {400, error_body("error serializing parameter 0: value too large to transmit"), "service", false},
        {400, "\"query is not supported\"", "service", false},
        {400, error_body("connection closed"), "service", true},
        {400, error_body("error communicating with the server: x"), "service", true},
        {400, error_body("something new"), "service", true},
        {400, "", "service", true},
        {404, "<html>not here</html>", "service", true},
        {302, "", "service", true},
        {413, error_body("request is too large (max is 10 bytes)"), "too large", false},
        {413, "<html>", "too large", false},
        {507, error_body("response is too large (max is 10 bytes)"), "too large", true},
        {429, R"({"msg":"slow down"})", "unavailable", false},
        {429, "", "unavailable", false},
        {500, error_body("Couldn't connect to compute node"), "unavailable", false},
        {500, error_body("Too many connections to this endpoint. Please try again later."), "unavailable", false},
        {500, error_body("could not parse postgres response"), "service", true},
        {500, R"({"msg":"internal"})", "service", true},
        {500, R"({"message":"Unable to parse the response message from server"})", "service", true},
        {502, "<html>", "service", true},
        {503, R"({"msg":"shutdown"})", "service", true},
        {504, "", "service", true},
    };
    for (const auto& [status, body, kind, may_have_run] : cases) {
        INFO(status << ' ' << body);
        const outcome came = single(answer(status, body, "Neon-Request-Id: abc\r\n"));
        CHECK(came.kind == kind);
        CHECK(came.may_have_run == may_have_run);
        CHECK(holds(came.said, "(HTTP status " + std::to_string(status) + ", request abc)"));
        CHECK(holds(came.said, may_have_run ? "unknown" : "did not run"));
        CHECK_FALSE(holds(came.said, "<html>"));
    }
    const neon_http_client db{some_url, by(script(answer(503, "", "neon-request-id: abc")))};
    const auto problem = thrown<virga::service_error>([&] { db.run(one, {}); });
    REQUIRE(problem);
    CHECK(problem->status() == 503);
    CHECK(problem->request_id() == "abc");
}

TEST_CASE("a_batch_whose_answer_is_too_large_was_rolled_back") {
    CHECK(of(answer(507, error_body("response is too large")), [](auto&) {}, true).may_have_run == false);
    CHECK(of(answer(500, error_body("could not parse postgres response")), [](auto&) {}, true).may_have_run == false);
}

TEST_CASE("what_the_service_says_is_shown_on_one_line_and_cut") {
    const outcome came = single(answer(500, error_body("a\\nb\\u0007" + std::string(5000, 'x'))));
    CHECK(came.said.size() < 500);
    CHECK(holds(came.said, ": a b x"));
    CHECK_FALSE(holds(came.said, "\n"));
}

TEST_CASE("what_did_not_run_is_sent_again") {
    CHECK(again(failure(transport_error(request_phase::name, false, "x"))) == every);
    CHECK(again(failure(transport_error(request_phase::connect, false, "x"))) == every);
    CHECK(again(failure(transport_error(request_phase::tls, false, "x"))) == every);
    CHECK(again(failure(virga::timeout_error(request_phase::connect, false, "x"))) == every);
    CHECK(again(answer(500, error_body("Couldn't connect to compute node"))) == every);
    CHECK(again(answer(500, error_body("sorry, too many clients", "53300"))) == every);
    CHECK(again(answer(400, error_body("sorry, too many clients", "53300"))) == every);
    CHECK(again(answer(400, error_body("the database system is starting up", "57P03"))) == every);
    CHECK(again(answer(500, error_body("m", "XX000"))) == every);
    CHECK(again(answer(429, "")) == every);
}

TEST_CASE("what_may_have_run_is_sent_again_only_where_that_does_no_harm") {
    CHECK(again(failure(transport_error(request_phase::send, true, "x"))) == harmless);
    CHECK(again(failure(transport_error(request_phase::receive, true, "x"))) == harmless);
    CHECK(again(answer(400, error_body("connection closed"))) == harmless);
    CHECK(again(answer(500, R"({"msg":"internal"})")) == harmless);
    CHECK(again(answer(503, "<html>")) == harmless);
    CHECK(again(answer(400, error_body("m", "40001"))) == harmless);
    CHECK(again(answer(400, error_body("m", "40P01"))) == harmless);
    CHECK(again(answer(400, error_body("m", "57P01"))) == harmless);
    CHECK(again(answer(400, error_body("m", "57P02"))) == harmless);
    CHECK(again(answer(200, "<html>")) == harmless);
    CHECK(again(answer(200, one_cell.substr(0, 50))) == harmless);
}

TEST_CASE("what_would_fail_again_is_never_sent_again") {
    CHECK(again(answer(400, error_body("m", "42P01"))).empty());
    CHECK(again(answer(400, error_body("m", "23505"))).empty());
    CHECK(again(answer(400, error_body("password authentication failed for user 'x'"))).empty());
    CHECK(again(answer(413, "")).empty());
    CHECK(again(answer(507, "")).empty());
    CHECK(again(answer(500, error_body("could not parse postgres response"))).empty());
    CHECK(again(answer(400, error_body("missing username"))).empty());
    CHECK(again(failure(virga::response_too_large(5))).empty());
}

TEST_CASE("with_a_token_any_5xx_may_have_run") {
    const auto with_token = [](auto& options) { options.token = "a.b.c"; };
    const outcome came = of(answer(500, error_body("Could not establish HTTP connection to the database")), with_token);
    CHECK(came.kind == "service");
    CHECK(came.may_have_run);
    CHECK(came.requests == 1);
    CHECK(of(answer(500, error_body("m", "XX000")), with_token).requests == 1);
    CHECK(of(answer(500, error_body("m", "53300")), with_token).requests == 2);
}

TEST_CASE("a_retry_is_the_same_request_within_the_same_time") {
    const auto transport = script(answer(429, ""), answer(429, ""), answer(200, one_cell));
    auto options = by(transport);
    options.retries.first_delay = 30ms;
    options.retries.longest_delay = 40ms;
    options.timeout = 5s;
    const auto start = std::chrono::steady_clock::now();
    CHECK(text(neon_http_client{some_url, options}.run(one, {})) == "1");
    CHECK(std::chrono::steady_clock::now() - start >= 70ms);
    REQUIRE(transport->requests.size() == 3);
    CHECK(transport->requests[0].body == transport->requests[2].body);
    CHECK(transport->requests[0].headers == transport->requests[2].headers);
    CHECK(transport->requests[0].timeout == 5s);
    CHECK(transport->requests[1].timeout <= 4971ms);
    CHECK(transport->requests[2].timeout <= 4931ms);
}

TEST_CASE("times_of_any_length_are_times") {
    constexpr auto longest = std::chrono::milliseconds::max();
    const auto transport = script(answer(429, ""), answer(429, ""), answer(200, one_cell));
    auto options = by(transport);
    options.timeout = options.connect_timeout = options.retries.longest_delay = longest;
    CHECK(text(neon_http_client{some_url, options}.run(one, {})) == "1");
    REQUIRE(transport->requests.size() == 3);
    for (const auto& each : transport->requests) {
        CHECK(each.timeout > 24h * 365 * 99);
        CHECK(each.timeout < longest / 100);  // so that a transport can add it to a clock
    }
    // There is no time for a pause that long, unless there is no end of time: then it can be cancelled.
    const auto late = script(answer(429, ""), answer(200, one_cell));
    options = by(late);
    options.retries.first_delay = longest;
    CHECK_THROWS_AS(neon_http_client(some_url, options).run(one, {}), virga::unavailable_error);
    CHECK(late->requests.size() == 1);

    const auto strict = script(answer(200, one_cell));
    for (const auto nothing : {0ms, -1ms, std::chrono::milliseconds::min()}) {
        options = by(strict);
        options.timeout = nothing;
        CHECK(text(neon_http_client(some_url, options).run(one, {})) == "1");
        CHECK(strict->requests.back().timeout == 0ms);
        CHECK(text(neon_http_client(some_url, by(strict)).with({.timeout = nothing}).run(one, {})) == "1");
        CHECK(strict->requests.back().timeout == 0ms);
    }
}

TEST_CASE("attempts_end") {
    const auto transport = script(answer(429, ""));
    auto options = by(transport);
    options.retries.attempts = 4;
    CHECK_THROWS_AS(neon_http_client(some_url, options).run(one, {}), virga::unavailable_error);
    CHECK(transport->requests.size() == 4);
}

TEST_CASE("retry_after_is_obeyed_or_is_the_end") {
    const auto transport = script(answer(429, "", "Retry-After: 1\r\n"), answer(200, one_cell));
    const neon_http_client db{some_url, by(transport)};
    const auto start = std::chrono::steady_clock::now();
    CHECK(text(db.run(one, {})) == "1");
    CHECK(std::chrono::steady_clock::now() - start >= 1s);

    const auto late = script(answer(429, "", "retry-after: 3600"), answer(200, one_cell));
    CHECK_THROWS_AS(neon_http_client(some_url, by(late)).run(one, {}), virga::unavailable_error);
    CHECK(late->requests.size() == 1);
    const auto odd = script(answer(429, "", "retry-after: Wed, 21 Oct 2026 07:28:00 GMT"), answer(200, one_cell));
    CHECK(text(neon_http_client(some_url, by(odd)).run(one, {})) == "1");
}

TEST_CASE("a_call_cancelled_while_it_waits_ends_at_once") {
    const auto transport = script(answer(429, "", "retry-after: 30"));
    const neon_http_client db{some_url, by(transport)};
    std::stop_source stop;
    std::thread other{[&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    }};
    const auto start = std::chrono::steady_clock::now();
    const auto problem = thrown<virga::cancelled_error>([&] { db.with({.cancel = stop.get_token()}).run(one, {}); });
    other.join();
    REQUIRE(problem);
    CHECK_FALSE(problem->may_have_run());
    CHECK(std::chrono::steady_clock::now() - start < 10s);
    CHECK(transport->requests.size() == 1);
}

TEST_CASE("settings_of_a_call_are_its_own") {
    const auto transport = script(answer(503, ""), answer(200, one_cell));
    const neon_http_client db{some_url, by(transport)};
    CHECK(text(db.with({.timeout = 3s, .idempotent = true}).run(one, {})) == "1");
    REQUIRE(transport->requests.size() == 2);
    CHECK(transport->requests[0].timeout == 3s);
    db.run(one, {});
    CHECK(transport->requests[2].timeout == 60s);
    const auto strict = script(answer(503, ""));
    auto options = by(strict);
    options.idempotent = true;
    CHECK_THROWS_AS(neon_http_client(some_url, options).with({.idempotent = false}).run(one, {}), virga::service_error);
    CHECK(strict->requests.size() == 1);
}

TEST_CASE("what_a_transport_throws_of_its_own_comes_out") {
    const neon_http_client db{some_url, by(script(failure(std::runtime_error("mine"))))};
    CHECK_THROWS_WITH(db.run(one, {}), "mine");
}
