// expect: default_to: the constant does not fit the column; it is of another type, out of range or too long
// note: "views"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "views", not_null, default_to<"none">> views;
#else
    pg::integer<t, "views", not_null, default_to<0>> views;
#endif
};
inline constexpr table<"note", note_fields> note;
