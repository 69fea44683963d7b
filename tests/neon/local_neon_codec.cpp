// tests/neon/local_neon_codec.cpp: what becomes of JSON on the way to PostgreSQL, and of its texts on the way back.
#include <memory>       // std::make_shared
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/testing/detail/neon/credentials.hpp>  // virga::testing::detail::neon::split_connection_string
#include <virga/testing/detail/neon/damage.hpp>       // virga::testing::detail::neon::misshapen
#include <virga/testing/detail/neon/execute.hpp>      // virga::testing::detail::neon::command_json
#include <virga/testing/detail/neon/faults.hpp>       // virga::testing::detail::neon::fault_box
#include <virga/testing/detail/neon/payload.hpp>      // virga::testing::detail::neon::parse_payload
#include <virga/testing/detail/neon/values.hpp>       // virga::testing::detail::neon::value_json

#include "../catch.hpp"

namespace {

namespace neon = virga::testing::detail::neon;

/// What is bound for a JSON value; "NULL (none)" for NULL.
std::string bound(std::string_view json) {
    return neon::parameter_text(neon::parse_json(json)).value_or("NULL (none)");
}

std::string cooked(std::string_view text, unsigned oid) { return neon::value_json(text, {.oid = oid}); }

std::string cooked_array(std::string_view text, unsigned element) {
    return neon::value_json(text, {.oid = 0, .element = std::make_shared<neon::value_type>(neon::value_type{element})});
}

/// What is wrong with a body.
std::string refusal(std::string_view body) {
    try {
        neon::parse_payload(body);
    } catch (const neon::json_error& error) {
        return error.what();
    }
    return "";
}

/// The status and message with which the headers of a request are refused.
std::string refused_login(const std::string& connection_string) {
    try {
        neon::login_of({.headers = {{"neon-connection-string", connection_string}}}, std::nullopt);
    } catch (const neon::problem& problem) {
        return std::to_string(problem.status()) + " " + problem.what();
    }
    return "";
}

constexpr unsigned boolean = 16, int8 = 20, int2 = 21, int4 = 23, text = 25, oid = 26, json = 114, float4 = 700, float8 = 701,
                   numeric = 1700, jsonb = 3802, bytea = 17, box = 603;
}  // namespace

TEST_CASE("parameters of JSON that is no array", "[local_neon]") {
    CHECK(bound("true") == "true");
    CHECK(bound(" false ") == "false");
    CHECK(bound("null") == "NULL (none)");
    CHECK(bound(R"("NULL")") == "NULL");
    CHECK(bound(R"("")").empty());
    CHECK(bound(R"("a\"b\\c\/\n\u00e9\ud83d\ude00")") == "a\"b\\c/\n\u00e9\U0001F600");
    CHECK(bound(R"({"b":[1, 2.50, null],"a":{"y":"\u0001","x":false}})") == R"({"a":{"x":false,"y":"\u0001"},"b":[1,2.5,null]})");
    CHECK(bound(R"({"k":1,"j":0,"k":[2]})") == R"({"j":0,"k":[2]})");
    CHECK(bound(R"({"é":1,"z":2,"Z":3})") == R"({"Z":3,"z":2,"é":1})");
    CHECK(bound("{}") == "{}");
}

TEST_CASE("numbers of 64 bits keep their digits, others become doubles", "[local_neon]") {
    for (const char* same : {"0", "7", "-7", "9007199254740993", "18446744073709551615", "-9223372036854775808"})
        CHECK(bound(same) == same);
    CHECK(bound("18446744073709551616") == "1.8446744073709552e19");
    CHECK(bound("-9223372036854775809") == "-9.223372036854776e18");
    CHECK(bound("-0") == "-0.0");
    CHECK(bound("1.0") == "1.0");
    CHECK(bound("1.250") == "1.25");
    CHECK(bound("3E2") == "300.0");
    CHECK(bound("2e+15") == "2000000000000000.0");
    CHECK(bound("2e16") == "2e16");
    CHECK(bound("1.5e300") == "1.5e300");
    CHECK(bound("0.00002") == "0.00002");
    CHECK(bound("0.000002") == "2e-6");
    CHECK(bound("-12.5e-8") == "-1.25e-7");
    CHECK(bound("3e-500") == "0.0");
    CHECK(bound("0e999999") == "0.0");
    CHECK(bound("123.456") == "123.456");
    CHECK(bound("1" + std::string(30, '0')) == "1e30");
    // The routine of Neon is one unit off in these; the nearest doubles end in ...333 and ...443.
    CHECK(bound("0." + std::string(30, '3')) == "0.33333333333333337");
    CHECK(bound("9.527403366532443e-05") == "0.00009527403366532444");
}

