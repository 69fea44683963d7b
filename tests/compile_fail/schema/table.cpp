// tests/compile_fail/schema/table.cpp: tables, their names and members.
#include "schema.hpp"

namespace alias_too_long {
#ifdef REJECT
constexpr auto boss = person.as<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">();
// error: as: a name has 1 to 63 bytes
// note: "a_name_of_sixty_four_bytes_is_one_
#else
constexpr auto boss = person.as<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">();
#endif
}  // namespace alias_too_long

namespace label_of_expression_too_long {
#ifdef REJECT
constexpr auto total = count().as<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">();
// error: as: a name has 1 to 63 bytes
// note: "a_name_of_sixty_four_bytes_is_one_
#else
constexpr auto total = count().as<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">();
#endif
}  // namespace label_of_expression_too_long

namespace member_that_is_no_column {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    int length;
};
inline constexpr table<"note", note_fields> note;
// error: table: a member is a column, such as pg::integer<t, "n">, or a group of columns
// note: "note"
#else
    pg::integer<t, "length"> length;
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace member_that_is_no_column

namespace schema_name_of_the_server {
#ifdef REJECT
inline constexpr table<"people", person_fields, "pg_people"> people;
// error: table: PostgreSQL keeps the names of schemas that begin with pg_; choose another one
// note: "pg_people"
#else
inline constexpr table<"people", person_fields, "pg_people", existing> people;
#endif
}  // namespace schema_name_of_the_server

namespace schema_name_too_long {
#ifdef REJECT
inline constexpr table<"people", person_fields, "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"> people;
// error: table: the name of a schema has 1 to 63 bytes
// note: "a_name_of_sixty_four_bytes_is_one_
#else
inline constexpr table<"people", person_fields, "a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows"> people;
#endif
}  // namespace schema_name_too_long

namespace table_name_too_long {
#ifdef REJECT
inline constexpr table<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows", person_fields> people;
// error: table: a name has 1 to 63 bytes
// note: "a_name_of_sixty_four_bytes_is_one_
#else
inline constexpr table<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows", person_fields> people;
#endif
}  // namespace table_name_too_long

namespace table_without_columns {
template <class t>
struct note_fields {
#ifndef REJECT
    pg::bigint<t, "id", primary_key> id;
#endif
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: table: declare at least one column
// note: "note"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace table_without_columns

namespace two_columns_of_one_name {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "slug"> slug;
#ifdef REJECT
    pg::text<t, "slug"> title;
};
inline constexpr table<"note", note_fields> note;
// error: table: two columns have one name
// note: "slug"
#else
    pg::text<t, "title"> title;
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace two_columns_of_one_name

namespace two_primary_keys {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "slug", primary_key> slug;
};
inline constexpr table<"note", note_fields> note;
// error: table: two primary keys
#else
    pg::text<t, "slug", unique> slug;
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace two_primary_keys

namespace table_called_as_in_pg_catalog {
template <class t>
struct watched_fields {
    pg::bigint<t, "id", primary_key> id;
};
#ifdef REJECT
inline constexpr table<"pg_watched", watched_fields> watched;
// error: table: PostgreSQL itself has tables whose names begin with pg_; give the schema too, as in table<'pg_x', fields, 'public'>
// note: "pg_watched"
#else
inline constexpr table<"pg_watched", watched_fields, "public"> watched;
#endif
}  // namespace table_called_as_in_pg_catalog
