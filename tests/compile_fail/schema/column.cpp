// tests/compile_fail/schema/column.cpp: columns, their names, types and attributes.
#include "schema.hpp"

struct web_address {
    std::string text;
};

template <>
struct virga::codec<web_address> {
    static web_address decode(const std::string& text) { return {text}; }
    static std::string encode(const web_address& address) { return address.text; }
};

struct mail_address {
    std::string text;
};

namespace as_with_codec_of_another_type {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "address", as<web_address>> address;
    // error: as: specialize virga::codec for this C++ type, with decode and encode for the column's type
    // note: "address"
#else
    pg::varchar<t, "address", 200, as<web_address>> address;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace as_with_codec_of_another_type

namespace as_without_codec {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "address", as<mail_address>> address;
    // error: as: specialize virga::codec for this C++ type, with decode and encode for the column's type
    // note: "address"
#else
    pg::text<t, "address", as<web_address>> address;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace as_without_codec

namespace comment_that_is_empty {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "body", pg::comment<"">> body;
    // error: comment, collation, renamed_from: a comment that is empty is none, and other names have 1 to 63 bytes
    // note: "body"
#else
    pg::text<t, "body", pg::comment<"as it was sent">> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace comment_that_is_empty

namespace two_collations {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "body", collation<"C">, collation<"POSIX">> body;
    // error: comment, collation: a column has one of each at most
    // note: "body"
#else
    pg::text<t, "body", collation<"C">> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace two_collations

namespace collation_of_a_number {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "length", collation<"C">> length;
    // error: collation: only text has an order of its own, and the column is of another type
    // note: "length"
#else
    pg::varchar<t, "length", 10, collation<"C">> length;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace collation_of_a_number

namespace nulls_of_a_column_that_is_not_unique {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "slug", nulls_not_distinct> slug;
    // error: nulls_not_distinct: the column is not unique; declare it so, or write pg::unique(...).nulls_not_distinct()
    // note: "slug"
#else
    pg::text<t, "slug", unique, nulls_not_distinct> slug;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace nulls_of_a_column_that_is_not_unique

namespace sequence_of_no_identity {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "number", primary_key, sequence<sequence_options{.start = 1000}>> number;
    // error: sequence: the column is no identity, and has no sequence
    // note: "number"
#else
    pg::bigint<t, "number", primary_key, identity, sequence<sequence_options{.start = 1000}>> number;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace sequence_of_no_identity

namespace sequence_that_starts_behind_its_end {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "id", primary_key, identity, sequence<sequence_options{.start = 1000, .maximum = 999}>> id;
    // error: sequence: it counts by 0, ends before it begins, starts outside of its ends, or keeps no number ahead
    // note: "id"
#else
    pg::bigint<t, "id", primary_key, identity, sequence<sequence_options{.start = 999, .maximum = 1000, .cycle = true}>> id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace sequence_that_starts_behind_its_end

namespace attribute_is_a_number {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "body", 80, not_null> body;
    // error: column: takes attributes, such as not_null; lengths are for varchar and numeric, actions stand within references<>
    // note: "body"
#else
    pg::varchar<t, "body", 80, not_null> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace attribute_is_a_number

namespace column_name_empty {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, ""> body;
    // error: column: a name has 1 to 63 bytes
    // note: ""
#else
    pg::text<t, "body"> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace column_name_empty

namespace column_name_too_long {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"> body;
    // error: column: a name has 1 to 63 bytes
    // note: "a_name_of_sixty_four_bytes_is_one_
#else
    pg::text<t, "a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows"> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace column_name_too_long

namespace column_of_system_name {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "ctid"> place;
    // error: column: every table has a system column of this name; choose another one
    // note: "ctid"
#else
    pg::text<t, "ctid_"> place;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace column_of_system_name

namespace enumeration_of_no_enum_type {
inline constexpr person_mood calm = person_mood::calm;

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::enumeration<t, "mood", calm> mood;
    // error: enumeration: takes the pg::enum_type object of the type
#else
    pg::enumeration<t, "mood", mood_type> mood;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace enumeration_of_no_enum_type

namespace numeric_precision_zero {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::numeric<t, "price", 0> price;
    // error: numeric: the precision is 1 to 1000 digits, the scale -1000 to 1000
    // note: "price"
#else
    pg::numeric<t, "price"> price;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace numeric_precision_zero

namespace varchar_limit_too_great {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::varchar<t, "body", 20'000'000> body;
};
inline constexpr table<"note", note_fields> note;
// error: varchar: the limit is 1 to 10485760 characters
#else
    pg::varchar<t, "body", 10'000'000> body;
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace varchar_limit_too_great

namespace varchar_limit_zero {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::varchar<t, "body", 0> body;
    // error: varchar: the limit is 1 to 10485760 characters
    // note: "body"
#else
    pg::varchar<t, "body"> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace varchar_limit_zero

namespace column_that_had_two_names {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::text<t, "number", renamed_from<"no">, renamed_from<"nr">> number;
    // error: renamed_from: a column had one name before, in the same table; write renamed_from<"old">
    // note: "number"
#else
    pg::text<t, "number", renamed_from<"no">> number;
#endif
};
inline constexpr table<"note", note_fields, "", renamed_from<"memo", "public">> note;
}  // namespace column_that_had_two_names

namespace rename_to_nothing {
#ifdef REJECT
inline constexpr pg::renamed<"type:status"> renamed;
// error: renamed: say what it was and what it is, as in "type:public.status=post_status"
#else
inline constexpr pg::renamed<"type:status=post_status"> renamed;
#endif
}  // namespace rename_to_nothing
