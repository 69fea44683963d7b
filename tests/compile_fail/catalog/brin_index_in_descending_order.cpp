// expect: index: only btree indexes have an order; leave out desc, nulls_first and nulls_last
// note: brin
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::timestamptz<t, "at", not_null> at;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_at">(desc(note.at)).template method<pg::brin>()};
#else
        return std::tuple{pg::index<"note_at">(note.at).template method<pg::brin>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
