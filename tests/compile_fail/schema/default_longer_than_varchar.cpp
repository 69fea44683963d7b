// expect: default_to: the constant does not fit the column; it is of another type, out of range or too long
// note: "title"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::varchar<t, "title", 4, not_null, default_to<"title">> title;
#else
    pg::varchar<t, "title", 5, not_null, default_to<"title">> title;
#endif
};
inline constexpr table<"note", note_fields> note;
