// expect: index: only btree indexes can be unique
// note: hash
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::unique_index<"note_slug">(note.slug).template method<pg::hash>()};
#else
        return std::tuple{pg::index<"note_slug">(note.slug).template method<pg::hash>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
