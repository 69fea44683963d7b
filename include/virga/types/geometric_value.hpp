// virga/types/geometric_value.hpp: points, lines and shapes of the plane.
#pragma once

#include <vector>  // std::vector

/// In a namespace of their own: an app's tables may well be called `path` or `point`.
namespace virga::geometric {

struct point {
    double x = 0;
    double y = 0;
    friend bool operator==(const point&, const point&) = default;
};

/// All points of which `a` x + `b` y + `c` is 0. The server refuses one of which `a` and `b` are 0 (22P02).
struct line {
    double a = 0;
    double b = 1;
    double c = 0;
    friend bool operator==(const line&, const line&) = default;
};

/// The part of a line between two points.
struct segment {
    point from;
    point to;
    friend bool operator==(const segment&, const segment&) = default;
};

/// A rectangle, by its upper right and its lower left corner; `box_between` puts any two corners in order.
struct box {
    point high;
    point low;
    friend bool operator==(const box&, const box&) = default;
};

/// One point at least, from each a line to the next; of a closed path also from the last to the first.
struct path {
    std::vector<point> points;
    bool is_closed = false;
    friend bool operator==(const path&, const path&) = default;
};

/// What a closed path of at least one point surrounds.
struct polygon {
    std::vector<point> points;
    friend bool operator==(const polygon&, const polygon&) = default;
};

/// The server refuses a radius below 0 (22P02).
struct circle {
    point center;
    double radius = 0;
    friend bool operator==(const circle&, const circle&) = default;
};

namespace detail {
/// Whether a number stands below another in the server's order, in which NaN is the greatest.
constexpr bool is_less(double left, double right) { return left < right or (left == left and right != right); }
}  // namespace detail

/// The box of which two corners that face each other are given, any two.
[[nodiscard]] constexpr box box_between(const point& one, const point& other) {
    const bool is_right = not detail::is_less(one.x, other.x);
    const bool is_above = not detail::is_less(one.y, other.y);
    return {{is_right ? one.x : other.x, is_above ? one.y : other.y}, {is_right ? other.x : one.x, is_above ? other.y : one.y}};
}
}  // namespace virga::geometric
