// expect: numeric: the precision is 1 to 1000 digits, the scale -1000 to 1000
// note: "price"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::numeric<t, "price", 0> price;
#else
    pg::numeric<t, "price"> price;
#endif
};
inline constexpr table<"note", note_fields> note;
