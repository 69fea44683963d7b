// What neon_http_client sends, and what it refuses to send: no server, a script answers.
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "../catch.hpp"
#include "answers.hpp"

using namespace virga_test;
using virga::configuration_error;
using virga::isolation_level;
using virga::neon_http_client;
using virga::neon_http_options;
using virga::usage_error;

namespace {
seen_request sent_by(const std::string& url, neon_http_options options, const auto& action) {
    const auto transport = script(answer(200, one_cell));
    options.transport = transport;
    const neon_http_client db{url, options};
    action(db);
    REQUIRE(transport->requests.size() == 1);
    return transport->requests[0];
}
seen_request sent_by(const std::string& url, neon_http_options options = {}) {
    return sent_by(url, options, [](const neon_http_client& db) { db.execute("select 1"); });
}
seen_request sent_in_batch(const virga::transaction_options& kind) {
    const auto transport = script(answer(200, R"({"results":[)" + one_cell + "]}"));
    const std::vector<virga::sql_text> members{{"select 1"}};
    (void)neon_http_client{some_url, by(transport)}.batch(members, kind);
    return transport->requests.at(0);
}
std::string refusal(const std::string& url, const neon_http_options& options = {}) {
    const auto problem = thrown<configuration_error>([&] { neon_http_client{url, options}; });
    return problem ? problem->what() : "(none)";
}
}  // namespace

TEST_CASE("the_address_follows_from_the_host") {
    CHECK(sent_by(some_url).url == "https://api.us-east-2.aws.neon.tech/sql");
    CHECK(
        sent_by("postgres://u:p@ep-cool-name-123456-pooler.us-east-2.aws.neon.tech:5432/d?sslmode=require&channel_binding=require")
            .url == "https://api.us-east-2.aws.neon.tech/sql");
    CHECK(sent_by("postgresql://u:p@ep-x.c-2.eu-central-1.aws.neon.tech/d").url ==
          "https://api.c-2.eu-central-1.aws.neon.tech/sql");
    CHECK(sent_by(some_url, {.token = "a.b.c"}).url == "https://apiauth.us-east-2.aws.neon.tech/sql");
    CHECK(sent_by("postgresql://u:p@localhost/d", {.endpoint = "http://localhost:4444/sql?x=y"}).url ==
          "http://localhost:4444/sql?x=y");
    CHECK(sent_by("postgresql://u@10.0.0.1/d", {.endpoint = "https://proxy.example/sql", .token = "a.b.c"}).url ==
          "https://proxy.example/sql");
}

TEST_CASE("a_host_that_is_not_neons_wants_an_endpoint") {
    for (const char* host : {"localhost", "127.0.0.1", "10.1.2.3", "db"}) {
        const std::string said = refusal(std::string{"postgresql://ada:s3cr3t@"} + host + "/app");
        CHECK(holds(said, "set .endpoint to the whole URL"));
        CHECK_FALSE(holds(said, "s3cr3t"));
    }
}

TEST_CASE("urls_that_neon_would_not_take_are_refused_and_not_shown") {
    const neon_http_options local{.endpoint = "http://localhost:4444/sql"};
    CHECK(holds(refusal("postgresql://ada:s3cr3t@[::1]/app", local), "IPv6"));
    CHECK(holds(refusal("postgresql:///app?host=/run/postgresql&user=ada", local), "names no host"));
    CHECK(holds(refusal("postgresql://:s3cr3t@ep.x.neon.tech/app"), "names no user"));
    CHECK(holds(refusal("postgresql://ada:s3cr3t@ep.x.neon.tech/app?options=-csearch_path%3Dx"),
                "settings of the session in `options`"));
    CHECK(holds(refusal("host=h password=s3cr3t"), "write it as a URL"));
    for (const char* url :
         {"postgresql://ada:s3cr3t@[::1]/app", "postgresql://:s3cr3t@ep.x.neon.tech/app", "postgresql://ada:s3cr3t@h/a%zz"}) {
        CHECK_FALSE(holds(refusal(url, local), "s3cr3t"));
    }
}

