// expect: with_check: takes a boolean expression; compare the column with something
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().with_check(1)};
#else
        return std::tuple{pg::policy<"own">().with_check(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
