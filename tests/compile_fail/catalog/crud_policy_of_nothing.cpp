// expect: constraints: takes checks, indexes, keys and policies; a foreign key ends with .references(...), a crud_policy with .read(...) or .modify(...)
#include <virga/neon/neon.hpp>

#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(neon::authenticated)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{neon::crud_policy(neon::authenticated).read(note.hidden)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
