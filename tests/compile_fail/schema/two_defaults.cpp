// expect: default: a column has one default at most, and an identity is one
// note: "at"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::timestamptz<t, "at", not_null, default_now, default_sql<"now() + interval '1 day'">> at;
#else
    pg::timestamptz<t, "at", not_null, default_sql<"now() + interval '1 day'">> at;
#endif
};
inline constexpr table<"note", note_fields> note;
