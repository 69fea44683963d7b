// expect: unique: names a column twice
// note: "slug"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "language", not_null> language;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique(note.slug, note.slug)};
#else
        return std::tuple{pg::unique(note.slug, note.language)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
