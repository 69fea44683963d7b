// expect: table: a member is a column, such as pg::integer<t, "n">, or a group of columns
// note: "note"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    int length;
};
inline constexpr table<"note", note_fields> note;
#else
    pg::integer<t, "length"> length;
};
inline constexpr table<"note", note_fields> note;
#endif
