// expect: column: a name has 1 to 63 bytes
// note: "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"
#include "schema.hpp"

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"> body;
#else
    pg::text<t, "a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows"> body;
#endif
};
inline constexpr table<"note", note_fields> note;
