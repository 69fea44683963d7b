// expect: enum_type: labels and enumerators differ
#include "schema.hpp"

enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "medium", "large"> size_type;
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
