// expect: enum_type: a name has 1 to 63 bytes
#include "schema.hpp"

enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows", "small", "large"> size_type;
#else
inline constexpr pg::enum_type<size, "a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows", "small", "large"> size_type;
#endif
