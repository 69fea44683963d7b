// tests/unit/types_extensions.cpp: vectors and shapes of extensions, byte by byte as servers write them, and what is no value.
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <virga/types/pgvector.hpp>
#include <virga/types/postgis.hpp>

#include "../catch.hpp"
#include "types_helpers.hpp"

using namespace virga::test;
namespace types = virga::types;
namespace geo = virga::geo;
using types::detail::half_of, types::detail::of_half;

namespace {
constexpr float infinite = std::numeric_limits<float>::infinity();
constexpr float no_number = std::numeric_limits<float>::quiet_NaN();

static_assert(types::vector<3>::spelling.view() == "public.vector(3)" and types::vector<>::spelling.view() == "public.vector");
static_assert(types::halfvec_in<"a b", 2>::spelling.view() == R"("a b"."halfvec"(2))");
static_assert(types::geometry<geo::shape::multipolygon_zm, 4326>::spelling.view() == "public.geometry(MultiPolygonZM,4326)");
static_assert(types::geometry<geo::shape::any_m>::spelling.view() == "public.geometry(GeometryM)");
static_assert(types::geography<geo::shape::geometrycollection>::spelling.view() == "public.geography(GeometryCollection)");
static_assert(types::vector<3>::accepts<std::array<float, 3>> and not types::vector<3>::accepts<std::array<float, 4>>);
static_assert(types::vector<3>::accepts<std::vector<float>> and types::vector<3>::accepts<std::span<const float>>);
static_assert(not types::vector<3>::accepts<std::span<float, 2>> and not types::vector<3>::accepts<std::vector<double>>);
static_assert(types::geometry<>::accepts<geo::polygon> and not types::geometry<geo::shape::point>::accepts<geo::polygon>);

/// What a half stands for among others: infinity for the next power of 2.
double place_of(std::uint16_t half) { return half == 0x7C00U ? 65536 : of_half(half); }

/// Whether the half is the next one to a float above 0, by the distances to its neighbours.
bool is_nearest(float value) {
    const std::uint16_t half = half_of(value);
    const double distance = std::abs(place_of(half) - value);
    for (const int step : {-1, 1}) {
        const auto other = static_cast<std::uint16_t>(half + step);
        if (other > 0x7C00U) continue;
        const double away = std::abs(place_of(other) - value);
        if (away < distance or (away == distance and (half & 1U) != 0)) return false;
    }
    return true;
}
}  // namespace

TEST_CASE("each half is a float, and comes back from it") {
    bool all = true;
    for (std::uint32_t bits = 0; bits != 0x10000; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float value = of_half(half);
        if (value != value) all = all and (half_of(value) & 0x7C00U) == 0x7C00U and (half & 0x3FFU) != 0;
        else all = all and half_of(value) == half;
    }
    CHECK(all);
    CHECK(of_half(0x3C00) == 1);
    CHECK(of_half(0x0001) == std::ldexp(1.0F, -24));
    CHECK(of_half(0x03FF) == std::ldexp(1023.0F, -24));
    CHECK(of_half(0xFBFF) == -65504);
    CHECK(of_half(0x7C00) == infinite);
    CHECK(std::signbit(of_half(0x8000)));
}

TEST_CASE("a float is rounded to the nearest half, and to an even one between two") {
    CHECK(half_of(1 + std::ldexp(1.0F, -11)) == 0x3C00);
    CHECK(half_of(1 + std::ldexp(3.0F, -11)) == 0x3C02);
    CHECK(half_of(std::ldexp(1.0F, -25)) == 0);
    CHECK(half_of(std::nextafter(std::ldexp(1.0F, -25), 1.0F)) == 1);
    CHECK(half_of(std::ldexp(3.0F, -25)) == 2);
    CHECK(half_of(65519.996F) == 0x7BFF);
    CHECK(half_of(65520.0F) == 0x7C00);
    CHECK(half_of(-infinite) == 0xFC00);
    bool all = true;
    for (std::uint32_t bits = 0x3000'0000; bits < 0x477F'FFFF; bits += 977) all = all and is_nearest(std::bit_cast<float>(bits));
    CHECK(all);
}

