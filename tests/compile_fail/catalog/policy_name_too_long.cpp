// expect: policy: a name has 1 to 63 bytes
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">().using_(note.hidden)};
#else
        return std::tuple{pg::policy<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">().using_(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
