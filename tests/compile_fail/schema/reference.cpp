// tests/compile_fail/schema/reference.cpp: references of one column.
#include "schema.hpp"

namespace action_outside_of_references {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", references<person.id>, on_delete::cascade> person_id;
    // error: column: takes attributes, such as not_null; lengths are for varchar and numeric, actions stand within references<>
    // note: "person_id"
#else
    pg::text<t, "person_id", references<person.id, on_delete::cascade>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace action_outside_of_references

namespace reference_between_types {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "person_id", references<person.id>> person_id;
    // error: references: the column and the one it references are of different types
    // note: "person_id"
#else
    pg::text<t, "person_id", references<person.id>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace reference_between_types

namespace reference_sets_null_on_not_null {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", not_null, references<person.id, on_delete::set_null>> person_id;
    // error: references: set null needs a column without not_null
    // note: "person_id"
#else
    pg::text<t, "person_id", references<person.id, on_delete::set_null>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace reference_sets_null_on_not_null

namespace reference_to_a_table {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", references<person>> person_id;
    // error: references: takes a column, such as user.id
    // note: "person_id"
#else
    pg::text<t, "person_id", references<person.id>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace reference_to_a_table

namespace reference_to_no_key {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "nickname", references<person.nickname>> nickname;
    // error: references: the column referenced is no key of its table; declare it primary_key or unique there
    // note: "nickname"
#else
    pg::text<t, "nickname", references<person.email>> nickname;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace reference_to_no_key

namespace reference_update_sets_null_on_not_null {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", not_null, references<person.id, on_update::set_null>> person_id;
    // error: references: set null needs a column without not_null
    // note: "person_id"
#else
    pg::text<t, "person_id", not_null, references<person.id, on_update::cascade>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace reference_update_sets_null_on_not_null

namespace reference_with_an_attribute {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", references<person.id, not_null>> person_id;
    // error: references: after the column come one on_delete, one on_update and one checked at most
    // note: "person_id"
#else
    pg::text<t, "person_id", not_null, references<person.id>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace reference_with_an_attribute

namespace reference_with_two_actions {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", references<person.id, on_delete::cascade, on_delete::restrict>> person_id;
    // error: references: after the column come one on_delete, one on_update and one checked at most
    // note: "person_id"
#else
    pg::text<t, "person_id", references<person.id, on_delete::cascade, on_update::restrict>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace reference_with_two_actions
