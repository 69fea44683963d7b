// tests/compile_fail/catalog/partition.cpp: partitioned tables, and the keys that they can have.
#include "schema.hpp"

namespace partition_of_another_method {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_range(note.views).partitions(pg::list_partition<"note_a">(1))};
        // error: partitions: a table by range has range_partition, one by list list_partition, both a default_partition; one by hash
        //   has hash_partition
#else
        return std::tuple{pg::partition_by_list(note.views).partitions(pg::list_partition<"note_a">(1))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace partition_of_another_method

namespace partition_with_a_bound_of_another_type {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_range(note.views).partitions(pg::range_partition<"note_b">("a", "b"))};
        // error: partitions: a bound is no value of the type of its column, or there are not as many as columns
        // note: "views"
#else
        return std::tuple{pg::partition_by_range(note.views).partitions(pg::range_partition<"note_b">(1, pg::maxvalue))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace partition_with_a_bound_of_another_type

namespace partitioned_by_what_has_no_order {
template <class t>
struct note_fields {
    pg::json<t, "meta", not_null> meta;
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_list(note.meta)};
        // error: partition_by: PostgreSQL has no order, or no hash, for values of a column's type
        // note: "meta"
#else
        return std::tuple{pg::partition_by_list(note.views)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace partitioned_by_what_has_no_order

namespace partition_key_is_not_in_the_primary_key {
template <class t>
struct note_fields {
    pg::integer<t, "id", primary_key> id;
    pg::integer<t, "rank", not_null> rank;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_range(note.rank)};
#else
        return std::tuple{pg::partition_by_range(note.id)};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: partition_by: a primary key or unique constraint lacks a column of the partition key; PostgreSQL sees only within a partition
//   that rows are unique
// note: "rank"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace partition_key_is_not_in_the_primary_key

namespace partition_of_a_partition_with_a_bound_of_another_type {
template <class t>
struct note_fields {
    pg::integer<t, "rank", not_null> rank;
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_range(note.views).partitions(
            pg::range_partition<"note_c">(1, 9).partition_by_list(note.rank).partitions(pg::list_partition<"note_c_a">("a")))};
        // error: partitions: a bound is no value of the type of its column, or there are not as many as columns
        // note: "rank"
#else
        return std::tuple{pg::partition_by_range(note.views).partitions(
            pg::range_partition<"note_c">(1, 9).partition_by_list(note.rank).partitions(pg::list_partition<"note_c_a">(1)))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace partition_of_a_partition_with_a_bound_of_another_type

namespace partition_of_a_partition_of_another_method {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_range(note.views).partitions(
            pg::default_partition<"note_d">().partition_by_hash(note.views).partitions(pg::list_partition<"note_d_a">(1)))};
        // error: partitions: a table by range has range_partition, one by list list_partition, both a default_partition; one by hash
        //   has hash_partition
#else
        return std::tuple{pg::partition_by_range(note.views).partitions(
            pg::default_partition<"note_d">().partition_by_hash(note.views).partitions(pg::hash_partition<"note_d_a", 2, 1>()))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace partition_of_a_partition_of_another_method

namespace partitions_of_two_levels_have_one_name {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_range(note.views).partitions(
            pg::range_partition<"note_e">(1, 9).partition_by_list(note.views).partitions(pg::default_partition<"note_rest">()),
            pg::default_partition<"note_rest">())};
        // error: partitions: two have one name, or there are two default ones
#else
        return std::tuple{pg::partition_by_range(note.views).partitions(
            pg::range_partition<"note_e">(1, 9).partition_by_list(note.views).partitions(pg::default_partition<"note_e_rest">()),
            pg::default_partition<"note_rest">())};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace partitions_of_two_levels_have_one_name

namespace partition_partitioned_by_what_is_no_column {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{
            pg::partition_by_range(note.views).partitions(pg::default_partition<"note_f">().partition_by_list(note.views + 1))};
        // error: partition_by: takes columns
#else
        return std::tuple{
            pg::partition_by_range(note.views).partitions(pg::default_partition<"note_f">().partition_by_list(note.views))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace partition_partitioned_by_what_is_no_column

namespace key_of_a_partition_of_another_level_is_not_in_the_primary_key {
template <class t>
struct note_fields {
    pg::integer<t, "id", primary_key> id;
    pg::integer<t, "rank", not_null> rank;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::partition_by_range(note.id).partitions(pg::default_partition<"note_g">().partition_by_list(note.rank))};
#else
        return std::tuple{pg::partition_by_range(note.id).partitions(pg::default_partition<"note_g">().partition_by_list(note.id))};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: partition_by: a primary key or unique constraint lacks a column of the partition key; PostgreSQL sees only within a partition
//   that rows are unique
// note: "rank"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace key_of_a_partition_of_another_level_is_not_in_the_primary_key