TEST_CASE("arrays become literals, strings in them quoted as JSON is", "[local_neon]") {
    CHECK(bound("[]") == "{}");
    CHECK(bound(R"([1, 2.0, true, null, "NULL", "a\"b", "x,y", "", " "])") == R"({1,2.0,true,NULL,"NULL","a\"b","x,y",""," "})");
    CHECK(bound(R"([[1,2],[3,null]])") == "{{1,2},{3,NULL}}");
    CHECK(bound(R"([{"b":1,"a":"\""}])") == R"({"{\"a\":\"\\\"\",\"b\":1}"})");
    CHECK(bound(R"(["line\nbreak"])") == R"({"line\nbreak"})");
}

TEST_CASE("bodies that are no JSON, or JSON of another shape, are refused with a place", "[local_neon]") {
    for (const char* body : {"", "x", "01", "NaN", "1e400", R"("\ud800")", R"("\udc00x")", R"({"query":"a"} x)", R"({"query":"a")",
                             "\xef\xbb\xbf{}", R"({"query":"a",})", "[1 2]", "\"a\nb\"", "\"\xff\"", "\"\xed\xa0\x80\""})
        CHECK(refusal(body).find(" at line 1 column ") != std::string::npos);
    CHECK(refusal("{\n \"query\": nope}").find(" at line 2 column ") != std::string::npos);
    CHECK(refusal(R"({"query":"","params":[1e999]})").starts_with("number out of range at line 1 column "));
    for (const char* body : {"null", "1", "[]", "{}", R"({"query":1})", R"({"query":"a","params":null})",
                             R"({"query":"a","params":{}})", R"({"query":"a","arrayMode":1})", R"({"queries":{}})",
                             R"({"queries":[{}]})", R"({"queries":[{"query":"a"},{"query":null}]})"})
        CHECK(refusal(body) == "data did not match any variant of untagged enum Payload");

    const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
    CHECK(refusal(nested(127)) == "data did not match any variant of untagged enum Payload");
    CHECK(refusal(nested(128)).find(" at line 1 column ") != std::string::npos);
}

TEST_CASE("a body is one statement, or a batch", "[local_neon]") {
    auto asked = neon::parse_payload(R"({"query":"select $1","params":["x",null,5],"arrayMode":true,"other":[{}]})");
    CHECK(not asked.is_batch);
    REQUIRE(asked.statements.size() == 1);
    CHECK(asked.statements[0].text == "select $1");
    CHECK(asked.statements[0].parameters == std::vector<std::optional<std::string>>{"x", std::nullopt, "5"});
    CHECK(asked.statements[0].array_mode == true);

    asked = neon::parse_payload(R"({"queries":[{"query":"a"},{"query":"b","arrayMode":null,"params":["1"]}]})");
    CHECK(asked.is_batch);
    REQUIRE(asked.statements.size() == 2);
    CHECK(asked.statements[1].text == "b");
    CHECK(not asked.statements[1].array_mode);

    asked = neon::parse_payload(R"({"queries":[]})");
    CHECK(asked.is_batch);
    CHECK(asked.statements.empty());
    CHECK(not neon::parse_payload(R"({"query":"a","queries":[]})").is_batch);
}

