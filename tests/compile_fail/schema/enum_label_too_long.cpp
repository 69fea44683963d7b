// expect: enum_type: a label has 1 to 63 bytes
#include "schema.hpp"

enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"> size_type;
#else
inline constexpr pg::enum_type<size, "size", "small", "a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows"> size_type;
#endif
