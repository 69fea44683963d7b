// expect: to: takes one or more roles
#include "schema.hpp"

inline constexpr pg::role<"editor"> editor;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().to(note.owner_id).using_(note.hidden)};
#else
        return std::tuple{pg::policy<"own">().to(editor, pg::current_user).using_(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
