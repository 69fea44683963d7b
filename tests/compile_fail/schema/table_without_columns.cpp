// expect: table: declare at least one column
// note: "note"
#include "schema.hpp"

template <class t>
struct note_fields {
#ifndef REJECT
    pg::bigint<t, "id", primary_key> id;
#endif
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
#else
inline constexpr table<"note", note_fields> note;
#endif
