// expect: crud_policy: takes one or more roles
#include <virga/neon/neon.hpp>

#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(note.owner_id).read(true)};
#else
        return std::tuple{neon::crud_policy(neon::anonymous, pg::current_user).read(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
