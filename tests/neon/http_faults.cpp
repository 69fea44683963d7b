// Faults of the server and of the way to it: what is thrown, whether the statement may have run, and that it ran once.
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "../catch.hpp"
#include "answers.hpp"
#include "outcome.hpp"
#include "place.hpp"
#include "relay.hpp"

using namespace virga_test;
using namespace std::chrono_literals;
using virga::neon_http_client;
using virga::request_phase;

namespace {

/// What comes of a statement that counts, sent over a connection that was in use before, to an address with this fault; and
/// that the next statement works.
happened meets(const std::string& fault, std::chrono::milliseconds timeout = 20s, bool in_batch = false,
               std::size_t largest = 1U << 20U) {
    const counter table;
    const auto transport = std::make_shared<virga::curl_transport>();
    const neon_http_client plain{neon().url, at(neon().endpoint, transport)};
    plain.execute("select 1");
    auto options = once(at(faulty(fault), transport));
    options.timeout = timeout;
    options.largest_response = largest;
    const neon_http_client db{neon().url, options};
    happened what = outcome_of([&] {
        if (in_batch) (void)db.batch(std::vector<virga::sql_text>{{table.count_one()}, {"select 1"}});
        else db.execute(table.count_one() + " returning at");
    });
    CHECK(what.took < timeout + 5s);
    CHECK(text(plain.execute("select 2")) == "2");
    what.ran = table.times();
    return what;
}
}  // namespace

TEST_CASE("faults_that_harm_nothing_are_not_noticed") {
    for (const char* fault : {"latency=50", "latency-after=50", "chunked", "drip=7x1", "close", "content-type=text/plain",
                              "set-header=x-y:z", "shape=extra-keys"}) {
        INFO(fault);
        const happened what = meets(fault);
        CHECK(what.kind == "none");
        CHECK(what.ran == 1);
    }
}

TEST_CASE("a_connection_that_is_reset_is_a_transport_error_of_unknown_fate") {
    for (const char* fault : {"reset", "reset-mid", "truncate", "truncate-chunked"}) {
        INFO(fault);
        const happened what = meets(fault);
        CHECK(what.kind == "transport");
        CHECK(what.phase == "receive");
        CHECK(what.may_have_run);
        CHECK(what.ran == (fault == std::string{"reset"} ? 0 : 1));
        CHECK(holds(what.said, "whether the statement took effect is unknown"));
    }
}

TEST_CASE("a_kept_connection_that_dies_after_the_statement_ran_does_not_run_it_twice") {
    for (int i = 0; i != 20; ++i) {
        const happened what = meets("reset-after-exec");
        CHECK(what.kind == "transport");
        CHECK(what.may_have_run);
        CHECK(holds(what.said,
                    "the connection, which had been kept from an earlier request, died"));  // libcurl wanted to send it again
        REQUIRE(what.ran == 1);
    }
}

TEST_CASE("a_kept_connection_that_dies_under_a_large_statement_does_not_run_it_twice") {
    const counter table;
    const auto transport = std::make_shared<virga::curl_transport>();
    const neon_http_client plain{neon().url, at(neon().endpoint, transport)};
    const neon_http_client db{neon().url, once(at(faulty("reset-after-exec"), transport))};
    for (const std::size_t size : {10U, 60'000U, 70'000U, 3'000'000U}) {
        plain.execute("select 1");
        CHECK_THROWS_AS(
            db.execute("insert into " + table.name() + " select now() where $1::text <> ''", arguments({std::string(size, 'x')})),
            virga::transport_error);
    }
    CHECK(table.times() == 4);
}

TEST_CASE("a_server_that_never_answers_is_a_timeout") {
    for (const char* fault : {"hang", "hang-after-exec"}) {
        INFO(fault);
        const auto start = std::chrono::steady_clock::now();
        const happened what = meets(fault, 300ms);
        CHECK(what.kind == "timeout");
        CHECK(what.phase == "receive");
        CHECK(what.may_have_run);
        CHECK(what.ran == (fault == std::string{"hang"} ? 0 : 1));
        CHECK(holds(what.said, "it takes longer than 300 ms"));
        CHECK(std::chrono::steady_clock::now() - start < 5s);
    }
}

TEST_CASE("an_answer_that_drips_too_slowly_is_a_timeout") {
    const happened what = meets("drip=5x100", 300ms);
    CHECK(what.kind == "timeout");
    CHECK(what.may_have_run);
    CHECK(what.ran == 1);
}

