// Types of pgvector and PostGIS: their numbers, what is measured between them, and which classes of indexes they have.
#include <array>
#include <tuple>

#include <virga.hpp>
#include <virga/extensions/pgvector.hpp>
#include <virga/extensions/postgis.hpp>

using namespace virga;
using geo::shape;

template <class t>
struct item_fields {
    pg::integer<t, "id", primary_key> id;
    pg::vector<t, "near_to", 3, not_null> near_to;
    pg::vector<t, "longer", 4, not_null> longer;
    pg::halfvec<t, "brief", 3, not_null> brief;
    pg::bit<t, "marks", 3, not_null> marks;
    pg::geometry<t, "place", shape::point, 4326, not_null> place;
    pg::geometry<t, "on_map", shape::point, 3857, not_null> on_map;
};
inline constexpr table<"item", item_fields> item;

namespace vector_without_dimensions {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::vector<t, "meaning", 0> meaning;
    // error: vector: the number of dimensions is 1 to 16000
    // note: 0
#else
    pg::vector<t, "meaning", 16'000> meaning;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace vector_without_dimensions

namespace geometry_with_its_system_first {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::geometry<t, "spot", 4326> spot;
    // error: geometry: takes a geo::shape, and behind it the number of a reference system, 0 to 998999
    // note: 4326
#else
    pg::geometry<t, "spot", shape::any, 4326> spot;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace geometry_with_its_system_first

namespace distance_to_more_dimensions {
#ifdef REJECT
constexpr auto text = select(item.id).from(item).order_by(l2_distance(item.near_to, std::array<float, 4>{}));
// error: l2_distance, cosine_distance, negative_inner_product, l1_distance: takes two vectors of one type and of as many dimensions
// note: near_to
#else
constexpr auto text = select(item.id).from(item).order_by(l2_distance(item.near_to, std::array<float, 3>{}));
#endif
}  // namespace distance_to_more_dimensions

namespace distance_of_two_types {
#ifdef REJECT
constexpr auto text = select(cosine_distance(item.longer, item.brief)).from(item);
// error: l2_distance, cosine_distance, negative_inner_product, l1_distance: takes two vectors of one type and of as many dimensions
// note: longer
#else
constexpr auto text = select(cosine_distance(item.near_to, cast<types::vector<3>>(item.brief))).from(item);
#endif
}  // namespace distance_of_two_types

namespace bits_of_unknown_length {
#ifdef REJECT
constexpr auto text = select(hamming_distance(item.marks, item.near_to)).from(item);
// error: hamming_distance, jaccard_distance: takes two bit of one length
// note: marks
#else
constexpr auto text = select(hamming_distance(item.marks, binary_quantize(item.near_to))).from(item);
#endif
}  // namespace bits_of_unknown_length

namespace hnsw_without_a_class {
template <class t>
struct note_fields {
    pg::vector<t, "sense", 3> sense;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_sense">(note.sense).template method<pg::hnsw>()};
        // error: index: the method takes no operator class for the type of a key by itself; name one
        // note: sense
#else
        return std::tuple{pg::index<"note_sense">(pg::opclass<"vector_l2_ops">(note.sense)).template method<pg::hnsw>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace hnsw_without_a_class

namespace class_of_another_vector {
template <class t>
struct note_fields {
    pg::halfvec<t, "sense", 3> sense;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_half">(pg::opclass<"vector_l2_ops">(note.sense)).template method<pg::hnsw>()};
        // error: index: the method has no operator class for the type of a key
        // note: vector_l2_ops
#else
        return std::tuple{pg::index<"note_half">(pg::opclass<"halfvec_l2_ops">(note.sense)).template method<pg::hnsw>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace class_of_another_vector

namespace distance_in_two_systems {
#ifdef REJECT
constexpr auto text = select(st_distance(item.place, item.on_map)).from(item);
// error: st_: the shapes are of different reference systems; write st_transform(x, srid)
// note: on_map
#else
constexpr auto text = select(st_distance(item.place, st_transform(item.on_map, 4326))).from(item);
#endif
}  // namespace distance_in_two_systems

namespace nearness_in_two_systems {
#ifdef REJECT
constexpr auto text = select(item.id).from(item).order_by(nearness(item.place, item.on_map));
// error: nearness, boxes_overlap: the shapes are of different reference systems; write st_transform(x, srid)
// note: on_map
#else
constexpr auto text = select(item.id).from(item).order_by(nearness(item.place, item.place));
#endif
}  // namespace nearness_in_two_systems
