// virga/types/detail/ewkb.hpp: how PostGIS writes its shapes: extended well-known binary, and its digits.
#pragma once

#include <bit>          // std::bit_cast
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t, std::uint32_t, std::uint64_t
#include <limits>       // std::numeric_limits
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <variant>      // std::visit
#include <vector>       // std::vector

#include <virga/types/detail/hexadecimal.hpp>  // hex_value
#include <virga/types/detail/refuse.hpp>       // refuse
#include <virga/types/postgis_value.hpp>       // virga::geo

// A shape is a byte that says in which order others follow, its kind with flags, the reference system if a flag says so, and then
// counts and coordinates. Each part of a shape of several is written the same way, without a reference system.
// Source: PostGIS's lwgeom_wkb, ZMSGeoms.txt; the kinds and flags of liblwgeom.h.
namespace virga::types::detail {

inline constexpr std::uint32_t ewkb_has_z = 0x8000'0000U;
inline constexpr std::uint32_t ewkb_has_m = 0x4000'0000U;
inline constexpr std::uint32_t ewkb_has_srid = 0x2000'0000U;

template <class Shape>
inline constexpr std::uint32_t ewkb_kind = 0;
template <>
inline constexpr std::uint32_t ewkb_kind<geo::point> = 1;
template <>
inline constexpr std::uint32_t ewkb_kind<geo::linestring> = 2;
template <>
inline constexpr std::uint32_t ewkb_kind<geo::polygon> = 3;
template <>
inline constexpr std::uint32_t ewkb_kind<geo::multipoint> = 4;
template <>
inline constexpr std::uint32_t ewkb_kind<geo::multilinestring> = 5;
template <>
inline constexpr std::uint32_t ewkb_kind<geo::multipolygon> = 6;
template <>
inline constexpr std::uint32_t ewkb_kind<geo::collection> = 7;

/// Appends shapes, lowest byte first, as bytes or as their digits.
class ewkb_writer {
public:
    ewkb_writer(std::string& out, bool as_digits, bool is_of_earth, std::string_view type)
        : out_(out), type_(type), as_digits_(as_digits), is_of_earth_(is_of_earth) {}

    template <class Shape>
    void append(const Shape& shape, std::int32_t srid) {
        begin(ewkb_kind<Shape>, shape.has, srid);
        content(shape);
    }

private:
    void byte(unsigned char value) {
        constexpr char digits[] = "0123456789ABCDEF";
        if (as_digits_) (out_ += digits[value >> 4U]) += digits[value & 0xFU];
        else out_ += static_cast<char>(value);
    }
    void number(std::uint32_t value) {
        for (unsigned shift = 0; shift != 32; shift += 8) byte(static_cast<unsigned char>(value >> shift));
    }
    void number(double value) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (unsigned shift = 0; shift != 64; shift += 8) byte(static_cast<unsigned char>(bits >> shift));
    }
    void count(std::size_t size) {
        if (size > std::numeric_limits<std::uint32_t>::max()) refuse(type_, "it has more parts than the server takes");
        number(static_cast<std::uint32_t>(size));
    }
    void begin(std::uint32_t kind, geo::axes has, std::int32_t srid) {
        has_ = has;
        byte(1);
        number(kind | (geo::has_z(has) ? ewkb_has_z : 0) | (geo::has_m(has) ? ewkb_has_m : 0) | (srid != 0 ? ewkb_has_srid : 0));
        if (srid != 0) number(static_cast<std::uint32_t>(srid));
    }
    template <class Position>
    void position(const Position& at) {
        if ((not geo::has_z(has_) and at.z != 0) or (not geo::has_m(has_) and at.m != 0))
            refuse(type_, "a position has a z or m of which the shape's `has` does not tell");
        if (is_of_earth_ and (at.x < -180 or at.x > 180 or at.y < -90 or at.y > 90))
            refuse(type_,
                   "a longitude is from -180 to 180, and a latitude from -90 to 90; the server would put another in its place");
        number(at.x);
        number(at.y);
        if (geo::has_z(has_)) number(at.z);
        if (geo::has_m(has_)) number(at.m);
    }
    void line(const std::vector<geo::position>& all) {
        count(all.size());
        for (std::size_t i = 0; i != all.size(); ++i) position(all[i]);
    }
    void area(const std::vector<std::vector<geo::position>>& rings) {
        count(rings.size());
        for (std::size_t i = 0; i != rings.size(); ++i) line(rings[i]);
    }

    void content(const geo::point& shape) { position(shape); }
    void content(const geo::linestring& shape) { line(shape.positions); }
    void content(const geo::polygon& shape) { area(shape.rings); }
    void content(const geo::multipoint& shape) {
        count(shape.points.size());
        for (const geo::position& each : shape.points) {
            begin(ewkb_kind<geo::point>, has_, 0);
            position(each);
        }
    }
    void content(const geo::multilinestring& shape) {
        count(shape.lines.size());
        for (const auto& each : shape.lines) {
            begin(ewkb_kind<geo::linestring>, has_, 0);
            line(each);
        }
    }
    void content(const geo::multipolygon& shape) {
        count(shape.polygons.size());
        for (const auto& each : shape.polygons) {
            begin(ewkb_kind<geo::polygon>, has_, 0);
            area(each);
        }
    }
    void content(const geo::collection& shape) {
        count(shape.parts.size());
        for (const geo::geometry& each : shape.parts) {
            std::visit(
                [this, &shape](const auto& part) {
                    if (part.has != shape.has) refuse(type_, "the parts of a collection have the coordinates that the whole has");
                    if (part.srid != 0 and part.srid != shape.srid)
                        refuse(type_, "the parts of a collection have the reference system of the whole");
                    append(part, 0);
                },
                each.shape);
        }
    }

