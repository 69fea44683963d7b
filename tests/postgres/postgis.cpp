// The types and functions of PostGIS, on a server that has it.
#include <string>
#include <vector>

#include <virga.hpp>
#include <virga/extensions/postgis.hpp>
#include <virga/kit/ddl.hpp>
#include <virga/kit/describe.hpp>

#include "../catch.hpp"
#include "extension_types.hpp"

using namespace virga;
using namespace virga_test;

namespace of_postgis {
template <class t>
struct shop_fields {
    pg::integer<t, "id", primary_key> id;
    pg::geometry<t, "place", geo::shape::point, 4326, not_null> place;
    pg::geometry<t, "area"> area;
    pg::geography<t, "spot", geo::shape::point> spot;

    static constexpr auto constraints(const auto& shop) {
        return std::tuple{
            pg::index<"shop_place">(shop.place).template method<pg::gist>(),
            pg::index<"shop_area">(pg::opclass<"gist_geometry_ops_nd">(shop.area)).template method<pg::gist>()};
    }
};
inline constexpr table<"shop", shop_fields> shop;
inline constexpr pg::extension<"postgis"> extension;
inline constexpr auto schema = virga::schema(virga::domain(shop, extension));

constexpr auto near_to = select(shop.id, st_distance(shop.spot, arg<"here">))
                             .from(shop)
                             .where(st_dwithin(shop.spot, arg<"here">, 5000.0))
                             .order_by(nearness(shop.spot, arg<"here">))
                             .limit(10);
static_assert(to_sql(near_to) == R"(select "shop"."id", public.st_distance("shop"."spot", $1) from "shop" )"
                                 R"(where public.st_dwithin("shop"."spot", $1, $2) )"
                                 R"(order by "shop"."spot" operator(public.<->) $1 limit $3)");
}  // namespace of_postgis
using namespace of_postgis;

TEST_CASE("the types of PostGIS are those of the server, and their values cross unchanged") {
    own_database database;
    libpq db{database.url()};
    db.run("create extension postgis");
    REQUIRE(db.failure() == "");
    using geo::axes, geo::shape;
    check_extension_type<types::geometry<>>(
        db, {{geo::point{1, 2}, "POINT(1 2)"},
             {geo::point{.x = 1, .y = 2, .m = 4, .has = axes::xym, .srid = 3857}, "SRID=3857;POINT M(1 2 4)"},
             {geo::linestring{{{0, 0, 1, 2}, {1, 1, 3, 4}}, axes::xyzm}, "LINESTRING ZM(0 0 1 2,1 1 3 4)"},
             {geo::linestring{{}, axes::xyz}, "LINESTRING Z EMPTY"},
             {geo::polygon{{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{2, 1}, {3, 1}, {3, 2}, {2, 1}}}},
              "POLYGON((0 0,9 0,9 9,0 0),(2 1,3 1,3 2,2 1))"},
             {geo::multipoint{{{1, 2}, {3, 4}}, axes::xy, 4326}, "SRID=4326;MULTIPOINT(1 2,3 4)"},
             {geo::multilinestring{{{{0, 0}, {1, 1}}, {}}}, "MULTILINESTRING((0 0,1 1),EMPTY)"},
             {geo::multipolygon{{{{{0, 0, 5}, {9, 0, 5}, {9, 9, 5}, {0, 0, 5}}}}, axes::xyz},
              "MULTIPOLYGON Z(((0 0 5,9 0 5,9 9 5,0 0 5)))"},
             {geo::collection{{geo::point{1, 2}, geo::collection{{geo::linestring{{{0, 0}, {1, 1}}}}}}, axes::xy, 4326},
              "SRID=4326;GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION(LINESTRING(0 0,1 1)))"},
             {geo::collection{}, "GEOMETRYCOLLECTION EMPTY"}});
    check_extension_type<types::geometry<shape::point_z, 4326>>(
        db, {{{.x = 1, .y = 2, .z = 3, .has = axes::xyz, .srid = 4326}, "SRID=4326;POINT Z(1 2 3)"}});
    check_extension_type<types::geography<shape::linestring, 4326>>(
        db, {{{{{-180, -90}, {180, 90}}, axes::xy, 4326}, "LINESTRING(-180 -90,180 90)"}});
    check_extension_type<types::geography<>>(db, {{geo::point{.x = 1, .y = 2, .srid = 4326}, "POINT(1 2)"}});
    const libpq_result empty = db.run("select 'POINT EMPTY'::geometry");
    std::string again;
    types::geometry<>::write(again, types::geometry<>::read(PQgetvalue(empty.get(), 0, 0)));
    CHECK(again == PQgetvalue(empty.get(), 0, 0));
    const libpq_result curve = db.run("select 'CIRCULARSTRING(0 0,1 1,2 0)'::geometry");
    CHECK_THROWS_AS(types::geometry<>::read(PQgetvalue(curve.get(), 0, 0)), virga::value_error);
}

