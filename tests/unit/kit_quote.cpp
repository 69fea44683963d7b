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

TEST_CASE("what_stands_between_dollar_signs_holds_no_end_of_it") {
    CHECK(dollar_quoted("") == "$$$$");
    CHECK(dollar_quoted("a b") == "$$a b$$");
    CHECK(dollar_quoted("a$") == "$_1$a$$_1$");
    CHECK(dollar_quoted("$a") == "$$$a$$");
    CHECK(dollar_quoted("$$ $_1$") == "$_2$$$ $_1$$_2$");
    CHECK(dollar_quoted("$$ $_1") == "$_2$$$ $_1$_2$");
    CHECK_THROWS_AS(dollar_quoted(std::string("a\0b", 3)), kit_error);
    // As the server reads it, whatever dollar signs are in it: it ends at the first tag behind the opening one.
    const std::string letters = "$_1a2 ";
    for (std::size_t code = 0; code != 6 * 6 * 6 * 6 * 6 * 6; ++code) {
        std::string body;
        for (std::size_t rest = code; rest != 0; rest /= 6) body += letters[rest % 6];
        const std::string quoted = dollar_quoted(body), tag = quoted.substr(0, quoted.find('$', 1) + 1);
        const std::string inside = quoted.substr(tag.size(), quoted.find(tag, tag.size()) - tag.size());
        if (inside != body or quoted != tag + body + tag) FAIL(body);
    }
}

TEST_CASE("a_name_without_a_schema_stands_alone") {
    CHECK(qualified("cms", "post") == R"("cms"."post")");
    CHECK(qualified("", "post") == R"("post")");
    CHECK(quoted_list(std::vector<std::string>{"a", "b\"c"}) == R"("a", "b""c")");
    CHECK(spoken("", "post", "title") == "public.post.title");
    CHECK(spoken("cms", "post") == "cms.post");
}
