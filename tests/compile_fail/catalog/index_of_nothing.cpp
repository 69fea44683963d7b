// expect: index: takes one or more columns or expressions
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints([[maybe_unused]] const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">()};
#else
        return std::tuple{pg::index<"note_views">(note.views)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