TEST_CASE("an_endpoint_is_a_whole_url_without_credentials") {
    const auto with = [](const char* endpoint) { return refusal(some_url, {.endpoint = endpoint}); };
    CHECK(holds(with("localhost:4444"), ".endpoint is not a whole URL"));
    CHECK(holds(with("ftp://localhost/sql"), ".endpoint is not a whole URL"));
    CHECK(holds(with("file:///etc/passwd"), ".endpoint is not a whole URL"));
    CHECK(holds(with("https:///sql"), "names no host"));
    CHECK(holds(with("https://u:s3cr3t@host/sql"), "holds an @; a user and password belong in the connection URL"));
    CHECK_FALSE(holds(with("https://u:s3cr3t@host/sql"), "s3cr3t"));
    CHECK(holds(with("https://host/sql\r\nX: y"), "control character"));
}

TEST_CASE("the_connection_string_is_visible_ascii_and_means_the_same") {
    const auto of = [](const std::string& url) { return sent_by(url).header("Neon-Connection-String"); };
    CHECK(of(some_url) == "postgresql://ada:s3cr3t%2F@ep-cool-name-123456.us-east-2.aws.neon.tech/app");
    CHECK(of("postgres://a%40b:%3A%2F%3f%23%25+\xC3\xA4@ep.x.neon.tech:5433/d%20e?sslmode=require&options=neon_lsn:1/2") ==
          "postgresql://a%40b:%3A%2F%3F%23%25%2B%C3%A4@ep.x.neon.tech:5433/d%20e?options=neon_lsn%3A1%2F2");
    CHECK(of("postgresql://u:p@ep.x.neon.tech") == "postgresql://u:p@ep.x.neon.tech/");
}

TEST_CASE("the_headers_are_those_of_the_protocol") {
    const seen_request request = sent_by(some_url);
    CHECK(request.headers.size() == 4);
    CHECK(request.header("Content-Type") == "application/json");
    CHECK(request.header("Neon-Raw-Text-Output") == "true");
    CHECK(request.header("Neon-Array-Mode") == "true");
    CHECK(request.body == R"({"query":"select 1","params":[]})");
    CHECK(request.timeout == std::chrono::seconds{60});
}

TEST_CASE("a_token_takes_the_place_of_the_password") {
    const seen_request request = sent_by(some_url, {.token = "eyJ.a.b"});
    CHECK(request.header("Authorization") == "Bearer eyJ.a.b");
    CHECK(request.header("Neon-Connection-String") == "postgresql://ada@ep-cool-name-123456.us-east-2.aws.neon.tech/app");

    int calls = 0;
    const auto transport = script(answer(200, one_cell));
    neon_http_options options = by(transport);
    options.token = [&calls] { return "token" + std::to_string(++calls); };
    const neon_http_client db{some_url, options};
    db.execute("select 1");
    db.execute("select 1");
    db.with({.token = "of.this.call"}).execute("select 1");
    REQUIRE(transport->requests.size() == 3);
    CHECK(transport->requests[0].header("Authorization") == "Bearer token1");
    CHECK(transport->requests[1].header("Authorization") == "Bearer token2");
    CHECK(transport->requests[2].header("Authorization") == "Bearer of.this.call");
}

TEST_CASE("a_token_cannot_smuggle_a_header_and_its_source_may_fail") {
    const auto transport = script(answer(200, one_cell));
    const neon_http_client db{some_url, by(transport)};
    CHECK_THROWS_AS(db.with({.token = "a\r\nX-Evil: 1"}).execute("select 1"), usage_error);
    CHECK_THROWS_AS(db.with({.token = "a b"}).execute("select 1"), usage_error);
    CHECK_THROWS_AS(db.with({.token = [] { return std::string{}; }}).execute("select 1"), usage_error);
    CHECK_THROWS_AS(db.with({.token = []() -> std::string { throw std::out_of_range("mine"); }}).execute("select 1"),
                    std::out_of_range);
    CHECK(transport->requests.empty());
}

