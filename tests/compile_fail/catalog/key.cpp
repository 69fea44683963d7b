// tests/compile_fail/catalog/key.cpp: primary keys and unique constraints.
#include "schema.hpp"

namespace key_name_too_long {
template <class t>
struct note_fields {
    pg::integer<t, "id", not_null> id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::primary_key<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">(note.id)};
        // error: primary_key: a name has 1 to 63 bytes
#else
        return std::tuple{pg::primary_key<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">(note.id)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace key_name_too_long

namespace primary_key_of_column_twice {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "language", not_null> language;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::primary_key(note.slug, note.language, note.slug)};
        // error: primary_key: names a column twice
        // note: "slug"
#else
        return std::tuple{pg::primary_key(note.slug, note.language)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace primary_key_of_column_twice

namespace primary_key_of_expression {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::primary_key(lower(note.slug))};
        // error: primary_key: takes columns
#else
        return std::tuple{pg::primary_key(note.slug)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace primary_key_of_expression

namespace primary_key_of_nullable_column {
template <class t>
struct note_tag_fields {
    pg::bigint<t, "note_id", not_null> note_id;
    pg::text<t, "tag"> tag;
    pg::text<t, "kind", not_null> kind;

    static constexpr auto constraints(const auto& note_tag) {
#ifdef REJECT
        return std::tuple{pg::primary_key(note_tag.note_id, note_tag.tag)};
        // error: primary_key: a column may be NULL; declare it not_null
        // note: "tag"
#else
        return std::tuple{pg::primary_key(note_tag.note_id, note_tag.kind)};
#endif
    }
};
inline constexpr table<"note_tag", note_tag_fields> note_tag;
}  // namespace primary_key_of_nullable_column

namespace primary_key_twice {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints([[maybe_unused]] const auto& note) {
#ifdef REJECT
        return std::tuple{pg::primary_key(note.author_id)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: the table has two primary keys; make one of them unique
// note: "note"
#else
        return std::tuple{pg::unique(note.author_id)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace primary_key_twice

namespace unique_name_too_long {
template <class t>
struct note_fields {
    pg::integer<t, "id", not_null> id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">(note.id)};
        // error: unique: a name has 1 to 63 bytes
#else
        return std::tuple{pg::unique<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">(note.id)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace unique_name_too_long

namespace unique_of_column_twice {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "language", not_null> language;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique(note.slug, note.slug)};
        // error: unique: names a column twice
        // note: "slug"
#else
        return std::tuple{pg::unique(note.slug, note.language)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace unique_of_column_twice

namespace unique_of_expression {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique(lower(note.slug))};
        // error: unique: takes columns; for an expression write unique_index
#else
        return std::tuple{pg::unique_index<"note_slug">(lower(note.slug))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace unique_of_expression

namespace unique_of_other_table {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique(note.slug, person.email)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: names a column of another table
// note: "email"
#else
        return std::tuple{pg::unique(note.slug)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace unique_of_other_table

namespace nulls_of_a_primary_key {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::primary_key(note.slug).nulls_not_distinct()};
        // error: nulls_not_distinct: a primary key holds no NULL
#else
        return std::tuple{pg::unique(note.slug).nulls_not_distinct()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace nulls_of_a_primary_key
