// expect: default_to: the constant does not fit the column; it is of another type, out of range or too long
// note: "status"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::enumeration<t, "status", post_status_type, not_null, default_to<person_mood::calm>> status;
#else
    pg::enumeration<t, "status", post_status_type, not_null, default_to<post_status::draft>> status;
#endif
};
inline constexpr table<"note", note_fields> note;
