// expect: with_check: a select or delete writes no row; write using_
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">(policy_for::delete_).using_(note.hidden).with_check(true)};
#else
        return std::tuple{pg::policy<"own">(policy_for::update).using_(note.hidden).with_check(true)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
