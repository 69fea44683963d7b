// expect: constraints: names a column of another table
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(note.owner_id == person.id)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::policy<"own">().using_(note.owner_id.in(select(person.id).from(person)))};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
