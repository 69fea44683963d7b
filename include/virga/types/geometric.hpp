// virga/types/geometric.hpp: the column types point, line, lseg, box, path, polygon and circle.
#pragma once

#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int8_t, std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/text/fixed_string.hpp>           // virga::fixed_string
#include <virga/types/declared.hpp>              // virga::pg::detail::member
#include <virga/types/detail/array_binary.hpp>   // detail::array_size
#include <virga/types/detail/binary_reader.hpp>  // detail::binary_reader, detail::append_double
#include <virga/types/detail/of_value.hpp>       // detail::of_value
#include <virga/types/detail/refuse.hpp>         // detail::refuse
#include <virga/types/double_precision.hpp>      // types::double_precision
#include <virga/types/geometric_value.hpp>       // virga::geometric
#include <virga/types/type_facts.hpp>            // virga::type_facts

namespace virga::types {
namespace detail {
/// Takes coordinates and the signs between them off the front of a text.
/// Source: the output functions of geo_ops.c, which write no blanks.
template <class Point>  // so that only who reads a shape has it compiled
class basic_shape_reader {
public:
    basic_shape_reader(std::string_view type, std::string_view source) : type_(type), rest_(source) {}

    [[nodiscard]] bool starts_with(char sign) const { return rest_.starts_with(sign); }
    void take(char sign) {
        if (not starts_with(sign)) malformed();
        rest_.remove_prefix(1);
    }
    [[nodiscard]] double number() {
        const std::size_t size = rest_.find_first_of(",()[]{}<>");
        const std::string_view digits = rest_.substr(0, size);
        rest_.remove_prefix(digits.size());
        return double_precision::read(digits);
    }
    [[nodiscard]] Point point() {
        Point value;
        take('(');
        value.x = number();
        take(',');
        value.y = number();
        take(')');
        return value;
    }
    [[nodiscard]] std::vector<Point> points() {
        std::vector<Point> all;
        while (true) {
            all.push_back(point());
            if (not starts_with(',')) return all;
            take(',');
        }
    }
    void end() const {
        if (not rest_.empty()) malformed();
    }

private:
    [[noreturn]] void malformed() const { refuse(type_, "the text is not as the server writes such a value"); }

    std::string_view type_;
    std::string_view rest_;
};
using shape_reader = basic_shape_reader<geometric::point>;

inline void append_point(std::string& out, const geometric::point& value) {
    out.push_back('(');
    double_precision::write(out, value.x);
    out.push_back(',');
    double_precision::write(out, value.y);
    out.push_back(')');
}
template <class Points>  // so that only who calls it has it compiled
void append_points(std::string& out, const Points& all) {
    for (std::size_t i = 0; i != all.size(); ++i) {
        if (i != 0) out.push_back(',');
        append_point(out, all[i]);
    }
}
inline void append_binary_point(std::string& out, const geometric::point& value) {
    append_double(out, value.x);
    append_double(out, value.y);
}
template <class Points>
void append_binary_points(std::string& out, const Points& all) {
    append_network(out, array_size(all.size()));
    for (std::size_t i = 0; i != all.size(); ++i) append_binary_point(out, all[i]);
}
[[nodiscard]] inline geometric::point take_point(binary_reader& reader) {
    geometric::point value;
    value.x = reader.take_double();
    value.y = reader.take_double();
    return value;
}
template <class Points = std::vector<geometric::point>>
[[nodiscard]] Points take_points(binary_reader& reader) {
    Points all(reader.count(2 * sizeof(double)));
    for (std::size_t i = 0; i != all.size(); ++i) all[i] = take_point(reader);
    return all;
}

/// What the shapes have in common. None has an order; what `=` compares of some is their size.
/// `Shape` has the parts `write`, `write_binary`, `read` from a `shape_reader` and from a `binary_reader`.
template <class Shape, fixed_string Name, class Value>
struct shape : of_value<Name, Value> {
    static constexpr type_facts facts{.btree = false, .hash = false, .shows_floats = true};

