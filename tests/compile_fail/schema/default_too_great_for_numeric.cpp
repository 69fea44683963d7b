// expect: default_to: the constant does not fit the column; it is of another type, out of range or too long
// note: "price"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::numeric<t, "price", 5, 2, default_to<1000>> price;
#else
    pg::numeric<t, "price", 5, 2, default_to<-999>> price;
#endif
};
inline constexpr table<"note", note_fields> note;
