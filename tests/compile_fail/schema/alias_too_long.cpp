// expect: as: a name has 1 to 63 bytes
// note: "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"
#include "schema.hpp"

#ifdef REJECT
constexpr auto boss = person.as<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">();
#else
constexpr auto boss = person.as<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">();
#endif
