// expect: index: the method has no operator class for the type of a key
// note: spgist
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::boolean<t, "pinned", not_null> pinned;
    pg::text<t, "body", not_null> body;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_pinned">(note.pinned).template method<pg::spgist>()};
#else
        return std::tuple{pg::index<"note_body">(note.body).template method<pg::spgist>()};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
