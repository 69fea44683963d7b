// tests/neon/local_neon_http.cpp: SQL over HTTP as a client sees it on the wire, and every fault of it.
#include <chrono>       // std::chrono::steady_clock
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <thread>       // std::thread
#include <vector>       // std::vector

#include "local_clients.hpp"

using namespace virga_test;
using std::chrono::steady_clock;

namespace {

/// A local_neon of the test's own.
struct fixture {
    explicit fixture(const local_neon_options& options = {}) : neon{guarded_server().url(), options} {}
    local_neon neon;
    direct sql{guarded_server().url("appdb")};
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }
}  // namespace

TEST_CASE("a statement is answered as Neon does it", "[local_neon]") {
    fixture on;
    http_client client{on.neon};
    auto answer = client.post(R"({"query":"select $1::int as a, null as b","params":["1"]})");
    CHECK(answer.status == 200);
    CHECK(answer.headers["content-type"] == "application/json");
    CHECK(answer.headers["access-control-allow-origin"] == "*");
    CHECK(answer.headers["neon-request-id"].size() == 36);
    CHECK(answer.body ==
          R"({"fields":[{"name":"a","dataTypeID":23,"tableID":0,"columnID":0,"dataTypeSize":4,"dataTypeModifier":-1,)"
          R"("format":"text"},{"name":"b","dataTypeID":25,"tableID":0,"columnID":0,"dataTypeSize":-1,)"
          R"("dataTypeModifier":-1,"format":"text"}],)"
          R"("rows":[["1",null]],"command":"SELECT","rowCount":1,"rowAsArray":true})");
    // The four shapes, on the same connection.
    const std::string body = R"({"query":"select 1 as n, true as b, '{1,2}'::int4[] as a"})";
    CHECK(holds(client.post(body).body, R"("rows":[["1","t","{1,2}"]])"));
    CHECK(holds(client.post(body, {{"Neon-Raw-Text-Output", "true"}}).body, R"("rows":[{"n":"1","b":"t","a":"{1,2}"}])"));
    CHECK(holds(client.post(body, {{"Neon-Array-Mode", "true"}}).body, R"("rows":[[1,true,[1,2]]])"));
    CHECK(holds(client.post(body, {{"Neon-Array-Mode", "yes"}}).body, R"("rows":[{"n":1,"b":true,"a":[1,2]}])"));
    CHECK(on.neon.counters().connections == 1);
    CHECK(on.neon.counters().requests == 5);
    CHECK(on.neon.counters().server_connections == 1);
    CHECK(on.neon.counters().pool_hits == 4);
}

TEST_CASE("a batch is one transaction, as its headers say", "[local_neon]") {
    fixture on;
    http_client client{on.neon};
    auto headers = http_client::raw();
    headers.insert(headers.end(), {{"Neon-Batch-Isolation-Level", "Serializable"}, {"Neon-Batch-Read-Only", "true"}});
    auto answer = client.post(
        R"({"queries":[{"query":"show transaction_isolation"},{"query":"show transaction_read_only"}]})", headers);
    CHECK(answer.status == 200);
    CHECK(answer.headers["neon-batch-isolation-level"] == "Serializable");
    CHECK(answer.headers["neon-batch-read-only"] == "true");
    CHECK(not answer.headers.contains("neon-batch-deferrable"));
    CHECK(holds(answer.body, R"("rows":[["serializable"]],"command":"SHOW","rowCount":null)"));
    CHECK(holds(answer.body, R"("rows":[["on"]])"));

    on.sql("create table batched (n int); grant all on batched to app");
    answer = client.post("{\"queries\":[" + statement("insert into batched values (1)") + "," + statement("select 1/0") + "]}");
    CHECK(answer.status == 400);
    CHECK(member(answer.body, "code") == "\"22012\"");
    CHECK(on.sql("select count(*) from batched") == "0");
    answer = client.post(R"({"query":"select 1"})", {{"Neon-Batch-Isolation-Level", "serializable"}});
    CHECK(answer.status == 400);
    CHECK(member(answer.body, "message") == "\"invalid isolation level\"");
    on.sql("drop table batched");
}

