// tests/unit/numeric_arithmetic.cpp: sums, differences and products of numeric.
#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <string_view>

#include <virga.hpp>  // first: it has a numeric of its own among the types
#include <virga/types/numeric_arithmetic.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
using virga::numeric;

namespace {
std::string sum(std::string_view left, std::string_view right) { return (numeric{left} + numeric{right}).to_string(); }
std::string difference(std::string_view left, std::string_view right) { return (numeric{left} - numeric{right}).to_string(); }
std::string product(std::string_view left, std::string_view right) { return (numeric{left} * numeric{right}).to_string(); }
}  // namespace

TEST_CASE("sums and differences are exact and have the greater scale") {
    CHECK(sum("0.1", "0.2") == "0.3");
    CHECK(sum("1.50", "1.5") == "3.00");
    CHECK(sum("999999999", "1") == "1000000000");
    CHECK(sum("-5", "3.25") == "-1.75");
    CHECK(sum("5", "-3.25") == "1.75");
    CHECK(sum("-0.001", "0.001") == "0.000");
    CHECK(difference("1", "0.999999999999999999999") == "0.000000000000000000001");
    CHECK(difference("0.0", "0.00") == "0.00");
    CHECK(difference("1000000000000000000", "1") == "999999999999999999");
    CHECK((-numeric{"1.50"}).to_string() == "-1.50");
    CHECK((-numeric{"-1.50"}).to_string() == "1.50");
    CHECK((-numeric{"0.00"}).to_string() == "0.00");
}

TEST_CASE("products are exact and have the sum of the scales") {
    CHECK(product("1.50", "2.0") == "3.000");
    CHECK(product("-0.05", "0.5") == "-0.025");
    CHECK(product("-1.5", "-2") == "3.0");
    CHECK(product("-1.5", "0.0") == "0.00");
    CHECK(product("999999999999999999", "999999999999999999") == "999999999999999998000000000000000001");
    CHECK(product("0.000000001", "0.000000001") == "0.000000000000000001");
}

TEST_CASE("what is not finite calculates as at the server") {
    CHECK(sum("NaN", "1") == "NaN");
    CHECK(sum("Infinity", "-1e9") == "Infinity");
    CHECK(sum("Infinity", "Infinity") == "Infinity");
    CHECK(sum("Infinity", "-Infinity") == "NaN");
    CHECK(difference("Infinity", "Infinity") == "NaN");
    CHECK(difference("1", "Infinity") == "-Infinity");
    CHECK(product("Infinity", "-0.5") == "-Infinity");
    CHECK(product("-Infinity", "-Infinity") == "Infinity");
    CHECK(product("Infinity", "0.00") == "NaN");
    CHECK(product("NaN", "0") == "NaN");
    CHECK((-numeric::nan()).is_nan());
    CHECK((-numeric::infinity()).to_string() == "-Infinity");
}

TEST_CASE("numbers calculate and compare with whole ones") {
    const numeric price{"19.90"};
    CHECK((price * 3).to_string() == "59.70");
    CHECK((3 * price).to_string() == "59.70");
    CHECK((price + 1 - 20).to_string() == "0.90");
    CHECK(price < 20);
    CHECK(19 < price);
    CHECK(price != 19);
    CHECK(numeric{"20.00"} == 20);
    CHECK(20 == numeric{"20.00"});
    CHECK(price >= std::int64_t{-5});
    numeric total;
    for (int i = 0; i != 10; ++i) total += numeric{"0.1"};
    CHECK(total == 1);
    total -= 1;
    total *= price;
    CHECK(total == 0);
}

TEST_CASE("a number that PostgreSQL could not keep is refused") {
    const numeric longest{std::string(131'072, '9')};
    CHECK(refusal([&] { (void)(longest + 1); }).find("131072 digits before the point") != std::string::npos);
    CHECK(refusal([&] { (void)(longest * 10); }).find("131072 digits before the point") != std::string::npos);
    const numeric least{"0." + std::string(16'382, '0') + "1"};
    CHECK((least + least).scale() == 16'383);
    CHECK(refusal([&] { (void)(least * least); }).find("which PostgreSQL would round") != std::string::npos);
    CHECK((longest - longest).to_string() == "0");
}

TEST_CASE("whole numbers calculate as those of the machine") {
    std::mt19937_64 random{20'261'129};
    std::uniform_int_distribution<std::int64_t> any{-3'000'000'000, 3'000'000'000};
    for (int i = 0; i != 2000; ++i) {
        const std::int64_t left = any(random), right = any(random);
        CHECK(numeric{left} + numeric{right} == left + right);
        CHECK(numeric{left} - numeric{right} == left - right);
        CHECK(numeric{left} * numeric{right} == left * right);
    }
}

TEST_CASE("a number is written to a stream") {
    std::ostringstream stream;
    stream << numeric{"-12.50"} << ' ' << numeric::nan();
    CHECK(stream.str() == "-12.50 NaN");
}
