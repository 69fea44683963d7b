// expect: unique: takes columns; for an expression write unique_index
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique(lower(note.slug))};
#else
        return std::tuple{pg::unique_index<"note_slug">(lower(note.slug))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
