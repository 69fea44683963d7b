// expect: primary_key: takes columns
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::primary_key(lower(note.slug))};
#else
        return std::tuple{pg::primary_key(note.slug)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
