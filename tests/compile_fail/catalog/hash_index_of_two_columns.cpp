// expect: index: hash and spgist indexes have one key
// note: hash
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
    pg::text<t, "body", not_null> body;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_slug">(note.slug, note.body).template method<pg::hash>()};
#else
        return std::tuple{pg::index<"note_slug">(note.slug, note.body)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
