// expect: default_now: the column is no date or time; now() is no value of its type
// note: "at"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "at", not_null, default_now> at;
#else
    pg::timestamptz<t, "at", not_null, default_now> at;
#endif
};
inline constexpr table<"note", note_fields> note;
