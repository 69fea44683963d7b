// tests/compile_fail/catalog/foreign_key.cpp: foreign keys of several columns.
#include "schema.hpp"

namespace constraint_without_references {
template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: takes checks, indexes, keys and policies; a foreign key ends with .references(...)
#else
        return std::tuple{pg::foreign_key(note.author_id).references(person.id)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace constraint_without_references

namespace foreign_key_between_types {
template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;
    pg::varchar<t, "title", 80, not_null> title;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id, note.title).references(post.author_id, post.views)};
        // error: references: the key and the one it references differ in the number or types of their columns
        // note: "views"
#else
        return std::tuple{pg::foreign_key(note.author_id, note.title).references(post.author_id, post.title)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace foreign_key_between_types

namespace foreign_key_name_too_long {
template <class t>
struct note_fields {
    pg::text<t, "author", not_null> author;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{
            pg::foreign_key<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">(note.author).references(person.id)};
        // error: foreign_key: a name has 1 to 63 bytes
#else
        return std::tuple{
            pg::foreign_key<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">(note.author).references(person.id)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace foreign_key_name_too_long

namespace foreign_key_of_expression {
template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(lower(note.author_id)).references(person.id)};
        // error: foreign_key: takes columns
#else
        return std::tuple{pg::foreign_key(note.author_id).references(person.id)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace foreign_key_of_expression

namespace foreign_key_references_a_column_twice {
template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
#ifdef REJECT
    pg::text<t, "title", not_null> title;
#else
    pg::varchar<t, "title", 80, not_null> title;
#endif

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.slug, note.title).references(post.author_id, post.author_id)};
#else
        return std::tuple{pg::foreign_key(note.slug, note.title).references(post.author_id, post.title)};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
// error: references: the columns are no key of their table; declare them a primary key or unique there
// note: "author_id"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace foreign_key_references_a_column_twice

namespace foreign_key_references_no_key {
template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id).references(person.nickname)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: references: the columns are no key of their table; declare them a primary key or unique there
// note: "nickname"
#else
        return std::tuple{pg::foreign_key(note.author_id).references(person.email)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace foreign_key_references_no_key

namespace foreign_key_to_itself_references_no_key {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::bigint<t, "parent_id"> parent_id;
    pg::bigint<t, "number"> number;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.parent_id).references(note.number)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: references: the columns are no key of their table; declare them a primary key or unique there
// note: "parent_id"
#else
        return std::tuple{pg::foreign_key(note.parent_id).references(note.number), pg::unique(note.number)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace foreign_key_to_itself_references_no_key

namespace foreign_key_to_no_column {
template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id).references(person)};
        // error: references: takes columns
#else
        return std::tuple{pg::foreign_key(note.author_id).references(person.id)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace foreign_key_to_no_column

namespace foreign_key_with_too_few_columns {
template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;
    pg::varchar<t, "title", 80, not_null> title;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id, note.title).references(post.author_id)};
        // error: references: the key and the one it references differ in the number or types of their columns
        // note: "title"
#else
        return std::tuple{pg::foreign_key(note.author_id, note.title).references(post.author_id, post.title)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace foreign_key_with_too_few_columns
