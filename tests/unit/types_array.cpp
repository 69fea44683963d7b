// tests/unit/types_array.cpp: arrays, and the concept that every type models.
#include <array>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <list>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <virga/types/types.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
namespace types = virga::types;

namespace {

using integers = types::array<types::integer>;
using texts = types::array<types::text>;
using booleans = types::array<types::boolean>;

static_assert(virga::column_type<integers> and virga::column_type<texts> and virga::column_type<booleans>);
static_assert(virga::column_type<types::array<types::bytea>> and virga::column_type<types::array<types::timestamptz>>);
static_assert(not virga::column_type<int> and not virga::column_type<std::string>);

static_assert(integers::spelling.view() == "integer[]" and integers::oid == 1007);
static_assert(types::array<types::varchar<20>>::spelling.view() == "varchar(20)[]");
static_assert(types::array<types::double_precision>::spelling.view() == "double precision[]");
static_assert(integers::category == virga::type_category::array);

static_assert(integers::accepts<std::vector<int>> and integers::accepts<std::array<long, 3>>);
static_assert(integers::accepts<std::span<const short>> and integers::accepts<std::initializer_list<int>>);
static_assert(integers::accepts<std::set<int>> and integers::accepts<std::list<int>>);
static_assert(integers::accepts<std::vector<std::optional<int>>>);
static_assert(not integers::accepts<std::vector<bool>> and not integers::accepts<std::vector<double>>);
static_assert(not integers::accepts<int> and not integers::accepts<std::string> and not integers::accepts<int*>);
static_assert(not integers::accepts<std::vector<std::vector<int>>> and not integers::accepts<std::map<int, int>>);
static_assert(not integers::accepts<std::vector<std::optional<std::optional<int>>>>);
static_assert(booleans::accepts<std::vector<bool>> and booleans::accepts<std::array<bool, 2>>);
static_assert(texts::accepts<std::vector<std::string>> and texts::accepts<std::vector<std::string_view>>);
static_assert(texts::accepts<std::vector<const char*>> and texts::accepts<std::array<std::optional<std::string>, 2>>);
static_assert(not texts::accepts<std::string> and not texts::accepts<std::string_view> and not texts::accepts<const char*>);
static_assert(types::array<types::bytea>::accepts<std::vector<std::vector<std::byte>>>);

const std::vector<std::string> awkward{
    "",       " ",    "null", "NULL",  "NuLL", "nulls",  "a,b",      "{}",         "{",         "}",   "\"",
    "\\",     "\\\"", "a b",  "\t",    "\n",   "\v\f\r", "'",        "plain",      "\xC3\xA9",  "[1]", "=",
    "a\"b\\", "()",   ";",    "NULL ", "\"\"", "\\\\",   "[0:1]={}", "trailing\\", "1,2,\"3\"", "-",   "\x01\x7F"};

/// Whether an array of optionals, one of them NULL, comes back.
template <class Element>
bool nullable_survives(typename Element::value_type value) {
    using type = types::array<Element>;
    const typename type::nullable_value_type values{std::nullopt, value, std::nullopt};
    return type::read_nullable(text_of<type>(values)) == values and
           type::read_nullable_binary(binary_of<type>(values)) == values;
}

template <class Element>
bool array_survives(typename Element::value_type one, typename Element::value_type other) {
    using type = types::array<Element>;
    return survives<type>({}) and survives<type>({one}) and survives<type>({one, other, one}) and
           nullable_survives<Element>(one);
}
}  // namespace