TEST_CASE("without_password_and_token_nothing_is_sent") {
    const auto transport = script(answer(200, one_cell));
    const neon_http_client db{"postgresql://ada@ep.x.neon.tech/app", by(transport)};
    const auto problem = thrown<usage_error>([&] { db.execute("select 1"); });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "neither a password in the connection URL nor a token"));
    CHECK(transport->requests.empty());
    db.with({.token = "a.b.c"}).execute("select 1");
    CHECK(transport->requests.size() == 1);
}

TEST_CASE("values_are_strings_and_nulls") {
    const auto body = [](const std::string& sql, const virga::arguments& values) {
        return sent_by(some_url, {}, [&](const neon_http_client& db) { db.execute(sql, values); }).body;
    };
    CHECK(body("select $1, $2", arguments({"1", std::nullopt})) == R"({"query":"select $1, $2","params":["1",null]})");
    CHECK(body("select \"a\" || '\\' || '\n\t\x01\x7f\xC3\xA4'", {}) ==
          "{\"query\":\"select \\\"a\\\" || '\\\\' || '\\u000a\\u0009\\u0001\x7f\xC3\xA4'\",\"params\":[]}");
    CHECK(body("select $1", arguments({"{\"a\": \"\\\"\"}"})) == R"({"query":"select $1","params":["{\"a\": \"\\\"\"}"]})");
}

TEST_CASE("text_that_cannot_be_sent_is_refused_before_it_is") {
    const auto transport = script(answer(200, one_cell));
    const neon_http_client db{some_url, by(transport)};
    CHECK_THROWS_AS(db.execute(std::string("select 1\0", 9)), usage_error);
    CHECK_THROWS_AS(db.execute("select '\xFF'"), usage_error);
    const auto problem = thrown<virga::value_error>([&] { db.execute("select $1, $2", arguments({"a", "s3cr3t\xC3"})); });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "the value of $2 is not valid UTF-8"));
    CHECK_FALSE(holds(problem->what(), "s3cr3t"));

    virga::arguments many;
    for (int i = 0; i != 32'767; ++i) many.add_null();
    db.execute("select 1", many);
    CHECK(transport->requests.size() == 1);
    many.add_null();
    const auto too_many = thrown<usage_error>([&] { db.execute("select 1", many); });
    REQUIRE(too_many);
    CHECK(holds(too_many->what(), "32768 parameters, and Neon takes 32767"));
    CHECK(transport->requests.size() == 1);
}

TEST_CASE("a_statement_that_begins_or_ends_a_transaction_is_refused") {
    const auto transport = script(answer(200, one_cell));
    const neon_http_client db{some_url, by(transport)};
    for (const char* sql : {"begin", " BEGIN;", "/* x */ start transaction", "commit", "-- x\nrollback", "end", "abort",
                            "prepare transaction 'x'", "; ;commit"}) {
        INFO(sql);
        const auto problem = thrown<usage_error>([&] { db.execute(sql); });
        REQUIRE(problem);
        CHECK(holds(problem->what(), "batch"));
        CHECK_THROWS_AS(db.execute(sql, virga::arguments{}), usage_error);
    }
    CHECK_THROWS_AS(db.execute("select 1; commit; select 2"), usage_error);
    CHECK(transport->requests.empty());
}

TEST_CASE("several_statements_in_one_text_are_a_batch") {
    const auto transport = script(answer(200, R"({"results":[)" + one_cell + "," + one_cell + "]}"));
    const neon_http_client db{some_url, by(transport)};
    CHECK(text(db.execute("select ';'; -- ;\n select 1;")) == "1");
    CHECK(transport->requests.at(0).body == R"({"queries":[{"query":"select ';'","params":[]},{"query":"select 1","params":[]}]})");
}

