// expect: constraints: names a column of another table
// note: "email"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique(note.slug, person.email)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::unique(note.slug)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
