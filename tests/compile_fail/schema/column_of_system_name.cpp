// expect: column: every table has a system column of this name; choose another one
// note: "ctid"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "ctid"> place;
#else
    pg::text<t, "ctid_"> place;
#endif
};
inline constexpr table<"note", note_fields> note;