TEST_CASE("vectors are written as pgvector does") {
    using three = types::vector<3>;
    const std::array<float, 3> value{1, -2.5F, 0.1F};
    CHECK(text_of<three>(value) == "[1,-2.5,0.1]");
    CHECK(text_of<types::vector<>>(std::vector<float>{value.begin(), value.end()}) == "[1,-2.5,0.1]");
    CHECK(binary_of<three>(value) == bytes("0003 0000 3f800000 c0200000 3dcccccd"));
    CHECK(binary_of<types::halfvec<3>>(value) == bytes("0003 0000 3c00 c100 2e66"));
    CHECK(text_of<types::halfvec<3>>(value) == "[1,-2.5,0.099975586]");
    CHECK(three::read("[1,-2.5,0.1]") == value);
    CHECK(three::read_binary(binary_of<three>(value)) == value);
    CHECK(types::halfvec<>::read_binary(bytes("0001 0000 2e66")) == std::vector{0.099975586F});
    CHECK(refuses_texts<three>("vector: ", {"", "[", "[]", "[1,2]", "[1,2,3,4]", "[1,2,3", "1,2,3", "[1,2,3] ", "[1,,2]", "[1,2,x]",
                                            "[1,2,nan]", "[1,2,inf]"}));
    CHECK(refuses_binaries<three>("vector: ", {"", bytes("0003 0000"), bytes("0002 0000 3f800000 3f800000"), bytes("0000 0000"),
                                               bytes("0003 0001 3f800000 3f800000 3f800000"),
                                               bytes("0003 0000 3f800000 3f800000 3f800000 00")}));
    std::string out;
    CHECK(refusal([&out] { three::write(out, std::vector<float>{1, 2}); }) ==
          "vector: the value has another number of dimensions than the type");
    CHECK(refusal([&out] { types::vector<>::write(out, std::vector<float>{}); }) == "vector: a vector has 1 to 16000 dimensions");
    CHECK(refusal([&out] { three::write_binary(out, std::array<float, 3>{1, no_number, 2}); }) ==
          "vector: its elements are neither NaN nor infinite");
    CHECK(refusal([&out] { types::halfvec<>::write(out, std::vector<float>{65520}); }) ==
          "halfvec: its elements are from -65504 to 65504");
}

TEST_CASE("sparse vectors are written as pgvector does") {
    using five = types::sparsevec<5>;
    const virga::sparse_vector value{5, {{0, 1.5F}, {4, -2}}};
    CHECK(text_of<five>(value) == "{1:1.5,5:-2}/5");
    CHECK(binary_of<five>(value) == bytes("00000005 00000002 00000000 00000000 00000004 3fc00000 c0000000"));
    CHECK(five::read("{1:1.5,5:-2}/5") == value);
    CHECK(five::read_binary(binary_of<five>(value)) == value);
    CHECK(types::sparsevec<>::read("{}/7") == virga::sparse_vector{7, {}});
    CHECK(refuses_texts<five>("sparsevec: ", {"", "{}", "{}/", "{}/4", "{1:1", "{0:1}/5", "{6:1}/5", "{2:1,1:1}/5", "{1:0}/5",
                                              "{1:1}/5 ", "{1}/5", "{1:nan}/5", "{-2147483648:1}/5"}));
    CHECK(refuses_binaries<five>("sparsevec: ", {"", bytes("00000005 00000000 00000001"), bytes("00000005 00000001 00000000"),
                                                 bytes("00000005 ffffffff 00000000"), bytes("00000004 00000000 00000000")}));
    std::string out;
    CHECK(refusal([&out] { five::write(out, virga::sparse_vector{5, {{1, 1}, {1, 1}}}); }) ==
          "sparsevec: indexes rise from 0 to below the number of dimensions");
    CHECK(refusal([&out] {
              five::write(out, virga::sparse_vector{5, {{1, 0}}});
          }) == "sparsevec: an element that is 0 is left out");
}