    std::string& out_;
    std::string_view type_;
    bool as_digits_;
    bool is_of_earth_;
    geo::axes has_ = geo::axes::xy;
};

/// The bytes of which a text has the digits.
[[nodiscard]] inline std::string bytes_of_digits(std::string_view type, std::string_view digits) {
    std::string bytes;
    if (digits.size() % 2 != 0) refuse(type, "the text is not as the server writes such a value");
    bytes.reserve(digits.size() / 2);
    for (std::size_t i = 0; i != digits.size(); i += 2) {
        const int high = hex_value(digits[i]);
        const int low = hex_value(digits[i + 1]);
        if (high < 0 or low < 0) refuse(type, "the text is not as the server writes such a value");
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

/// Reads a shape, whatever the order of its bytes.
class ewkb_reader {
public:
    ewkb_reader(std::string_view type, std::string_view bytes) : type_(type), rest_(bytes) {}

    [[nodiscard]] geo::geometry whole() {
        geo::geometry value = next(0);
        if (not rest_.empty()) malformed();
        return value;
    }

private:
    struct heading {
        std::uint32_t kind = 0;
        geo::axes has = geo::axes::xy;
        std::int32_t srid = 0;
    };

    [[noreturn]] void malformed() const { refuse(type_, "the value is not as the server writes such a one"); }

    template <class Bits>
    Bits number() {
        if (rest_.size() < sizeof(Bits)) malformed();
        Bits value = 0;
        for (std::size_t i = 0; i != sizeof(Bits); ++i) {
            const auto byte = static_cast<unsigned char>(rest_[is_lowest_first_ ? sizeof(Bits) - 1 - i : i]);
            value = static_cast<Bits>(value << 8U | byte);
        }
        rest_.remove_prefix(sizeof(Bits));
        return value;
    }
    double coordinate() { return std::bit_cast<double>(number<std::uint64_t>()); }
    /// How many parts of at least `size` bytes follow.
    std::size_t count(std::size_t size) {
        const auto all = number<std::uint32_t>();
        if (all > rest_.size() / size) malformed();
        return all;
    }
    heading head() {
        if (rest_.empty() or static_cast<unsigned char>(rest_[0]) > 1) malformed();
        is_lowest_first_ = rest_[0] == 1;
        rest_.remove_prefix(1);
        const auto type = number<std::uint32_t>();
        heading told{type & ~(ewkb_has_z | ewkb_has_m | ewkb_has_srid), axes_told(type)};
        if ((type & ewkb_has_srid) != 0) told.srid = static_cast<std::int32_t>(number<std::uint32_t>());
        if (told.kind == 0 or told.kind > 7)
            refuse(type_, "curves, surfaces and triangles have no values here; st_astext and st_curvetoline read them");
        return told;
    }
    static geo::axes axes_told(std::uint32_t type) {
        return static_cast<geo::axes>(((type & ewkb_has_z) != 0 ? 1 : 0) + ((type & ewkb_has_m) != 0 ? 2 : 0));
    }

    template <class Position = geo::position>
    Position position(geo::axes has) {
        Position at{};
        at.x = coordinate();
        at.y = coordinate();
        if (geo::has_z(has)) at.z = coordinate();
        if (geo::has_m(has)) at.m = coordinate();
        return at;
    }
    std::vector<geo::position> line(geo::axes has) {
        std::vector<geo::position> all(count(2 * sizeof(double)));
        for (std::size_t i = 0; i != all.size(); ++i) all[i] = position(has);
        return all;
    }
    std::vector<std::vector<geo::position>> area(geo::axes has) {
        std::vector<std::vector<geo::position>> rings(count(sizeof(std::uint32_t)));
        for (std::size_t i = 0; i != rings.size(); ++i) rings[i] = line(has);
        return rings;
    }
    /// The parts of a shape of several of one kind.
    template <class Part>
    std::vector<Part> parts(const heading& whole, std::uint32_t kind, Part (ewkb_reader::*take)(geo::axes)) {
        std::vector<Part> all(count(1 + 2 * sizeof(std::uint32_t)));
        for (std::size_t i = 0; i != all.size(); ++i) {
            const heading part = head();
            if (part.kind != kind or part.has != whole.has) malformed();
            all[i] = (this->*take)(part.has);
        }
        return all;
    }

    geo::geometry next(int depth) {
        constexpr int most_depth = 200;  // as PostGIS
        const heading told = head();
        switch (told.kind) {
            case 1: {
                auto value = position<geo::point>(told.has);
                value.has = told.has;
                value.srid = told.srid;
                return value;
            }
            case 2: return geo::linestring{line(told.has), told.has, told.srid};
            case 3: return geo::polygon{area(told.has), told.has, told.srid};
            case 4: return geo::multipoint{parts(told, 1, &ewkb_reader::position<geo::position>), told.has, told.srid};
            case 5: return geo::multilinestring{parts(told, 2, &ewkb_reader::line), told.has, told.srid};
            case 6: return geo::multipolygon{parts(told, 3, &ewkb_reader::area), told.has, told.srid};
            default: break;
        }
        if (depth == most_depth) refuse(type_, "collections lie too deep within one another");
        geo::collection all{{}, told.has, told.srid};
        for (std::size_t left = count(1 + 2 * sizeof(std::uint32_t)); left != 0; --left) {
            all.parts.push_back(next(depth + 1));
        }
        return all;
    }

    std::string_view type_;
    std::string_view rest_;
    bool is_lowest_first_ = true;
};
}  // namespace virga::types::detail
