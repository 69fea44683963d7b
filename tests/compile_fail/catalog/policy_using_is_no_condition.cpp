// expect: using_: takes a boolean expression; compare the column with something
// note: "views"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(note.views)};
#else
        return std::tuple{pg::policy<"own">().using_(note.views > 0)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
