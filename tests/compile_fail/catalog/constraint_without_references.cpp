// expect: constraints: takes checks, indexes, keys and policies; a foreign key ends with .references(...)
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::foreign_key(note.author_id).references(person.id)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
