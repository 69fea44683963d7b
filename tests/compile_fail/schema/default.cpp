// tests/compile_fail/schema/default.cpp: defaults, identities, and what an update writes.
#include "schema.hpp"

namespace default_is_number_for_boolean {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::boolean<t, "pinned", not_null, default_to<0>> pinned;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "pinned"
#else
    pg::boolean<t, "pinned", not_null, default_to<false>> pinned;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_is_number_for_boolean

namespace default_longer_than_varchar {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::varchar<t, "title", 4, not_null, default_to<"title">> title;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "title"
#else
    pg::varchar<t, "title", 5, not_null, default_to<"title">> title;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_longer_than_varchar

namespace default_now_on_text {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "at", not_null, default_now> at;
    // error: default_now: the column is no date or time; now() is no value of its type
    // note: "at"
#else
    pg::timestamptz<t, "at", not_null, default_now> at;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_now_on_text

namespace default_of_another_enum {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::enumeration<t, "status", post_status_type, not_null, default_to<person_mood::calm>> status;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "status"
#else
    pg::enumeration<t, "status", post_status_type, not_null, default_to<post_status::draft>> status;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_of_another_enum

namespace default_that_is_no_enumerator {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::enumeration<t, "status", post_status_type, not_null, default_to<static_cast<post_status>(7)>> status;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "status"
#else
    pg::enumeration<t, "status", post_status_type, not_null, default_to<post_status::draft>> status;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_that_is_no_enumerator

namespace default_of_another_type {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "views", not_null, default_to<"none">> views;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "views"
#else
    pg::integer<t, "views", not_null, default_to<0>> views;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_of_another_type

namespace default_out_of_range {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::smallint<t, "level", not_null, default_to<40'000>> level;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "level"
#else
    pg::smallint<t, "level", not_null, default_to<30'000>> level;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_out_of_range

namespace default_random_on_text {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "token", not_null, default_random> token;
    // error: default_random: the column is no uuid; gen_random_uuid() is no value of its type
    // note: "token"
#else
    pg::uuid<t, "token", not_null, default_random> token;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_random_on_text

namespace default_text_for_enum {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::enumeration<t, "status", post_status_type, not_null, default_to<"draft">> status;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "status"
#else
    pg::enumeration<t, "status", post_status_type, not_null, default_to<post_status::draft>> status;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_text_for_enum

namespace default_too_great_for_numeric {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::numeric<t, "price", 5, 2, default_to<1000>> price;
    // error: default_to: the constant does not fit the column; it is of another type, out of range or too long
    // note: "price"
#else
    pg::numeric<t, "price", 5, 2, default_to<-999>> price;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_too_great_for_numeric

namespace identity_on_text {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::text<t, "id", primary_key, identity> id;
    // error: identity, serial: the column must be smallint, integer or bigint
    // note: "id"
#else
    pg::bigint<t, "id", primary_key, identity> id;
#endif
    pg::text<t, "body"> body;
};
inline constexpr table<"note", note_fields> note;
}  // namespace identity_on_text

namespace identity_with_default {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "id", primary_key, identity, default_to<1>> id;
    // error: default: a column has one default at most, and an identity or serial is one
    // note: "id"
#else
    pg::bigint<t, "id", primary_key, default_to<1>> id;
#endif
    pg::text<t, "body"> body;
};
inline constexpr table<"note", note_fields> note;
}  // namespace identity_with_default

namespace on_update_now_on_text {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "at", on_update_now> at;
    // error: on_update_now: the column is no date or time; now() is no value of its type
    // note: "at"
#else
    pg::timestamp<t, "at", on_update_now> at;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace on_update_now_on_text

namespace two_defaults {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::timestamptz<t, "at", not_null, default_now, default_sql<"now() + interval '1 day'">> at;
    // error: default: a column has one default at most, and an identity or serial is one
    // note: "at"
#else
    pg::timestamptz<t, "at", not_null, default_sql<"now() + interval '1 day'">> at;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace two_defaults

namespace default_of_a_sequence_for_a_text {
inline constexpr pg::sequence<"note_number"> note_number;
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "number", not_null, default_nextval<note_number>> number;
    // error: default_nextval: the column holds no smallint, integer or bigint; nextval() is no value of its type
    // note: "number"
#else
    pg::integer<t, "number", not_null, default_nextval<note_number>> number;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_of_a_sequence_for_a_text

namespace sequence_that_stands_still {
#ifdef REJECT
inline constexpr pg::sequence<"step", sequence_options{.increment = 0}> step;
// error: sequence: it counts by some number, not by 0
#else
inline constexpr pg::sequence<"step", sequence_options{.increment = -1}> step;
#endif
}  // namespace sequence_that_stands_still

namespace sequence_with_its_ends_the_other_way_round {
#ifdef REJECT
inline constexpr pg::sequence<"step", sequence_options{.minimum = 10, .maximum = 1}> step;
// error: sequence: its minimum is above its maximum
#else
inline constexpr pg::sequence<"step", sequence_options{.minimum = 1, .maximum = 10}> step;
#endif
}  // namespace sequence_with_its_ends_the_other_way_round

namespace next_number_of_a_table {
#ifdef REJECT
constexpr auto query = select(nextval(1));
// error: nextval, currval, setval: takes a pg::sequence object
#else
inline constexpr pg::sequence<"step"> step;
constexpr auto query = select(nextval(step));
#endif
}  // namespace next_number_of_a_table

namespace extension_without_a_name {
#ifdef REJECT
inline constexpr pg::extension<""> nothing;
// error: extension: a name has 1 to 63 bytes
#else
inline constexpr pg::extension<"citext"> something;
#endif
}  // namespace extension_without_a_name
