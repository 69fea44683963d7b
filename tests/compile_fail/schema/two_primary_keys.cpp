// expect: table: two primary keys
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "slug", primary_key> slug;
};
inline constexpr table<"note", note_fields> note;
#else
    pg::text<t, "slug", unique> slug;
};
inline constexpr table<"note", note_fields> note;
#endif
