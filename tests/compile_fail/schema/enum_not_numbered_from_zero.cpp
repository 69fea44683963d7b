// expect: enum_type: labels and enumerators differ
#include "schema.hpp"

enum class apart { small = 1, large = 2 };
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<apart, "size", "small", "large"> size_type;
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
