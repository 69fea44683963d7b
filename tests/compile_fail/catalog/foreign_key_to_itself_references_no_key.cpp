// expect: references: the columns are no key of their table; declare them a primary key or unique there
// note: "parent_id"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::bigint<t, "parent_id"> parent_id;
    pg::bigint<t, "number"> number;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.parent_id).references(note.number)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::foreign_key(note.parent_id).references(note.number), pg::unique(note.number)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
