// expect: constraints: the table has two primary keys; make one of them unique
// note: "note"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints([[maybe_unused]] const auto& note) {
#ifdef REJECT
        return std::tuple{pg::primary_key(note.author_id)};
    }
};
inline constexpr table<"note", note_fields> note;
#else
        return std::tuple{pg::unique(note.author_id)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
