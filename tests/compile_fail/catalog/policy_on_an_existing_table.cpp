// expect: constraints: an existing table is protected by those who keep it; take its policies out
// note: "note"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(true)};
    }
};
inline constexpr table<"note", note_fields, "theirs", existing> note;
#else
        return std::tuple{pg::unique(note.owner_id)};
    }
};
inline constexpr table<"note", note_fields, "theirs", existing> note;
#endif
