// expect: references: the key and the one it references differ in the number or types of their columns
// note: "views"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;
    pg::varchar<t, "title", 80, not_null> title;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::foreign_key(note.author_id, note.title).references(post.author_id, post.views)};
#else
        return std::tuple{pg::foreign_key(note.author_id, note.title).references(post.author_id, post.title)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
