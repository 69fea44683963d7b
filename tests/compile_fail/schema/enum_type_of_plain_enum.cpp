// expect: enum_type: the first argument is an enum class
#include "schema.hpp"

enum extent { small, large };
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<extent, "size", "small", "large"> size_type;
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
