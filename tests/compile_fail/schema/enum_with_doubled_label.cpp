// expect: enum_type: two labels are the same
#include "schema.hpp"

enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "small"> size_type;
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
