// expect: primary_key: a column may be NULL; declare it not_null
// note: "tag"
#include "schema.hpp"

template <class t>
struct note_tag_fields {
    pg::bigint<t, "note_id", not_null> note_id;
    pg::text<t, "tag"> tag;
    pg::text<t, "kind", not_null> kind;

    static constexpr auto constraints(const auto& note_tag) {
#ifdef REJECT
        return std::tuple{pg::primary_key(note_tag.note_id, note_tag.tag)};
#else
        return std::tuple{pg::primary_key(note_tag.note_id, note_tag.kind)};
#endif
    }
};
inline constexpr table<"note_tag", note_tag_fields> note_tag;
