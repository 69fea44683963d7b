// expect: column: takes attributes, such as not_null; lengths are for varchar and numeric, actions stand within references<>
// note: "person_id"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", references<person.id>, on_delete::cascade> person_id;
#else
    pg::text<t, "person_id", references<person.id, on_delete::cascade>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
