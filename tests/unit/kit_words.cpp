// What the kit reads in SQL texts, and quotes so that it stays whole.
#include <string>
#include <vector>

#include <virga/kit/describe/inline_values.hpp>
#include <virga/kit/folder/script.hpp>
#include <virga/kit/model/mentions.hpp>
#include <virga/kit/model/public_types.hpp>
#include <virga/kit/model/written.hpp>

#include "../catch.hpp"

TEST_CASE("a_name_with_a_quote_is_found_in_a_condition") {
    using virga::kit::detail::mentions;
    CHECK(mentions(R"("a""b" = 'x')", "a\"b"));
    CHECK_FALSE(mentions(R"("a""c" = 'x')", "a\"b"));
    CHECK(mentions(R"(f('"a""b"'))", "a\"b"));
}

TEST_CASE("a_name_is_found_however_a_condition_writes_it") {
    using virga::kit::detail::mentions;
    for (const char* sql : {"note > 1", "NOTE > 1", "\"note\" > 1", "\"t\".\"note\"", "U&\"\\006eote\" > 1", "nextval('note')",
                            "nextval('\"note\"')", "f($$Note$$)", "1+note"}) {
        INFO(sql);
        CHECK(mentions(sql, "note"));
    }
    for (const char* sql : {"notes > 1", "a_note > 1", "\"Note\" > 1", "note$1", "/* note */ true -- note", "'notes'",
                            "\xC3\xA9note", "\"not\"\"e\""}) {
        INFO(sql);
        CHECK_FALSE(mentions(sql, "note"));
    }
    CHECK(mentions("Note", "note"));
    CHECK_FALSE(mentions("Note", "Note"));  // that one has to be quoted
    const std::string longest(63, 'n');
    CHECK(mentions(longest + "x = 1", longest));
    CHECK(mentions("\"" + longest + "x\"", longest));
    CHECK_FALSE(mentions(longest, longest.substr(1)));
}

TEST_CASE("a_sequence_is_known_where_an_expression_does_nothing_but_draw_from_it") {
    using virga::kit::detail::drawn_sequence;
    CHECK(drawn_sequence(R"(nextval('"s"'))") == R"("s")");
    CHECK(drawn_sequence(R"(nextval('"public"."s"'::regclass))") == R"("s")");
    CHECK(drawn_sequence(R"( NEXTVAL ( 'Shop."it''s ""."' :: Regclass ) -- so)") == R"("shop"."it's "".")");
    CHECK(drawn_sequence(R"(nextval(E'"a\\b"'))") == R"("a\b")");
    for (const char* sql : {"", "7", "nextval", "nextval(s)", "nextval('s') + 1", "nextval('s') + nextval('t')", "nextval('')",
                            "1 + nextval('s')", "currval('s')", "nextval('s'::text)", "nextval('s'", "other.nextval('s')"}) {
        INFO(sql);
        CHECK(drawn_sequence(sql).empty());
    }
}

TEST_CASE("a_value_takes_the_place_of_its_parameter_and_of_nothing_else") {
    using virga::kit::detail::replace_parameters;
    const std::vector<virga::kit::detail::inline_constant> ten_twenty{{"10", "10"}, {"20", "20"}}, x{{"x", "x"}}, three{{"3", "3"}};
    CHECK(replace_parameters("$1 + a$1 + $2", ten_twenty) == "10 + a$1 + 20");
    CHECK(replace_parameters(R"('$1' || "$1" || $$ $1 $$ || E'\'$1' || $1)", x) == R"('$1' || "$1" || $$ $1 $$ || E'\'$1' || x)");
    CHECK(replace_parameters("1 /* $2 */ + 2 -- $1\r+ $1", three) == "1 /* $2 */ + 2 -- $1\r+ 3");
    CHECK(replace_parameters("", {}).empty());
}

TEST_CASE("what_is_a_comment_stays_one_whatever_it_says") {
    using virga::kit::detail::commented;
    for (const char* text : {"one\ntwo", "one\rdrop table a;", "one\r\ntwo", "\n\r\n", "/* one", ""}) {
        INFO(text);
        CHECK(virga::kit::first_word(commented(text)) == commented(text).size());
    }
}

TEST_CASE("types_get_their_schema_and_strings_stay_as_they_are") {
    const auto placed = [](std::string sql, bool is_type = false) {
        virga::kit::detail::place_types(sql, is_type);
        return sql;
    };
    CHECK(placed(R"("mood"[])", true) == R"("public"."mood"[])");
    CHECK(placed(R"("cms"."mood")", true) == R"("cms"."mood")");
    CHECK(placed("varchar(20)", true) == "varchar(20)");
    CHECK(placed(R"('a'::"mood" = "b"::"m""x"[])") == R"('a'::"public"."mood" = "b"::"public"."m""x"[])");
    CHECK(placed(R"('a'::"cms"."mood")") == R"('a'::"cms"."mood")");
    CHECK(placed(R"("a" <> 'x::"mood"' and $$::"mood"$$ <> E'\'::"mood"')") == R"("a" <> 'x::"mood"' and $$::"mood"$$ <> E'\'::"mood"')");
    CHECK(placed(R"('a'::"mood)") == R"('a'::"mood)");
    for (const char* sql : {R"('a'::"mood")", R"("mood" = 'b'::"mood" or true)"}) CHECK(placed(placed(sql)) == placed(sql));
}

TEST_CASE("types_lose_their_schema_and_strings_stay_as_they_are") {
    const auto bare = [](std::string sql) {
        virga::kit::detail::take_public_away(sql, {"\"mood\"", "\"m\"\"x\""});
        return sql;
    };
    CHECK(bare(R"(create type "public"."mood" as enum ('"public"."mood"');)") == R"(create type "mood" as enum ('"public"."mood"');)");
    CHECK(bare(R"("public"."mood")") == R"("mood")");
    CHECK(bare(R"("a"::"public"."m""x"[], "public"."t", "public"."mood")") == R"("a"::"m""x"[], "public"."t", "mood")");
    CHECK(bare(R"(12345678"mood" "public"+"mood")") == R"(12345678"mood" "public"+"mood")");
    CHECK(bare("").empty());
}
