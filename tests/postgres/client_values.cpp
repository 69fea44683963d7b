// Values cross postgres_client unchanged, in both directions.
#include <string>

#include "../catch.hpp"
#include "server.hpp"

using namespace virga_test;
using virga::postgres_client;

TEST_CASE("null_and_the_empty_string_are_different") {
    postgres_client db{server().url()};
    constexpr virga::statement both{"select $1::text, $2::text, $1::text is null, $2::text is null", {}, {}};
    const auto answer = db.run(both, arguments({std::nullopt, ""}));
    CHECK(text(answer, 0, 0) == std::nullopt);
    CHECK(text(answer, 0, 1) == "");
    CHECK(text(answer, 0, 2) == "t");
    CHECK(text(answer, 0, 3) == "f");
    const auto unprepared = db.execute("select $1::text, $2::text", arguments({std::nullopt, ""}));
    CHECK(text(unprepared, 0, 0) == std::nullopt);
    CHECK(text(unprepared, 0, 1) == "");
}

TEST_CASE("big_values_and_any_characters_come_back") {
    postgres_client db{server().url()};
    constexpr virga::statement echo{"select $1::text, length($1::text)", {}, {}};
    const std::string big(16 * 1024 * 1024, 'x');
    const auto answer = db.run(echo, arguments({big}));
    CHECK((text(answer, 0, 0) == big));
    CHECK(text(answer, 0, 1) == std::to_string(big.size()));
    const std::string odd = "a'b\"c\\d\n\t%s $1 \xC3\xA9 \xF0\x9F\x98\x80 \xE4\xB8\xAD";
    CHECK(text(db.run(echo, arguments({odd}))) == odd);
}

TEST_CASE("bytea_comes_as_hexadecimal_digits") {
    postgres_client db{server().url()};
    constexpr virga::statement echo{"select $1::bytea", {}, {}};
    CHECK(text(db.run(echo, arguments({"\\x00ff5c27"}))) == "\\x00ff5c27");
}

TEST_CASE("many_parameters_keep_their_order") {
    postgres_client db{server().url()};
    for (const std::size_t count : {1U, 7U, 8U, 9U, 99U}) {
        std::string sql = "select concat_ws(','", expected;
        std::vector<std::optional<std::string>> values;
        for (std::size_t i = 1; i <= count; ++i) {
            sql += ", $" + std::to_string(i) + "::text";
            values.emplace_back(std::to_string(i * i));
            expected += (i == 1 ? "" : ",") + std::to_string(i * i);
        }
        sql += ")";
        CHECK(text(db.execute(sql, arguments(values))) == expected);
        CHECK(text(db.run({sql, {}, {}}, arguments(values))) == expected);
    }
}

TEST_CASE("results_tell_rows_columns_names_and_effects") {
    own_schema schema;
    postgres_client db{schema.url()};
    const auto created = db.execute("create table item (id integer, name text)");
    CHECK(created.rows() == 0);
    CHECK(created.columns() == 0);
    CHECK(created.affected() == 0);
    CHECK(db.execute("insert into item select i, 'n' || i from generate_series(1, 5) i").affected() == 5);
    CHECK(db.execute("update item set name = 'x' where id > 2").affected() == 3);
    const auto answer = db.execute("select 0; select id, name as \"the name\" from item order by id");
    CHECK(answer.rows() == 5);
    CHECK(answer.columns() == 2);
    CHECK(answer.affected() == 5);
    CHECK(answer.column_name(1) == "the name");
    CHECK(text(answer, 4, 0) == "5");
    CHECK(text(answer, 4, 1) == "x");
    CHECK(db.execute("delete from item where id = 9").affected() == 0);
    CHECK(db.execute("").rows() == 0);
}

TEST_CASE("a_result_outlives_its_client") {
    virga::result answer;
    {
        postgres_client db{server().url()};
        answer = db.execute("select 'kept'");
    }
    CHECK(text(answer) == "kept");
}
