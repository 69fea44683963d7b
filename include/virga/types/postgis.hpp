// virga/types/postgis.hpp: the column types of the extension PostGIS: geometry(shape, srid), geography(shape, srid).
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
#include <utility>      // std::move
#include <variant>      // std::visit, std::get_if, std::variant_alternative_t

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member_of_family
#include <virga/types/detail/ewkb.hpp>            // detail::ewkb_writer, detail::ewkb_reader
#include <virga/types/detail/extension_type.hpp>  // detail::extension_type, detail::extension_spelling
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/detail/spelling.hpp>        // detail::spell, detail::decimal
#include <virga/types/postgis_value.hpp>          // virga::geo
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga {
/// Whether a number can be that of a reference system; 0 stands for none.
template <int Srid>
inline constexpr bool is_srid = 0 <= Srid and Srid <= 998'999;
}  // namespace virga

namespace virga::types {
namespace detail {

template <class Value>
inline constexpr bool is_shape = ewkb_kind<Value> != 0;

/// What a column of a kind holds: 0 stands for any.
template <unsigned Kind>
struct shape_value {
    using type = std::variant_alternative_t<Kind - 1, geo::geometry::any>;
};
template <>
struct shape_value<0> {
    using type = geo::geometry;
};

/// What the types of PostGIS have in common. A type without a kind and a system takes shapes with all coordinates, as one that
/// `TakesAll` does; each other one just those with its own.
template <fixed_string Name, geo::shape Shape, int Srid, bool IsOfEarth, bool TakesAll = Shape == geo::shape::any and Srid == 0>
struct postgis_codec {
    using value_type = typename shape_value<geo::kind_of(Shape)>::type;
    static constexpr type_category category = type_category::other;
    static constexpr char delimiter = ':';
    static constexpr int srid = Srid;
    static constexpr bool is_of_earth = IsOfEarth;

