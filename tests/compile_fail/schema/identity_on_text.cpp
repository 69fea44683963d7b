// expect: identity: the column must be smallint, integer or bigint
// note: "id"
#include "schema.hpp"

template <class t>
struct note_fields {
#ifdef REJECT
    pg::text<t, "id", primary_key, identity> id;
#else
    pg::bigint<t, "id", primary_key, identity> id;
#endif
    pg::text<t, "body"> body;
};
inline constexpr table<"note", note_fields> note;
