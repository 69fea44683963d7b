// expect: index: the method has no operator class for the type of a key
// note: gist
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_views">(note.views).template method<pg::gist>()};
#else
        return std::tuple{pg::index<"note_views">(note.views).template method<pg::btree>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