TEST_CASE("statuses_become_their_errors") {
    struct expected {
        const char* fault;
        const char* kind;
        bool may_have_run;
    };
    for (const auto& [fault, kind, may_have_run] : {expected{"fail-before-exec", "unavailable", false},
                                                    {"status=500", "unavailable", false},
                                                    {"status=500,body=msg", "service", true},
                                                    {"status=500,body=html", "service", true},
                                                    {"status=500,body=empty", "service", true},
                                                    {"status=429", "unavailable", false},
                                                    {"status=502,body=html", "service", true},
                                                    {"status=503", "service", true},
                                                    {"status=504,body=text", "service", true},
                                                    {"status=413,message=request is too large", "too large", false},
                                                    {"status=507,message=response is too large", "too large", true},
                                                    {"status=400,message=connection closed", "service", true},
                                                    {"status=400,body=string", "service", false},
                                                    {"status=400,body=html", "service", true},
                                                    {"status=404,body=text", "service", true},
                                                    {"status=400,code=40001,message=could not serialize", "query", true},
                                                    {"status=500,code=53300,message=sorry", "query", true}}) {
        INFO(fault);
        const happened what = meets(fault);
        CHECK(what.kind == kind);
        CHECK(what.may_have_run == may_have_run);
        CHECK(what.ran == 0);
    }
}

TEST_CASE("malformed_answers_are_protocol_errors") {
    for (const char* kind : {"truncated", "html", "empty", "garbage", "utf8", "trailing", "deep"}) {
        INFO(kind);
        const happened what = meets(std::string{"malformed="} + kind);
        CHECK(what.kind == "protocol");
        CHECK(what.may_have_run);
    }
}

TEST_CASE("answers_of_another_shape_are_protocol_errors") {
    for (const char* kind : {"no-fields", "no-rows", "rows-null", "row-short", "row-long", "row-number", "field-no-oid",
                             "rowcount-string", "array", "null", "string"}) {
        INFO(kind);
        const happened what = meets(std::string{"shape="} + kind);
        CHECK(what.kind == "protocol");
        CHECK(what.may_have_run);
    }
    for (const char* kind : {"results-missing", "results-short", "results-long"}) {
        INFO(kind);
        CHECK(meets(std::string{"shape="} + kind, 20s, true).kind == "protocol");
    }
}

TEST_CASE("an_answer_that_is_too_large_is_refused_while_it_is_read") {
    CHECK(meets("latency=1", 20s, false, 50).kind == "too large");
    const happened what = meets("chunked", 20s, false, 50);
    CHECK(what.kind == "too large");
    CHECK(what.may_have_run);
    CHECK(what.ran == 1);
    CHECK(holds(what.said, "50 bytes"));
    auto options = at();
    options.largest_response = 100'000;
    const neon_http_client db{neon().url, options};
    CHECK_THROWS_AS(db.execute("select repeat('x', 1000000)"), virga::response_too_large);
    CHECK(text(db.execute("select length(repeat('x', 1000000))")) == "1000000");
}

