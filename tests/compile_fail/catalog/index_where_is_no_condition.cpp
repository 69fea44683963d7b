// expect: where: takes a boolean expression; compare the column with something
// note: "views"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">(note.views).where(note.views)};
#else
        return std::tuple{pg::index<"note_views">(note.views).where(note.views > 0)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
