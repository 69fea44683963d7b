// Every column type with values at its edges, each beside the literal that SQL has for it. Whatever is tested of all types walks
// this list: a new type is one line here.
#pragma once

#include <chrono>       // std::chrono::microseconds
#include <cmath>        // std::ldexp, std::abs
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <limits>       // std::numeric_limits
#include <optional>     // std::optional
#include <random>       // std::mt19937_64
#include <string>       // std::string
#include <tuple>        // std::tuple, std::apply
#include <type_traits>  // std::remove_cvref_t
#include <utility>      // std::pair, std::index_sequence
#include <vector>       // std::vector

#include <virga.hpp>

#include "postgres/edges.hpp"

namespace virga_test {

using random_bits = std::mt19937_64;

/// A type with its values, and how others are made at random.
template <class Type>
struct tested {
    using type = Type;
    using value_type = typename Type::value_type;
    std::vector<std::pair<value_type, std::string>> edges;
    value_type (*random)(random_bits&) = nullptr;

    /// The edges and some random values.
    [[nodiscard]] std::vector<value_type> values() const {
        std::vector<value_type> all;
        for (const auto& edge : edges) all.push_back(edge.first);
        random_bits bits{20'261'129};
        for (int i = 0; random != nullptr and i != 50; ++i) all.push_back(random(bits));
        return all;
    }
};

/// A composite value, with what its text has to quote.
struct trio {
    std::int32_t number;
    std::optional<std::string> text;
    std::optional<double> size;
    friend bool operator==(const trio&, const trio&) = default;
};
inline constexpr virga::pg::composite<"trio", trio, virga::pg::attribute<"number", virga::types::integer>,
                                      virga::pg::attribute<"te\"xt", virga::types::text>,
                                      virga::pg::attribute<"size", virga::types::double_precision>> trio_type;

namespace making {
template <class Whole>
Whole whole(random_bits& bits, std::int64_t least = std::numeric_limits<Whole>::min(),
            std::int64_t most = std::numeric_limits<Whole>::max()) {
    return static_cast<Whole>(std::uniform_int_distribution<std::int64_t>{least, most}(bits));
}
/// An object of the catalogs, or none.
inline std::uint32_t object(random_bits& bits) {
    return bits() % 2 == 0 ? whole<std::uint32_t>(bits) : whole<std::uint32_t>(bits, 0, 4'200);
}
inline std::chrono::microseconds time(random_bits& bits) {
    return std::chrono::microseconds{whole<std::int64_t>(bits, 0, 86'400'000'000)};
}
inline virga::timetz timetz(random_bits& bits) {
    return {time(bits), std::chrono::seconds{whole<std::int64_t>(bits, -57'599, 57'599)}};
}
inline virga::interval interval(random_bits& bits) {
    // PostgreSQL before 15 reads a year's months and a clock's hours with 32 bits each
    return {whole<std::int32_t>(bits), whole<std::int32_t>(bits),
            std::chrono::microseconds{whole<std::int64_t>(bits, -std::numeric_limits<std::int64_t>::max())}};
}
inline std::string text(random_bits& bits) { return odd_texts()[static_cast<std::size_t>(bits() % odd_texts().size())]; }
inline virga::inet inet(random_bits& bits) {
    virga::inet value;
    value.is_ipv6 = bits() % 2 == 0;
    value.prefix = static_cast<std::uint8_t>(bits() % (8 * value.size() + 1));
    for (std::size_t i = 0; i != value.size(); ++i) value.bytes[i] = static_cast<std::uint8_t>(bits() % 3 == 0 ? 0 : bits());
    return value;
}
inline double floating(random_bits& bits) {
    return std::ldexp(static_cast<double>(whole<std::int64_t>(bits)), static_cast<int>(bits() % 200) - 150);
}
inline virga::geometric::point point(random_bits& bits) { return {floating(bits), floating(bits)}; }
inline std::vector<virga::geometric::point> points(random_bits& bits) {
    std::vector<virga::geometric::point> all(bits() % 5 + 1);
    for (auto& each : all) each = point(bits);
    return all;
}
/// With a bound or without, at either end; now and then empty.
template <class Bound>
virga::range<Bound> range(random_bits& bits, Bound lower, Bound upper) {
    if (bits() % 8 == 0) return virga::range<Bound>::empty();
    virga::range<Bound> value{.includes_lower = bits() % 2 == 0, .includes_upper = bits() % 2 == 0};
    if (bits() % 4 != 0) value.lower = lower;
    if (bits() % 4 != 0) value.upper = upper;
    return value;
}
inline virga::range<std::int32_t> int4range(random_bits& bits) {
    const auto first = whole<std::int32_t>(bits, -1000, 1000);
    return range(bits, first, whole<std::int32_t>(bits, first, 1001));
}
inline virga::range<virga::numeric> numrange(random_bits& bits) {
    const auto first = whole<std::int64_t>(bits, -1000, 1000);
    return range(bits, virga::numeric{std::to_string(first) + ".5"}, virga::numeric{whole<std::int64_t>(bits, first + 1, 1002)});
}
template <class Bound>
virga::multirange<Bound> several(random_bits& bits, virga::range<Bound> (*one)(random_bits&)) {
    virga::multirange<Bound> value;
    for (auto left = bits() % 5; left != 0; --left) value.ranges.push_back(one(bits));
    return value;
}
}  // namespace making

inline const auto& tested_types() {
    using namespace std::chrono_literals;
    using namespace virga::types;
    using virga::types::time;  // not that of C
    using virga::types::name;
    using std::chrono::local_days;
    using std::chrono::sys_days;
    constexpr std::int32_t most_months = std::numeric_limits<std::int32_t>::max();
    constexpr double most = std::numeric_limits<double>::max();
    constexpr double infinite = std::numeric_limits<double>::infinity();
    namespace geometric = virga::geometric;
    using virga::range;
    constexpr std::int64_t most_microseconds = std::numeric_limits<std::int64_t>::max();
    static const std::tuple all{
        tested<smallint>{{{0, "0"}, {32'767, "32767"}, {-32'768, "-32768"}},
                         [](random_bits& bits) { return making::whole<std::int16_t>(bits); }},
        tested<integer>{{{0, "0"}, {2'147'483'647, "2147483647"}},
                        [](random_bits& bits) { return making::whole<std::int32_t>(bits); }},
        tested<bigint>{{{0, "0"}, {most_microseconds, "9223372036854775807"}},
                       [](random_bits& bits) { return making::whole<std::int64_t>(bits); }},
        tested<numeric<>>{{{virga::numeric{"1.50"}, "1.50"}, {virga::numeric::nan(), "NaN"},
                           {virga::numeric::infinity(), "Infinity"}}},
        tested<numeric<10, 2>>{{{virga::numeric{"1.50"}, "1.50"}, {virga::numeric{"-99999999.99"}, "-99999999.99"}}},
        tested<real>{{{0.1F, "0.1"}, {std::numeric_limits<float>::infinity(), "Infinity"}}},
        tested<double_precision>{{{0.1, "0.1"}, {-std::numeric_limits<double>::infinity(), "-Infinity"}}},
        tested<boolean>{{{true, "true"}, {false, "false"}}},
        tested<text>{{{"", ""}, {"it's {a,b} \\ \"q\" NULL", "it's {a,b} \\ \"q\" NULL"}}, making::text},
        tested<varchar<30>>{{{"", ""}, {" a ", " a "}}, making::text},
        tested<bpchar<>>{{{"", ""}, {"ab", "ab"}, {"gr\u00f6\u00dfe", "gr\u00f6\u00dfe"}}},
        tested<bpchar<3>>{{{"   ", ""}, {"ab ", "ab"}, {"\u4e2d\u6587 ", "\u4e2d\u6587"}, {"NUL", "NUL"}}},
        tested<uuid>{{{virga::parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"}}},
        tested<date>{{{sys_days{}, "1970-01-01"}, {sys_days::max(), "infinity"}, {sys_days::min(), "-infinity"}}},
        tested<timestamp>{{{local_days{2024y / 2 / 29} + 1us, "2024-02-29 00:00:00.000001"},
                           {timestamp::value_type::max(), "infinity"}}},
        tested<timestamptz>{{{sys_days{2024y / 2 / 29} + 1us, "2024-02-29 00:00:00.000001+00"},
                             {timestamptz::value_type::min(), "-infinity"}}},
        tested<with_precision<timestamp, 3>>{{{local_days{2024y / 2 / 29} + 1ms, "2024-02-29 00:00:00.0006"}}},
        tested<with_precision<timestamptz, 0>>{{{sys_days{2024y / 2 / 29} + 1s, "2024-02-29 00:00:00.6+00"},
                                                {timestamptz::value_type::max(), "infinity"}}},
        tested<time>{{{0us, "00:00"}, {24h, "24:00"}, {24h - 1us, "23:59:59.999999"},
                      {4h + 5min + 6s + 700ms, "04:05:06.7"}}, making::time},
        tested<with_precision<time, 0>>{{{0us, "00:00"}, {24h, "23:59:59.9"}}},
        tested<timetz>{{{{0us, 0s}, "00:00+00"},
                        {{24h, -(15h + 59min + 59s)}, "24:00:00-15:59:59"},
                        {{1us, 5h + 30min}, "00:00:00.000001+05:30"},
                        {{12h, 19min + 32s}, "12:00+00:19:32"}},
                       making::timetz},
        tested<with_precision<timetz, 2>>{{{{12h + 10ms, -1h}, "12:00:00.0095-01"}}},
        tested<interval>{{{{}, "0"},
                          {{14, -3, 4h + 5min + 6s + 789us}, "1 year 2 mons -3 days 04:05:06.000789"},
                          {{-13, 0, -1us}, "-1 years -1 mons -00:00:00.000001"},
                          {{most_months, most_months, std::chrono::microseconds{most_microseconds - 1}},
                           "2147483647 mons 2147483647 days 2562047788:00:54.775806"},
                          {{-most_months - 1, 0, std::chrono::microseconds{-most_microseconds}},
                           "-2147483648 mons -2562047788:00:54.775807"}},
                         making::interval},
        tested<with_precision<interval, 3>>{{{{0, 1, 1ms}, "1 day 0.0006 sec"}}},
        tested<interval_of<virga::pg::interval_fields::day_to_hour>>{{{{1, 2, 3h}, "1 mon 2 days 03:04:05"}}},
        tested<with_precision<interval_of<virga::pg::interval_fields::day_to_second>, 1>>{
            {{{0, 2, 3s + 100ms}, "2 days 00:00:03.1499"}}},
        tested<json>{{{virga::json{R"({"b": 1,  "a": "it's \"q\"", "a": null})"}, R"({"b": 1,  "a": "it's \"q\"", "a": null})"},
                      {virga::json{"12345678901234567890.0"}, "12345678901234567890.0"}}},
        tested<jsonb>{{{virga::json{R"({"a": [1.50, null]})"}, R"({"a":[1.50,null]})"}}},
        tested<oid_type>{{{0, "0"}, {4'294'967'295, "4294967295"}},
                         [](random_bits& bits) { return making::whole<std::uint32_t>(bits); }},
        tested<regclass>{{{0, "-"}, {1'259, "pg_class"}, {4'294'967'295, "4294967295"}}, making::object},
        tested<regcollation>{{{0, "-"}, {950, "pg_catalog.\"C\""}}, making::object},
        tested<regconfig>{{{0, "-"}, {3'748, "pg_catalog.simple"}}, making::object},
        tested<regdictionary>{{{0, "-"}, {3'765, "simple"}}, making::object},
        tested<regnamespace>{{{0, "-"}, {11, "pg_catalog"}}, making::object},
        tested<regoper>{{{0, "0"}, {3'287, "pg_catalog.#-"}, {96, "96"}}, making::object},
        tested<regoperator>{{{0, "0"}, {96, "=(integer, integer)"}}, making::object},
        tested<regproc>{{{0, "-"}, {1'299, "now"}, {4'294'967'295, "4294967295"}}, making::object},
        tested<regprocedure>{{{0, "-"}, {870, "lower(text)"}}, making::object},
        tested<regrole>{{{0, "-"}, {10, "10"}}, making::object},
        tested<regtype>{{{0, "-"}, {23, "int"}, {1'007, "integer[]"}}, making::object},
        tested<name>{{{"", ""}, {"a \"name\" it's {,}", "a \"name\" it's {,}"}, {std::string(63, 'x'), std::string(63, 'x')}}},
        tested<xml>{{{"<a b=\"1\">it's, {x}</a>", "<a b=\"1\">it's, {x}</a>"}, {"text", "text"}}},
        tested<tsvector>{{{"'cat':3 'fat':2,4A", "fat:4A,2 cat:3"}, {"'it''s' 'x'", "x 'it''s'"}}},
        tested<tsquery>{{{"'fat' & !'cat':*B", "fat & !cat:B*"}, {"'a' <-> 'b'", "a <-> b"}}},
        tested<macaddr>{{{{}, "000000000000"}, {{{8, 0, 43, 1, 2, 255}}, "0800.2b01.02ff"}}},
        tested<macaddr8>{{{{{8, 0, 43, 255, 254, 1, 2, 3}}, "08002b010203"}}},
        tested<inet>{{{{}, "0.0.0.0"},
                      {{{192, 0, 2, 1}, false, 24}, "192.0.2.1/24"},
                      {{{255, 255, 255, 255}, false, 0}, "255.255.255.255/0"},
                      {{{}, true, 128}, "::"},
                      {{{0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, true, 64}, "2001:db8::1/64"},
                      {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1}, true, 128}, "::ffff:192.0.2.1"}},
                     making::inet},
        tested<cidr>{{{{{192, 0, 2, 0}, false, 24}, "192.0.2"}, {{{0x20, 1}, true, 16}, "2001::/16"}}},
        tested<bit<3>>{{{virga::bit_string{"101"}, "101"}, {virga::bit_string{"000"}, "000"}}},
        tested<varbit<>>{{{virga::bit_string{}, ""}, {virga::bit_string{"1"}, "1"}, {virga::bit_string{"010000001"}, "010000001"}}},
        tested<varbit<8>>{{{virga::bit_string{"11111111"}, "11111111"}, {virga::bit_string{"0"}, "0"}}},
        tested<money>{{{{}, "0"}, {{-5}, "-0.05"}, {{123'456'789}, "1,234,567.89"},
                       {{std::numeric_limits<std::int64_t>::max()}, "92233720368547758.07"},
                       {{std::numeric_limits<std::int64_t>::min()}, "-92233720368547758.08"}},
                      [](random_bits& bits) { return virga::money{making::whole<std::int64_t>(bits)}; }},
        tested<point>{{{{}, "0,0"}, {{0.1, -most}, "(0.1,-1.7976931348623157e308)"}, {{1e-300, -infinite}, "1e-300,-inf"}},
                      making::point},
        tested<line>{{{{1, -2, 0.5}, "{1,-2,0.5}"}, {{0, 1, 0}, "{0,1,0}"}},
                     [](random_bits& bits) { return geometric::line{1, making::floating(bits), making::floating(bits)}; }},
        tested<lseg>{{{{{0, 1}, {-2.5, 3}}, "0,1,-2.5,3"}},
                     [](random_bits& bits) { return geometric::segment{making::point(bits), making::point(bits)}; }},
        tested<box>{{{{{2, 1}, {-1, 0}}, "(-1,1),(2,0)"}, {geometric::box_between({1, 5}, {2, -infinite}), "1,5,2,-inf"}},
                    [](random_bits& bits) { return geometric::box_between(making::point(bits), making::point(bits)); }},
        tested<path>{{{{{{1, 2}}, false}, "[(1,2)]"}, {{{{0, 0}, {1, 0}, {1, 1.5}}, true}, "((0,0),(1,0),(1,1.5))"}},
                     [](random_bits& bits) { return geometric::path{making::points(bits), bits() % 2 == 0}; }},
        tested<polygon>{{{{{{1, 2}}}, "((1,2))"}, {{{{0, 0}, {1, 0}, {1, 1.5}}}, "0,0,1,0,1,1.5"}},
                        [](random_bits& bits) { return geometric::polygon{making::points(bits)}; }},
        tested<circle>{{{{{1, 2}, 0}, "1,2,0"}, {{{-1, 0.1}, infinite}, "<(-1,0.1),inf>"}},
                       [](random_bits& bits) { return geometric::circle{making::point(bits), std::abs(making::floating(bits))}; }},
        tested<int4range>{{{{}, "(,)"}, {range<std::int32_t>::empty(), "empty"}, {{1, 5}, "[1,4]"}, {{{}, 7, true, true}, "(,8)"},
                           {{1, 2, false, false}, "empty"}, {{-most_months - 1, most_months}, "[-2147483648,2147483647)"}},
                          making::int4range},
        tested<int8range>{{{{1, 1, true, true}, "[1,2)"}, {{most_microseconds - 1, most_microseconds},
                                                           "[9223372036854775806,9223372036854775807)"}}},
        tested<numrange>{{{{virga::numeric{"1.50"}, virga::numeric{"2"}, false, true}, "(1.50,2]"},
                           {{virga::numeric{"-1"}, virga::numeric::infinity(), true, true}, "[-1,infinity]"},
                           {{virga::numeric{"1"}, virga::numeric{"1.0"}}, "empty"}},
                         making::numrange},
        tested<tsrange>{{{{local_days{2024y / 2 / 29} + 1us, {}, false}, "(2024-02-29 00:00:00.000001,)"},
                          {{local_days{2024y / 2 / 29}, timestamp::value_type::max()}, "[2024-02-29 00:00:00,infinity)"}}},
        tested<tstzrange>{{{{sys_days{2024y / 2 / 29}, sys_days{2024y / 3 / 1} + 1us, true, true},
                            "[2024-02-29 00:00:00+00,2024-03-01 00:00:00.000001+00]"}}},
        tested<daterange>{{{{sys_days{2024y / 2 / 28}, sys_days{2024y / 2 / 29}, true, true}, "[2024-02-28,2024-03-01)"},
                            {{sys_days::min(), sys_days::max(), false, true}, "(-infinity,infinity]"}}},
        tested<int4multirange>{{{{}, "{}"}, {{{{1, 3}, {3, 5}, {7, {}}}}, "{[1,4],[7,)}"}, {{{{}}}, "{(,)}"},
                                {{{{5, 6}, range<std::int32_t>::empty(), {1, 2}}}, "{[1,1],[5,5]}"}},
                               [](random_bits& bits) { return making::several(bits, making::int4range); }},
        tested<int8multirange>{{{{{{1, 2}, {4, 5}}}, "{[1,2),[4,5)}"}}},
        tested<nummultirange>{{{{{{virga::numeric{"0.5"}, virga::numeric{"1"}, true, true}}}, "{[0.5,1]}"}},
                              [](random_bits& bits) { return making::several(bits, making::numrange); }},
        tested<tsmultirange>{{{{{{local_days{2024y / 2 / 29}, local_days{2024y / 3 / 1}}}},
                               "{[2024-02-29 00:00:00,2024-03-01 00:00:00)}"}}},
        tested<tstzmultirange>{{{{{{{}, sys_days{2024y / 3 / 1}}}}, "{(,2024-03-01 00:00:00+00)}"}}},
        tested<datemultirange>{{{{{{sys_days{}, {}}}}, "{[1970-01-01,)}"}}},
        tested<citext>{{{"", ""}, {"Ada@Example.org", "Ada@Example.org"}}, making::text},
        tested<ltree>{{{"", ""}, {"top.science.astronomy_1", "top.science.astronomy_1"}}},
        tested<hstore>{{{{}, ""}, {{{{"a", "1"}, {"b", std::nullopt}}}, "b=>null, a=>1"},
                        {{{{"it's \"=>\"", "\\, NULL"}, {"", ""}, {"NULL", "NULL"}}},
                         R"(""=>"", "it's \"=>\""=>"\\, NULL", "NULL"=>"NULL")"}},
            [](random_bits& bits) {
                return virga::hstore{{{"key", making::text(bits)}, {"k" + making::text(bits), {}}}};
            }},
        tested<composite<trio_type>>{{{{0, {}, {}}, "(0,,)"},
                                      {{-1, "", 0.1}, "(-1,\"\",0.1)"},
                                      {{7, "it's (a, \"b\") \\ NULL", infinite}, R"((7,"it's (a, ""b"") \\ NULL",inf))"}},
                                     [](random_bits& bits) {
                                         return trio{making::whole<std::int32_t>(bits), making::text(bits), making::floating(bits)};
                                     }},
        tested<bytea>{{{{}, "\\x"}, {{std::byte{0}, std::byte{'\\'}, std::byte{255}}, "\\x005cff"}}},
    };
    return all;
}

/// The cast by which a value is read, `::oid` of a regclass; nothing for most.
template <class Type>
std::string cast_when_read() {
    if constexpr (virga::is_read_as_another<Type>) return "::" + std::string(Type::read_as::spelling.view());
    else return {};
}

/// What a database of these types needs.
inline constexpr const char* extensions_of_types =
    "create extension citext; create extension hstore; create extension ltree; "
    "create type trio as (number integer, \"te\"\"xt\" text, size double precision)";

/// Calls `visit` with the test of each type.
template <class Visit>
void for_each_type(Visit visit) {
    std::apply([&visit](const auto&... each) { (visit(each), ...); }, tested_types());
}
/// Those alone whose place in the list is `Part` modulo `Parts`.
template <std::size_t Part, std::size_t Parts, class Visit>
void for_each_type(Visit visit) {
    constexpr std::size_t count = std::tuple_size_v<std::remove_cvref_t<decltype(tested_types())>>;
    [&]<std::size_t... Places>(std::index_sequence<Places...>) {
        (visit(std::get<Places * Parts + Part>(tested_types())), ...);
    }(std::make_index_sequence<(count - Part + Parts - 1) / Parts>{});
}

/// A table with columns of one type: a value, one that may be NULL, arrays.
template <class Type>
struct holding {
    template <class t>
    struct fields {
        virga::pg::integer<t, "id", virga::primary_key> id;
        virga::pg::custom<t, "one", Type{}, virga::not_null> one;
        virga::pg::custom<t, "maybe", Type{}> maybe;
        virga::pg::custom<t, "many", Type{}, virga::as_array, virga::not_null, virga::default_sql<"'{}'">> many;
        virga::pg::custom<t, "gaps", Type{}, virga::as_array_with_nulls> gaps;
    };
};
template <class Type>
inline constexpr virga::table<"held", holding<Type>::template fields> held;
}  // namespace virga_test
