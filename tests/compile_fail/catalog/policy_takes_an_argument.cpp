// expect: constraints: nothing gives a value for arg<>; write the value
// note: "owner"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(note.owner_id == arg<"owner">)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::policy<"own">().using_(note.owner_id == "x")};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
