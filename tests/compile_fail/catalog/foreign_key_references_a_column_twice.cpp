// expect: references: the columns are no key of their table; declare them a primary key or unique there
// note: "author_id"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "slug", not_null> slug;
#ifdef REJECT
    pg::text<t, "title", not_null> title;
#else
    pg::varchar<t, "title", 80, not_null> title;
#endif

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.slug, note.title).references(post.author_id, post.author_id)};
#else
        return std::tuple{pg::foreign_key(note.slug, note.title).references(post.author_id, post.title)};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
#else
inline constexpr table<"note", note_fields> note;
#endif
