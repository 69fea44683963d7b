// tests/unit/types_numeric.cpp: numeric.
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <virga/types/numeric.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
namespace types = virga::types;
using virga::numeric;

namespace {

static_assert(types::numeric<>::spelling.view() == "numeric");
static_assert(types::numeric<10>::spelling.view() == "numeric(10)");
static_assert(types::numeric<10, 2>::spelling.view() == "numeric(10,2)");
static_assert(types::numeric<1000, -3>::spelling.view() == "numeric(1000,-3)");

static_assert(types::numeric<>::accepts<numeric> and types::numeric<>::accepts<int>);
static_assert(types::numeric<>::accepts<std::uint64_t> and types::numeric<>::accepts<std::int8_t>);
static_assert(not types::numeric<>::accepts<double> and not types::numeric<>::accepts<float>);
static_assert(not types::numeric<>::accepts<bool> and not types::numeric<>::accepts<char>);
static_assert(not types::numeric<>::accepts<const char*> and not types::numeric<>::accepts<std::string>);

static_assert(std::convertible_to<int, numeric> and std::convertible_to<std::uint64_t, numeric>);
static_assert(not std::constructible_from<numeric, double> and not std::constructible_from<numeric, float>);
static_assert(not std::constructible_from<numeric, bool> and not std::constructible_from<numeric, char>);
static_assert(std::constructible_from<numeric, std::string_view> and not std::convertible_to<std::string_view, numeric>);

numeric operator""_n(const char* text, std::size_t size) { return numeric{std::string_view{text, size}}; }

/// The value and the scale come back; equality sees only the value.
bool survives_with_its_scale(const numeric& value) {
    return types::numeric<>::read(text_of<types::numeric<>>(value)).to_string() == value.to_string() and
           types::numeric<>::read_binary(binary_of<types::numeric<>>(value)).to_string() == value.to_string();
}

std::string random_decimal(std::mt19937_64& random) {
    std::string text{random() % 2 == 0 ? "-" : ""};
    const auto append_digits = [&](std::size_t size) {
        for (std::size_t i = 0; i != size; ++i)
            text.push_back(random() % 3 == 0 ? '0' : static_cast<char>('0' + random() % 10));
    };
    append_digits(random() % 20);
    if (text.empty() or text == "-") text.push_back('0');
    if (random() % 3 != 0) {
        text.push_back('.');
        append_digits(1 + random() % 20);
    }
    return text;
}
}  // namespace

TEST_CASE("numeric is made of integers and texts") {
    CHECK(numeric{}.to_string() == "0");
    CHECK(numeric{-7}.to_string() == "-7");
    CHECK(numeric{std::numeric_limits<std::int64_t>::min()}.to_string() == "-9223372036854775808");
    CHECK(numeric{std::numeric_limits<std::uint64_t>::max()}.to_string() == "18446744073709551615");
    CHECK("1.50"_n.to_string() == "1.50");
    CHECK("1.50"_n.scale() == 2);
    CHECK("+0012.0"_n.to_string() == "12.0");
    CHECK(".5"_n.to_string() == "0.5");
    CHECK("5."_n.to_string() == "5");
    CHECK("-0"_n.to_string() == "0");
    CHECK("-0.00"_n.to_string() == "0.00");
    CHECK("-0.01"_n.to_string() == "-0.01");
    CHECK("000"_n.to_string() == "0");
    for (const auto* nan : {"NaN", "nan", "NAN"}) CHECK(numeric{nan}.is_nan());
    for (const auto* infinity : {"Infinity", "inf", "+Inf", "+INFINITY"})
        CHECK(numeric{infinity} == numeric::infinity());
    for (const auto* infinity : {"-Infinity", "-inf"}) CHECK(numeric{infinity} == numeric::negative_infinity());
    CHECK(numeric::nan().to_string() == "NaN");
    CHECK(numeric::negative_infinity().to_string() == "-Infinity");
    CHECK(numeric::negative_infinity().is_negative());
    CHECK(to_string("-1.5"_n) == "-1.5");
}