    static Value read(std::string_view source) {
        shape_reader reader{Name.view(), source};
        const Value value = Shape::take(reader);
        reader.end();
        return value;
    }
    static Value read_binary(std::string_view bytes) {
        binary_reader reader{Name.view(), bytes};
        const Value value = Shape::take(reader);
        reader.end();
        return value;
    }
};
}  // namespace detail

/// A point of the plane, `geometric::point`.
/// Source of all of this header: PostgreSQL manual, section 8.8, Geometric Types; geo_ops.c for both formats.
struct point : detail::shape<point, "point", geometric::point> {
    static constexpr std::uint32_t oid = 600;
    static constexpr std::uint32_t array_oid = 1017;
    static constexpr type_facts facts{.btree = false, .hash = false, .gist = true, .spgist = true, .shows_floats = true};

    static void write(std::string& out, const value_type& value) { detail::append_point(out, value); }
    static void write_binary(std::string& out, const value_type& value) { detail::append_binary_point(out, value); }
    template <class Point>
    static value_type take(detail::basic_shape_reader<Point>& reader) { return reader.point(); }
    static value_type take(detail::binary_reader& reader) { return detail::take_point(reader); }
};

/// An endless line, `geometric::line`.
struct line : detail::shape<line, "line", geometric::line> {
    static constexpr std::uint32_t oid = 628;
    static constexpr std::uint32_t array_oid = 629;

    static void write(std::string& out, const value_type& value) {
        out.push_back('{');
        double_precision::write(out, value.a);
        out.push_back(',');
        double_precision::write(out, value.b);
        out.push_back(',');
        double_precision::write(out, value.c);
        out.push_back('}');
    }
    static void write_binary(std::string& out, const value_type& value) {
        for (const double each : {value.a, value.b, value.c}) detail::append_double(out, each);
    }
    template <class Point>
    static value_type take(detail::basic_shape_reader<Point>& reader) {
        value_type value;
        reader.take('{');
        value.a = reader.number();
        reader.take(',');
        value.b = reader.number();
        reader.take(',');
        value.c = reader.number();
        reader.take('}');
        return value;
    }
    static value_type take(detail::binary_reader& reader) {
        value_type value;
        for (double* each : {&value.a, &value.b, &value.c}) *each = reader.take_double();
        return value;
    }
};

/// A part of a line, `geometric::segment`.
struct lseg : detail::shape<lseg, "lseg", geometric::segment> {
    static constexpr std::uint32_t oid = 601;
    static constexpr std::uint32_t array_oid = 1018;

    static void write(std::string& out, const value_type& value) {
        out.push_back('[');
        detail::append_point(out, value.from);
        out.push_back(',');
        detail::append_point(out, value.to);
        out.push_back(']');
    }
    static void write_binary(std::string& out, const value_type& value) {
        detail::append_binary_point(out, value.from);
        detail::append_binary_point(out, value.to);
    }
    template <class Point>
    static value_type take(detail::basic_shape_reader<Point>& reader) {
        value_type value;
        reader.take('[');
        value.from = reader.point();
        reader.take(',');
        value.to = reader.point();
        reader.take(']');
        return value;
    }
    static value_type take(detail::binary_reader& reader) {
        value_type value;
        value.from = detail::take_point(reader);
        value.to = detail::take_point(reader);
        return value;
    }
};

/// A rectangle, `geometric::box`. The server puts its corners in order; one that would come back otherwise throws `value_error`.
struct box : detail::shape<box, "box", geometric::box> {
    static constexpr std::uint32_t oid = 603;
    static constexpr std::uint32_t array_oid = 1020;
    static constexpr char delimiter = ';';
    static constexpr type_facts facts{
        .btree = false, .hash = false, .gist = true, .spgist = true, .brin = true, .shows_floats = true};

