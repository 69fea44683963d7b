// expect: varchar: the limit is 1 to 10485760 characters
// note: "body"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::varchar<t, "body", 0> body;
#else
    pg::varchar<t, "body"> body;
#endif
};
inline constexpr table<"note", note_fields> note;
