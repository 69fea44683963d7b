// tests/unit/types_text.cpp: text, varchar, uuid, jsonb and bytea.
#include <array>
#include <cstddef>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <virga/types/bytea.hpp>
#include <virga/types/jsonb.hpp>
#include <virga/types/text.hpp>
#include <virga/types/uuid.hpp>
#include <virga/types/varchar.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
using namespace std::string_view_literals;
namespace types = virga::types;

namespace {

struct converts {
    operator std::string_view() const { return "converted"; }
};

static_assert(types::text::accepts<std::string> and types::text::accepts<std::string_view>);
static_assert(types::text::accepts<const char*> and types::text::accepts<char*> and types::text::accepts<converts>);
static_assert(not types::text::accepts<std::nullptr_t> and not types::text::accepts<char> and not types::text::accepts<int>);
static_assert(not types::text::accepts<virga::json> and not types::text::accepts<std::vector<std::byte>>);
static_assert(not types::text::accepts<std::wstring> and not types::text::accepts<std::u8string>);

static_assert(types::varchar<>::spelling.view() == "varchar");
static_assert(types::varchar<1>::spelling.view() == "varchar(1)");
static_assert(types::varchar<10'485'760>::spelling.view() == "varchar(10485760)");
static_assert(types::varchar<2>::fits("ab") and not types::varchar<2>::fits("abc"));
static_assert(types::varchar<2>::fits("\xC3\xA9\xF0\x9F\x98\x80"));  // two characters, six bytes
static_assert(types::varchar<>::fits("of any length"));
static_assert(types::varchar<20>::accepts<const char*> and not types::varchar<20>::accepts<std::nullptr_t>);

static_assert(types::uuid::accepts<virga::uuid> and not types::uuid::accepts<std::string>);
static_assert(types::jsonb::accepts<virga::json> and not types::jsonb::accepts<std::string>);
static_assert(types::bytea::accepts<std::vector<std::byte>> and types::bytea::accepts<std::vector<unsigned char>>);
static_assert(types::bytea::accepts<std::array<std::byte, 4>> and types::bytea::accepts<std::span<const unsigned char>>);
static_assert(not types::bytea::accepts<std::string> and not types::bytea::accepts<std::vector<char>>);
static_assert(not types::bytea::accepts<std::vector<int>> and not types::bytea::accepts<std::nullptr_t>);

std::string random_text(std::mt19937_64& random) {
    std::string out;
    for (std::size_t size = random() % 40; size != 0; --size) out.push_back(static_cast<char>(1 + random() % 127));
    return out;
}

std::vector<std::byte> random_bytes(std::mt19937_64& random) {
    std::vector<std::byte> out(random() % 40);
    for (std::byte& byte : out) byte = static_cast<std::byte>(random() % 256);
    return out;
}
}  // namespace

TEST_CASE("text comes back as it was") {
    for (const auto* text : {"", " ", "plain", "'quoted'", "back\\slash", "\n\t", "NULL", "\xC3\xA9\xF0\x9F\x98\x80"}) {
        CHECK(survives<types::text>(text));
        CHECK(survives<types::varchar<3>>(text));
    }
    std::mt19937_64 random{20'261'122};
    for (int i = 0; i != 1000; ++i) CHECK(survives<types::text>(random_text(random)));
    CHECK(text_of<types::text>("literal") == "literal");
    CHECK(text_of<types::text>("view"sv) == "view");
    CHECK(text_of<types::text>(converts{}) == "converted");
}

TEST_CASE("a zero byte in a text is refused") {
    const std::string sentence = "text: PostgreSQL cannot store a zero byte in a text";
    CHECK(refusal([] { text_of<types::text>("a\0b"sv); }) == sentence);
    CHECK(refusal([] { binary_of<types::text>("\0"sv); }) == sentence);
    CHECK(refusal([] { text_of<types::varchar<9>>("a\0"sv); }) == sentence);
    CHECK(refusal([] { text_of<types::jsonb>(virga::json{std::string("\"\0\"", 3)}); }).starts_with("jsonb: "));
}

TEST_CASE("a uuid comes back as it was") {
    const std::string text = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    const virga::uuid value = virga::parse_uuid(text);
    CHECK(virga::to_string(value) == text);
    CHECK(virga::parse_uuid("6BA7B810-9DAD-11D1-80B4-00C04FD430C8") == value);
    CHECK(survives<types::uuid>(value));
    CHECK(survives<types::uuid>(virga::uuid{}));
    CHECK(survives<types::uuid>(virga::parse_uuid("ffffffff-ffff-ffff-ffff-ffffffffffff")));
    CHECK(text_of<types::uuid>(value) == text);
    CHECK(binary_of<types::uuid>(value) == bytes("6ba7b8109dad11d180b400c04fd430c8"));
}

TEST_CASE("a text that is not a uuid is refused") {
    CHECK(refuses_texts<types::uuid>(
        "uuid: ", {"", "6ba7b810", "6ba7b8109dad11d180b400c04fd430c8", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}",
                   "6ba7b810-9dad-11d1-80b4-00c04fd430c", "6ba7b810-9dad-11d1-80b4-00c04fd430c8 ",
                   "6ba7b810+9dad-11d1-80b4-00c04fd430c8", "6ba7b81-09dad-11d1-80b4-00c04fd430c8",
                   "6ba7b81g-9dad-11d1-80b4-00c04fd430c8", "6ba7b810-9dad-11d1-80b4-00c04fd430c-"}));
    CHECK(
        refuses_binaries<types::uuid>("uuid: ", {"", bytes("6ba7b8109dad11d180b400c04fd430"), std::string(17, '\0')}));
}

TEST_CASE("jsonb comes back as it was") {
    CHECK(survives<types::jsonb>(virga::json{R"({"a": [1, null, "\\"]})"}));
    CHECK(survives<types::jsonb>(virga::json{}));
    CHECK(virga::json{}.text() == "null");
    CHECK(virga::json{"1"} != virga::json{"2"});
    CHECK(text_of<types::jsonb>(virga::json{"[1]"}) == "[1]");
    CHECK(binary_of<types::jsonb>(virga::json{"[1]"}) == "\1[1]");
    CHECK(refuses_binaries<types::jsonb>("jsonb: ", {"", "[1]", "\2[1]"}));
}

TEST_CASE("bytea comes back as it was") {
    std::vector<std::byte> all;
    for (int i = 0; i != 256; ++i) all.push_back(static_cast<std::byte>(i));
    CHECK(survives<types::bytea>(all));
    CHECK(survives<types::bytea>({}));
    std::mt19937_64 random{20'261'122};
    for (int i = 0; i != 1000; ++i) CHECK(survives<types::bytea>(random_bytes(random)));
    CHECK(text_of<types::bytea>(std::vector<unsigned char>{0, 16, 255}) == "\\x0010ff");
    CHECK(text_of<types::bytea>(std::array{std::byte{171}}) == "\\xab");
    CHECK(text_of<types::bytea>(std::span<const std::byte>{}) == "\\x");
    CHECK(types::bytea::read("\\xABcd") == std::vector{std::byte{0xAB}, std::byte{0xCD}});
}

TEST_CASE("a text that is not hexadecimal bytea is refused") {
    CHECK(refuses_texts<types::bytea>("bytea: ",
                                      {"", "x", "\\", "00", "\\x0", "\\x0g", "\\xg0", "\\x 00", "\\X00", "\\000a"}));
}
