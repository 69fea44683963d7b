// expect: auth_uid: the column is no text, which auth.user_id() is
// note: "views"
#include <virga/neon/neon.hpp>

#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(neon::auth_uid(note.views))};
#else
        return std::tuple{pg::policy<"own">().using_(neon::auth_uid(note.owner_id))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