TEST_CASE("shapes are columns, and functions of PostGIS say of them what the server says") {
    own_database database;
    postgres_client client{database.url()};
    libpq db{database.url()};
    client.execute("create extension postgis");
    const auto model = kit::describe(of_postgis::schema).tables.at(0);
    client.execute(kit::ddl::create_table(model));
    for (const auto& index : model.indexes) client.execute(kit::ddl::create_index(model, index));
    const std::vector<row<shop>> rows{
        {.id = 1, .place = {.x = 13.4, .y = 52.5, .srid = 4326}, .area = geo::geometry{geo::multipoint{{{1, 2}}}},
         .spot = geo::point{.x = 13.4, .y = 52.5, .srid = 4326}},
        {.id = 2, .place = {.x = 9.99, .y = 53.55, .srid = 4326}, .area = {}, .spot = {}}};
    CHECK(client(insert_into(shop).rows(rows)).affected() == 2);
    client(insert_into(shop).values(shop.id = 3, shop.place = geo::point{2.35, 48.86}, shop.spot = geo::point{2.35, 48.86}));
    const auto all = client(select(shop).from(shop).order_by(shop.id));
    REQUIRE(all.size() == 3);
    CHECK(same_rows(all[0], rows[0]));
    CHECK(same_rows(all[1], rows[1]));
    CHECK(all[2].place.srid == 4326);
    const auto found = client(near_to, geo::point{13.41, 52.5}).one();
    CHECK(get<0>(found) == 1);
    CHECK(differences_of(db, near_to) == "");
    CHECK(differences_of(db, select(shop).from(shop)) == "");
    CHECK(differences_of(db, insert_into(shop).rows(rows)) == "");
    const geo::point here{1, 2};
    // values get the system of what stands beside them
    CHECK(
        client(select(st_distance(shop.place, here), st_dwithin(shop.place, here, 1.0), boxes_overlap(shop.place, here)).from(shop))
            .size() == 3);
    const auto made = select(st_makepoint(st_x(shop.place), st_y(shop.place)), st_point(st_x(shop.place), arg<"y">, arg<"srid">),
                             st_makeenvelope(arg<"a">, arg<"b">, arg<"c">, arg<"d">, arg<"srid">), st_geomfromtext(arg<"text">),
                             st_geomfromtext(arg<"text">, arg<"srid">), st_geogfromtext(arg<"text">), st_setsrid(shop.area, 4326),
                             st_setsrid(shop.spot, 4326), st_transform(shop.place, 3857), st_buffer(shop.area, 1.0),
                             st_buffer(shop.spot, 1.0), st_centroid(shop.area), st_centroid(shop.spot), st_envelope(shop.area),
                             st_convexhull(shop.area), st_simplify(shop.area, 0.1), st_makevalid(shop.area), st_force2d(shop.area),
                             st_startpoint(shop.area), st_endpoint(shop.area))
                          .from(shop);
    CHECK(differences_of(db, made) == "");
    const auto both = select(st_intersection(shop.area, shop.area), st_intersection(shop.spot, shop.spot),
                             st_union(shop.area, shop.area), st_difference(shop.area, shop.area),
                             st_symdifference(shop.area, shop.area), st_contains(shop.area, shop.place),
                             st_within(shop.place, shop.area), st_covers(shop.area, here), st_covers(shop.spot, here),
                             st_coveredby(shop.area, here), st_coveredby(shop.spot, here), st_intersects(shop.area, here),
                             st_intersects(shop.spot, here), st_disjoint(shop.area, here), st_crosses(shop.area, here),
                             st_overlaps(shop.area, here), st_touches(shop.area, here), st_equals(shop.area, here),
                             st_dwithin(shop.spot, here, 1.0, false), st_distance(shop.spot, here, false))
                          .from(shop);
    CHECK(differences_of(db, both) == "");
    const auto told =
        select(st_area(shop.area), st_area(shop.spot), st_length(shop.area), st_length(shop.spot), st_perimeter(shop.area),
               st_perimeter(shop.spot), st_azimuth(shop.place, here), st_azimuth(shop.spot, here), st_x(shop.place),
               st_y(shop.place), st_z(shop.place), st_m(shop.place), st_srid(shop.area), st_srid(shop.spot),
               st_dimension(shop.area), st_npoints(shop.area), st_geometrytype(shop.area), st_isempty(shop.area),
               st_isvalid(shop.area), st_astext(shop.area), st_astext(shop.spot), st_astext(shop.area, 2), st_asewkt(shop.area),
               st_asewkt(shop.spot), st_asgeojson(shop.area), st_asgeojson(shop.spot, 3),
               st_astext(st_geomfromgeojson(st_asgeojson(shop.area))), cast<types::geography<>>(shop.place),
               cast<types::geometry<>>(shop.spot), cast<types::text>(shop.area))
            .from(shop)
            .order_by(shop.id);
    CHECK(differences_of(db, told) == "");
    const auto answers = client(told);
    CHECK(get<8>(answers[0]) == 13.4);
    CHECK(get<19>(answers[0]).value().starts_with("MULTIPOINT"));
    CHECK_FALSE(get<10>(answers[0]).has_value());
}
