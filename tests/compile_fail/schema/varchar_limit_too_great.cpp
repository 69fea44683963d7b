// expect: varchar: the limit is 1 to 10485760 characters
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::varchar<t, "body", 20'000'000> body;
};
inline constexpr table<"note", note_fields> note;
#else
    pg::varchar<t, "body", 10'000'000> body;
};
inline constexpr table<"note", note_fields> note;
#endif
