// expect: role: a name has 1 to 63 bytes
#include "schema.hpp"

#ifdef REJECT
inline constexpr pg::role<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"> editor;
#else
inline constexpr pg::role<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows"> editor;
#endif
