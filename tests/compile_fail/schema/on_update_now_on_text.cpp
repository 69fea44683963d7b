// expect: on_update_now: the column is no date or time; now() is no value of its type
// note: "at"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "at", on_update_now> at;
#else
    pg::timestamp<t, "at", on_update_now> at;
#endif
};
inline constexpr table<"note", note_fields> note;
