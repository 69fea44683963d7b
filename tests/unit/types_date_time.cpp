// tests/unit/types_date_time.cpp: date, timestamp and timestamptz.
#include <chrono>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include <virga/types/date.hpp>
#include <virga/types/timestamp.hpp>
#include <virga/types/timestamptz.hpp>
#include <virga/types/to_string.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
using namespace std::chrono_literals;
namespace types = virga::types;
namespace chrono = std::chrono;
using chrono::local_time, chrono::sys_days, chrono::sys_time, chrono::microseconds, chrono::year_month_day;

namespace {

using instant = sys_time<microseconds>;
using wall_clock = local_time<microseconds>;

static_assert(types::date::accepts<sys_days> and types::date::accepts<year_month_day>);
static_assert(not types::date::accepts<instant> and not types::date::accepts<chrono::local_days> and
              not types::date::accepts<int>);

static_assert(types::timestamptz::accepts<instant> and types::timestamptz::accepts<sys_days>);
static_assert(types::timestamptz::accepts<sys_time<chrono::milliseconds>> and
              types::timestamptz::accepts<chrono::sys_seconds>);
static_assert(types::timestamptz::accepts<sys_time<chrono::duration<std::int32_t>>>);
static_assert(not types::timestamptz::accepts<sys_time<chrono::nanoseconds>>);  // finer than what is kept
static_assert(not types::timestamptz::accepts<sys_time<chrono::duration<double>>>);
static_assert(not types::timestamptz::accepts<wall_clock> and not types::timestamptz::accepts<year_month_day>);

static_assert(types::timestamp::accepts<wall_clock> and types::timestamp::accepts<chrono::local_seconds>);
static_assert(not types::timestamp::accepts<instant> and not types::timestamp::accepts<sys_days>);

static_assert(types::date::convert(2026y / 11 / 22) == sys_days{2026y / 11 / 22});
static_assert(types::timestamptz::convert(sys_days{2026y / 11 / 22}) == sys_days{2026y / 11 / 22});

constexpr sys_days first_day{chrono::days{-2'440'588}};
constexpr sys_days last_day{chrono::days{2'145'042'905}};
constexpr instant first_instant{microseconds{-210'866'803'200'000'000}};

instant at(std::string_view text) { return types::timestamptz::read(text); }

template <class Type>
void check_times() {
    using time = typename Type::value_type;
    constexpr std::int64_t first = first_instant.time_since_epoch().count();
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max() - 1;
    for (const std::int64_t count : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, first, first + 1, last})
        CHECK(survives<Type>(time{microseconds{count}}));
    CHECK(survives<Type>(time::max()));
    CHECK(survives<Type>(time::min()));
    CHECK(text_of<Type>(time::max()) == "infinity");
    CHECK(text_of<Type>(time::min()) == "-infinity");
    std::mt19937_64 random{20'261'122};
    std::uniform_int_distribution<std::int64_t> any{first, last};
    for (int i = 0; i != 3000; ++i) CHECK(survives<Type>(time{microseconds{any(random)}}));
    for (int i = 0; i != 1000; ++i) CHECK(survives<Type>(time{chrono::seconds{any(random) / 1'000'000}}));
    CHECK(refusal([] { text_of<Type>(time{microseconds{first - 1}}); }).ends_with("where microseconds end in C++"));
    CHECK(refusal([] { binary_of<Type>(time{microseconds{first - 1}}); }).ends_with("where microseconds end in C++"));
    CHECK(binary_of<Type>(time{946'684'800s}) == bytes("0000000000000000"));
    CHECK(binary_of<Type>(time::max()) == bytes("7fffffffffffffff"));
    CHECK(binary_of<Type>(time::min()) == bytes("8000000000000000"));
    const std::string type{Type::spelling.view()};
    // the server's last microseconds, which are later than C++ can say
    CHECK(refuses_binaries<Type>(type, {bytes("7ffcbbc4dd5bffff"), bytes("8000000000000001"), "", bytes("00000000")}));
}
}  // namespace

TEST_CASE("dates come back as they were") {
    for (const sys_days day : {first_day, last_day, sys_days{}, sys_days{1970y / 1 / 1}, sys_days{1999y / 12 / 31},
                               sys_days{2000y / 2 / 29}, sys_days{chrono::year{0} / 2 / 29}, sys_days{1y / 1 / 1},
                               sys_days{chrono::year{-4712} / 1 / 1}, sys_days::max(), sys_days::min()})
        CHECK(survives<types::date>(day));
    std::mt19937_64 random{20'261'122};
    std::uniform_int_distribution<std::int64_t> any{first_day.time_since_epoch().count(),
                                                    last_day.time_since_epoch().count()};
    for (int i = 0; i != 5000; ++i) CHECK(survives<types::date>(sys_days{chrono::days{any(random)}}));
    for (int day = -1'000'000; day < 1'000'000; day += 97) CHECK(survives<types::date>(sys_days{chrono::days{day}}));
}

TEST_CASE("a date is written as the server writes it") {
    CHECK(text_of<types::date>(2026y / 11 / 22) == "2026-11-22");
    CHECK(text_of<types::date>(sys_days{987y / 1 / 2}) == "0987-01-02");
    CHECK(text_of<types::date>(chrono::year{0} / 12 / 31) == "0001-12-31 BC");
    CHECK(text_of<types::date>(chrono::year{-43} / 3 / 15) == "0044-03-15 BC");
    CHECK(text_of<types::date>(12'345y / 6 / 7) == "12345-06-07");
    CHECK(text_of<types::date>(first_day) == "4714-11-24 BC");
    CHECK(text_of<types::date>(last_day) == "5874897-12-31");
    CHECK(text_of<types::date>(sys_days::max()) == "infinity");
    CHECK(text_of<types::date>(sys_days::min()) == "-infinity");
    CHECK(binary_of<types::date>(sys_days{2000y / 1 / 2}) == bytes("00000001"));
    CHECK(binary_of<types::date>(sys_days::max()) == bytes("7fffffff"));
    CHECK(binary_of<types::date>(sys_days::min()) == bytes("80000000"));
}

TEST_CASE("a day that the server does not have is refused") {
    const std::string sentence = "date: a day is infinite or from 4714-11-24 BC to 5874897-12-31";
    CHECK(refusal([] { text_of<types::date>(first_day - chrono::days{1}); }) == sentence);
    CHECK(refusal([] { text_of<types::date>(last_day + chrono::days{1}); }) == sentence);
    CHECK(refusal([] { binary_of<types::date>(last_day + chrono::days{1}); }) == sentence);
    CHECK(refusal([] { text_of<types::date>(2026y / 2 / 30); }) ==
          "date: the year_month_day names no day of the calendar");
    CHECK(refuses_texts<types::date>("date: ", {"",
                                                "2026-11-2",
                                                "2026-1-22",
                                                "226-11-22",
                                                "2026-13-01",
                                                "2026-00-01",
                                                "2026-02-29",
                                                "2026-11-31",
                                                "2026-11-00",
                                                "0000-01-01",
                                                "0000-01-01 BC",
                                                "2026/11/22",
                                                "22-11-2026",
                                                "2026-11-22 ",
                                                " 2026-11-22",
                                                "2026-11-22 AD",
                                                "2026-11-22 BCE",
                                                "2026-11-22BC",
                                                "-2026-11-22",
                                                "4714-11-23 BC",
                                                "5874898-01-01",
                                                "9999999-01-01",
                                                "12345678-01-01",
                                                "Infinity",
                                                "infinity BC",
                                                "2026-11-22 00:00:00",
                                                "4713-02-30 BC"}));
    CHECK(refuses_binaries<types::date>("date: ", {"", bytes("000001"), bytes("80000001"), bytes("7ffffffe")}));
}

TEST_CASE("times come back as they were") {
    check_times<types::timestamp>();
    check_times<types::timestamptz>();
}

TEST_CASE("a time is written as the server writes it") {
    constexpr sys_days day{2026y / 11 / 22};
    constexpr chrono::local_days local_day{2026y / 11 / 22};
    CHECK(text_of<types::timestamptz>(day + 10h + 11min + 12s + 123'456us) == "2026-11-22 10:11:12.123456+00");
    CHECK(text_of<types::timestamp>(local_day + 10h + 11min + 12s + 123'456us) == "2026-11-22 10:11:12.123456");
    CHECK(text_of<types::timestamp>(local_day + 1us) == "2026-11-22 00:00:00.000001");
    CHECK(text_of<types::timestamp>(local_day + 500ms) == "2026-11-22 00:00:00.5");
    CHECK(text_of<types::timestamp>(local_day) == "2026-11-22 00:00:00");
    CHECK(text_of<types::timestamptz>(day) == "2026-11-22 00:00:00+00");
    CHECK(text_of<types::timestamptz>(instant{-1us}) == "1969-12-31 23:59:59.999999+00");
    CHECK(text_of<types::timestamptz>(sys_days{chrono::year{-43} / 3 / 15} + 12h) == "0044-03-15 12:00:00+00 BC");
    CHECK(text_of<types::timestamptz>(first_instant) == "4714-11-24 00:00:00+00 BC");
    CHECK(text_of<types::timestamptz>(instant::max() - 1us) == "294247-01-10 04:00:54.775806+00");
}

TEST_CASE("a time of coarser units keeps its value") {
    using seconds_32 = chrono::duration<std::int32_t>;
    // the end of a narrow count is a time like any other
    CHECK(text_of<types::timestamptz>(sys_time<seconds_32>::max()) == "2038-01-19 03:14:07+00");
    CHECK(text_of<types::timestamptz>(sys_days::max()) == "infinity");
    CHECK(text_of<types::timestamptz>(sys_days::min()) == "-infinity");
    CHECK(text_of<types::timestamp>(chrono::local_seconds::max()) == "infinity");
    CHECK(
        refusal([] { text_of<types::timestamptz>(sys_days{chrono::days{106'751'992}}); }).starts_with("timestamptz: "));
    CHECK(refusal([] { text_of<types::timestamptz>(sys_days::max() - chrono::days{1}); }).starts_with("timestamptz: "));
    CHECK(refusal([] { text_of<types::timestamptz>(sys_days::min() + chrono::days{1}); }).starts_with("timestamptz: "));
    CHECK(refusal([] { text_of<types::timestamptz>(chrono::sys_seconds::max() - 1s); }).starts_with("timestamptz: "));
}

TEST_CASE("an offset is taken into account") {
    const instant noon = sys_days{2026y / 11 / 22} + 12h;
    CHECK(at("2026-11-22 12:00:00+00") == noon);
    CHECK(at("2026-11-22 14:00:00+02") == noon);
    CHECK(at("2026-11-22 08:30:00-03:30") == noon);
    CHECK(at("2026-11-22 12:19:32+00:19:32") == noon);
    CHECK(at("2026-11-23 03:59:59+15:59:59") == noon);
    CHECK(at("2026-11-21 20:00:01-15:59:59") == noon);
    CHECK(at("2026-11-22T12:00:00+00:00") == noon);
    CHECK(at("0001-12-31 23:00:00-01 BC") == sys_days{1y / 1 / 1});
    CHECK(at("0001-01-01 00:00:00.25+01") == sys_days{chrono::year{0} / 12 / 31} + 23h + 250ms);
}

TEST_CASE("a text that is not a time is refused") {
    const auto texts = {"",
                        "2026-11-22",
                        "2026-11-22 ",
                        "2026-11-22 10:11",
                        "2026-11-22 10:11:12.",
                        "2026-11-22 10:11:12.1234567",
                        "2026-11-22 24:00:00",
                        "2026-11-22 10:60:00",
                        "2026-11-22 10:11:60",
                        "2026-02-29 10:11:12",
                        "2026-11-22_10:11:12",
                        "2026-11-22 1:11:12",
                        "0000-11-22 10:11:12",
                        "Infinity",
                        "now"};
    for (const std::string text : texts) {
        CHECK(refuses_texts<types::timestamp>("timestamp: ", {text}));
        CHECK(refuses_texts<types::timestamptz>("timestamptz: ", {text, text + "+00"}));
    }
    CHECK(refuses_texts<types::timestamp>(
        "timestamp: ", {"2026-11-22 10:11:12+00", "4714-11-23 23:59:59 BC", "294247-01-10 04:00:54.775807",
                        "294276-12-31 23:59:59.999999"}));
    CHECK(refuses_texts<types::timestamptz>(
        "timestamptz: ",
        {"2026-11-22 10:11:12", "2026-11-22 10:11:12+0", "2026-11-22 10:11:12+0000", "2026-11-22 10:11:12+00:60",
         "2026-11-22 10:11:12Z", "2026-11-22 10:11:12 +00", "2026-11-22 10:11:12 BC+00",
         "2026-11-22 10:11:12+00:00:00:00", "294276-12-31 23:59:59.999999+00"}));
}

TEST_CASE("a time as nearly all are is read as any other") {
    // With a T in the middle it is read the long way.
    const auto read = [](std::string text, char middle) -> std::string {
        text[10] = middle;
        try {
            return std::to_string(types::timestamptz::read(text).time_since_epoch().count());
        } catch (const virga::value_error& problem) {
            return problem.what();
        }
    };
    for (const std::string good :
         {"2024-02-29 12:34:56.123456+00", "2024-02-29 12:34:56.7+00", "0001-01-01 00:00:00+00", "9999-12-31 23:59:59+00"}) {
        CHECK(read(good, ' ') == read(good, 'T'));
        CHECK(read(good, ' ').find(' ') == std::string::npos);
        for (std::size_t at = 0; at != good.size(); ++at) {
            if (at == 10) continue;
            for (const char c : std::string_view{"0123456789:;/-+. TBC\0\x7f\xff", 23}) {
                std::string changed = good;
                changed[at] = c;
                INFO(changed);
                CHECK(read(changed, ' ') == read(changed, 'T'));
            }
            const std::string shorter = good.substr(0, at) + good.substr(at + 1);
            if (at > 10) CHECK(read(shorter, ' ') == read(shorter, 'T'));
        }
    }
}

TEST_CASE("a date or time in another DateStyle is refused") {
    CHECK(refuses_texts<types::date>("date: ", {"22/11/2026", "11/22/2026", "11-22-2026", "22-11-2026", "22.11.2026", "20261122"}));
    CHECK(refuses_texts<types::timestamp>("timestamp: ",
                                          {"22/11/2026 10:11:12.5", "11/22/2026 10:11:12.5", "Sun Nov 22 10:11:12.5 2026",
                                           "Sun 22 Nov 10:11:12.5 2026", "22.11.2026 10:11:12.5"}));
    CHECK(refuses_texts<types::timestamptz>(
        "timestamptz: ", {"22/11/2026 10:11:12.5 UTC", "11/22/2026 10:11:12.5 IST", "Sun Nov 22 10:11:12.5 2026 UTC",
                          "Sun 22 Nov 10:11:12.5 2026 CET", "22.11.2026 10:11:12.5 UTC"}));
}

TEST_CASE("dates and times as texts") {
    using virga::to_string;
    using namespace std::chrono;
    CHECK(to_string(sys_days{2026y / 11 / 30}) == "2026-11-30");
    CHECK(to_string(2026y / November / 30) == "2026-11-30");
    CHECK(to_string(sys_days::max()) == "infinity");
    CHECK(to_string(8h + 15min + 500ms) == "08:15:00.5");
    CHECK(to_string(24h) == "24:00:00");
    CHECK_THROWS_AS(to_string(-1s), virga::value_error);
    CHECK(to_string(instant{sys_days{2026y / 11 / 30}} + 8h + 500ms) == "2026-11-30 08:00:00.5+00");
    CHECK(to_string(sys_seconds{3s}) == "1970-01-01 00:00:03+00");
    CHECK(to_string(wall_clock{90min}) == "1970-01-01 01:30:00");
    CHECK(to_string(virga::interval{.months = 1, .days = -2, .microseconds = 3h}) == "+1 mons -2 days +03:00:00");
    CHECK(to_string(virga::timetz{.time = 8h, .offset = 1h}) == "08:00:00+01");
    CHECK_THROWS_AS(to_string(2026y / February / 30), virga::value_error);
}
