// expect: where: names a column of a table that is not in from; join the table, or name the alias
// note: "author_id"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(exists(select(person.id).from(person).where(person.id == post.author_id)))};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::policy<"own">().using_(exists(select(person.id).from(person).where(person.id == note.owner_id)))};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
