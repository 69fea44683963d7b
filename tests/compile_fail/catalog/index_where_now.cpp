// expect: index: now() is another value tomorrow; an index, and its where, are made of what stays the same
// note: "note_due"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::timestamptz<t, "due", not_null> due;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_due">(note.due).where(note.due > now())};
#else
        return std::tuple{pg::index<"note_due">(note.due), pg::check<"note_due_later">(note.due > now())};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
#else
inline constexpr table<"note", note_fields> note;
#endif
