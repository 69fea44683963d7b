// virga/types/postgis_value.hpp: points, lines and areas of PostGIS.
#pragma once

#include <cstdint>      // std::int32_t
#include <type_traits>  // std::is_constructible_v, std::is_same_v
#include <utility>      // std::move
#include <variant>      // std::variant
#include <vector>       // std::vector

/// In a namespace of their own, with those of PostGIS beside PostgreSQL's `geometric`.
///
/// Each says by `has` whether its positions have a height (z), a measure (m) or both, and by `srid` the system of its coordinates:
/// 0 where that is not known, or is what the column says.
namespace virga::geo {

/// Which coordinates there are beside x and y.
enum class axes : unsigned char { xy, xyz, xym, xyzm };

constexpr bool has_z(axes all) { return all == axes::xyz or all == axes::xyzm; }
constexpr bool has_m(axes all) { return all == axes::xym or all == axes::xyzm; }

/// What a column says of its shapes: a kind, and which coordinates they have. In this order, so that a number tells both.
enum class shape : unsigned char {
    any, point, linestring, polygon, multipoint, multilinestring,
    multipolygon, geometrycollection,
    any_z, point_z, linestring_z, polygon_z, multipoint_z, multilinestring_z,
    multipolygon_z, geometrycollection_z,
    any_m, point_m, linestring_m, polygon_m, multipoint_m, multilinestring_m,
    multipolygon_m, geometrycollection_m,
    any_zm, point_zm, linestring_zm, polygon_zm, multipoint_zm, multilinestring_zm,
    multipolygon_zm, geometrycollection_zm,
};

/// The kind of a shape, as PostGIS numbers it; 0 for any.
constexpr unsigned kind_of(shape all) { return static_cast<unsigned>(all) % 8; }
constexpr axes axes_of(shape all) { return static_cast<axes>(static_cast<unsigned>(all) / 8); }

/// A place of a line or an area. In geography `x` is the longitude and `y` the latitude, in degrees. `z` and `m` are 0 where there
/// is none.
struct position {
    double x = 0;
    double y = 0;
    double z = 0;
    double m = 0;
    friend bool operator==(const position&, const position&) = default;
};

/// A point. An empty one has coordinates that are NaN.
struct point {
    double x = 0;
    double y = 0;
    double z = 0;
    double m = 0;
    axes has = axes::xy;
    std::int32_t srid = 0;
    friend bool operator==(const point&, const point&) = default;
};

struct linestring {
    std::vector<position> positions{};
    axes has = axes::xy;
    std::int32_t srid = 0;
    friend bool operator==(const linestring&, const linestring&) = default;
};

/// What closed lines surround, the first from outside and others from inside. The last position of each is its first.
struct polygon {
    std::vector<std::vector<position>> rings{};
    axes has = axes::xy;
    std::int32_t srid = 0;
    friend bool operator==(const polygon&, const polygon&) = default;
};

struct multipoint {
    std::vector<position> points{};
    axes has = axes::xy;
    std::int32_t srid = 0;
    friend bool operator==(const multipoint&, const multipoint&) = default;
};

struct multilinestring {
    std::vector<std::vector<position>> lines{};
    axes has = axes::xy;
    std::int32_t srid = 0;
    friend bool operator==(const multilinestring&, const multilinestring&) = default;
};

struct multipolygon {
    std::vector<std::vector<std::vector<position>>> polygons{};
    axes has = axes::xy;
    std::int32_t srid = 0;
    friend bool operator==(const multipolygon&, const multipolygon&) = default;
};

struct geometry;

/// Several shapes of any kind. Their coordinates are those of the whole, and so is `srid`.
struct collection {
    std::vector<geometry> parts;  // without {}: clang would want all of it here
    axes has = axes::xy;
    std::int32_t srid = 0;
    friend bool operator==(const collection&, const collection&);
};

/// One of them: `std::get_if<geo::point>(&place.shape)`, `std::visit(f, place.shape)`.
struct geometry {
    using any = std::variant<point, linestring, polygon, multipoint, multilinestring, multipolygon, collection>;
    any shape{};

    geometry() = default;
    template <class Shape>
        requires(not std::is_same_v<Shape, geometry> and std::is_constructible_v<any, Shape>)
    geometry(Shape given) : shape(std::move(given)) {}

    friend bool operator==(const geometry& left, const geometry& right) { return left.shape == right.shape; }
};

inline bool operator==(const collection& left, const collection& right) {
    return left.has == right.has and left.srid == right.srid and left.parts == right.parts;
}
}  // namespace virga::geo
