// Values over HTTP, on a server: what is sent arrives, and what the server's settings spoil is an error.
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../postgres/edges.hpp"
#include "../tables_sql.hpp"
#include "answers.hpp"
#include "place.hpp"

using namespace virga_test;
using namespace tables;
using virga::neon_http_client;
using virga::result;
using virga::value_error;

TEST_CASE("texts_and_nulls_come_back_as_they_went") {
    const neon_http_client db{neon().url, at()};
    for (const std::string& value : std::vector<std::string>{
             "", "NULL", "null", "\\", "\"", "'", "a\"b\\c", "\n\r\t\b\f", "\x01\x02\x1f\x7f",
             "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "\xE2\x80\xA8\xE2\x80\xA9", "\xEF\xBB\xBF", "\xEF\xBF\xBF",
             "{\"a\": [1, \"\\n\"]}", "\\x00", "$1", " x ", std::string(100'000, '\\'), std::string(200'000, '"')}) {
        const result answer = db.execute("select $1::text, octet_length($1::text)", virga_test::arguments({value}));
        CHECK(text(answer) == value);
        CHECK(text(answer, 0, 1) == std::to_string(value.size()));
    }
    CHECK(text(db.execute("select $1::text", virga_test::arguments({std::nullopt}))) == std::nullopt);
    CHECK(text(db.execute("select $1::int + $2::int", virga_test::arguments({"20", "22"}))) == "42");
}

TEST_CASE("every_character_of_the_first_planes_comes_back") {
    const neon_http_client db{neon().url, at()};
    std::string all;
    for (std::uint32_t point = 1; point != 0x3000; ++point) {
        char bytes[4];
        all.append(bytes, virga::detail::write_utf8(bytes, point));
    }
    CHECK(text(db.execute("select $1::text", virga_test::arguments({all}))) == all);
}

TEST_CASE("rows_of_every_type_come_back_as_they_went") {
    const neon_database database;
    const neon_http_client db{database.url(), at()};
    (void)db.execute(create_tables);
    const auto given = edge_rows();
    CHECK(db(insert_into(every).rows(given)).affected() == given.size());
    const auto read = db(select(every).from(every).order_by(every.id));
    REQUIRE(read.size() == given.size());
    std::size_t i = 0;
    for (const auto& each : read) {
        INFO(i);
        CHECK(same_rows(each, given[i++]));
    }
}

TEST_CASE("queries_with_arguments_are_typed") {
    const neon_database database;
    const neon_http_client db{database.url(), at()};
    (void)db.execute(create_tables);
    const auto made =
        db(insert_into(person).values(person.email = "a@b.c", person.name = "Ada").returning(person.id, person.born)).one();
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(get<0>(made))>, std::int64_t>);
    constexpr auto by_email = select(person.id, person.name).from(person).where(person.email == arg<"email">);
    CHECK(db(by_email, "a@b.c").one()[person.name] == "Ada");
    CHECK(db(by_email, "x").empty());
    CHECK(db.with({.timeout = std::chrono::seconds{5}})(by_email, "a@b.c").size() == 1);
    CHECK_THROWS_AS(db(insert_into(person).values(person.email = "a@b.c", person.name = "Ada")), virga::unique_violation);
    CHECK(db(update(person).set(person.nick = "x").where(person.name == "Ada")).affected() == 1);
    CHECK(db(delete_from(person).all_rows()).affected() == 1);
}

TEST_CASE("numbers_that_json_would_spoil_arrive_exact") {
    const neon_http_client db{neon().url, at()};
    const result answer = db.execute(
        "select 9223372036854775807, 1.50::numeric, 0.1::float8 + 0.2::float8, 'NaN'::float8, '-Infinity'::float4, "
        "'9.527403366532443e-05'::float8, 123456789012345678901234567890.123456789, '-0'::float8");
    CHECK(text(answer, 0, 0) == "9223372036854775807");
    CHECK(text(answer, 0, 1) == "1.50");
    CHECK(text(answer, 0, 2) == "0.30000000000000004");
    CHECK(text(answer, 0, 3) == "NaN");
    CHECK(text(answer, 0, 4) == "-Infinity");
    CHECK(text(answer, 0, 5) == "9.527403366532443e-05");
    CHECK(text(answer, 0, 6) == "123456789012345678901234567890.123456789");
    CHECK(text(answer, 0, 7) == "-0");
}

