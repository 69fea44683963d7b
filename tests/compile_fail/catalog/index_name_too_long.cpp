// expect: index: a name has 1 to 63 bytes
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">(note.views)};
#else
        return std::tuple{pg::index<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">(note.views)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
