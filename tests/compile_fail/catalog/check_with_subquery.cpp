// expect: constraints: an aggregate or a subquery sees more than one row; a check or an index sees one
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"note_author">(note.author_id.in(select(person.id).from(person)))};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::check<"note_author">(note.author_id != "")};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
