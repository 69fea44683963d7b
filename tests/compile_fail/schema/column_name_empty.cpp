// expect: column: a name has 1 to 63 bytes
// note: ""
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, ""> body;
#else
    pg::text<t, "body"> body;
#endif
};
inline constexpr table<"note", note_fields> note;
