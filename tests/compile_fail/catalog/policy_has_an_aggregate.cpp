// expect: constraints: an aggregate has no group in a policy; write a subquery
// note: "own"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(max(note.views) > 3)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::policy<"own">().using_(note.views.in(select(max(post.views)).from(post)))};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
