// virga/extensions/postgis.hpp: functions of the extension PostGIS.
// Source: PostGIS's manual, chapter 7; tests/postgres/postgis.cpp prepares all on a server that has it.
#pragma once

#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t, std::decay_t, std::is_same_v

#include <virga/expr/cast.hpp>                    // virga::cast
#include <virga/expr/expression.hpp>              // virga::expression_like, virga::type_of
#include <virga/expr/function.hpp>                // virga::function
#include <virga/expr/operand.hpp>                 // virga::detail::operand, virga::is_value_of
#include <virga/expr/operation.hpp>               // virga::detail::operate
#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/boolean.hpp>                // virga::types::boolean
#include <virga/types/converted.hpp>              // virga::types::stored_type_t
#include <virga/types/detail/extension_type.hpp>  // virga::types::detail::extension_spelling, extension_prefix
#include <virga/types/double_precision.hpp>       // virga::types::double_precision
#include <virga/types/integer.hpp>                // virga::types::integer
#include <virga/types/postgis.hpp>                // virga::types::geometry, geography
#include <virga/types/text.hpp>                   // virga::types::text

namespace virga {

namespace detail {
/// What an argument says of PostGIS: the schema that its type is of and the reference system.
template <class Type>
struct place_facts {
    static constexpr bool is_shape = false;
    static constexpr bool is_of_earth = false;
    static constexpr int srid = 0;
};
template <fixed_string Schema, geo::shape Shape, int Srid>
struct place_facts<types::geometry_in<Schema, Shape, Srid>> {
    static constexpr auto schema = Schema;
    static constexpr bool is_shape = true;
    static constexpr bool is_of_earth = false;
    static constexpr int srid = Srid;
};
template <fixed_string Schema, geo::shape Shape, int Srid>
struct place_facts<types::geography_in<Schema, Shape, Srid>> {
    static constexpr auto schema = Schema;
    static constexpr bool is_shape = true;
    static constexpr bool is_of_earth = true;
    static constexpr int srid = Srid;
};
template <class Given>
struct place_given : place_facts<void> {};
template <expression_like Given>
struct place_given<Given> : place_facts<types::stored_type_t<type_of<Given>>> {};

/// The first argument whose type is of PostGIS.
template <class... Given>
struct first_place {
    static constexpr fixed_string schema{"public"};
};
template <class First, class... Rest>
struct first_place<First, Rest...> : first_place<Rest...> {};
template <class First, class... Rest>
    requires place_given<First>::is_shape
struct first_place<First, Rest...> : place_given<First> {};

/// The reference system that arguments say; 0 where none does, and -1 where two say different ones.
template <bool IsOfEarth, class... Given>
constexpr int common_srid() {
    int common = 0;
    for (const int each : {0, (place_given<Given>::is_of_earth == IsOfEarth ? place_given<Given>::srid : 0)...}) {
        if (each != 0 and common != 0 and each != common) return -1;
        if (each != 0) common = each;
    }
    return common;
}

/// Stands for a parameter: any geometry of the schema, and values in the system that the other arguments have.
template <fixed_string Schema, int Srid>
struct geometry_parameter : types::detail::postgis_codec<"geometry", geo::shape::any, Srid, false, true>,
                            types::detail::extension_type<Schema, "geometry"> {
    static constexpr type_facts facts = types::geometry_in<Schema>::facts;
    using compared_type = types::geometry_in<Schema>;
    template <class Type>
    static constexpr bool takes = std::is_same_v<Type, types::geometry_in<Schema>>;
};
template <fixed_string Schema, int Srid>
struct geography_parameter : types::detail::postgis_codec<"geography", geo::shape::any, Srid, true, true>,
                             types::detail::extension_type<Schema, "geography"> {
    static constexpr type_facts facts = types::geography_in<Schema>::facts;
    using compared_type = types::geography_in<Schema>;
    template <class Type>
    static constexpr bool takes = std::is_same_v<Type, types::geography_in<Schema>>;
};
}  // namespace detail

/// Whether shapes that are compared or measured are of one reference system, as far as their types tell.
template <class... Given>
inline constexpr bool are_of_one_system =
    detail::common_srid<false, Given...>() >= 0 and detail::common_srid<true, Given...>() >= 0;

namespace detail {
/// What the functions below share: the schema, which stands before their names wherever the session looks for these, and the
/// types of that schema, as parameters and as results.
template <fixed_string Schema, class... Given>
struct place_forms {
    static constexpr int srid = common_srid<false, Given...>();
    static constexpr int earth_srid = common_srid<true, Given...>();
    using geometry = geometry_parameter<Schema, srid < 0 ? 0 : srid>;
    using geography = geography_parameter<Schema, earth_srid < 0 ? 0 : earth_srid>;
    using made = types::geometry_in<Schema>;
    using made_of_earth = types::geography_in<Schema>;
    using number = types::double_precision;
    using whole = types::integer;
    using truth = types::boolean;
    using text = types::text;
};

template <class Called, class... Given>
[[gnu::always_inline]] constexpr auto call_of_places(Given&&... given) {
    static_assert(are_of_one_system<std::decay_t<Given>...>,
                  "st_: the shapes are of different reference systems; write st_transform(x, srid)");
    return Called{}(static_cast<Given&&>(given)...);
}
}  // namespace detail

/// Defines a function of PostGIS by its forms, in which `in::geometry` and its like are those of `place_forms`. The schema is that
/// of the first argument that has one, and `public` where none has; `st_makepoint<"extensions">(x, y)` says another.
#define VIRGA_POSTGIS_FUNCTION(name, ...)                                                                             \
    namespace detail {                                                                                                \
    template <fixed_string Schema, class in>                                                                          \
    using postgis_##name = function<types::detail::extension_spelling<Schema, #name>(), __VA_ARGS__>;                 \
    }                                                                                                                 \
    template <fixed_string Schema, class... Given>                                                                    \
        requires are_sql_arguments<Given...>                                                                          \
    [[nodiscard, gnu::always_inline]] constexpr auto name(Given&&... given) {                                         \
        using in = detail::place_forms<Schema, std::decay_t<Given>...>;                                               \
        return detail::call_of_places<detail::postgis_##name<Schema, in>>(static_cast<Given&&>(given)...);            \
    }                                                                                                                 \
    template <class... Given>                                                                                         \
        requires are_sql_arguments<Given...>                                                                          \
    [[nodiscard, gnu::always_inline]] constexpr auto name(Given&&... given) {                                         \
        constexpr auto schema = detail::first_place<std::decay_t<Given>...>::schema;                                  \
        using in = detail::place_forms<schema, std::decay_t<Given>...>;                                               \
        return detail::call_of_places<detail::postgis_##name<schema, in>>(static_cast<Given&&>(given)...);            \
    }

// ---- what is made ------------------------------------------------------------------------------------

/// `st_makepoint(x, y)`, with z, with m.
VIRGA_POSTGIS_FUNCTION(st_makepoint, typename in::made(typename in::number, typename in::number),
                       typename in::made(typename in::number, typename in::number, typename in::number),
                       typename in::made(typename in::number, typename in::number, typename in::number, typename in::number))
/// `st_point(x, y)`, `st_point(x, y, srid)`
VIRGA_POSTGIS_FUNCTION(st_point, typename in::made(typename in::number, typename in::number),
                       typename in::made(typename in::number, typename in::number, typename in::whole))
/// `st_makeenvelope(x_min, y_min, x_max, y_max, srid)`: a rectangle.
VIRGA_POSTGIS_FUNCTION(st_makeenvelope, typename in::made(typename in::number, typename in::number, typename in::number,
                                                          typename in::number, typename in::whole))
/// `st_geomfromtext(wkt)`, `st_geomfromtext(wkt, srid)`
VIRGA_POSTGIS_FUNCTION(st_geomfromtext, typename in::made(typename in::text),
                       typename in::made(typename in::text, typename in::whole))
/// `st_geogfromtext(wkt)`
VIRGA_POSTGIS_FUNCTION(st_geogfromtext, typename in::made_of_earth(typename in::text))
/// `st_geomfromgeojson(json)`
VIRGA_POSTGIS_FUNCTION(st_geomfromgeojson, typename in::made(typename in::text))

// ---- what another becomes ----------------------------------------------------------------------------

/// `st_setsrid(x, srid)`: the same coordinates in another system.
VIRGA_POSTGIS_FUNCTION(st_setsrid, typename in::made(typename in::geometry, typename in::whole),
                       typename in::made_of_earth(typename in::geography, typename in::whole))
/// `st_buffer(x, distance)`: what is not farther away. Of geography in metres.
VIRGA_POSTGIS_FUNCTION(st_buffer, typename in::made(typename in::geometry, typename in::number),
                       typename in::made_of_earth(typename in::geography, typename in::number))
/// `st_centroid(x)`
VIRGA_POSTGIS_FUNCTION(st_centroid, typename in::made(typename in::geometry), typename in::made_of_earth(typename in::geography))
/// `st_envelope(x)`: the rectangle around it.
VIRGA_POSTGIS_FUNCTION(st_envelope, typename in::made(typename in::geometry))
/// `st_convexhull(x)`
VIRGA_POSTGIS_FUNCTION(st_convexhull, typename in::made(typename in::geometry))
/// `st_simplify(x, tolerance)`. NULL where nothing is left.
VIRGA_POSTGIS_FUNCTION(st_simplify, typename in::made(typename in::geometry, typename in::number), may_be_null)
/// `st_makevalid(x)`. NULL where that cannot be done.
VIRGA_POSTGIS_FUNCTION(st_makevalid, typename in::made(typename in::geometry), may_be_null)
/// `st_force2d(x)`: without z and m.
VIRGA_POSTGIS_FUNCTION(st_force2d, typename in::made(typename in::geometry))
/// `st_startpoint(x)`, `st_endpoint(x)`: NULL where it is no line.
VIRGA_POSTGIS_FUNCTION(st_startpoint, typename in::made(typename in::geometry), may_be_null)
VIRGA_POSTGIS_FUNCTION(st_endpoint, typename in::made(typename in::geometry), may_be_null)
/// `st_intersection(x, y)`
VIRGA_POSTGIS_FUNCTION(st_intersection, typename in::made(typename in::geometry, typename in::geometry),
                       typename in::made_of_earth(typename in::geography, typename in::geography))
/// `st_union(x, y)`
VIRGA_POSTGIS_FUNCTION(st_union, typename in::made(typename in::geometry, typename in::geometry))
/// `st_difference(x, y)`: what of `x` is not in `y`.
VIRGA_POSTGIS_FUNCTION(st_difference, typename in::made(typename in::geometry, typename in::geometry))
/// `st_symdifference(x, y)`: what is in one of the two.
VIRGA_POSTGIS_FUNCTION(st_symdifference, typename in::made(typename in::geometry, typename in::geometry))

// ---- how two lie to one another ----------------------------------------------------------------------

/// `st_contains(x, y)`: y lies in x, and not on its edge alone.
VIRGA_POSTGIS_FUNCTION(st_contains, typename in::truth(typename in::geometry, typename in::geometry))
/// `st_within(x, y)`: the same the other way round.
VIRGA_POSTGIS_FUNCTION(st_within, typename in::truth(typename in::geometry, typename in::geometry))
/// `st_covers(x, y)`: no part of y lies out of x.
VIRGA_POSTGIS_FUNCTION(st_covers, typename in::truth(typename in::geometry, typename in::geometry),
                       typename in::truth(typename in::geography, typename in::geography))
/// `st_coveredby(x, y)`
VIRGA_POSTGIS_FUNCTION(st_coveredby, typename in::truth(typename in::geometry, typename in::geometry),
                       typename in::truth(typename in::geography, typename in::geography))
/// `st_intersects(x, y)`: they have a place in common.
VIRGA_POSTGIS_FUNCTION(st_intersects, typename in::truth(typename in::geometry, typename in::geometry),
                       typename in::truth(typename in::geography, typename in::geography))
/// `st_disjoint(x, y)`: they have none.
VIRGA_POSTGIS_FUNCTION(st_disjoint, typename in::truth(typename in::geometry, typename in::geometry))
/// `st_crosses(x, y)`
VIRGA_POSTGIS_FUNCTION(st_crosses, typename in::truth(typename in::geometry, typename in::geometry))
/// `st_overlaps(x, y)`
VIRGA_POSTGIS_FUNCTION(st_overlaps, typename in::truth(typename in::geometry, typename in::geometry))
/// `st_touches(x, y)`
VIRGA_POSTGIS_FUNCTION(st_touches, typename in::truth(typename in::geometry, typename in::geometry))
/// `st_equals(x, y)`: they cover the same.
VIRGA_POSTGIS_FUNCTION(st_equals, typename in::truth(typename in::geometry, typename in::geometry))
/// `st_dwithin(x, y, distance)`: they are no farther apart. Of geography in metres, and `st_dwithin(x, y, distance, false)` on a
/// sphere.
VIRGA_POSTGIS_FUNCTION(st_dwithin, typename in::truth(typename in::geometry, typename in::geometry, typename in::number),
                       typename in::truth(typename in::geography, typename in::geography, typename in::number),
                       typename in::truth(typename in::geography, typename in::geography, typename in::number, typename in::truth))

// ---- what is measured --------------------------------------------------------------------------------

/// `st_distance(x, y)`: of geography in metres, and `st_distance(x, y, false)` on a sphere. NULL where one of them is empty.
VIRGA_POSTGIS_FUNCTION(st_distance, typename in::number(typename in::geometry, typename in::geometry),
                       typename in::number(typename in::geography, typename in::geography),
                       typename in::number(typename in::geography, typename in::geography, typename in::truth), may_be_null)
/// `st_area(x)`
VIRGA_POSTGIS_FUNCTION(st_area, typename in::number(typename in::geometry), typename in::number(typename in::geography))
/// `st_length(x)`
VIRGA_POSTGIS_FUNCTION(st_length, typename in::number(typename in::geometry), typename in::number(typename in::geography))
/// `st_perimeter(x)`
VIRGA_POSTGIS_FUNCTION(st_perimeter, typename in::number(typename in::geometry), typename in::number(typename in::geography))
/// `st_azimuth(x, y)`: the direction from x to y, in radians from the north. NULL where they are one place.
VIRGA_POSTGIS_FUNCTION(st_azimuth, typename in::number(typename in::geometry, typename in::geometry),
                       typename in::number(typename in::geography, typename in::geography), may_be_null)
/// `st_x(point)` and its like: NULL where the point is empty, or has no such coordinate.
VIRGA_POSTGIS_FUNCTION(st_x, typename in::number(typename in::geometry), may_be_null)
VIRGA_POSTGIS_FUNCTION(st_y, typename in::number(typename in::geometry), may_be_null)
VIRGA_POSTGIS_FUNCTION(st_z, typename in::number(typename in::geometry), may_be_null)
VIRGA_POSTGIS_FUNCTION(st_m, typename in::number(typename in::geometry), may_be_null)

// ---- what is said of it ------------------------------------------------------------------------------

/// `st_srid(x)`: the number of its reference system, 0 for none.
VIRGA_POSTGIS_FUNCTION(st_srid, typename in::whole(typename in::geometry), typename in::whole(typename in::geography))
/// `st_dimension(x)`: 0 of points, 1 of lines, 2 of areas.
VIRGA_POSTGIS_FUNCTION(st_dimension, typename in::whole(typename in::geometry))
/// `st_npoints(x)`
VIRGA_POSTGIS_FUNCTION(st_npoints, typename in::whole(typename in::geometry))
/// `st_geometrytype(x)`: `ST_Point` and its like.
VIRGA_POSTGIS_FUNCTION(st_geometrytype, typename in::text(typename in::geometry))
/// `st_isempty(x)`
VIRGA_POSTGIS_FUNCTION(st_isempty, typename in::truth(typename in::geometry))
/// `st_isvalid(x)`
VIRGA_POSTGIS_FUNCTION(st_isvalid, typename in::truth(typename in::geometry))
/// `st_astext(x)`, `st_astext(x, digits)`: as `POINT(1 2)`.
VIRGA_POSTGIS_FUNCTION(st_astext, typename in::text(typename in::geometry), typename in::text(typename in::geography),
                       typename in::text(typename in::geometry, typename in::whole),
                       typename in::text(typename in::geography, typename in::whole))
/// `st_asewkt(x)`: as `SRID=4326;POINT(1 2)`.
VIRGA_POSTGIS_FUNCTION(st_asewkt, typename in::text(typename in::geometry), typename in::text(typename in::geography))
/// `st_asgeojson(x)`, `st_asgeojson(x, digits)`
VIRGA_POSTGIS_FUNCTION(st_asgeojson, typename in::text(typename in::geometry), typename in::text(typename in::geography),
                       typename in::text(typename in::geometry, typename in::whole),
                       typename in::text(typename in::geography, typename in::whole))

#undef VIRGA_POSTGIS_FUNCTION

namespace detail {
template <fixed_string Schema>
using transform = function<types::detail::extension_spelling<Schema, "st_transform">(),
                           types::geometry_in<Schema>(geometry_parameter<Schema, 0>, types::integer)>;
}  // namespace detail
/// `st_transform(x, srid)`: the same place in another system. The text tells the type of `srid`, which else would be a text for the
/// server.
template <expression_like Place, class Srid>
[[nodiscard]] constexpr auto st_transform(const Place& place, Srid&& srid) {
    return detail::transform<detail::first_place<Place>::schema>{}(place, cast<types::integer>(static_cast<Srid&&>(srid)));
}

// ---- operators ---------------------------------------------------------------------------------------

namespace detail {
template <fixed_string Schema, fixed_string Sign, class Result, class in>
struct place_operator : operators::binds<binding::other> {
    static constexpr call_rules rules = rules_of<std::conditional_t<std::is_same_v<Result, types::boolean>, list<>, may_be_null>>;
    static constexpr auto spelled =
        types::detail::spell(fixed_string{" operator("}, types::detail::extension_prefix<Schema>(), Sign, fixed_string{") "});
    static constexpr std::string_view word = spelled.view();
    using forms =
        list<Result(typename in::geometry, typename in::geometry), Result(typename in::geography, typename in::geography)>;
};
/// A side of an operator: a value is a parameter of the type that functions give it, so that one `arg<>` can stand in both.
template <class in, class Beside, class Given>
[[gnu::always_inline]] constexpr decltype(auto) place_operand(Given&& given) {
    using type = std::conditional_t<place_given<Beside>::is_of_earth, typename in::geography, typename in::geometry>;
    if constexpr (expression_like<std::decay_t<Given>> or not place_given<Beside>::is_shape) return (given);
    else if constexpr (not is_value_of<Given, type>) return (given);
    else return operand<type>(static_cast<Given&&>(given));
}
template <fixed_string Sign, class Result, class Left, class Right>
[[gnu::always_inline]] constexpr auto operate_on_places(Left&& left, Right&& right) {
    using one = std::decay_t<Left>;
    using other = std::decay_t<Right>;
    constexpr auto schema = first_place<one, other>::schema;
    static_assert(are_of_one_system<one, other>,
                  "nearness, boxes_overlap: the shapes are of different reference systems; write st_transform(x, srid)");
    using in = place_forms<schema, one, other>;
    return operate<place_operator<schema, Sign, Result, in>>(place_operand<in, other>(static_cast<Left&&>(left)),
                                                             place_operand<in, one>(static_cast<Right&&>(right)));
}
}  // namespace detail

/// `left <-> right`: their distance, which a gist index orders by: `order_by(nearness(shop.place, here)).limit(10)`. NULL where one
/// of them is empty.
template <class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto nearness(Left&& left, Right&& right) {
    return detail::operate_on_places<"<->", types::double_precision>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left && right`: whether the boxes around them overlap, which an index finds.
template <class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto boxes_overlap(Left&& left, Right&& right) {
    return detail::operate_on_places<"&&", types::boolean>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
}  // namespace virga