TEST_CASE("a_batch_has_its_headers") {
    CHECK(sent_in_batch({}).headers.size() == 4);
    CHECK(sent_in_batch({}).body == R"({"queries":[{"query":"select 1","params":[]}]})");
    CHECK(sent_in_batch({.isolation = isolation_level::read_committed}).header("Neon-Batch-Isolation-Level") == "ReadCommitted");
    CHECK(sent_in_batch({.isolation = isolation_level::repeatable_read}).header("Neon-Batch-Isolation-Level") == "RepeatableRead");
    const seen_request all = sent_in_batch({.isolation = isolation_level::serializable, .read_only = true, .deferrable = true});
    CHECK(all.header("Neon-Batch-Isolation-Level") == "Serializable");
    CHECK(all.header("Neon-Batch-Read-Only") == "true");
    CHECK(all.header("Neon-Batch-Deferrable") == "true");
    CHECK(sent_in_batch({.read_only = true}).headers.size() == 5);
    CHECK_THROWS_AS(sent_in_batch({.deferrable = true}), usage_error);
}

TEST_CASE("no_secret_is_in_any_message") {
    const auto transport = script(answer(400, error_body("password authentication failed for user 'ada'")), answer(500, "<html>"),
                                  failure(virga::transport_error(virga::request_phase::connect, false, "refused")));
    const neon_http_client db{some_url, by(transport)};
    for (int i = 0; i != 3; ++i) {
        const auto problem = thrown<virga::connection_error>([&] { db.execute("select $1", arguments({"valu3"})); });
        REQUIRE(problem);
        CHECK_FALSE(holds(problem->what(), "s3cr3t"));
        CHECK_FALSE(holds(problem->what(), "postgresql://"));
        CHECK_FALSE(holds(problem->what(), "valu3"));
    }
}

TEST_CASE("results_keep_their_values_while_others_come_and_go") {
    const auto rows_of = [](char letter) {
        std::string rows;
        for (int i = 0; i != 3000; ++i)
            rows += (i == 0 ? "[\"" : ",[\"") + std::string(20, letter) + std::to_string(i) + "\",null]";
        return R"({"fields":[{"name":"a","dataTypeID":25},{"name":"b","dataTypeID":25}],"rows":[)" + rows + R"(],"rowCount":3000})";
    };
    // What the client has to spare goes into the answer, as a transport may do it.
    class lending final : public virga::http_transport {
    public:
        explicit lending(std::function<std::string(char)> rows) : rows_(std::move(rows)) {}
        virga::http_response post(const virga::http_request& request) override {
            virga::http_response response{.status = 200};
            if (request.spare != nullptr) response.body = std::move(*request.spare);
            const std::string rows = rows_(request.body[17]);
            response.body.assign(rows);
            return response;
        }

    private:
        std::function<std::string(char)> rows_;
    };
    const auto holds_all = [](const virga::result& all, char letter) {
        bool same = all.rows() == 3000 and all.columns() == 2;
        for (std::size_t i = 0; same and i != 3000; ++i) {
            same = text(all, i, 0) == std::string(20, letter) + std::to_string(i) and not text(all, i, 1).has_value();
        }
        return same;
    };
    std::vector<virga::result> kept;
    {
        const neon_http_client db{some_url, by(std::make_shared<lending>(rows_of))};
        std::vector<std::jthread> threads;
        std::vector<int> wrong(4);
        for (std::size_t t = 0; t != 4; ++t) {
            threads.emplace_back([&, t] {
                std::vector<virga::result> some;
                for (int i = 0; i != 24; ++i) {
                    const auto letter = static_cast<char>('a' + (i + static_cast<int>(t)) % 26);
                    some.push_back(db.execute("select " + std::string{letter}));
                    if (some.size() == 3) some.erase(some.begin());
                    for (std::size_t one = 0; one != some.size(); ++one) {
                        const auto expected =
                            static_cast<char>('a' + (i + static_cast<int>(t) - static_cast<int>(some.size() - 1 - one)) % 26);
                        if (not holds_all(some[one], expected)) ++wrong[t];
                    }
                }
            });
        }
        threads.clear();
        CHECK(wrong == std::vector<int>(4));
        for (const char letter : {'x', 'y', 'z'}) kept.push_back(db.execute("select " + std::string{letter}));
    }
    CHECK(holds_all(kept[0], 'x'));  // they outlive the client
    CHECK(holds_all(kept[1], 'y'));
    CHECK(holds_all(kept[2], 'z'));
}
