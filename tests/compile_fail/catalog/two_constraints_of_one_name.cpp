// expect: constraints: two have one name
// note: "note_views"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"note_views">(note.views >= 0), pg::index<"note_views">(note.views)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::check<"note_views_least">(note.views >= 0), pg::index<"note_views">(note.views)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
