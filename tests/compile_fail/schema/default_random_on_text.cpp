// expect: default_random: the column is no uuid; gen_random_uuid() is no value of its type
// note: "token"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "token", not_null, default_random> token;
#else
    pg::uuid<t, "token", not_null, default_random> token;
#endif
};
inline constexpr table<"note", note_fields> note;
