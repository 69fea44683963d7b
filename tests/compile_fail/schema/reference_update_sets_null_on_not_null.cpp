// expect: references: set null needs a column without not_null
// note: "person_id"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", not_null, references<person.id, on_update::set_null>> person_id;
#else
    pg::text<t, "person_id", not_null, references<person.id, on_update::cascade>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
