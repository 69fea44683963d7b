// expect: index: the method has no operator class for the type of a key
// note: gin
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "body", not_null> body;
    pg::jsonb<t, "meta", not_null> meta;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_body">(note.body).template method<pg::gin>()};
#else
        return std::tuple{pg::index<"note_meta">(note.meta).template method<pg::gin>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
