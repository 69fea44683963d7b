// tests/unit/format.cpp: values, rows and errors in texts of fmt.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <virga.hpp>
#include <virga/client/error.hpp>
#include <virga/format.hpp>
#include <virga/kit/error.hpp>

#include "../catch.hpp"

namespace formatted {
using namespace virga;

enum class status { draft, published };
inline constexpr pg::enum_type<status, "status", "not yet", "published"> status_type;

struct address {
    std::optional<std::string> street;
    std::int32_t house;
};
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>, pg::attribute<"house", types::integer>>
    address_type;

template <class t>
struct times {
    pg::timestamptz<t, "created_at", not_null> created_at;
    pg::date<t, "due"> due;
};
template <class t>
struct post_fields {
    pg::integer<t, "id", primary_key> id;
    pg::text<t, "title", not_null> title;
    pg::enumeration<t, "status", status_type, not_null> state;
    pg::boolean<t, "is pinned"> pinned;
    pg::jsonb<t, "meta"> meta;
    times<t> when;
    pg::text<t, "tags", not_null, as_array> tags;
    pg::name<t, "owner"> owner;
    pg::own<t, "home", address_type> home;
};
inline constexpr table<"post", post_fields> post;
}  // namespace formatted

template <>
struct fmt::formatter<formatted::status> : virga::enum_formatter<formatted::status_type> {};

using namespace formatted;
using namespace std::chrono_literals;

namespace {
const std::chrono::sys_time<std::chrono::microseconds> noon = std::chrono::sys_days{2026y / 11 / 29} + 12h + 5us;

row<post> a_row() {
    return {.id = 7,
            .title = "It's\n\"so\"",
            .state = status::draft,
            .pinned = std::nullopt,
            .meta = json{R"({"a": "b"})"},
            .when = {.created_at = noon, .due = std::nullopt},
            .tags = {"x", "y z"},
            .owner = "ada",
            .home = address{"a \"street\"", 7}};
}
constexpr std::string_view a_row_shown =
    R"({id: 7, title: 'It''s\x0A"so"', status: not yet, is pinned: null, meta: {"a": "b"}, )"
    R"(created_at: 2026-11-29 12:00:00.000005+00, due: null, tags: {x,"y z"}, owner: 'ada', home: ("a ""street""",7)})";
}  // namespace

TEST_CASE("values are formatted as they are sent to PostgreSQL") {
    CHECK(fmt::format("{}", parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8")) == "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    CHECK(fmt::format("{} {}", numeric{"-12.50"}, numeric::nan()) == "-12.50 NaN");
    CHECK(fmt::format("{}", json{R"({"a": 1})"}) == R"({"a": 1})");
    CHECK(fmt::format("{}", interval{.months = 14, .days = -3, .microseconds = 4h}) == "+14 mons -3 days +04:00:00");
    CHECK(fmt::format("{}", timetz{.time = 90min, .offset = 1h}) == "01:30:00+01");
    CHECK(fmt::format("{}", std::chrono::sys_days{2026y / 11 / 29}) == "2026-11-29");
    CHECK(fmt::format("{}", std::chrono::sys_days::max()) == "infinity");
    CHECK(fmt::format("{}", noon) == "2026-11-29 12:00:00.000005+00");
    CHECK(fmt::format("{}", std::chrono::local_time<std::chrono::microseconds>{noon.time_since_epoch()}) ==
          "2026-11-29 12:00:00.000005");
    CHECK(fmt::format("{}", std::vector{std::byte{0}, std::byte{255}}) == "\\x00ff");
    CHECK(fmt::format("{} {}", parse_inet("10.0.0.0/8"), parse_inet("::1")) ==
          "10.0.0.0/8 0000:0000:0000:0000:0000:0000:0000:0001/128");
    CHECK(fmt::format("{} {}", range<std::int32_t>{1, 5}, range<numeric>{numeric{"1.50"}, {}, false}) == "[1,5) (1.50,)");
    CHECK(fmt::format("{}", multirange<std::int64_t>{{{1, 5}, {7, {}}}}) == "{[1,5),[7,)}");
    CHECK(fmt::format("{} {}", money{-1234}, geometric::circle{{1, 2}, 0.5}) == "-$0,,12.34 <(1,2),0.5>");
    CHECK(fmt::format("{}", macaddr{{8, 0, 43, 1, 2, 3}}) == "08:00:2b:01:02:03");
    CHECK(fmt::format("{}", macaddr8{{8, 0, 43, 1, 2, 3, 4, 5}}) == "08:00:2b:01:02:03:04:05");
    CHECK(fmt::format("{}", bit_string{"101"}) == "101");
    CHECK(fmt::format("{}", hstore{{{"a", "b \"c\""}, {"d", std::nullopt}}}) == R"("a"=>"b \"c\"", "d"=>NULL)");
    CHECK(fmt::format("{}", status::draft) == "not yet");
    CHECK_THROWS_AS(fmt::format("{}", static_cast<status>(7)), value_error);
}

TEST_CASE("they take the width and the fill of a text") {
    CHECK(fmt::format("{:*>8}|{:<8}|{:^8}|{:.3}", numeric{"1.5"}, numeric{2}, status::published, numeric{"3.14159"}) ==
          "*****1.5|2       |published|3.1");
    CHECK(fmt::format("{:>12}", std::chrono::sys_days{2026y / 11 / 29}) == "  2026-11-29");
    CHECK(fmt::format("{:.8}", parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8")) == "6ba7b810");
}

TEST_CASE("a row is formatted on one line with the names of its columns") { CHECK(fmt::format("{}", a_row()) == a_row_shown); }

TEST_CASE("a row of a partial select is formatted, also where it holds whole rows") {
    constexpr auto some = select(post.id, post.title, count().as<"n">(), post.id + 1).from(post).group_by(post.id);
    const row_of<decltype(some)> values{{{1}, {"a"}, {std::int64_t{2}}, {2}}};
    CHECK(fmt::format("{}", values) == "{id: 1, title: 'a', n: 2, 2}");
    constexpr auto chief = post.as<"chief">();
    constexpr auto joined = select(post.state, chief).from(post).left_join(chief, post.id == chief.id);
    row_of<decltype(joined)> both{{{status::published}, {std::nullopt}}};
    CHECK(fmt::format("{}", both) == "{status: published, null}");
    both = {{{status::published}, {a_row()}}};
    CHECK(fmt::format("{}", both) == fmt::format("{{status: published, {}}}", a_row_shown));
}

TEST_CASE("errors of every kind are formatted by their sentence") {
    const virga::unique_violation failed{{.sqlstate = "23505", .message = "duplicate key"}};
    CHECK(fmt::format("{}", failed) == failed.what());
    CHECK(fmt::format("{}", static_cast<const virga::error&>(failed)) == failed.what());
    CHECK(fmt::format("{:>4}", value_error("x")) == "   x");
    CHECK(fmt::format("{}", virga::kit::kit_error("a sentence")) == "a sentence");
}
