// expect: references: takes a column, such as user.id
// note: "person_id"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", references<person>> person_id;
#else
    pg::text<t, "person_id", references<person.id>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
