// expect: enumeration: takes the pg::enum_type object of the type
#include "schema.hpp"

inline constexpr person_mood calm = person_mood::calm;

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::enumeration<t, "mood", calm> mood;
#else
    pg::enumeration<t, "mood", mood_type> mood;
#endif
};
inline constexpr table<"note", note_fields> note;
