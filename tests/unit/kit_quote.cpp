// Names and values as SQL text.
#include <string>

#include <virga/kit/quote.hpp>

#include "../catch.hpp"

using namespace virga::kit;

TEST_CASE("identifiers_are_always_quoted_and_their_quotes_doubled") {
    CHECK(quote_identifier("post") == R"("post")");
    CHECK(quote_identifier("Select") == R"("Select")");
    CHECK(quote_identifier(R"(po"st)") == R"("po""st")");
    CHECK(quote_identifier(R"(")") == R"("""")");
    CHECK(quote_identifier("a.b;--'c") == R"("a.b;--'c")");
}

TEST_CASE("identifiers_that_postgresql_does_not_have_are_refused") {
    CHECK_THROWS_AS(quote_identifier(""), kit_error);
    CHECK_THROWS_AS(quote_identifier(std::string("a\0b", 3)), kit_error);
}

TEST_CASE("literals_mean_the_same_under_every_setting") {
    CHECK(quote_literal("") == "''");
    CHECK(quote_literal("it's") == "'it''s'");
    CHECK(quote_literal(R"(a\b')") == R"(E'a\\b''')");
    CHECK_THROWS_AS(quote_literal(std::string("a\0b", 3)), kit_error);
}

TEST_CASE("a_name_without_a_schema_stands_alone") {
    CHECK(qualified("cms", "post") == R"("cms"."post")");
    CHECK(qualified("", "post") == R"("post")");
    CHECK(quoted_list(std::vector<std::string>{"a", "b\"c"}) == R"("a", "b""c")");
    CHECK(spoken("", "post", "title") == "public.post.title");
    CHECK(spoken("cms", "post") == "cms.post");
}
