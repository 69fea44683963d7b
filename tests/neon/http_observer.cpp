// Who is told of what is sent over HTTP.
#include <memory>
#include <string>

#include <virga.hpp>

#include "../catch.hpp"
#include "../observed.hpp"
#include "answers.hpp"
#include "belongings.hpp"
#include "place.hpp"

using namespace virga_test;
using virga::neon_http_client;

TEST_CASE("an_observer_is_told_of_every_request") {
    const auto told = std::make_shared<recorder>();
    virga::neon_http_options options = at();
    options.observer = told;
    const neon_http_client db{neon().url, options};
    constexpr virga::statement one{"select $1::integer", {}, {}};
    db.run(one, arguments({"1"}));
    db.execute("select 1");
    db.execute("select $1::text", arguments({"s3cret"}));
    CHECK(told->take() ==
          lines{"statement: select $1::integer -> 1 row", "statement: select 1 -> 1 row", "statement: select $1::text -> 1 row"});
    db.execute("select 1; select 2");
    db.batch(std::vector<virga::sql_text>{{"select 1"}, {"select $1::text", arguments({"s3cret"})}});
    CHECK(told->take() == lines{"batch: select 1; select 2 -> 1 row", "batch: select 1;\nselect $1::text -> 2 rows"});
    CHECK_THROWS_AS(db.execute("select nothing"), virga::undefined_column);
    CHECK_THROWS_AS(db.execute("begin"), virga::usage_error);
    db.with({.idempotent = true}).execute("select 3");
    CHECK(told->take() ==
          lines{"statement: select nothing -> failed", "statement: begin -> failed", "statement: select 3 -> 1 row"});
    CHECK(told->place().client == "neon_http_client");
    CHECK_FALSE(told->place().host.empty());
    CHECK(told->strange() == 0);
    CHECK(told->started() == 8);
}

TEST_CASE("an_observer_is_told_once_of_what_is_sent_again") {
    const auto told = std::make_shared<recorder>(true, true);
    virga::neon_http_options options = at();
    options.observer = told;
    const neon_http_client db{neon().url, options};
    constexpr virga::statement query{"select relname from pg_class where oid = $1::oid and relname <> $2::text", {}, {}};
    db.run(query, arguments({"1259", "s3cret"}));
    CHECK(told->take() == lines{"statement: " + std::string{query.text} + " -> 1 row [1259] [s3cret]"});
    const auto plans = told->plans();
    REQUIRE(plans.size() == 1);
    INFO(plans[0]);
    CHECK(plans[0].find("pg_class") != std::string::npos);
    CHECK(plans[0].find("$1") != std::string::npos);
    CHECK(plans[0].find("s3cret") == std::string::npos);
}
