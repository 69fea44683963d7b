// Statements by hand into structs, on every way.
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include "ways.hpp"

namespace {
using namespace virga_test;

struct line {
    std::int64_t number = 0;
    std::string text;
    std::optional<double> half;
};
bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }
}  // namespace

TEMPLATE_TEST_CASE("a_statement_by_hand_is_the_same_on_every_way", "", over_http, over_websocket, directly) {
    TestType db;
    const auto lines = db.template query<line>(
        "select n::integer as number, $1::text || n as text, nullif(n, 2) / 3.0::double precision as half from generate_series(1, "
        "$2::integer) n",
        "a\"'", 3);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].number == 1);
    CHECK(lines[0].text == "a\"'1");
    CHECK(lines[0].half == 1 / 3.0);  // exact, whatever the role has set
    CHECK(lines[1].half == std::nullopt);
    CHECK(lines.to_vector().back().half == 1.0);
    CHECK(db.template query<line>("select 1 as number, 'x'::text as text, null::double precision as half where false").empty());
}

TEMPLATE_TEST_CASE("what_differs_by_hand_is_told_on_every_way", "", over_http, over_websocket, directly) {
    TestType db;
    const auto problem = thrown<virga::column_mismatch_error>([&] {
        (void)db.template query<line>("select 'x'::text as number, 5 as text, null::double precision as half");
    });
    REQUIRE(problem);
    CHECK(has(problem->what(), "column 1, \"number\", is text, where "));
    CHECK(has(problem->what(), "column 2, \"text\", is integer, where "));
    CHECK_FALSE(has(problem->what(), "column 3"));
    const auto fewer = thrown<virga::column_mismatch_error>([&] { (void)db.template query<line>("select 1 as number"); });
    REQUIRE(fewer);
    CHECK(has(fewer->what(), "it returns 1 column, where the struct has 3 members"));
    CHECK_THROWS_AS(db.template query<line>("select nonsense"), virga::query_error);
}
