// expect: table: two columns have one name
// note: "slug"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "slug"> slug;
#ifdef REJECT
    pg::text<t, "slug"> title;
};
inline constexpr table<"note", note_fields> note;
#else
    pg::text<t, "title"> title;
};
inline constexpr table<"note", note_fields> note;
#endif