TEST_CASE("values that are not raw are JSON by their type", "[local_neon]") {
    CHECK(cooked("t", boolean) == "true");
    CHECK(cooked("f", boolean) == "false");
    CHECK(cooked("-5", int2) == "-5");
    CHECK(cooked("2147483647", int4) == "2147483647");
    CHECK(cooked("5", int8) == R"("5")");
    CHECK(cooked("5", oid) == R"("5")");
    CHECK(cooked("1.10", numeric) == R"("1.10")");
    CHECK(cooked("1", float8) == "1.0");
    CHECK(cooked("1.5", float4) == "1.5");
    CHECK(cooked("-0", float8) == "-0.0");
    CHECK(cooked("1e+300", float8) == "1e300");
    CHECK(cooked("5e-324", float8) == "5e-324");
    CHECK(cooked("NaN", float4) == R"("NaN")");
    CHECK(cooked("-Infinity", float8) == R"("-Infinity")");
    CHECK(cooked("{\"a\": 1,  \"a\": 2}", json) == "{\"a\": 1,  \"a\": 2}");
    CHECK(cooked("[1]", jsonb) == "[1]");
    CHECK(cooked("\\x00ff", bytea) == R"("\\x00ff")");
    CHECK(cooked("a\"b\\c\n\t\b\f\r\x01\x7f\u00e9", text) == "\"a\\\"b\\\\c\\n\\t\\b\\f\\r\\u0001\x7f\u00e9\"");
    CHECK_THROWS_AS(cooked("x", int4), neon::value_error);
    CHECK_THROWS_AS(cooked("", float8), neon::value_error);
}