TEST_CASE("numeric reads exponents as the server does") {
    CHECK("1e3"_n.to_string() == "1000");
    CHECK("1.50e1"_n.to_string() == "15.0");
    CHECK("1.5E+1"_n.to_string() == "15");
    CHECK("15e-1"_n.to_string() == "1.5");
    CHECK("15e-4"_n.to_string() == "0.0015");
    CHECK("-1.25e-2"_n.to_string() == "-0.0125");
    CHECK("-0e5"_n.to_string() == "0");
    CHECK("0.001e2"_n.to_string() == "0.1");
    CHECK("1e0"_n.to_string() == "1");
    CHECK("1e131071"_n.to_string().size() == 131'072);
    CHECK("1e-16383"_n.scale() == 16'383);
}

TEST_CASE("a text that is not a decimal number is refused") {
    CHECK(refuses_texts<types::numeric<>>("numeric: ", {"",
                                                        " ",
                                                        "-",
                                                        "+",
                                                        ".",
                                                        "-.",
                                                        "1 ",
                                                        " 1",
                                                        "1..2",
                                                        "1.2.3",
                                                        "1e",
                                                        "1e+",
                                                        "e5",
                                                        ".e5",
                                                        "1,5",
                                                        "0x10",
                                                        "1_000",
                                                        "--1",
                                                        "+-1",
                                                        "-nan",
                                                        "+nan",
                                                        "infinit",
                                                        "infinityy",
                                                        "in",
                                                        "1e5x",
                                                        "abc",
                                                        "1e131072",
                                                        "1e-16384",
                                                        "1e99999999999999999999",
                                                        "1e-99999999999999999999"}));
    CHECK(refuses_texts<types::numeric<>>("numeric: ", {std::string(131'073, '1'), "0." + std::string(16'384, '0')}));
    CHECK(refusal([] { (void)numeric{"12.5 euros"}; }) == "numeric: the text is not a decimal number");
}

TEST_CASE("numeric is ordered by value, NaN last") {
    const std::vector<std::vector<numeric>> ascending{
        {numeric::negative_infinity()},
        {"-100"_n, "-1e2"_n},
        {"-99.99"_n},
        {"-1.51"_n},
        {"-1.5"_n, "-1.50"_n},
        {"-1.05"_n},
        {"-0.001"_n},
        {0, "0.00"_n, "-0"_n},
        {"0.001"_n},
        {"0.5"_n},
        {1, "1.0"_n, "1.000"_n},
        {"1.05"_n},
        {"1.5"_n, "1.50"_n},
        {"9.9"_n},
        {10},
        {"1e100"_n},
        {numeric::infinity()},
        {numeric::nan(), "nan"_n},
    };
    for (std::size_t i = 0; i != ascending.size(); ++i)
        for (std::size_t j = 0; j != ascending.size(); ++j)
            for (const auto& left : ascending[i])
                for (const auto& right : ascending[j]) {
                    CHECK((left < right) == (i < j));
                    CHECK((left == right) == (i == j));
                    CHECK((left > right) == (i > j));
                }
    CHECK("1.5"_n == "1.50"_n);
    CHECK(numeric{3} == 3);
    CHECK("2.5"_n < 3);
}

TEST_CASE("numeric becomes the nearest double") {
    CHECK("0.1"_n.to_double() == 0.1);
    CHECK("-12.50"_n.to_double() == -12.5);
    CHECK(numeric::infinity().to_double() == std::numeric_limits<double>::infinity());
    CHECK(numeric::negative_infinity().to_double() == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(numeric::nan().to_double()));
    CHECK("1e400"_n.to_double() == std::numeric_limits<double>::infinity());
    CHECK("-1e400"_n.to_double() == -std::numeric_limits<double>::infinity());
    CHECK("1e-400"_n.to_double() == 0.0);
}

TEST_CASE("numeric comes back with its scale") {
    for (const auto* text : {"0",          "0.0",         "0.0000",
                             "0.00000",    "1",           "-1",
                             "10",         "9999",        "10000",
                             "10001",      "99990000",    "100000000",
                             "0.1",        "0.0001",      "0.00001",
                             "1.0001",     "12345.67890", "-12345678901234567890.123456789012345678901234567890",
                             "10000.0000", "1.00000000",  "NaN",
                             "Infinity",   "-Infinity",   "0.00000000000000000001"})
        CHECK(survives_with_its_scale(numeric{text}));
    CHECK(survives_with_its_scale("1e131071"_n));
    CHECK(survives_with_its_scale("-1e-16383"_n));
    CHECK(survives_with_its_scale(numeric{std::string(131'072, '9') + "." + std::string(16'383, '9')}));
    std::mt19937_64 random{20'261'122};
    for (int i = 0; i != 5000; ++i) CHECK(survives_with_its_scale(numeric{random_decimal(random)}));
}

TEST_CASE("numeric in binary is what the server sends") {
    CHECK(binary_of<types::numeric<>>(numeric{0}) == bytes("0000 0000 0000 0000"));
    CHECK(binary_of<types::numeric<>>("0.00"_n) == bytes("0000 0000 0000 0002"));
    CHECK(binary_of<types::numeric<>>("-12345.678"_n) == bytes("0003 0001 4000 0003 0001 0929 1a7c"));
    CHECK(binary_of<types::numeric<>>("0.0001"_n) == bytes("0001 ffff 0000 0004 0001"));
    CHECK(binary_of<types::numeric<>>(10'000) == bytes("0001 0001 0000 0000 0001"));
    CHECK(binary_of<types::numeric<>>(numeric::nan()) == bytes("0000 0000 c000 0000"));
    CHECK(binary_of<types::numeric<>>(numeric::infinity()) == bytes("0000 0000 d000 0000"));
    CHECK(binary_of<types::numeric<>>(numeric::negative_infinity()) == bytes("0000 0000 f000 0000"));
    CHECK(types::numeric<>::read_binary(bytes("0000 0000 d000 0020")) == numeric::infinity());
    CHECK(refuses_binaries<types::numeric<>>(
        "numeric: ", {"", bytes("0000 0000 0000"), bytes("0001 0000 0000 0000"), bytes("0000 0000 0000 0000 0001"),
                      bytes("0000 0000 1234 0000"), bytes("0001 0000 0000 0000 2710"),
                      bytes("0001 0000 0000 0000 ffff"), bytes("0000 0000 0000 4000")}));
}

TEST_CASE("numeric keeps a text as the server prints it and mends any other") {
    const auto same = {"0", "7", "10", "-7", "0.0", "0.05", "120.50", "-12.5", "-0.5", "NaN", "Infinity", "-Infinity"};
    for (const std::string text : same) CHECK(numeric{text}.to_string() == text);
    CHECK(numeric{std::string(70, '1') + ".5"}.to_string() == std::string(70, '1') + ".5");
    for (const auto& [given, mended] : {std::pair{"00", "0"},
                                        {"007", "7"},
                                        {"-0", "0"},
                                        {"-0.00", "0.00"},
                                        {"-00.5", "-0.5"},
                                        {"1.", "1"},
                                        {".5", "0.5"},
                                        {"+1", "1"},
                                        {"1e2", "100"}}) {
        CHECK(numeric{std::string_view{given}}.to_string() == mended);
    }
}