// The digits are those that PostGIS 3.3 writes.
TEST_CASE("shapes are written as PostGIS does") {
    using any = types::geometry<>;
    const auto is_written = [](const geo::geometry& value, const std::string& digits) {
        CHECK(text_of<any>(value) == digits);
        CHECK(any::read(digits) == value);
        CHECK(any::read_binary(binary_of<any>(value)) == value);
    };
    is_written(geo::point{1, 2}, "0101000000000000000000F03F0000000000000040");
    is_written(geo::point{.x = 1, .y = 2, .z = 3, .has = geo::axes::xyz, .srid = 4326},
               "01010000A0E6100000000000000000F03F00000000000000400000000000000840");
    is_written(geo::linestring{{}, geo::axes::xyz}, "010200008000000000");
    is_written(
        geo::polygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}},
        "0103000000010000000400000000000000000000000000000000000000000000000000F03F0000000000000000000000000000F03F0000000000"
        "00F03F00000000000000000000000000000000");
    is_written(
        geo::multipoint{{{1, 2, 3}, {4, 5, 6}}, geo::axes::xyz, 4326},
        "01040000A0E6100000020000000101000080000000000000F03F0000000000000040000000000000084001010000800000000000001040000000"
        "00000014400000000000001840");
    is_written(
        geo::collection{{geo::point{1, 2}, geo::linestring{{{0, 0}, {1, 1}}}}, geo::axes::xy, 4326},
        "0107000020E6100000020000000101000000000000000000F03F00000000000000400102000000020000000000000000000000000000000000000000"
        "0000000000F03F000000000000F03F");
    const geo::multipolygon areas{{{{{0, 0}, {2, 0}, {2, 2}, {0, 0}}}, {{{5, 5}, {6, 5}, {6, 6}, {5, 5}}}}};
    CHECK(any::read(text_of<any>(areas)) == geo::geometry{areas});
    const geo::multilinestring lines{{{{0, 0, 0, 7}, {2, 0, 0, 8}}, {}}, geo::axes::xym};
    CHECK(any::read(text_of<any>(lines)) == geo::geometry{lines});
    const auto empty = std::get<geo::point>(any::read("0101000000000000000000F87F000000000000F87F").shape);
    CHECK((std::isnan(empty.x) and std::isnan(empty.y)));
    // highest byte first
    CHECK(any::read("0020000001000010E63FF00000000000004000000000000000") ==
          geo::geometry{geo::point{.x = 1, .y = 2, .srid = 4326}});
}

TEST_CASE("what is no shape, or another one than the type has, is refused") {
    using any = types::geometry<>;
    using place = types::geometry<geo::shape::point, 4326>;
    CHECK(text_of<place>(geo::point{1, 2}) == "0101000020E6100000000000000000F03F0000000000000040");
    CHECK(place::read("0101000020E6100000000000000000F03F0000000000000040") == geo::point{.x = 1, .y = 2, .srid = 4326});
    CHECK(refuses_texts<any>("geometry: ",
                             {"", "0", "01", "0G", "0201000000", "0101000000000000000000F03F", "010200000001000000",
                              "0102000000FFFFFFFF", "0101000000000000000000F03F000000000000004000", "010800000000000000",
                              "01040000000100000001020000000000000000"}));
    CHECK(refuses_texts<place>("geometry: the value is of another kind", {"010200000000000000"}));
    std::string deep;
    for (int i = 0; i != 300; ++i) deep += "010700000001000000";
    CHECK(refuses_texts<any>("geometry: collections lie too deep", {deep + "010700000000000000"}));
    std::string out;
    CHECK(refusal([&out] { place::write(out, geo::point{.x = 1, .y = 2, .srid = 3857}); }) ==
          "geometry: the value is of another reference system than the type; transform it, or say 0");
    CHECK(refusal([&out] { place::write(out, geo::point{.x = 1, .y = 2, .has = geo::axes::xyz}); }) ==
          "geometry: the value has other coordinates beside x and y than the type; say so by its `has`");
    CHECK(refusal([&out] { any::write(out, geo::point{1, 2, 3}); }) ==
          "geometry: a position has a z or m of which the shape's `has` does not tell");
    CHECK(refusal([&out] { types::geography<>::write(out, geo::linestring{{{0, 0}, {200, 0}}}); }) ==
          "geography: a longitude is from -180 to 180, and a latitude from -90 to 90; the server would put another in its place");
    CHECK(refusal([&out] { any::write(out, geo::collection{{geo::point{.x = 1, .has = geo::axes::xym}}, geo::axes::xy}); }) ==
          "geometry: the parts of a collection have the coordinates that the whole has");
}
