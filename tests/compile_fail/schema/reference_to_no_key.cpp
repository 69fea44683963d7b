// expect: references: the column referenced is no key of its table; declare it primary_key or unique there
// note: "nickname"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "nickname", references<person.nickname>> nickname;
#else
    pg::text<t, "nickname", references<person.email>> nickname;
#endif
};
inline constexpr table<"note", note_fields> note;
