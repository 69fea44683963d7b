// expect: constraints: an aggregate or a subquery sees more than one row; a check or an index sees one
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">(max(note.views))};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::index<"note_views">(note.views)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