TEST_CASE("arrays that are not raw are JSON, with Neon's defects", "[local_neon]") {
    CHECK(cooked_array("{1,NULL,-3}", int4) == "[1,null,-3]");
    CHECK(cooked_array("{{1,2},{3,4}}", int2) == "[[1,2],[3,4]]");
    CHECK(cooked_array("{{{t}},{{NULL}}}", boolean) == "[[[true]],[[null]]]");
    CHECK(cooked_array("[0:1][5:5]={{1},{2}}", int8) == R"([["1"],["2"]])");
    CHECK(cooked_array("{1,2.5,NaN}", float8) == R"([1.0,2.5,"NaN"])");
    CHECK(cooked_array(R"({a,"b c","NULL",NULL,"","q\"","\\","x,}"})", text) == R"(["a","b c","NULL",null,"","q\"","\\","x,}"])");
    CHECK(cooked_array("{ a , \"b\" }", text) == R"(["a","b"])");
    CHECK(cooked_array(R"({"{\"k\": [1]}"})", jsonb) == R"([{"k": [1]}])");
    CHECK(cooked_array("{}", text) == R"([""])");
    CHECK(cooked_array("{(1,2),(0,0);(3,3),(1,1)}", box) == R"x(["(1","2)","(0","0);(3","3)","(1","1)"])x");
    for (const char* wrong : {"1 2", "{a", "{\"a", "{a}}", "[1:2{a}", "", "{\"a\\"})
        CHECK_THROWS_AS(cooked_array(wrong, text), neon::value_error);
    CHECK_THROWS_AS(cooked_array("{}", int4), neon::value_error);
    const auto nested = [](std::size_t levels) { return std::string(levels, '{') + "1" + std::string(levels, '}'); };
    CHECK(cooked_array(nested(6), int4) == "[[[[[[1]]]]]]");
    CHECK(cooked_array("{{{{{{1}}}}},{{{{{2}}}}}}", int4) == "[[[[[[1]]]]],[[[[[2]]]]]]");
    for (const std::string& deep : {nested(7), nested(30'000), std::string(30'000, '{'), "[1:1]=" + std::string(30'000, '{')})
        CHECK_THROWS_AS(cooked_array(deep, int4), neon::value_error);
}

TEST_CASE("connection strings that are refused", "[local_neon]") {
    CHECK(refused_login("nonsense") == "400 invalid connection string: relative URL without a base");
    CHECK(refused_login("postgresql://u:p@h:99999/d") == "400 invalid connection string: invalid port number");
    CHECK(refused_login("postgresql://u:p@/d") == "400 invalid connection string: empty host");
    CHECK(refused_login("postgresql://u:p@a b/d") == "400 invalid connection string: invalid domain character");
    CHECK(refused_login("mysql://u:p@h/d") == "400 incorrect scheme");
    CHECK(refused_login("postgresql://u:p@h") == "400 missing database name");
    CHECK(refused_login("postgresql://u:p@h?x=/d") == "400 missing database name");
    CHECK(refused_login("postgresql://%ff:p@h/d") == "400 invalid username: invalid utf-8 sequence");
    CHECK(refused_login("postgresql://:p@h/d") == "400 missing username");
    CHECK(refused_login("postgresql://u@h/d") == "400 missing authentication credentials: required password");
    CHECK(refused_login("postgresql://u:p@[::1]/d") == "400 missing hostname");
    CHECK(refused_login("postgresql://\u00fc:p@h/d") == "400 invalid header: neon-connection-string");
}

TEST_CASE("connection strings that are taken apart", "[local_neon]") {
    const auto who = neon::login_of(
        {.headers = {{"neon-connection-string", "postgres://a%25b:p%40%3a@ep-x-1-pooler.eu.local.test:5432/d%20b/more?x=y"}}},
        std::nullopt);
    CHECK(who.user == "a%b");
    CHECK(who.password == "p@:");
    CHECK(who.database == "d b");
    CHECK(who.endpoint == "ep-x-1");
    CHECK(neon::login_of({.headers = {{"neon-connection-string", "postgresql://u:p@127.0.0.1/"}}}, std::nullopt).endpoint == "127");
}

TEST_CASE("command tags", "[local_neon]") {
    CHECK(neon::command_json("INSERT 0 2") == R"("command":"INSERT","rowCount":2)");
    CHECK(neon::command_json("SELECT 0") == R"("command":"SELECT","rowCount":0)");
    CHECK(neon::command_json("CREATE TABLE") == R"("command":"CREATE","rowCount":null)");
    CHECK(neon::command_json("") == R"("command":"","rowCount":null)");
}

TEST_CASE("a batch begins as its headers say", "[local_neon]") {
    CHECK(neon::start_of_transaction({}) == "start transaction");
    CHECK(neon::start_of_transaction({.read_only = true}) == "start transaction read only");
    CHECK(neon::start_of_transaction({.read_only = true, .deferrable = true, .isolation = "Serializable"}) ==
          "start transaction isolation level serializable, read only, deferrable");
}

TEST_CASE("a fault hits the requests that it is for", "[local_neon]") {
    neon::fault_box faults;
    CHECK(not faults.take("http").has("reset"));
    faults.add("reset, times=2, skip=1, on=http");
    CHECK(not faults.take("http").has("reset"));
    CHECK(not faults.take("ws").has("reset"));
    CHECK(faults.take("http").has("reset"));
    CHECK(faults.take("http").has("reset"));
    CHECK(not faults.take("http").has("reset"));

    faults.add("status=503,p=0");
    faults.add("drip=16x2,message=a=b");
    const auto hit = faults.take("ws");
    CHECK(not hit.has("status"));
    CHECK(hit.number("drip") == 16);
    CHECK(hit.text("message") == "a=b");
    faults.clear();
    CHECK(not faults.take("ws").has("drip"));
}

TEST_CASE("answers of the wrong shape", "[local_neon]") {
    const std::string one =
        R"({"fields":[{"name":"a","dataTypeID":25}],"rows":[["x","y"]],"command":"SELECT","rowCount":1,"rowAsArray":true})";
    const std::string batch = "{\"results\":[" + one + "," + one + "]}";
    const auto has = [&](const char* kind, const char* part) {
        return neon::misshapen(kind, one).find(part) != std::string::npos;
    };
    CHECK(not has("no-fields", "\"fields\""));
    CHECK(not has("no-rows", "\"rows\""));
    CHECK(has("rows-null", R"("rows":null)"));
    CHECK(has("row-short", R"("rows":[["x"]])"));
    CHECK(has("row-long", R"("rows":[["x","y","extra"]])"));
    CHECK(has("row-number", R"("rows":[[7,7]])"));
    CHECK(not has("field-no-oid", "dataTypeID"));
    CHECK(has("rowcount-string", R"("rowCount":"1")"));
    CHECK(has("extra-keys", R"("unexpected2":null)"));
    CHECK(has("array", "[{"));
    CHECK(neon::misshapen("null", one) == "null");
    CHECK(neon::misshapen("string", one) == R"("ok")");
    CHECK(neon::misshapen("results-missing", batch).find("results") == std::string::npos);
    const auto count = [&](const char* kind) {
        return neon::parse_json(neon::misshapen(kind, batch)).find("results")->items.size();
    };
    CHECK(count("results-short") == 1);
    CHECK(count("results-long") == 3);
    CHECK(neon::misshapen("no-rows", batch).find("\"rows\"") != std::string::npos);  // of the second result
}
