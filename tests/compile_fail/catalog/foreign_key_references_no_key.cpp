// expect: references: the columns are no key of their table; declare them a primary key or unique there
// note: "nickname"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id).references(person.nickname)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::foreign_key(note.author_id).references(person.email)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
