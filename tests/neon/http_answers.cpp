// What neon_http_client makes of answers, good and malformed: no server, a script answers.
#include <string>
#include <vector>

#include "../catch.hpp"
#include "answers.hpp"

using namespace virga_test;
using virga::neon_http_client;

namespace {
constexpr virga::statement one{"select 1", {}, {}};

virga::result read(const std::string& body) {
    const neon_http_client db{some_url, by(script(answer(200, body)))};
    return db.run(one, {});
}
std::string with_rows(const std::string& rows, const std::string& fields = R"({"name":"a","dataTypeID":25})") {
    return R"({"fields":[)" + fields + R"(],"rows":)" + rows + R"(,"command":"SELECT","rowCount":1,"rowAsArray":true})";
}
}  // namespace

TEST_CASE("an_answer_is_read") {
    const virga::result answer = read(one_cell);
    CHECK(answer.rows() == 1);
    CHECK(answer.columns() == 1);
    CHECK(answer.affected() == 1);
    CHECK(answer.column_name(0) == "a");
    CHECK(text(answer) == "1");
}

TEST_CASE("keys_may_come_in_any_order_with_any_space_and_further_ones") {
    const virga::result answer = read(
        " {\n\t\"rowCount\" : 2 , \"x\": {\"deep\": [1, {\"rows\": 2}]}, \"rows\" : [ [ \"1\" , null ] ,\n"
        " [ \"2\" , \"b\" ] ] , \"rowAsArray\":true, \"fields\" : [ {\"dataTypeID\":25, \"y\":[], \"name\" : \"a\" } ,"
        "{\"name\":\"b\",\"dataTypeID\":4294967295}] } \r\n");
    REQUIRE(answer.rows() == 2);
    CHECK(answer.affected() == 2);
    CHECK(text(answer, 0, 0) == "1");
    CHECK(text(answer, 0, 1) == std::nullopt);
    CHECK(text(answer, 1, 1) == "b");
    CHECK(answer.column_name(1) == "b");
}

