// expect: default_to: the constant does not fit the column; it is of another type, out of range or too long
// note: "level"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::smallint<t, "level", not_null, default_to<40'000>> level;
#else
    pg::smallint<t, "level", not_null, default_to<30'000>> level;
#endif
};
inline constexpr table<"note", note_fields> note;