TEST_CASE("headers_without_end_are_refused") {
    const happened what = meets("set-header=x:" + std::string(80'000, 'y'));
    CHECK((what.kind == "transport" or what.kind == "none"));  // a server may refuse to send them
}

TEST_CASE("what_did_not_run_runs_once_after_all") {
    const counter table;
    for (const char* fault : {"fail-before-exec", "status=429", "status=500"}) {
        auto options = at(faulty(fault));
        options.retries.attempts = 3;
        options.retries.first_delay = 1ms;
        CHECK_THROWS_AS(neon_http_client(neon().url, options).execute(table.count_one()), virga::unavailable_error);
    }
    CHECK(table.times() == 0);
}

TEST_CASE("an_idempotent_statement_of_unknown_fate_is_sent_again") {
    const counter table;
    relay way{port_of(neon().endpoint)};
    auto options = at(way.endpoint(faulty("reset-after-exec")));
    options.idempotent = true;
    options.retries = {.attempts = 3, .first_delay = 1ms};
    const neon_http_client db{neon().url, options};
    CHECK_THROWS_AS(db.execute(table.count_one()), virga::transport_error);
    CHECK(table.times() == 3);  // as was allowed
    CHECK_THROWS_AS(db.with({.idempotent = false}).execute(table.count_one()), virga::transport_error);
    CHECK(table.times() == 4);
}

TEST_CASE("nobody_there_is_an_error_of_connecting") {
    const auto problem = thrown<virga::transport_error>(
        [] { neon_http_client(neon().url, once(at("http://127.0.0.1:1/sql"))).execute("select 1"); });
    REQUIRE(problem);
    CHECK(problem->phase() == request_phase::connect);
    CHECK_FALSE(problem->may_have_run());
    CHECK(holds(problem->what(), "the statement did not run"));
    const std::string password = virga::parse_connection_url(neon().url).password;
    CHECK_FALSE(holds(problem->what(), password));
}

TEST_CASE("an_unknown_name_is_an_error_of_looking_it_up") {
    const auto problem = thrown<virga::transport_error>(
        [] { neon_http_client(neon().url, once(at("http://nowhere.invalid/sql"))).execute("select 1"); });
    REQUIRE(problem);
    CHECK(problem->phase() == request_phase::name);
    CHECK_FALSE(problem->may_have_run());
}

TEST_CASE("a_server_without_tls_is_an_error_of_tls") {
    std::string endpoint = neon().endpoint;
    endpoint.replace(0, endpoint.find(':'), "https");
    if (neon().endpoint.starts_with("https")) return;
    const counter table;
    const auto problem =
        thrown<virga::transport_error>([&] { neon_http_client(neon().url, once(at(endpoint))).execute(table.count_one()); });
    REQUIRE(problem);
    CHECK(problem->phase() == request_phase::tls);
    CHECK_FALSE(problem->may_have_run());
    CHECK(table.times() == 0);
}

TEST_CASE("certificates_are_verified") {
    const auto place = secure_neon();
    if (not place) return;  // the server that the environment names has none
    const counter table;
    auto options = once(at(place->endpoint));
    options.certificate_authority = place->certificate_authority;
    const neon_http_client db{neon().url, options};
    for (int i = 0; i != 3; ++i) db.execute(table.count_one());
    CHECK(table.times() == 3);

    const relay elsewhere{port_of(place->endpoint), "127.0.0.2"};  // of which the certificate says nothing
    auto wrong_host = options;
    wrong_host.endpoint = elsewhere.endpoint(place->endpoint);
    auto wrong_file = options;
    wrong_file.certificate_authority = "/nowhere.pem";
    for (const auto& refused : {once(at(place->endpoint)), wrong_host, wrong_file}) {
        const auto problem =
            thrown<virga::transport_error>([&] { neon_http_client(neon().url, refused).execute(table.count_one()); });
        REQUIRE(problem);
        CHECK(problem->phase() == request_phase::tls);
        CHECK_FALSE(problem->may_have_run());
    }
    CHECK(table.times() == 3);
}

TEST_CASE("a_kept_connection_with_tls_that_dies_does_not_run_a_statement_twice") {
    const auto place = secure_neon();
    if (not place or std::getenv("VIRGA_NEON_TLS_ENDPOINT") != nullptr) return;  // not every server can reset one with TLS
    const counter table;
    const auto transport =
        std::make_shared<virga::curl_transport>(virga::curl_options{.certificate_authority = place->certificate_authority});
    const neon_http_client plain{neon().url, at(place->endpoint, transport)};
    const neon_http_client db{neon().url, once(at(place->endpoint + "?fault=reset-after-exec", transport))};
    for (int i = 0; i != 10; ++i) {
        plain.execute("select 1");
        const auto problem = thrown<virga::transport_error>([&] { db.execute(table.count_one()); });
        REQUIRE(problem);
        CHECK(problem->may_have_run());
    }
    CHECK(table.times() == 10);
}

TEST_CASE("a_server_that_accepts_and_says_nothing_is_a_timeout") {
    relay way{port_of(neon().endpoint)};
    way.swallow();
    auto options = once(at(way.endpoint(neon().endpoint)));
    options.timeout = 200ms;
    const auto problem = thrown<virga::timeout_error>([&] { neon_http_client(neon().url, options).execute("select 1"); });
    REQUIRE(problem);
    CHECK(problem->may_have_run());
    CHECK(problem->phase() == request_phase::receive);
}

TEST_CASE("retries_stay_within_the_time") {
    auto options = at(faulty("fail-before-exec"));
    options.timeout = 400ms;
    options.retries = {.attempts = 1000, .first_delay = 50ms, .longest_delay = 50ms};
    const auto start = std::chrono::steady_clock::now();
    try {
        neon_http_client(neon().url, options).execute("select 1");
        FAIL("it came through");
    } catch (const virga::unavailable_error&) {
    } catch (const virga::timeout_error&) {  // the time was up under the last one
    }
    CHECK(std::chrono::steady_clock::now() - start < 10s);
}
