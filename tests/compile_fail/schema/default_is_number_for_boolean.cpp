// expect: default_to: the constant does not fit the column; it is of another type, out of range or too long
// note: "pinned"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::boolean<t, "pinned", not_null, default_to<0>> pinned;
#else
    pg::boolean<t, "pinned", not_null, default_to<false>> pinned;
#endif
};
inline constexpr table<"note", note_fields> note;
