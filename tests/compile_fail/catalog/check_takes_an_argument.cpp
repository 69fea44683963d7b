// expect: constraints: nothing gives a value for arg<>; write the value
// note: "least"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"note_views">(note.views >= arg<"least">)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::check<"note_views">(note.views >= 0)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
