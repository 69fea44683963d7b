// expect: index: the method has no operator class for the type of a key
// note: brin
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::enumeration<t, "status", post_status_type, not_null> status;
    pg::timestamptz<t, "at", not_null> at;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_status">(note.status).template method<pg::brin>()};
#else
        return std::tuple{pg::index<"note_at">(note.at).template method<pg::brin>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
