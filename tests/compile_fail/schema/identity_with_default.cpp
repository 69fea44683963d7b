// expect: default: a column has one default at most, and an identity is one
// note: "id"
#include "schema.hpp"

template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "id", primary_key, identity, default_to<1>> id;
#else
    pg::bigint<t, "id", primary_key, default_to<1>> id;
#endif
    pg::text<t, "body"> body;
};
inline constexpr table<"note", note_fields> note;
