// expect: foreign_key: takes columns
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(lower(note.author_id)).references(person.id)};
#else
        return std::tuple{pg::foreign_key(note.author_id).references(person.id)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
