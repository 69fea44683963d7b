// No message of a client for Neon shows a password, whatever the environment, the URL or a server says.
#include <cstdlib>
#include <optional>
#include <string>

#include <virga/client/detail/neon_http/neon_failure.hpp>
#include <virga/client/http_error.hpp>
#include <virga/client/neon_http.hpp>
#include <virga/client/neon_ws.hpp>

#include "../catch.hpp"
#include "answers.hpp"

using namespace virga_test;
using virga::neon_http_client;
using virga::neon_ws_client;

namespace {

/// The environment's proxy for as long as it lives.
class proxy {
public:
    explicit proxy(const std::string& url) {
        if (const char* const former = std::getenv("https_proxy"); former != nullptr) former_ = former;
        ::setenv("https_proxy", url.c_str(), 1);
    }
    proxy(const proxy&) = delete;
    proxy& operator=(const proxy&) = delete;
    ~proxy() { former_ ? ::setenv("https_proxy", former_->c_str(), 1) : ::unsetenv("https_proxy"); }

private:
    std::optional<std::string> former_;
};

/// What the clients say when they cannot reach the place of a URL. No name ends with .invalid.
std::string over_http(const std::string& url) {
    const auto problem = thrown<virga::error>([&] { neon_http_client{url, {.retries = {.attempts = 1}}}.execute("select 1"); });
    return problem ? problem->what() : "nothing was thrown";
}
std::string over_websocket(const std::string& url) {
    const auto problem = thrown<virga::error>([&] { neon_ws_client{url}; });
    return problem ? problem->what() : "nothing was thrown";
}
}  // namespace

TEST_CASE("a_proxy_that_libcurl_does_not_take_is_not_shown") {
    const std::string url = "postgresql://ada:s3cr3t@ep-x.neon.invalid/app";
    for (const char* each : {"foo://user:s3cr3t@proxy:1", "http://user:s3/cr3t@proxy:1", "http://user:s3#cr3t@proxy:1",
                             "user:s3/cr3t@pro:xy", "http://user:s3 cr3t@127.0.0.1:1", "http://u:p@s3@cr3t.invalid:1"}) {
        const proxy environment{each};
        INFO(each);
        for (const std::string& said : {over_http(url), over_websocket(url)}) {
            INFO(said);
            CHECK(holds(said, "the URL of the proxy, in https_proxy or all_proxy of the environment, is malformed"));
            CHECK_FALSE(holds(said, "cr3t"));
            CHECK_FALSE(holds(said, "s3"));
        }
    }
    const proxy unknown{"http://user:s3cr3t@proxy.invalid:1"};
    for (const std::string& said : {over_http(url), over_websocket(url)}) {
        CHECK(holds(said, "proxy.invalid"));
        CHECK_FALSE(holds(said, "s3cr3t"));
    }
}

TEST_CASE("a_name_that_is_not_found_is_shown_and_no_password") {
    const std::string url = "postgresql://ada:s3cr3t@ep-x.neon.invalid/app";
    for (const std::string& said : {over_http(url), over_websocket(url)}) {
        INFO(said);
        CHECK(holds(said, "while the server's name was looked up"));
        CHECK(holds(said, "neon.invalid"));
        CHECK_FALSE(holds(said, "s3cr3t"));
    }
}

TEST_CASE("a_host_that_is_none_makes_no_address") {
    for (const char* host : {"ep-x.a%40neon.invalid", "ep-x.neon.invalid%2Fother", "ep-x.neon.invalid%0d%0aX",
                             "ep-x.neon.invalid%3F", "ep-x.ne%1b%5b31mon.invalid", "ep-x.\xC3\xA9.invalid", "ep-x.neon#.invalid"}) {
        const std::string url = std::string{"postgresql://ada:s3cr3t@"} + host + "/app";
        INFO(host);
        CHECK(holds(over_http(url), "is not a name of Neon's"));
        CHECK(holds(over_websocket(url), "names no host that is a name or an address"));
        CHECK_FALSE(holds(over_http(url), "s3cr3t"));
        CHECK_FALSE(holds(over_websocket(url), "s3cr3t"));
    }
}

