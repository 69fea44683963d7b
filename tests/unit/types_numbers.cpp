// tests/unit/types_numbers.cpp: smallint, integer, bigint, real, double precision and boolean.
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <virga/types/bigint.hpp>
#include <virga/types/boolean.hpp>
#include <virga/types/double_precision.hpp>
#include <virga/types/integer.hpp>
#include <virga/types/real.hpp>
#include <virga/types/smallint.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
namespace types = virga::types;

namespace {

enum unscoped { red };
enum class scoped { blue };

static_assert(types::smallint::spelling.view() == "smallint" and types::smallint::oid == 21);
static_assert(types::integer::spelling.view() == "integer" and types::integer::oid == 23);
static_assert(types::bigint::spelling.view() == "bigint" and types::bigint::oid == 20);
static_assert(types::double_precision::spelling.view() == "double precision");

// any width may be passed, for the value is checked; what is no number may not
static_assert(types::smallint::accepts<std::int64_t> and types::smallint::accepts<std::uint64_t>);
static_assert(types::integer::accepts<std::int8_t> and types::integer::accepts<std::uint8_t>);
static_assert(types::bigint::accepts<unsigned long long> and types::bigint::accepts<long>);
static_assert(not types::integer::accepts<bool> and not types::integer::accepts<char> and not types::integer::accepts<char8_t>);
static_assert(not types::integer::accepts<wchar_t> and not types::integer::accepts<char16_t>);
static_assert(not types::integer::accepts<double> and not types::integer::accepts<unscoped> and
              not types::integer::accepts<scoped>);
static_assert(not types::integer::accepts<std::nullptr_t> and not types::integer::accepts<int*>);

// a range can be checked by the compiler
static_assert(types::integer::convert(2'147'483'647LL) == 2'147'483'647);
static_assert(types::smallint::convert(-32'768) == -32'768);
static_assert(types::bigint::convert(std::uint8_t{200}) == 200);

static_assert(types::double_precision::accepts<double> and types::double_precision::accepts<float>);
static_assert(types::double_precision::accepts<std::int32_t> and types::double_precision::accepts<std::uint32_t>);
static_assert(not types::double_precision::accepts<std::int64_t> and not types::double_precision::accepts<long double>);
static_assert(types::real::accepts<float> and types::real::accepts<std::int16_t> and types::real::accepts<std::uint16_t>);
static_assert(not types::real::accepts<double> and not types::real::accepts<std::int32_t> and not types::real::accepts<bool>);

static_assert(types::boolean::accepts<bool> and not types::boolean::accepts<int> and not types::boolean::accepts<const char*>);

template <class Type>
void check_whole_number() {
    using value_type = typename Type::value_type;
    using limits = std::numeric_limits<value_type>;
    std::mt19937_64 random{20'261'122};
    for (const value_type value : {limits::min(), limits::max(), value_type{-1}, value_type{0}, value_type{1}})
        CHECK(survives<Type>(value));
    for (int i = 0; i != 1000; ++i) CHECK(survives<Type>(static_cast<value_type>(random() >> (random() % 64))));
    CHECK(text_of<Type>(limits::min()) == std::to_string(limits::min()));
    CHECK(binary_of<Type>(limits::max()).size() == sizeof(value_type));
}

/// Equal, or both NaN; a negative zero stays one.
template <class Type>
bool same_bits(typename Type::value_type value) {
    const auto same = [value](typename Type::value_type read) {
        return value != value ? read != read : value == read and std::signbit(value) == std::signbit(read);
    };
    return same(Type::read(text_of<Type>(value))) and same(Type::read_binary(binary_of<Type>(value)));
}

template <class Type>
void check_floating_number() {
    using value_type = typename Type::value_type;
    using bits_type = typename Type::bits_type;
    using limits = std::numeric_limits<value_type>;
    for (const value_type value :
         {value_type{0}, -value_type{0}, value_type{1}, static_cast<value_type>(0.1), static_cast<value_type>(1e15),
          static_cast<value_type>(123'456'789), limits::min(), limits::max(), limits::lowest(), limits::denorm_min(),
          limits::epsilon(), limits::infinity(), -limits::infinity(), limits::quiet_NaN(), -limits::quiet_NaN()})
        CHECK(same_bits<Type>(value));
    std::mt19937_64 random{20'261'122};
    for (int i = 0; i != 2000; ++i) CHECK(same_bits<Type>(std::bit_cast<value_type>(static_cast<bits_type>(random()))));
    CHECK(text_of<Type>(limits::quiet_NaN()) == "NaN");
    CHECK(text_of<Type>(-limits::quiet_NaN()) == "NaN");
    CHECK(text_of<Type>(limits::infinity()) == "Infinity");
    CHECK(text_of<Type>(-limits::infinity()) == "-Infinity");
}
}  // namespace

TEST_CASE("whole numbers come back as they were") {
    check_whole_number<types::smallint>();
    check_whole_number<types::integer>();
    check_whole_number<types::bigint>();
    CHECK(binary_of<types::integer>(258) == bytes("00000102"));
    CHECK(binary_of<types::smallint>(std::int16_t{-2}) == bytes("fffe"));
    CHECK(types::integer::read("-0") == 0);
}

TEST_CASE("a whole number out of range is refused, and not shown") {
    const std::string sentence = "integer: a value is a whole number from -2147483648 to 2147483647";
    CHECK(refusal([] { text_of<types::integer>(3'000'000'000); }) == sentence);
    CHECK(refusal([] { text_of<types::integer>(-2'147'483'649); }) == sentence);
    CHECK(refusal([] { text_of<types::integer>(std::numeric_limits<std::uint64_t>::max()); }) == sentence);
    CHECK(refusal([] { text_of<types::smallint>(32'768); }).starts_with("smallint: "));
    CHECK(refusal([] { text_of<types::smallint>(std::uint16_t{40'000}); }).starts_with("smallint: "));
    CHECK(refusal([] { text_of<types::bigint>(std::uint64_t{1} << 63U); }).starts_with("bigint: "));
    CHECK(text_of<types::bigint>(std::uint64_t{7}) == "7");
    CHECK(text_of<types::smallint>(std::int8_t{-7}) == "-7");
}

TEST_CASE("a text that is not a whole number is refused") {
    const auto texts = {"", " ", "-", "+1", "1 ", " 1", "1.0", "1e3", "0x10", "abc", "99999999999999999999", "--1"};
    for (const std::string_view text : texts) {
        CHECK(refuses_texts<types::smallint>("smallint: ", {text}));
        CHECK(refuses_texts<types::integer>("integer: ", {text}));
        CHECK(refuses_texts<types::bigint>("bigint: ", {text}));
    }
    CHECK(refuses_texts<types::smallint>("smallint: ", {"32768", "-32769"}));
    CHECK(refuses_texts<types::integer>("integer: ", {"2147483648", "-2147483649"}));
    CHECK(refuses_texts<types::bigint>("bigint: ", {"9223372036854775808", "-9223372036854775809"}));
    CHECK(refuses_binaries<types::integer>("integer: ", {"", bytes("00"), bytes("0000000001")}));
}

TEST_CASE("floating-point numbers come back as they were") {
    check_floating_number<types::real>();
    check_floating_number<types::double_precision>();
    CHECK(text_of<types::double_precision>(0.1) == "0.1");
    CHECK(text_of<types::real>(0.1F) == "0.1");
    CHECK(text_of<types::double_precision>(0.1F) == "0.10000000149011612");
    CHECK(text_of<types::double_precision>(-42) == "-42");
    CHECK(text_of<types::real>(std::uint16_t{65'535}) == "65535");
    CHECK(text_of<types::double_precision>(-2.2250738585072014e-308) == "-2.2250738585072014e-308");
    CHECK(types::double_precision::read("1e+20") == 1e20);
    CHECK(binary_of<types::double_precision>(1.0) == bytes("3ff0000000000000"));
    CHECK(binary_of<types::real>(-2.0F) == bytes("c0000000"));
}

TEST_CASE("a text that is not a floating-point number is refused") {
    const auto texts = {"",     " ",      "1 ",  "+1",    "nan", "NAN",   "inf",    "infinity",
                        "-inf", "nan(1)", "1,5", "0x1p3", "e5",  "1e999", "-1e999", "1e-999"};
    for (const std::string_view text : texts) {
        CHECK(refuses_texts<types::real>("real: ", {text}));
        CHECK(refuses_texts<types::double_precision>("double precision: ", {text}));
    }
    CHECK(refuses_texts<types::real>("real: ", {"1e39", "1e-60"}));
    CHECK(refuses_binaries<types::real>("real: ", {"", bytes("3ff0000000000000")}));
}

TEST_CASE("booleans come back as they were") {
    CHECK(survives<types::boolean>(true));
    CHECK(survives<types::boolean>(false));
    CHECK(types::boolean::read("t"));
    CHECK(not types::boolean::read("f"));
    CHECK(text_of<types::boolean>(true) == "true");
    CHECK(binary_of<types::boolean>(true) == bytes("01"));
    CHECK(refuses_texts<types::boolean>("boolean: ", {"", "T", "yes", "1", "tr", "t "}));
    CHECK(refuses_binaries<types::boolean>("boolean: ", {"", bytes("0101")}));
}
