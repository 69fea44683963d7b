// tests/unit/types_composite.cpp: composite values as text and in binary, as PostgreSQL writes them.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <virga/schema/columns.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

namespace composite_values {
using namespace virga;

struct address {
    std::optional<std::string> street;
    std::int32_t house;
    friend bool operator==(const address&, const address&) = default;
};
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>, pg::attribute<"house", types::integer>,
                               pg::in_schema<"k\"b">> address_type;
using addressed = types::composite<address_type>;

struct nest {
    std::optional<address> home;
    std::vector<std::optional<std::string>> names;
    std::optional<std::vector<address>> past;
    friend bool operator==(const nest&, const nest&) = default;
};
inline constexpr pg::composite<"nest", nest, pg::own_attribute<"home", address_type>,
                               pg::attribute<"names", types::text, as_array_with_nulls>,
                               pg::own_attribute<"past", address_type, as_array>> nest_type;
using nested = types::composite<nest_type>;
static_assert(column_type<addressed> and column_type<nested>);

struct document {
    virga::json text;
};
inline constexpr pg::composite<"document", document, pg::attribute<"text", types::json>> document_type;
struct measured {
    double length;
};
inline constexpr pg::composite<"measured", measured, pg::attribute<"length", types::double_precision>> measured_type;
}  // namespace composite_values

using namespace virga::test;
using namespace composite_values;

TEST_CASE("composite values are quoted as record_out does") {
    CHECK(text_of<addressed>(address{"a", 1}) == "(a,1)");
    CHECK(text_of<addressed>(address{{}, -1}) == "(,-1)");
    CHECK(text_of<addressed>(address{"", 1}) == R"(("",1))");
    CHECK(text_of<addressed>(address{"a b", 1}) == R"(("a b",1))");
    CHECK(text_of<addressed>(address{"(a),", 1}) == R"(("(a),",1))");
    CHECK(text_of<addressed>(address{"\"\\", 1}) == R"(("""\\",1))");
    CHECK(text_of<addressed>(address{"\t\n\v\f\r", 1}) == "(\"\t\n\v\f\r\",1)");
    CHECK(text_of<addressed>(address{"NULL{}[];'\xC3\xBC", 1}) == "(NULL{}[];'\xC3\xBC,1)");
    CHECK(text_of<nested>(nest{address{"a b", 1}, {"x", std::nullopt, ""}, std::vector{address{"c", 2}, address{{}, 3}}}) ==
          R"x(("(""a b"",1)","{x,NULL,""""}","{""(c,2)"",""(,3)""}"))x");
    CHECK(text_of<nested>(nest{}) == "(,{},)");
}

TEST_CASE("composite values are read as they are written") {
    for (const std::string text :
         {"", "a", "\"", "\\", "\"\"", "(,)", "NULL", " a ", "\t", "a,b\"c\\d", "{\"x\"}", "\xE4\xB8\xAD"}) {
        INFO(text);
        CHECK(survives<addressed>({text, 7}));
        const nest full{address{text, 1}, {text, std::nullopt}, std::vector{address{text, 2}, address{{}, 3}}};
        CHECK((nested::read(text_of<nested>(full)) == full));
    }
    CHECK(survives<addressed>({{}, -2147483647 - 1}));
    CHECK((addressed::read(R"((a\,"b""c"d,1))") == address{"a,b\"cd", 1}));
}

TEST_CASE("what is no composite value is refused") {
    CHECK(refuses_texts<addressed>("\"k\"\"b\".\"address\": the text is no value of this type",
                                {"", "(", ")", "()", "(a", "(a)", "(a,1", "(a,1)x", "(a,1,)", "a,1", "(\"a,1)", "(a\\", " (a,1)"}));
    CHECK(refusal([] { (void)addressed::read("(a,)"); }) ==
          "\"k\"\"b\".\"address\": the attribute \"house\" is NULL; a member that is a std::optional takes that");
    CHECK(refuses_texts<addressed>("integer: ", {"(a,x)", "(a,\"\")"}));
    CHECK(refusal([] { (void)text_of<addressed>(address{std::string{"\0", 1}, 1}); }) != "nothing was thrown");
}

TEST_CASE("composite values in binary have the types of their attributes") {
    const std::string sent = bytes("00000002 00000019 00000001 61 00000017 00000004 00000007");
    CHECK(binary_of<addressed>(address{"a", 7}) == sent);
    CHECK((addressed::read_binary(sent) == address{"a", 7}));
    CHECK((addressed::read_binary(bytes("00000002 00000019 ffffffff 00000017 00000004 00000007")) == address{{}, 7}));
    CHECK(refuses_binaries<addressed>("\"k\"\"b\".\"address\": ",
                                   {"", bytes("00000001"), sent + '\0', sent.substr(0, sent.size() - 1),
                                    bytes("00000002 00000019 ffffffff 00000014 00000004 00000007"),
                                    bytes("00000002 00000019 ffffffff 00000017 ffffffff")}));
    // A type of the app's own has an OID that is not known here: it is read, and not sent.
    const std::string full = bytes("00000003 00012345 00000019") + sent +
                             bytes("000003f1 00000018 00000001 00000001 00000019 00000001 00000001 ffffffff 00012346 ffffffff");
    CHECK((nested::read_binary(full) == nest{address{"a", 7}, {std::nullopt}, {}}));
    CHECK(refusal([] { (void)binary_of<nested>(nest{}); }).ends_with("so that the value is sent as text"));
}

TEST_CASE("composite types compare and are indexed as their attributes are") {
    CHECK(virga::facts_of<addressed>.btree);
    CHECK(virga::facts_of<addressed>.hash);
    CHECK_FALSE(virga::facts_of<types::composite<document_type>>.btree);
    CHECK_FALSE(virga::facts_of<types::composite<document_type>>.hash);
    CHECK(virga::facts_of<types::composite<measured_type>>.shows_floats);
    CHECK_FALSE(virga::facts_of<addressed>.shows_floats);
}