TEST_CASE("an error has seventeen keys, all strings or null", "[local_neon]") {
    fixture on;
    http_client client{on.neon};
    const auto answer = client.query("select nope");
    CHECK(answer.status == 400);
    CHECK(answer.body.starts_with(
        R"({"message":"column \"nope\" does not exist","code":"42703","detail":null,"hint":null,"position":"8",)"
        R"("internalPosition":null,"internalQuery":null,"severity":"ERROR","where":null,"table":null,"column":null,)"
        R"("schema":null,"dataType":null,"constraint":null,"file":")"));
    const auto own = client.post("{");
    CHECK(own.status == 400);
    CHECK(holds(own.body, R"("code":"","detail":null)"));
    CHECK(member(own.body, "severity") == "\"\"");
}

TEST_CASE("who may not log in learns it", "[local_neon]") {
    fixture on;
    const auto refused = [&](const std::string& url) {
        raw_socket socket{on.neon.port()};
        socket.send("POST /sql HTTP/1.1\r\nHost: x\r\nNeon-Connection-String: " + url +
                    "\r\nContent-Length: 20\r\n\r\n{\"query\":\"select 1\"}");
        while (not holds(socket.received, "}") and socket.receive()) {}
        return socket.received;
    };
    const std::string wrong = refused(on.neon.connection_url("app", "wrong", "appdb"));
    CHECK(wrong.starts_with("HTTP/1.1 400 "));
    CHECK(holds(wrong, R"({"message":"password authentication failed for user 'app'","code":"")"));
    CHECK(holds(refused(on.neon.connection_url("nobody", "x", "appdb")), "failed for user 'nobody'"));
    const std::string missing = refused(on.neon.connection_url("app", app_password, "no_such"));
    CHECK(missing.starts_with("HTTP/1.1 400 "));
    CHECK(holds(missing, R"({"message":"database \"no_such\" does not exist","code":"3D000")"));
    CHECK(holds(missing, R"("severity":"FATAL")"));

    // Nobody behind: the request did not run.
    local_neon nowhere{"postgresql:///x?host=/nowhere"};
    const auto answer = http_client{nowhere}.query("select 1");
    CHECK(answer.status == 500);
    CHECK(member(answer.body, "message") == "\"Couldn't connect to compute node\"");
}

TEST_CASE("a token takes the place of the password where local_neon is told so", "[local_neon]") {
    fixture on{{.jwt_password = app_password}};
    http_client client{on.neon};
    const std::string body = R"({"query":"select current_user"})";
    CHECK(member(client.post(body).body, "message") ==
          "\"missing authentication credentials: required authorization bearer token in JWT format\"");
    const auto with = [&](const std::string& token) {
        auto headers = http_client::raw();
        headers.emplace_back("Authorization", "Bearer " + token);
        return client.post(body, headers);
    };
    CHECK(cell(with("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjo5OTk5OTk5OTk5fQ.x")) == "app");  // exp 9999999999
    CHECK(member(with("eyJhbGciOiJub25lIn0.eyJleHAiOjF9.x").body, "message") == "\"JWT token has expired (exp=1)\"");
    CHECK(holds(with("nope").body, "not a valid JWT"));
}

TEST_CASE("limits of requests, answers and parameters", "[local_neon]") {
    fixture on{{.max_request = 1'000, .max_response = 1'000}};
    {
        http_client client{on.neon};
        const auto answer = client.post(statement(std::string(2'000, ' ')));
        CHECK(answer.status == 413);
        CHECK(member(answer.body, "message") == "\"request is too large (max is 1000 bytes)\"");
        CHECK(client.socket().receive_all() == raw_socket::end::closed);
    }
    http_client client{on.neon};
    const auto answer = client.query("select repeat('x', 400) from generate_series(1, 4)");
    CHECK(answer.status == 507);
    CHECK(member(answer.body, "message") == "\"response is too large (max is 1000 bytes)\"");
    CHECK(client.query("select repeat('x', 400) from generate_series(1, 3)").status == 200);  // looked at before a row
    CHECK(client.query("select repeat('x', 4000)").status == 200);

    fixture usual;
    http_client other{usual.neon};
    std::string list;
    for (int count = 0; count != 32'768; ++count) list += count == 0 ? "null" : ",null";
    const auto many = other.post(R"({"query":"select 1","params":[)" + list + "]}");
    CHECK(many.status == 400);
    CHECK(member(many.body, "message") == "\"error serializing parameter 0: value too large to transmit\"");
}

TEST_CASE("no state of a session survives a request", "[local_neon]") {
    fixture on;
    http_client client{on.neon};
    const std::string first = cell(client.query("select pg_backend_pid()"));
    client.query("set work_mem = '7MB'");
    client.query("create temp table left_over (n int)");
    client.query("begin");
    client.query("select pg_advisory_lock(77)");
    CHECK(cell(client.query("select pg_backend_pid()")) == first);
    CHECK(cell(client.query("show work_mem")) != "7MB");
    CHECK(on.sql("select pg_try_advisory_xact_lock(77)") == "t");
    CHECK(member(client.query("select * from left_over").body, "code") == "\"42P01\"");
    CHECK(cell(client.query("select pg_backend_pid()")) != first);  // a failure costs the session
    CHECK(on.neon.idle_sessions() == 1);
    http_client other{on.neon};
    CHECK(cell(other.query("select count(*) from pg_stat_activity where usename = 'app'")) == "1");  // the same session
    on.neon.forget_sessions();
    CHECK(eventually([&] { return on.sql("select count(*) from pg_stat_activity where usename = 'app'") == "0"; }));
}

TEST_CASE("a parameter with a zero byte is refused by PostgreSQL, a statement with one before", "[local_neon]") {
    fixture on;
    http_client client{on.neon};
    CHECK(member(client.post(R"({"query":"select $1::text","params":["a\u0000b"]})").body, "code") == "\"22021\"");
    const auto answer = client.post(R"({"query":"select 1\u0000"})");
    CHECK(member(answer.body, "message") == "\"error encoding message to server: string contains embedded null\"");
}

TEST_CASE("a client that leaves has its statement cancelled", "[local_neon]") {
    fixture on;
    const auto running = [&] { return on.sql("select count(*) from pg_stat_activity where query like 'select pg_sleep(97)%'"); };
    {
        http_client client{on.neon};
        client.send(statement("select pg_sleep(97)"));
        REQUIRE(eventually([&] { return running() == "1"; }));
    }
    CHECK(eventually([&] { return running() == "0"; }));
    CHECK(eventually([&] { return on.neon.counters().client_aborts == 1; }));
    CHECK(eventually([&] { return on.neon.open_connections() == 0; }));
}

TEST_CASE("other paths, methods and bodies", "[local_neon]") {
    fixture on;
    http_client client{on.neon};
    const auto other = client.post("{}", {}, "/other");
    CHECK(other.status == 400);
    CHECK(other.body == "\"query is not supported\"");
    client.socket().send("OPTIONS /sql HTTP/1.1\r\nHost: x\r\n\r\n");
    auto options = client.answer();
    CHECK(options.status == 200);
    CHECK(options.headers["allow"] == "OPTIONS, POST");
    // A chunked body, in two pieces and after a 100.
    const std::string head = "POST /sql HTTP/1.1\r\nHost: x\r\nNeon-Raw-Text-Output: true\r\nNeon-Array-Mode: true\r\n"
                             "Neon-Connection-String: " +
                             on.neon.connection_url(app_user, app_password, "appdb") + "\r\n";
    client.socket().send(head + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (not holds(client.socket().received, "\r\n\r\n") and client.socket().receive()) {}
    CHECK(client.socket().received == "HTTP/1.1 100 Continue\r\n\r\n");
    client.socket().received.clear();
    client.socket().send("a\r\n{\"query\":\"\r\n");
    client.socket().send("a\r\nselect 5\"}\r\n0\r\n\r\n");
    CHECK(cell(client.answer()) == "5");
    // What is no HTTP ends the connection.
    client.socket().send("nonsense\r\n\r\n");
    CHECK(client.socket().receive_all() == raw_socket::end::closed);
}

TEST_CASE("requests are remembered, with headers and body", "[local_neon]") {
    fixture on{{.keep_requests = 2}};
    http_client client{on.neon};
    for (const char* sql : {"select 1", "select 2", "select 3"}) client.query(sql);
    const auto requests = on.neon.last_requests();
    REQUIRE(requests.size() == 2);
    CHECK(requests[0].body == R"({"query":"select 2"})");
    CHECK(requests[1].method == "POST");
    CHECK(requests[1].target == "/sql");
    REQUIRE(requests[1].header("neon-array-mode") != nullptr);
    CHECK(*requests[1].header("neon-array-mode") == "true");
    CHECK(requests[1].header("x-none") == nullptr);
    on.neon.forget_requests();
    CHECK(on.neon.last_requests().empty());
}

TEST_CASE("faults before a statement runs", "[local_neon][faults]") {
    fixture on;
    on.sql("create table if not exists untouched (n int); truncate untouched; grant all on untouched to app");
    const std::string insert = "insert into untouched values (1)";
    const auto start = steady_clock::now();
    CHECK(http_client{on.neon}.query("select 1", "latency=120").status == 200);
    CHECK(steady_clock::now() - start >= 120ms);

    CHECK(http_client{on.neon}.query(insert, "reset").ended == raw_socket::end::reset);
    const auto failed = http_client{on.neon}.query(insert, "fail-before-exec");
    CHECK(failed.status == 500);
    CHECK(member(failed.body, "message") == "\"Couldn't connect to compute node\"");
    CHECK(member(failed.body, "code") == "\"\"");
    http_client hanging{on.neon};
    hanging.send(statement(insert), http_client::raw(), "/sql?fault=hang");
    CHECK(not hanging.socket().receive(150ms));
    CHECK(hanging.socket().ended == raw_socket::end::none);
    CHECK(on.sql("select count(*) from untouched") == "0");
}

TEST_CASE("faults that are a status", "[local_neon][faults]") {
    fixture on;
    http_client client{on.neon};
    auto answer = client.query("select 1", "status=503,retry-after=7");
    CHECK(answer.status == 503);
    CHECK(answer.headers["retry-after"] == "7");
    CHECK(answer.body == R"({"msg":"Shutting down"})");
    CHECK(client.query("select 1", "status=429").body == R"({"msg":"injected"})");
    answer = client.query("select 1", "status=500");
    CHECK(member(answer.body, "message") == "\"Control plane request failed\"");
    answer = client.query("select 1", "status=400,message=too%20bad,code=57P01");
    CHECK(member(answer.body, "message") == "\"too bad\"");
    CHECK(member(answer.body, "code") == "\"57P01\"");
    CHECK(member(answer.body, "severity") == "\"ERROR\"");
    answer = client.query("select 1", "status=502,body=html");
    CHECK(answer.headers["content-type"] == "text/html");
    CHECK(answer.body.starts_with("<html>"));
    answer = client.query("select 1", "status=502,body=text");
    CHECK(answer.headers["content-type"] == "text/plain");
    CHECK(client.query("select 1", "status=400,body=string").body == "\"query is not supported\"");
    CHECK(client.query("select 1", "status=504,body=empty").body.empty());
    CHECK(on.neon.counters().connections == 1);  // none of these ends the connection
    CHECK(on.neon.counters().statements == 0);
}

TEST_CASE("faults after a statement has run", "[local_neon][faults]") {
    fixture on;
    on.sql("create table if not exists touched (n int); truncate touched; grant all on touched to app");
    const std::string insert = "insert into touched values (1)";
    const auto rows = [&] { return on.sql("select count(*) from touched"); };
    const auto start = steady_clock::now();
    CHECK(http_client{on.neon}.query(insert, "latency-after=120").status == 200);
    CHECK(steady_clock::now() - start >= 120ms);
    CHECK(rows() == "1");
    CHECK(http_client{on.neon}.query(insert, "reset-after-exec").ended == raw_socket::end::reset);
    CHECK(rows() == "2");
    http_client hanging{on.neon};
    hanging.send(statement(insert), http_client::raw(), "/sql?fault=hang-after-exec");
    CHECK(not hanging.socket().receive(150ms));
    CHECK(hanging.socket().ended == raw_socket::end::none);
    CHECK(eventually([&] { return rows() == "3"; }));

    for (const char* fault : {"reset-mid", "truncate"}) {
        const auto answer = http_client{on.neon}.query(insert, fault);
        CHECK(answer.status == 200);
        CHECK(not answer.is_whole);
        CHECK(answer.body.size() == std::stoul(answer.headers.at("content-length")) / 2);
        CHECK(answer.ended == (std::string_view{fault} == "truncate" ? raw_socket::end::closed : raw_socket::end::reset));
    }
    CHECK(rows() == "5");
}

TEST_CASE("faults of how an answer is sent", "[local_neon][faults]") {
    fixture on;
    http_client client{on.neon};
    const std::string sql = "select repeat('x', 300)";
    const std::string whole = client.query(sql).body;
    auto answer = client.query(sql, "chunked");
    CHECK(answer.headers["transfer-encoding"] == "chunked");
    CHECK(answer.is_whole);
    CHECK(answer.body == whole);
    const auto start = steady_clock::now();
    answer = client.query(sql, "drip=50x20");
    CHECK(answer.is_whole);
    CHECK(answer.body == whole);
    CHECK(steady_clock::now() - start >= 160ms);  // 450 bytes and more
    answer = client.query(sql, "content-type=text/html,set-header=x-more:yes");
    CHECK(answer.headers["content-type"] == "text/html");
    CHECK(answer.headers["x-more"] == "yes");
    CHECK(answer.body == whole);
    answer = client.query(sql, "close");
    CHECK(answer.headers["connection"] == "close");
    CHECK(answer.body == whole);
    CHECK(client.socket().receive_all() == raw_socket::end::closed);

    answer = http_client{on.neon}.query(sql, "truncate-chunked");
    CHECK(answer.status == 200);
    CHECK(not answer.is_whole);
    CHECK(answer.body == whole.substr(0, whole.size() / 2));
    CHECK(answer.ended == raw_socket::end::closed);
}

TEST_CASE("faults of what an answer holds", "[local_neon][faults]") {
    fixture on;
    http_client client{on.neon};
    const std::string whole = client.query("select 1 as a").body;
    const auto body = [&](const char* fault) {
        const auto answer = client.query("select 1 as a", fault);
        CHECK(answer.status == 200);
        return answer.body;
    };
    CHECK(body("malformed=truncated") == whole.substr(0, whole.size() - 7));
    CHECK(body("malformed=html").starts_with("<!DOCTYPE html>"));
    CHECK(body("malformed=empty").empty());
    CHECK(body("malformed=garbage") == std::string("\0\1{]", 4));
    CHECK(holds(body("malformed=utf8"), "\xff\xfe\xc0"));
    CHECK(body("malformed=trailing") == whole + " trailing");
    CHECK(body("malformed=deep").size() == 200'000);
    CHECK(holds(body("malformed=number"), "1e999"));
    CHECK(body("shape=string") == "\"ok\"");
    CHECK(holds(body("shape=row-short"), R"("rows":[[]])"));
    CHECK(member(body("shape=no-fields"), "fields") == "missing");
}

TEST_CASE("waiting faults hit as often as they say, those of a request only it", "[local_neon][faults]") {
    local_neon_options options;
    options.faults = {"status=503,times=1"};
    fixture on{options};
    http_client client{on.neon};
    CHECK(client.query("select 1").status == 503);
    CHECK(client.query("select 1").status == 200);
    on.neon.add_fault("status=500,skip=1,times=1,on=http");
    CHECK(client.query("select 1").status == 200);
    CHECK(client.query("select 1").status == 500);
    CHECK(client.query("select 1").status == 200);
    on.neon.add_fault("status=502");
    CHECK(client.query("select 1").status == 502);
    CHECK(client.query("select 1", "status=429").status == 429);
    auto headers = http_client::raw();
    headers.emplace_back("X-Local-Neon-Fault", "status=504");
    CHECK(client.post(R"({"query":"select 1"})", headers).status == 504);
    on.neon.clear_faults();
    CHECK(client.query("select 1").status == 200);
}

TEST_CASE("all connections can be reset at once", "[local_neon][faults]") {
    fixture on;
    http_client idle{on.neon}, busy{on.neon};
    CHECK(idle.query("select 1").status == 200);
    busy.send(statement("select pg_sleep(98)"));
    const std::string count = "select count(*) from pg_stat_activity where query = 'select pg_sleep(98)'";
    REQUIRE(eventually([&] { return on.sql(count) == "1"; }));
    on.neon.drop_connections();
    CHECK(idle.socket().receive_all() == raw_socket::end::reset);
    CHECK(busy.socket().receive_all() == raw_socket::end::reset);
    CHECK(eventually([&] { return on.neon.open_connections() == 0; }));
    CHECK(http_client{on.neon}.query("select 1").status == 200);
}