    template <class Value>
    static constexpr bool accepts = std::is_same_v<Value, value_type> or (geo::kind_of(Shape) == 0 and is_shape<Value>);

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, const Value& value) {
        append(out, value, true);
    }
    template <class Value>
        requires accepts<Value>
    static void write_binary(std::string& out, const Value& value) {
        append(out, value, false);
    }
    static value_type read(std::string_view source) { return read_binary(bytes_of_digits(Name.view(), source)); }
    static value_type read_binary(std::string_view bytes) {
        geo::geometry read = ewkb_reader{Name.view(), bytes}.whole();
        if constexpr (geo::kind_of(Shape) == 0) {
            return read;
        } else {
            auto* const value = std::get_if<value_type>(&read.shape);
            if (value == nullptr) refuse(Name.view(), "the value is of another kind than the type");
            return std::move(*value);
        }
    }

private:
    static void append(std::string& out, const geo::geometry& value, bool as_digits) {
        std::visit([&out, as_digits](const auto& shape) { append(out, shape, as_digits); }, value.shape);
    }
    template <class Value>
    static void append(std::string& out, const Value& value, bool as_digits) {
        if (not TakesAll and value.has != geo::axes_of(Shape))
            refuse(Name.view(), "the value has other coordinates beside x and y than the type; say so by its `has`");
        if (Srid != 0 and value.srid != 0 and value.srid != Srid)
            refuse(Name.view(), "the value is of another reference system than the type; transform it, or say 0");
        if (value.srid < 0 or value.srid > 998'999) refuse(Name.view(), "the number of a reference system is 0 to 998999");
        ewkb_writer{out, as_digits, IsOfEarth, Name.view()}.append(value, value.srid == 0 ? Srid : value.srid);
    }
};

/// `geometry`, `geometry(PointZ,4326)`
template <fixed_string Schema, fixed_string Name, geo::shape Shape, int Srid>
consteval auto shape_spelling() {
    constexpr auto bare = extension_spelling<Schema, Name>();
    constexpr auto kind = [] {
        constexpr unsigned number = geo::kind_of(Shape);
        if constexpr (number == 0) return fixed_string{"Geometry"};
        else if constexpr (number == 1) return fixed_string{"Point"};
        else if constexpr (number == 2) return fixed_string{"LineString"};
        else if constexpr (number == 3) return fixed_string{"Polygon"};
        else if constexpr (number == 4) return fixed_string{"MultiPoint"};
        else if constexpr (number == 5) return fixed_string{"MultiLineString"};
        else if constexpr (number == 6) return fixed_string{"MultiPolygon"};
        else return fixed_string{"GeometryCollection"};
    }();
    constexpr auto more = [] {
        constexpr geo::axes has = geo::axes_of(Shape);
        if constexpr (has == geo::axes::xy) return fixed_string{""};
        else if constexpr (has == geo::axes::xyz) return fixed_string{"Z"};
        else if constexpr (has == geo::axes::xym) return fixed_string{"M"};
        else return fixed_string{"ZM"};
    }();
    if constexpr (Shape == geo::shape::any and Srid == 0) return bare;
    else if constexpr (Srid == 0) return spell(bare, fixed_string{"("}, kind, more, fixed_string{")"});
    else return spell(bare, fixed_string{"("}, kind, more, fixed_string{","}, decimal<Srid>(), fixed_string{")"});
}

/// Each of the two types is cast to the other.
template <fixed_string Schema, fixed_string Name>
struct postgis_type : extension_type<Schema, Name> {
    using postgis = extension_type<Schema, "postgis">;
    template <class To>
    static consteval bool is_cast_to() {
        if constexpr (requires { typename To::postgis; }) return std::is_same_v<typename To::postgis, postgis>;
        else return false;
    }
};
}  // namespace detail

/// Shapes of the plane. `Shape` says their kind and coordinates, `Srid` the reference system of these; a value whose `srid` is 0
/// gets that one. Without either they are of any kind.
///
/// Spelled `geometry(PointZ,4326)`. Values are those of `virga::geo`, of the kind that `Shape` names, else `geo::geometry`, for
/// which parameters of any kind do. Text and binary format are extended well-known binary; that of the text has its digits. Errors:
/// `value_error` for other coordinates or another system than the type has, and where curves, surfaces and triangles are read.
/// `=` says whether two are written the same; `st_equals` whether they cover the same.
/// A type of the extension `postgis`, which is in `Schema`.
/// Source: PostGIS's manual, 4.2 and 4.4; gserialized_typmod.c.
template <fixed_string Schema, geo::shape Shape = geo::shape::any, int Srid = 0>
struct geometry_in : detail::postgis_codec<"geometry", Shape, Srid, false>, detail::postgis_type<Schema, "geometry"> {
    static_assert(is_srid<Srid>, "geometry: the number of a reference system is 0 to 998999");
    using compared_type = geometry_in<Schema>;
    static constexpr auto spelling = detail::shape_spelling<Schema, "geometry", Shape, Srid>();
    static constexpr type_facts facts{.gist = true, .spgist = true, .brin = true};
    static constexpr std::string_view operator_classes =
        "btree.btree_geometry_ops hash.hash_geometry_ops gist.gist_geometry_ops_2d gist.gist_geometry_ops_nd "
        "spgist.spgist_geometry_ops_2d spgist.spgist_geometry_ops_3d spgist.spgist_geometry_ops_nd "
        "brin.brin_geometry_inclusion_ops_2d brin.brin_geometry_inclusion_ops_3d brin.brin_geometry_inclusion_ops_4d ";
};

/// Shapes of the earth: `x` is the longitude and `y` the latitude, in degrees, and lengths are in metres. Without a system it is
/// that of GPS, 4326, and so is that of values as they are read.
///
/// Spelled `geography(Point,4326)`. Values are those of `geometry`.
/// Errors: likewise, and `value_error` for a longitude or latitude that there is not, for which the server would put another.
/// Source: PostGIS's manual, 4.3; geography_inout.c.
template <fixed_string Schema, geo::shape Shape = geo::shape::any, int Srid = 0>
struct geography_in : detail::postgis_codec<"geography", Shape, Srid, true>, detail::postgis_type<Schema, "geography"> {
    static_assert(is_srid<Srid>, "geography: the number of a reference system is 0 to 998999");
    using compared_type = geography_in<Schema>;
    static constexpr auto spelling = detail::shape_spelling<Schema, "geography", Shape, Srid>();
    static constexpr type_facts facts{.hash = false, .gist = true, .spgist = true, .brin = true};
    static constexpr std::string_view operator_classes =
        "btree.btree_geography_ops gist.gist_geography_ops spgist.spgist_geography_ops_nd brin.brin_geography_inclusion_ops ";
};

template <geo::shape Shape = geo::shape::any, int Srid = 0>
using geometry = geometry_in<"public", Shape, Srid>;
template <geo::shape Shape = geo::shape::any, int Srid = 0>
using geography = geography_in<"public", Shape, Srid>;

static_assert(column_type<geometry<>> and column_type<geometry<geo::shape::point_z, 4326>> and column_type<geography<>>);

/// Whether a column says its shape before its reference system, or one of the two.
template <auto... Taken>
inline constexpr bool says_shape_and_srid = false;
template <>
inline constexpr bool says_shape_and_srid<> = true;
template <geo::shape Shape>
inline constexpr bool says_shape_and_srid<Shape> = true;
template <geo::shape Shape, int Srid>
inline constexpr bool says_shape_and_srid<Shape, Srid> = is_srid<Srid>;

struct geometry_family {
    static constexpr std::size_t most_arguments = 2;
    template <auto... Taken>
    static consteval auto make() {
        static_assert(says_shape_and_srid<Taken...>,
                      "geometry: takes a geo::shape, and behind it the number of a reference system, 0 to 998999");
        if constexpr (says_shape_and_srid<Taken...>) return geometry_in<"public", Taken...>{};
        else return geometry<>{};
    }
};
struct geography_family {
    static constexpr std::size_t most_arguments = 2;
    template <auto... Taken>
    static consteval auto make() {
        static_assert(says_shape_and_srid<Taken...>,
                      "geography: takes a geo::shape, and behind it the number of a reference system, 0 to 998999");
        if constexpr (says_shape_and_srid<Taken...>) return geography_in<"public", Taken...>{};
        else return geography<>{};
    }
};
}  // namespace virga::types

namespace virga::pg {
/// `geometry` of the schema public or, with more said, `pg::geometry<t, "place", geo::shape::point, 4326, not_null>`. Of another
/// schema: `pg::custom<t, "place", types::geometry_in<"extensions", geo::shape::point, 4326>{}>`.
template <class Mode, fixed_string Name, auto... Attributes>
using geometry = detail::member_of_family<Mode, types::geometry_family, Name, Attributes...>;
/// `geography`, likewise.
template <class Mode, fixed_string Name, auto... Attributes>
using geography = detail::member_of_family<Mode, types::geography_family, Name, Attributes...>;
}  // namespace virga::pg