TEST_CASE("texts_arrive_with_every_escape") {
    const std::pair<const char*, std::string> cases[] = {
        {R"("")", ""},
        {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
        {R"("a\\nb")", "a\\nb"},
        {R"("\u0001\u001f\u007F\u00e4\u20AC")", "\x01\x1f\x7f\xC3\xA4\xE2\x82\xAC"},
        {R"("\ud83d\ude00!")", "\xF0\x9F\x98\x80!"},
        {R"("\u0000x")", std::string("\0x", 2)},
        {"\"\xF0\x9F\x98\x80 \xE2\x80\xA8 \x7f\"", "\xF0\x9F\x98\x80 \xE2\x80\xA8 \x7f"},
        {R"("{\"a\": \"\\\"\"}")", R"({"a": "\""})"},
        {R"("[],{}:null")", "[],{}:null"},
    };
    for (const auto& [json, expected] : cases) {
        INFO(json);
        CHECK(text(read(with_rows("[[" + std::string{json} + "]]"))) == expected);
    }
    std::string long_text(100'000, 'x');
    CHECK(text(read(with_rows("[[\"" + long_text + "\\n\"]]"))) == long_text + "\n");
}

TEST_CASE("results_without_rows_or_columns_are_read") {
    const virga::result none = read(with_rows("[]"));
    CHECK(none.rows() == 0);
    CHECK(none.columns() == 1);
    const virga::result written = read(R"({"fields":[],"rows":[],"command":"INSERT","rowCount":3,"rowAsArray":true})");
    CHECK(written.columns() == 0);
    CHECK(written.affected() == 3);
    CHECK(read(R"({"fields":[],"rows":[],"command":"CREATE","rowCount":null,"rowAsArray":true})").affected() == 0);
    CHECK(read(R"({"fields":[],"rows":[[],[]],"command":"SELECT","rowCount":2,"rowAsArray":true})").rows() == 2);
}

TEST_CASE("a_malformed_answer_is_a_protocol_error_and_says_what_is_wrong") {
    const std::string cell = R"({"name":"a","dataTypeID":25})";
    const std::pair<std::string, const char*> cases[] = {
        {"", ""},
        {"<html>", ""},
        {"null", "the body is not an object"},
        {"\"text\"", "the body is not an object"},
        {"[]", "the body is not an object"},
        {"{}", "it has no `fields`"},
        {"{", ""},
        {R"({"rows":[]})", "it has no `fields`"},
        {R"({"fields":[]})", "it has no `rows`"},
        {R"({"fields":[],"rows":null})", "its `rows` are not a list"},
        {R"({"fields":{},"rows":[]})", "its `fields` are not a list"},
        {R"({"fields":[1],"rows":[]})", "one of its `fields` is not an object"},
        {R"({"fields":[{"dataTypeID":25}],"rows":[]})", "a column has no name"},
        {R"({"fields":[{"name":"a"}],"rows":[]})", "a column has no type"},
        {R"({"fields":[{"name":null,"dataTypeID":25}],"rows":[]})", "a column's name is null"},
        {R"({"fields":[{"name":5,"dataTypeID":25}],"rows":[]})", "neither text nor null"},
        {R"({"fields":[{"name":"a","dataTypeID":"25"}],"rows":[]})", "the type of a column is not a number"},
        {R"({"fields":[{"name":"a","dataTypeID":-1}],"rows":[]})", ""},
        {R"({"fields":[{"name":"a","dataTypeID":4294967296}],"rows":[]})", "the type of a column"},
        {with_rows("[[]]"), "its rows have 0 cells, where it names 1 columns"},
        {with_rows(R"([["1","2"]])"), "its rows have 2 cells, where it names 1 columns"},
        {with_rows(R"([["1"],["2","3"]])"), "its rows are not of one length"},
        {with_rows(R"([["1","2"],["3"]])", cell + "," + cell), "its rows are not of one length"},
        {with_rows(R"([[1]])"), "a cell is neither text nor null"},
        {with_rows(R"([[true]])"), "a cell is neither text nor null"},
        {with_rows(R"([[["1"]]])"), "a cell is neither text nor null"},
        {with_rows(R"([[{}]])"), "a cell is neither text nor null"},
        {with_rows(R"([[nul]])"), ""},
        {with_rows(R"([{"a":"1"}])"), "a row is not a list"},
        {with_rows(R"(["1"])"), "a row is not a list"},
        {with_rows(R"([["\x"]])"), "an escape that JSON does not know"},
        {with_rows(R"([["\u12"]])"), "an escape that JSON does not know"},
        {with_rows(R"([["\ud83d"]])"), "an escape that JSON does not know"},
        {with_rows(R"([["\ude00"]])"), "an escape that JSON does not know"},
        {with_rows(R"([["\ud83d\u0041"]])"), "an escape that JSON does not know"},
        {with_rows("[[\"a\nb\"]]"), ""},
        {with_rows("[[\"\xFF\"]]"), ""},
        {with_rows("[[\"\xC3\"]]"), ""},
        {with_rows(R"([["1"])"), ""},
        {with_rows(R"([["1" "2"]])"), ""},
        {with_rows(R"([["1"x]])"), ""},
        {with_rows(R"([["1",]])"), ""},
        {one_cell + "x", ""},
        {one_cell + one_cell, "something follows its JSON"},
        {one_cell + "]", ""},
        {one_cell.substr(0, one_cell.size() / 2), ""},
        {one_cell.substr(0, one_cell.size() - 1), ""},
        {R"({"fields":[],"rows":[],"rowCount":"3"})", "its `rowCount` is not a number"},
        {R"({"fields":[],"rows":[],"rowCount":-3})", ""},
        {R"({"fields":[],"rows":[],"rows":[]})", "it has `rows` twice"},
        {R"({"fields":[],"fields":[],"rows":[]})", "it has `fields` twice"},
        {R"({"results":[)" + one_cell + "]}", "it has no `fields`"},
    };
    for (const auto& [body, reason] : cases) {
        INFO(body);
        const auto problem = thrown<virga::protocol_error>([&text = body] { (void)read(text); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.starts_with("the answer is not one of Neon's protocol: "));
        CHECK(holds(problem->what(), reason));
        CHECK(problem->status() == 200);
        CHECK(problem->may_have_run());
    }
}

TEST_CASE("what_a_service_or_something_on_the_way_says_does_nothing_to_a_terminal") {
    const auto said = [](int status, const std::string& body, const std::string& headers) {
        const neon_http_client db{some_url, by(script(answer(status, body, headers)))};
        const auto problem = thrown<virga::error>([&] { db.run(one, {}); });
        REQUIRE(problem);
        const std::string text = problem->what();
        for (const char c : text) CHECK((static_cast<unsigned char>(c) >= ' ' and c != '\x7f'));
        return text;
    };
    const std::string id = "Neon-Request-Id: a\x1B[31m\n";
    CHECK(holds(said(200, "[]", id), ", request a\\x1B[31m"));
    CHECK(
        holds(said(502, error_body("\\u001b[31mred\\u007f\\u009b"), id), "\\x7F\\xC2\\x9B (HTTP status 502, request a\\x1B[31m)"));
    CHECK(holds(said(400, error_body("\\u001b[31mred", "23505"), id), "\\x1B[31mred (SQLSTATE 23505)"));
    CHECK(holds(said(401, error_body("\\u009bred"), ""), "\\xC2\\x9B" "red"));
    (void)said(500, "<html>\x1B[31m</html>", id);
}

TEST_CASE("the_cells_of_an_answer_take_no_more_memory_than_is_allowed") {
    const auto rows = [](std::size_t count, const std::string& row) {
        std::string all = "[" + row;
        for (std::size_t i = 1; i < count; ++i) all += "," + row;
        return all + "]";
    };
    const auto outcome = [](const std::string& body, std::size_t largest) {
        virga::neon_http_options options = by(script(answer(200, body)));
        options.largest_cells = largest;
        const neon_http_client db{some_url, options};
        try {
            return std::to_string(db.run(one, {}).rows()) + " rows";
        } catch (const virga::response_too_large& problem) {
            CHECK(problem.may_have_run());
            return std::string{problem.what()};
        }
    };
    static_assert(sizeof(virga::cell) == 16);
    const std::string two = R"({"name":"a","dataTypeID":25},{"name":"b","dataTypeID":25})";
    for (const std::size_t count : {1U, 2U, 9U, 1'000U, 100'000U}) {
        for (const char* row : {R"(["",null])", R"([null,null])", R"(["a text that is a bit longer","1"])"}) {
            INFO(count << " rows of " << row);
            const std::string body = with_rows(rows(count, row), two);
            CHECK(outcome(body, 2 * 16 * count) == std::to_string(count) + " rows");
            const std::string said = outcome(body, 2 * 16 * count - 1);
            CHECK(
                holds(said, "its values and NULLs take more than the " + std::to_string(2 * 16 * count - 1) +
                                " bytes of memory allowed, 16 each; ask for fewer rows (limit) or page by page, or allow more with "
                                "largest_cells"));
        }
    }
    CHECK(outcome(with_rows("[]"), 0) == "0 rows");
    CHECK(outcome(with_rows("[[],[]]", ""), 0) == "2 rows");
    CHECK(holds(outcome(with_rows(R"([["1"]])"), 0), "take more than the 0 bytes of memory allowed"));
}

TEST_CASE("the_cells_of_a_batch_are_counted_together_and_nothing_is_sent_again") {
    const std::string body = R"({"results":[)" + with_rows(R"([["1"],["2"]])") + "," + with_rows(R"([["3"]])") + "]}";
    for (const std::size_t largest : {48U, 47U}) {
        auto transport = script(answer(200, body));
        virga::neon_http_options options = by(transport);
        options.largest_cells = largest;
        options.idempotent = true;
        const neon_http_client db{some_url, options};
        if (largest == 48) CHECK_NOTHROW(db.execute("select 1; select 2"));
        else CHECK_THROWS_AS(db.execute("select 1; select 2"), virga::response_too_large);
        CHECK(transport->requests.size() == 1);
    }
}

TEST_CASE("an_answer_cut_at_any_byte_is_an_error") {
    const std::string whole = with_rows(R"([["a\"b\\","ä",null],["","x","1"]])",
                                        R"({"name":"a","dataTypeID":25},{"name":"b","dataTypeID":25},{"name":"c","dataTypeID":25})");
    REQUIRE(read(whole).rows() == 2);
    for (std::size_t size = 0; size != whole.size(); ++size) {
        INFO(size);
        CHECK_THROWS_AS(read(whole.substr(0, size)), virga::protocol_error);
    }
}

TEST_CASE("an_answer_with_any_byte_changed_is_read_or_refused_and_nothing_else") {
    const std::string whole = with_rows(R"([["a\"b\\","\u00e4",null],["","x","1"]])",
                                        R"({"name":"a","dataTypeID":25},{"name":"b","dataTypeID":25},{"name":"c","dataTypeID":25})");
    std::size_t refused = 0;
    for (std::size_t at = 0; at != whole.size(); ++at) {
        for (const char c : {'"', '\\', '{', '}', '[', ']', ',', ':', '0', 'u', ' ', '\n', '\0', '\xFF', '\xC3'}) {
            std::string changed = whole;
            changed[at] = c;
            try {
                const virga::result answer = read(changed);
                std::vector<virga::cell> cells(answer.columns());
                for (std::size_t row = 0; row != answer.rows(); ++row) answer.read(row, cells.data());
            } catch (const virga::protocol_error&) {
                ++refused;
            }
        }
    }
    CHECK(refused > whole.size());
}

