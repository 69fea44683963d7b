// expect: references: after the column come one on_delete and one on_update at most
// note: "person_id"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "person_id", references<person.id, on_delete::cascade, on_delete::restrict>> person_id;
#else
    pg::text<t, "person_id", references<person.id, on_delete::cascade, on_update::restrict>> person_id;
#endif
};
inline constexpr table<"note", note_fields> note;
