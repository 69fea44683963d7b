// expect: modify: takes a boolean expression; compare the column with something
#include <virga/neon/neon.hpp>

#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(neon::authenticated).read(true).modify(note.owner_id)};
#else
        return std::tuple{neon::crud_policy(neon::authenticated).read(true).modify(neon::auth_uid(note.owner_id))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