TEST_CASE("arrays of every type come back as they were") {
    namespace chrono = std::chrono;
    CHECK(array_survives<types::smallint>(-32'768, 7));
    CHECK(array_survives<types::integer>(-1, 2'147'483'647));
    CHECK(array_survives<types::bigint>(-1, 1LL << 62U));
    CHECK(array_survives<types::numeric<>>(virga::numeric{"-1.50"}, virga::numeric::nan()));
    CHECK(array_survives<types::real>(0.1F, 1e30F));
    CHECK(array_survives<types::double_precision>(-0.1, 1e300));
    CHECK(array_survives<types::boolean>(true, false));
    CHECK(array_survives<types::text>("", "NULL"));
    CHECK(array_survives<types::varchar<5>>("a,\"b\"", "\\"));
    CHECK(array_survives<types::uuid>({}, virga::parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8")));
    CHECK(array_survives<types::date>(chrono::sys_days{}, chrono::sys_days::max()));
    CHECK(array_survives<types::timestamp>({}, chrono::local_time<chrono::microseconds>::min()));
    CHECK(array_survives<types::timestamptz>({}, chrono::sys_time<chrono::microseconds>{chrono::microseconds{-1}}));
    CHECK(array_survives<types::jsonb>(virga::json{}, virga::json{R"({"a": [1, "\"\\"]})"}));
    CHECK(array_survives<types::bytea>({}, {std::byte{0}, std::byte{255}}));
}

TEST_CASE("any text survives an array") {
    CHECK(survives<texts>(awkward));
    for (const std::string& text : awkward) CHECK(survives<texts>({text}));
    std::mt19937_64 random{20'261'122};
    constexpr std::string_view alphabet = "\"\\{}, \tNUL\nab";
    for (int i = 0; i != 3000; ++i) {
        std::vector<std::string> values(random() % 4);
        for (std::string& value : values)
            for (std::size_t size = random() % 6; size != 0; --size)
                value.push_back(alphabet[random() % alphabet.size()]);
        CHECK(survives<texts>(values));
    }
}

TEST_CASE("an array is written as the server writes it") {
    CHECK(text_of<integers>(std::vector<int>{}) == "{}");
    CHECK(text_of<integers>(std::array{1L, -2L}) == "{1,-2}");
    CHECK(text_of<integers>(std::vector<std::optional<int>>{1, std::nullopt}) == "{1,NULL}");
    CHECK(text_of<integers>(std::initializer_list<short>{1, 2}) == "{1,2}");
    CHECK(text_of<booleans>(std::vector<bool>{true, false}) == "{true,false}");
    CHECK(text_of<texts>(std::vector<std::string_view>{"a", "", "null", "b c", "d\"e", "f\\g", "x,y"}) ==
          R"({a,"","null","b c","d\"e","f\\g","x,y"})");
    CHECK(text_of<texts>(std::vector<const char*>{"{}"}) == R"({"{}"})");
    CHECK(text_of<types::array<types::bytea>>(std::vector<std::vector<std::byte>>{{std::byte{1}}}) == R"({"\\x01"})");
    CHECK(binary_of<integers>(std::vector<std::int32_t>{7}) ==
          bytes("00000001 00000000 00000017 00000001 00000001 00000004 00000007"));
    CHECK(binary_of<integers>(std::vector<std::int32_t>{}) == bytes("00000000 00000000 00000017"));
    CHECK(binary_of<integers>(std::vector<std::optional<std::int32_t>>{std::nullopt}) ==
          bytes("00000001 00000001 00000017 00000001 00000001 ffffffff"));
}

TEST_CASE("an array may begin at another index") {
    CHECK(integers::read("[0:1]={1,2}") == std::vector{1, 2});
    CHECK(integers::read("[-5:-5]={7}") == std::vector{7});
    CHECK(integers::read_binary(bytes("00000001 00000000 00000017 00000001 fffffffb 00000004 00000007")) ==
          std::vector{7});
}

TEST_CASE("an element out of range is refused when an array is written") {
    CHECK(refusal([] { text_of<integers>(std::vector{1LL << 40U}); }).starts_with("integer: "));
    CHECK(refusal([] { text_of<texts>(std::vector{std::string(1, '\0')}); }).starts_with("text: "));
}

TEST_CASE("a NULL in an array needs optionals") {
    const std::string sentence = "integer[]: the array holds a NULL; its elements must be read as std::optional";
    CHECK(refusal([] { (void)integers::read("{1,NULL}"); }) == sentence);
    CHECK(refusal([] {
              (void)integers::read_binary(bytes("00000001 00000001 00000017 00000001 00000001 ffffffff"));
          }) == sentence);
    CHECK(integers::read_nullable("{NULL,null,2}") == std::vector<std::optional<int>>{{}, {}, 2});
    CHECK(texts::read(R"({"NULL"})") == std::vector<std::string>{"NULL"});
}

TEST_CASE("a text that is not an array of one dimension is refused") {
    CHECK(refuses_texts<integers>(
        "array: ",
        {"",          "{",         "}",       "1",         "{1",         "{1,}",  "{,1}",   "{,}",      "{1}}",
         "{1} ",      " {1}",      "{}{",     "{\"1\"2}",  "{1\"2\"}",   "{\"1}", "{\"1\\", "{\"1\\\"", "[0:1]",
         "[0:1]={1}", "[1:0]={1}", "[0]={1}", "[a:b]={1}", "[0:1={1,2}", "{1}x",  "{\\1}",  "{,"}));
    CHECK(refusal([] { (void)integers::read("{{1,2},{3,4}}"); }) == "array: the array has more than one dimension");
    CHECK(refusal([] { (void)integers::read("[1:1][1:1]={{1}}"); }) == "array: the array has more than one dimension");
    CHECK(refuses_texts<integers>("integer: ", {"{a}", "{1, 2}", "{\"\"}", "{3000000000}"}));
    CHECK(refuses_binaries<integers>(
        "array: ",
        {"", bytes("00000000 00000000"), bytes("00000000 00000000 00000014"), bytes("00000000 00000000 00000017 00"),
         bytes("00000002 00000000 00000017 00000001 00000001 00000001 00000001 00000004 00000007"),
         bytes("ffffffff 00000000 00000017"), bytes("00000001 00000000 00000017 ffffffff 00000001"),
         bytes("00000001 00000000 00000017 7fffffff 00000001"),
         bytes("00000001 00000000 00000017 00000001 00000001 00000005 00000007"),
         bytes("00000001 00000000 00000017 00000001 00000001 fffffffe"),
         bytes("00000001 00000000 00000017 00000001 00000001 00000004 00000007 00")}));
}
