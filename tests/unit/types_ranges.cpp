// tests/unit/types_ranges.cpp: ranges, money, shapes and hstore: when values are equal, and what is no value.
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

#include <virga/types/types.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
using namespace std::chrono_literals;
namespace types = virga::types;
namespace geometric = virga::geometric;
using std::chrono::sys_days;
using virga::multirange, virga::numeric, virga::range;

namespace {
using whole = range<std::int32_t>;
using several = multirange<std::int32_t>;
constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
}  // namespace

TEST_CASE("ranges are equal if they hold the same values") {
    CHECK(whole{1, 4, true, true} == whole{1, 5});
    CHECK(whole{0, 5, false, false} == whole{1, 5});
    CHECK(whole{1, 5} != whole{1, 5, true, true});
    CHECK(whole{} == whole{.includes_lower = false, .includes_upper = true});
    CHECK(whole{1, {}} != whole{});
    CHECK(whole{3, 3} == whole::empty());
    CHECK(whole{3, 4, false, false} == whole::empty());
    CHECK(whole{3, 3, true, true} == whole{3, 4});
    CHECK(whole{most, most, true, true} == whole{most, most, true, true});
    CHECK(whole{most, most, true, true} != whole::empty());
    CHECK(range<sys_days>{sys_days{2024y / 2 / 28}, sys_days{2024y / 2 / 29}, true, true} ==
          range<sys_days>{sys_days{2024y / 2 / 28}, sys_days{2024y / 3 / 1}});
    CHECK(range<sys_days>{sys_days{}, sys_days::max(), true, true} != range<sys_days>{sys_days{}, {}});
    // between decimals lie others
    CHECK(range<numeric>{numeric{"1"}, numeric{"4"}, true, true} != range<numeric>{numeric{"1"}, numeric{"5"}});
    CHECK(range<numeric>{numeric{"1"}, numeric{"4.0"}} == range<numeric>{numeric{"1.00"}, numeric{"4"}});
    CHECK(range<numeric>{numeric{"1"}, numeric{"1.0"}} == range<numeric>::empty());
}

TEST_CASE("multiranges are equal if they hold the same values") {
    CHECK(several{{{1, 3}, {3, 5}}} == several{{{1, 5}}});
    CHECK(several{{{4, 5}, {1, 2}, {2, 3, true, true}}} == several{{{1, 5}}});
    CHECK(several{{{1, 9}, {2, 3}}} == several{{{1, 9}}});
    CHECK(several{{{1, {}}, {2, 3}, {{}, 0}}} == several{{{{}, 0}, {1, {}}}});
    CHECK(several{{{1, 2}, {3, 4}}} != several{{{1, 4}}});
    CHECK(several{{whole::empty()}} == several{});
    using decimals = multirange<numeric>;
    CHECK(decimals{{{numeric{"1"}, numeric{"2"}}, {numeric{"2"}, numeric{"3"}, false}}} !=
          decimals{{{numeric{"1"}, numeric{"3"}}}});
    CHECK(decimals{{{numeric{"1"}, numeric{"2"}, true, true}, {numeric{"2"}, numeric{"3"}, false}}} ==
          decimals{{{numeric{"1"}, numeric{"3"}}}});
}

TEST_CASE("what is no range is refused") {
    CHECK(refuses_texts<types::int4range>("int4range: ", {"", "[", "[1", "[1,", "[1,2", "1,2", "[1,2) ", " [1,2)", "emp",
                                                          "empty ", "[1,2,3)", "[\"1,2)", "[1\\", "[1,2}"}));
    CHECK(refuses_texts<types::int4range>("integer: ", {"[a,2)", "[ 1,2)", "[\"\",2)"}));
    CHECK(refuses_texts<types::int4multirange>("int4multirange: ",
                                               {"", "{", "{[1,2)", "{[1,2),}", "{,}", "{[1,2)[3,4)}", "{} ", "[1,2)"}));
    CHECK(types::tsrange::read(R"(["2024-02-29 00:00:00",))") ==
          range<types::timestamp::value_type>{std::chrono::local_days{2024y / 2 / 29}, {}});
    CHECK(refuses_binaries<types::int4range>("int4range: ", {"", bytes("02"), bytes("02 00000004 00000001"), bytes("01 00"),
                                                             bytes("18 00"), bytes("0a 00000005 00000001")}));
    CHECK(refuses_binaries<types::int4multirange>("int4multirange: ",
                                                  {"", bytes("00000001"), bytes("ffffffff"), bytes("00000000 00")}));
    CHECK(text_of<types::int4range>(whole{1, {}, true, true}) == "[1,)");
    CHECK(binary_of<types::int4range>(whole{1, {}, true, true}) == bytes("12 00000004 00000001"));
}

TEST_CASE("money in another locale is refused") {
    CHECK(text_of<types::money>(virga::money{-5}) == "-$0,,0.05");
    CHECK(types::money::read("-$1,234.50") == virga::money{-123'450});
    CHECK(refuses_texts<types::money>("money: ", {"", "$", "1.50", "$1.5", "$1,50", "$ 1.234,00", "1.234,00 \xE2\x82\xAC",
                                                  "($1.50)", "$.50 ", "$1.50-", "$92233720368547758.08", "$1.2.50"}));
    CHECK(refuses_binaries<types::money>("money: ", {"", bytes("00000000 000000")}));
}

TEST_CASE("shapes have the parts that they have and no others") {
    CHECK(refuses_texts<types::point>("point: ", {"", "1,2", "(1,2", "(1)", "(1,2)x"}));
    CHECK(refuses_texts<types::polygon>("polygon: ", {"()", "((1,2)", "((1,2),)"}));
    CHECK(refuses_texts<types::path>("path: ", {"[(1,2))", "((1,2)]", "[]"}));
    CHECK(refuses_binaries<types::circle>("circle: ", {"", bytes("00000000 00000000"), std::string(25, '\0')}));
    CHECK(refuses_binaries<types::polygon>("polygon: ", {bytes("7fffffff"), bytes("ffffffff"), bytes("00000001 00000000")}));
    CHECK(refusal([] {
              (void)text_of<types::box>(geometric::box{{0, 0}, {1, 1}});
          }) == "box: its first corner is the upper right one; box_between puts two in order");
    CHECK(geometric::box_between({0, 3}, {1, 1}) == geometric::box{{1, 3}, {0, 1}});
}

TEST_CASE("hstore is read as the server writes it") {
    const virga::hstore value{{{"a\"\\", "1"}, {"", std::nullopt}}};
    CHECK(text_of<types::hstore>(value) == R"("a\"\\"=>"1", ""=>NULL)");
    CHECK(types::hstore::read(R"("a\"\\"=>"1", ""=>NULL)") == value);
    CHECK(value == virga::hstore{{{"", std::nullopt}, {"a\"\\", "1"}}});
    CHECK(value != virga::hstore{{{"", ""}, {"a\"\\", "1"}}});
    CHECK(refuses_texts<types::hstore>("hstore: ",
                                       {"a=>1", "\"a\"=>", "\"a\"", "\"a=>1", "\"a\"=>null", "\"a\"=>\"1\",\"b\"=>\"2\""}));
    CHECK(refuses_binaries<types::hstore>("hstore: ", {"", bytes("00000001 00000001 61"), bytes("00000000 00")}));
}
