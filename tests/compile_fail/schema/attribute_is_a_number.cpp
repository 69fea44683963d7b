// expect: column: takes attributes, such as not_null; lengths are for varchar and numeric, actions stand within references<>
// note: "body"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "body", 80, not_null> body;
#else
    pg::varchar<t, "body", 80, not_null> body;
#endif
};
inline constexpr table<"note", note_fields> note;