TEST_CASE("a_batch_has_a_result_for_each_statement") {
    const std::vector<virga::sql_text> two{{"select 1"}, {"select 2"}};
    const auto read_two = [&](const std::string& body) {
        const neon_http_client db{some_url, by(script(answer(200, body)))};
        return db.batch(two);
    };
    const auto results = read_two(R"({"x":1,"results":[)" + one_cell + "," + with_rows(R"([["\n"]])") + "]}");
    REQUIRE(results.size() == 2);
    CHECK(text(results[0]) == "1");
    CHECK(text(results[1]) == "\n");
    for (const auto& [body, reason] : std::vector<std::pair<std::string, const char*>>{
             {one_cell, "it has no `results`"},
             {R"({"results":null})", "its `results` are not a list"},
             {R"({"results":[)" + one_cell + "]}", "it has 1 results for 2 statements"},
             {R"({"results":[)" + one_cell + "," + one_cell + "," + one_cell + "]}", "more results than the batch has statements"},
             {R"({"results":[)" + one_cell + ",1]}", "one of its `results` is not an object"},
             {R"({"results":[)" + one_cell + "," + one_cell + "]} {}", "something follows its JSON"}}) {
        INFO(body);
        const auto problem = thrown<virga::protocol_error>([&, &text = body] { (void)read_two(text); });
        REQUIRE(problem);
        CHECK(holds(problem->what(), reason));
    }
}

TEST_CASE("a_result_outlives_the_client_and_those_of_a_batch_each_other") {
    virga::result kept;
    {
        const neon_http_client db{some_url, by(script(answer(200, R"({"results":[)" + one_cell + "," + with_rows(R"([["x"]])") + "]}")))};
        const std::vector<virga::sql_text> two{{"select 1"}, {"select 2"}};
        kept = db.batch(two)[1];
    }
    CHECK(text(kept) == "x");
}

TEST_CASE("a_statement_that_describes_other_columns_is_a_protocol_error") {
    static constexpr virga::column_description columns[]{{"a", {"integer", 23}, false}, {"b", {"integer", 23}, false}};
    const neon_http_client db{some_url, by(script(answer(200, one_cell)))};
    const auto problem = thrown<virga::protocol_error>([&] { (void)db.run({"select 1, 2", {}, columns}, {}); });
    REQUIRE(problem);
    CHECK(holds(problem->what(), "it has 1 columns, where the statement returns 2"));
}
