// expect: constraints: two policies have one name
// note: "own"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(true), pg::policy<"own">(policy_for::select).using_(note.hidden)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::policy<"own">().using_(true), pg::policy<"shown">(policy_for::select).using_(note.hidden), pg::check<"own">(note.views > 0)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