    static void write(std::string& out, const value_type& value) {
        check(value);
        detail::append_point(out, value.high);
        out.push_back(',');
        detail::append_point(out, value.low);
    }
    static void write_binary(std::string& out, const value_type& value) {
        check(value);
        detail::append_binary_point(out, value.high);
        detail::append_binary_point(out, value.low);
    }
    template <class Point>
    static value_type take(detail::basic_shape_reader<Point>& reader) {
        value_type value;
        value.high = reader.point();
        reader.take(',');
        value.low = reader.point();
        return value;
    }
    static value_type take(detail::binary_reader& reader) {
        value_type value;
        value.high = detail::take_point(reader);
        value.low = detail::take_point(reader);
        return value;
    }

private:
    static void check(const value_type& value) {
        using geometric::detail::is_less;
        if (is_less(value.high.x, value.low.x) or is_less(value.high.y, value.low.y))
            detail::refuse("box", "its first corner is the upper right one; box_between puts two in order");
    }
};

/// A path, open or closed, `geometric::path`.
struct path : detail::shape<path, "path", geometric::path> {
    static constexpr std::uint32_t oid = 602;
    static constexpr std::uint32_t array_oid = 1019;

    template <std::same_as<value_type> Value>
    static void write(std::string& out, const Value& value) {
        out.push_back(value.is_closed ? '(' : '[');
        detail::append_points(out, value.points);
        out.push_back(value.is_closed ? ')' : ']');
    }
    template <std::same_as<value_type> Value>
    static void write_binary(std::string& out, const Value& value) {
        out.push_back(value.is_closed ? '\1' : '\0');
        detail::append_binary_points(out, value.points);
    }
    template <class Point>
    static value_type take(detail::basic_shape_reader<Point>& reader) {
        value_type value;
        value.is_closed = not reader.starts_with('[');
        reader.take(value.is_closed ? '(' : '[');
        value.points = reader.points();
        reader.take(value.is_closed ? ')' : ']');
        return value;
    }
    template <std::same_as<detail::binary_reader> Reader>
    static value_type take(Reader& reader) {
        value_type value;
        value.is_closed = reader.template take<std::int8_t>() != 0;
        value.points = detail::take_points(reader);
        return value;
    }
};

/// A polygon, `geometric::polygon`.
struct polygon : detail::shape<polygon, "polygon", geometric::polygon> {
    static constexpr std::uint32_t oid = 604;
    static constexpr std::uint32_t array_oid = 1027;
    static constexpr type_facts facts{.btree = false, .hash = false, .gist = true, .spgist = true, .shows_floats = true};

    template <std::same_as<value_type> Value>
    static void write(std::string& out, const Value& value) {
        out.push_back('(');
        detail::append_points(out, value.points);
        out.push_back(')');
    }
    template <std::same_as<value_type> Value>
    static void write_binary(std::string& out, const Value& value) { detail::append_binary_points(out, value.points); }
    template <class Point>
    static value_type take(detail::basic_shape_reader<Point>& reader) {
        reader.take('(');
        value_type value{reader.points()};
        reader.take(')');
        return value;
    }
    template <std::same_as<detail::binary_reader> Reader>
    static value_type take(Reader& reader) { return {detail::take_points(reader)}; }
};

/// A circle, `geometric::circle`.
struct circle : detail::shape<circle, "circle", geometric::circle> {
    static constexpr std::uint32_t oid = 718;
    static constexpr std::uint32_t array_oid = 719;
    static constexpr type_facts facts{.btree = false, .hash = false, .gist = true, .shows_floats = true};

    static void write(std::string& out, const value_type& value) {
        out.push_back('<');
        detail::append_point(out, value.center);
        out.push_back(',');
        double_precision::write(out, value.radius);
        out.push_back('>');
    }
    static void write_binary(std::string& out, const value_type& value) {
        detail::append_binary_point(out, value.center);
        detail::append_double(out, value.radius);
    }
    template <class Point>
    static value_type take(detail::basic_shape_reader<Point>& reader) {
        value_type value;
        reader.take('<');
        value.center = reader.point();
        reader.take(',');
        value.radius = reader.number();
        reader.take('>');
        return value;
    }
    static value_type take(detail::binary_reader& reader) {
        value_type value;
        value.center = detail::take_point(reader);
        value.radius = reader.take_double();
        return value;
    }
};
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using point = detail::member<Mode, types::point, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using line = detail::member<Mode, types::line, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using lseg = detail::member<Mode, types::lseg, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using box = detail::member<Mode, types::box, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using path = detail::member<Mode, types::path, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using polygon = detail::member<Mode, types::polygon, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using circle = detail::member<Mode, types::circle, Name, Attributes...>;
}  // namespace virga::pg