TEST_CASE("equal_column_names_and_no_columns_survive") {
    const neon_http_client db{neon().url, at()};
    const result twice = db.execute("select 1 as a, 2 as a, 3 as \"b\\\"\"\"");
    CHECK(twice.columns() == 3);
    CHECK(text(twice, 0, 0) == "1");
    CHECK(text(twice, 0, 1) == "2");
    CHECK(twice.column_name(1) == "a");
    CHECK(twice.column_name(2) == "b\\\"");
    CHECK(db.execute("select").rows() == 1);
    CHECK(db.execute("").rows() == 0);
    CHECK(db.execute("-- nothing").columns() == 0);
    CHECK(db.execute("select 1 where false").columns() == 1);
    CHECK(db.execute("values (1), (2), (3)").affected() == 3);
}

namespace {
/// A role with settings of its own, gone at the end.
class odd_role {
public:
    explicit odd_role(const std::vector<std::string>& settings) : name_(fresh("odd")), admin_(neon().url, at()) {
        admin_.execute("create role " + name_ + " login superuser password 'x'");
        for (const std::string& each : settings) admin_.execute("alter role " + name_ + " set " + each);
    }
    odd_role(const odd_role&) = delete;
    odd_role& operator=(const odd_role&) = delete;
    ~odd_role() {
        try {
            admin_.execute("drop role " + name_);
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }
    [[nodiscard]] std::string url() const { return url_of("", name_, "x"); }

private:
    std::string name_;
    neon_http_client admin_;
};

namespace pg = virga::pg;
template <class t>
struct moment_fields {
    pg::integer<t, "id", primary_key> id;
    pg::date<t, "day", not_null> day;
    pg::timestamp<t, "wall", not_null> wall;
    pg::timestamptz<t, "at", not_null> at;
    pg::bytea<t, "bytes", not_null> bytes;
};
inline constexpr virga::table<"moment", moment_fields> moment;
constexpr auto days = select(moment.day).from(moment);
constexpr auto walls = select(moment.wall).from(moment);
constexpr auto times = select(moment.at).from(moment);
constexpr auto all_bytes = select(moment.bytes).from(moment);

/// A database with the table, and one row.
struct moments {
    neon_database database;
    moments() {
        neon_http_client{database.url(), at()}.execute(
            "create table moment (id int primary key, day date, wall timestamp, at timestamptz, bytes bytea);"
            "insert into moment values (1, '2024-03-04', '2024-03-04 05:06:07.89', '2024-03-04 05:06:07.89+00', '\\x00ff5c')");
    }
    [[nodiscard]] std::string as(const odd_role& role) const {
        virga::connection_url url = virga::parse_connection_url(role.url());
        return url_of(database.name(), url.user, "x");
    }
};
}  // namespace

TEST_CASE("dates_in_another_style_are_errors_and_never_other_dates") {
    const moments data;
    for (const char* style : {"German", "'SQL, DMY'", "'SQL, MDY'", "Postgres"}) {
        const odd_role role{{std::string{"datestyle to "} + style}};
        const neon_http_client db{data.as(role), at()};
        INFO(style);
        CHECK_THROWS_AS(db(days).one(), value_error);
        CHECK_THROWS_AS(db(walls).one(), value_error);
        CHECK_THROWS_AS(db(times).one(), value_error);
    }
}

TEST_CASE("a_time_zone_of_the_role_changes_no_value") {
    const moments data;
    const neon_http_client plain{data.database.url(), at()};
    const auto expected = get<0>(plain(times).one());
    for (const char* zone : {"'Asia/Kolkata'", "'America/St_Johns'", "'Asia/Tokyo'", "'XX-01:02'"}) {
        const odd_role role{{std::string{"timezone to "} + zone}};
        INFO(zone);
        CHECK(get<0>(neon_http_client{data.as(role), at()}(times).one()) == expected);
    }
}

TEST_CASE("bytes_in_the_old_format_are_an_error_and_never_other_bytes") {
    const moments data;
    const odd_role role{{"bytea_output to 'escape'"}};
    const neon_http_client db{data.as(role), at()};
    CHECK_THROWS_AS(db(all_bytes).one(), value_error);
    CHECK(get<0>(neon_http_client{data.database.url(), at()}(all_bytes).one()) ==
          std::vector{std::byte{0}, std::byte{0xFF}, std::byte{0x5C}});
}

TEST_CASE("null_in_an_array_is_null_whatever_the_role_has_set") {
    const moments data;
    const odd_role role{{"array_nulls to off"}};
    const neon_http_client db{data.as(role), at()};
    db.execute("create table loose (a integer, b text)");
    const std::vector<virga::row<loose>> rows{{1, "NULL"}, {2, std::nullopt}, {std::nullopt, "x"}};
    db(insert_into(loose).rows(rows));
    CHECK(same_rows(db(select(loose).from(loose).order_by(loose.a)).to_vector(), rows));
    const auto [first, second] = db.batch(insert_into(loose).rows(rows), select(count()).from(loose).where(loose.b.is_null()));
    CHECK(get<0>(second.one()) == 2);
}