TEST_CASE("an_endpoint_with_a_password_in_it_is_refused_and_not_shown") {
    for (const char* rest : {"ada:s3cr3t@h.invalid/v2", "ada:12/s3cr3t@h.invalid/v2", "ada:12?s3cr3t@h.invalid/v2",
                             "ada:12#s3cr3t@h.invalid/v2"}) {
        INFO(rest);
        const auto http = thrown<virga::configuration_error>([&] {
            neon_http_client{some_url, {.endpoint = std::string{"https://"} + rest}};
        });
        const auto ws = thrown<virga::configuration_error>([&] {
            neon_ws_client{some_url, {.endpoint = std::string{"wss://"} + rest}};
        });
        REQUIRE(http);
        REQUIRE(ws);
        CHECK(holds(http->what(), "holds an @"));
        CHECK(holds(ws->what(), "holds an @"));
        CHECK_FALSE(holds(http->what(), "s3cr3t"));
        CHECK_FALSE(holds(ws->what(), "s3cr3t"));
    }
}

TEST_CASE("control_characters_of_a_url_stand_as_their_bytes") {
    const auto problem = thrown<virga::connection_error>([] {
        neon_ws_client{"postgresql://a%1b%5b31m:s3cr3t@h/d%0Ae%C2%9B", {.endpoint = "ws://127.0.0.1:1/"}};
    });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "database \"d\\x0Ae\\xC2\\x9B\", user \"a\\x1B[31m\""));
    CHECK_FALSE(holds(problem->what(), "\n"));
    CHECK_FALSE(holds(problem->what(), "\x1b"));
}

TEST_CASE("what_a_server_sends_back_of_a_request_is_not_shown") {
    // A page for finding faults, say, at an endpoint that is not Neon's: it answers with the headers that it was sent.
    const auto echo = [](int status) {
        return [status](const virga::http_request& request) {
            std::string said;
            for (const std::string& header : request.headers) said += header + "; ";
            return virga::http_response{status, "", R"({"message":"no such page. You sent: )" + said + R"("})"};
        };
    };
    for (const int status : {400, 401, 404, 429, 500, 502}) {
        for (const bool has_token : {false, true}) {
            virga::neon_http_options options;
            options.transport = script(scripted_transport::step{echo(status)});
            options.retries.attempts = 1;
            if (has_token) options.token = "eyJhbGciOiJIUzI1NiJ9.s3cr3t.x";
            const auto problem = thrown<virga::service_error>([&] { neon_http_client{some_url, options}.execute("select 1"); });
            REQUIRE(problem);
            INFO(problem->what());
            CHECK(holds(problem->what(), "no such page. You sent: "));
            CHECK(holds(problem->what(), "postgresql://...@ep-cool-name-123456"));
            CHECK_FALSE(holds(problem->what(), "s3cr3t"));
        }
    }
}

TEST_CASE("secrets_of_urls_and_tokens_are_left_out_of_a_text") {
    using virga::detail::without_secrets;
    CHECK(without_secrets("").empty());
    CHECK(without_secrets("plain, with a://b and c@d") == "plain, with a://b and c@d");
    CHECK(without_secrets("postgresql://u:p@h/d") == "postgresql://...@h/d");
    CHECK(without_secrets("(postgresql://u:p@q@h/d), http://x:y@z") == "(postgresql://...@h/d), http://...@z");
    CHECK(without_secrets("Authorization: Bearer a.b.c; x") == "Authorization: Bearer ...; x");
    CHECK(without_secrets("Bearer a.b.c") == "Bearer ...");
    CHECK(without_secrets("Bearer ") == "Bearer ");
    CHECK(without_secrets("://://@") == "://...@");
    // Before it is cut to the length of a message, or the @ would be missing.
    CHECK(without_secrets("postgresql://u:" + std::string(400, 'p') + "@h").size() == 18);
}
