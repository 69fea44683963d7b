// tests/compile_fail/catalog/index.cpp: indexes, their methods, orders and conditions.
#include "schema.hpp"

namespace brin_index_in_descending_order {
template <class t>
struct note_fields {
    pg::timestamptz<t, "at", not_null> at;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_at">(desc(note.at)).template method<pg::brin>()};
        // error: index: only btree indexes have an order; leave out desc, nulls_first and nulls_last
        // note: brin
#else
        return std::tuple{pg::index<"note_at">(note.at).template method<pg::brin>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace brin_index_in_descending_order

namespace brin_index_of_enum {
template <class t>
struct note_fields {
    pg::enumeration<t, "status", post_status_type, not_null> status;
    pg::timestamptz<t, "at", not_null> at;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_status">(note.status).template method<pg::brin>()};
        // error: index: the method has no operator class for the type of a key
        // note: brin
#else
        return std::tuple{pg::index<"note_at">(note.at).template method<pg::brin>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace brin_index_of_enum

namespace gin_index_of_text {
template <class t>
struct note_fields {
    pg::text<t, "body", not_null> body;
    pg::jsonb<t, "meta", not_null> meta;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_body">(note.body).template method<pg::gin>()};
        // error: index: the method has no operator class for the type of a key
        // note: gin
#else
        return std::tuple{pg::index<"note_meta">(note.meta).template method<pg::gin>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace gin_index_of_text

namespace gin_index_of_range {
template <class t>
struct note_fields {
    pg::tstzrange<t, "during", not_null> during;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_during">(note.during).template method<pg::gin>()};
        // error: index: the method has no operator class for the type of a key
        // note: gin
#else
        return std::tuple{pg::index<"note_during">(note.during).template method<pg::gist>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace gin_index_of_range

namespace gist_index_of_segments {
template <class t>
struct note_fields {
    pg::lseg<t, "way", not_null> way;
    pg::box<t, "place", not_null> place;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_way">(note.way).template method<pg::gist>()};
        // error: index: the method has no operator class for the type of a key
        // note: gist
#else
        return std::tuple{pg::index<"note_place">(note.place).template method<pg::gist>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace gist_index_of_segments

namespace gist_index_of_integer {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">(note.views).template method<pg::gist>()};
        // error: index: the method has no operator class for the type of a key
        // note: gist
#else
        return std::tuple{pg::index<"note_views">(note.views).template method<pg::btree>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace gist_index_of_integer

namespace hash_index_of_two_columns {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "body", not_null> body;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_slug">(note.slug, note.body).template method<pg::hash>()};
        // error: index: hash, spgist, hnsw and ivfflat indexes have one key
        // note: hash
#else
        return std::tuple{pg::index<"note_slug">(note.slug, note.body)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace hash_index_of_two_columns

namespace index_name_too_long {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">(note.views)};
        // error: index: a name has 1 to 63 bytes
#else
        return std::tuple{pg::index<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">(note.views)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace index_name_too_long

namespace index_of_a_value {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints([[maybe_unused]] const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">("views")};
        // error: index: takes one or more columns or expressions
#else
        return std::tuple{pg::index<"note_views">(note.views)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace index_of_a_value

namespace index_of_aggregate {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">(max(note.views))};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: an aggregate or a subquery sees more than one row; a check or an index sees one
#else
        return std::tuple{pg::index<"note_views">(note.views)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace index_of_aggregate

namespace index_of_nothing {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints([[maybe_unused]] const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">()};
        // error: index: takes one or more columns or expressions
#else
        return std::tuple{pg::index<"note_views">(note.views)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace index_of_nothing

namespace index_where_is_no_condition {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">(note.views).where(note.views)};
        // error: where: takes a boolean expression; compare the column with something
        // note: "views"
#else
        return std::tuple{pg::index<"note_views">(note.views).where(note.views > 0)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace index_where_is_no_condition

namespace index_where_now {
template <class t>
struct note_fields {
    pg::timestamptz<t, "due", not_null> due;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_due">(note.due).where(note.due > now())};
#else
        return std::tuple{pg::index<"note_due">(note.due), pg::check<"note_due_later">(note.due > now())};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
// error: index: it calls a function that is not immutable, such as now(); an index, and its where, are made of what stays the same
// note: "note_due"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace index_where_now

namespace index_with_a_class_of_another_method {
template <class t>
struct note_fields {
    pg::jsonb<t, "extra", not_null> extra;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_extra">(pg::opclass<"jsonb_path_ops">(note.extra)).template method<pg::hash>()};
        // error: index: the method has no operator class for the type of a key
        // note: jsonb_path_ops
#else
        return std::tuple{pg::index<"note_extra">(pg::opclass<"jsonb_path_ops">(note.extra)).template method<pg::gin>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace index_with_a_class_of_another_method

namespace index_with_a_class_of_another_type {
template <class t>
struct note_fields {
    pg::integer<t, "rank", not_null> rank;
    pg::varchar<t, "name", 80, not_null> name;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_rank">(pg::opclass<"text_pattern_ops">(note.rank))};
#else
        return std::tuple{pg::index<"note_rank">(pg::opclass<"text_pattern_ops">(note.name)),
                          pg::index<"note_own">(pg::opclass<"own_ops">(note.rank))};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: index: btree has no operator class for the type of a key; name the method that has, such as .method<pg::gist>()
// note: text_pattern_ops
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace index_with_a_class_of_another_type

namespace spgist_index_of_boolean {
template <class t>
struct note_fields {
    pg::boolean<t, "pinned", not_null> pinned;
    pg::text<t, "body", not_null> body;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_pinned">(note.pinned).template method<pg::spgist>()};
        // error: index: the method has no operator class for the type of a key
        // note: spgist
#else
        return std::tuple{pg::index<"note_body">(note.body).template method<pg::spgist>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace spgist_index_of_boolean

namespace unique_hash_index {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique_index<"note_slug">(note.slug).template method<pg::hash>()};
        // error: index: only btree indexes can be unique
        // note: hash
#else
        return std::tuple{pg::index<"note_slug">(note.slug).template method<pg::hash>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace unique_hash_index

namespace include_of_an_expression {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "title", not_null> title;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_slug">(note.slug).include(lower(note.title))};
        // error: include: takes columns
#else
        return std::tuple{pg::index<"note_slug">(note.slug).include(note.title)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace include_of_an_expression

namespace include_in_a_hash_index {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "title", not_null> title;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_slug">(note.slug).template method<pg::hash>().include(note.title)};
        // error: include: only btree, gist and spgist indexes hold columns beside their keys
#else
        return std::tuple{pg::index<"note_slug">(note.slug).template method<pg::spgist>().include(note.title)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace include_in_a_hash_index

namespace include_of_another_table {
template <class t>
struct tag_fields {
    pg::text<t, "name", not_null> name;
};
inline constexpr table<"tag", tag_fields> tag;
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "title", not_null> title;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_slug">(lower(note.slug)).include(tag.name)};
        // error: include: names a column of another table
#else
        return std::tuple{pg::index<"note_slug">(lower(note.slug)).include(note.title)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace include_of_another_table

namespace index_by_the_text_search_of_a_setting {
template <class t>
struct note_fields {
    pg::text<t, "body", not_null> body;
    pg::timestamptz<t, "at", not_null> at;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_words">(to_tsvector(note.body)).template method<pg::gin>()};
#else
        return std::tuple{pg::index<"note_words">(to_tsvector<"english">(note.body)).template method<pg::gin>()};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: index: it calls a function that is not immutable, such as now(); an index, and its where, are made of what stays the same
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace index_by_the_text_search_of_a_setting

namespace index_of_a_moment_and_an_interval {
template <class t>
struct note_fields {
    pg::text<t, "body", not_null> body;
    pg::timestamptz<t, "at", not_null> at;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_later">(note.at + interval{.days = 1})};
#else
        return std::tuple{pg::index<"note_later">(note.at - note.at + interval{.days = 1})};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: index: it calls a function that is not immutable, such as now(); an index, and its where, are made of what stays the same
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace index_of_a_moment_and_an_interval

namespace index_by_a_zone_of_the_server {
template <class t>
struct note_fields {
    pg::text<t, "body", not_null> body;
    pg::timestamptz<t, "at", not_null> at;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_day">(date_trunc("day", note.at, "UTC"))};
#else
        return std::tuple{pg::index<"note_day">(date_trunc("day", at_time_zone(note.at, "UTC")))};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: index: it calls a function that is not immutable, such as now(); an index, and its where, are made of what stays the same
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace index_by_a_zone_of_the_server
