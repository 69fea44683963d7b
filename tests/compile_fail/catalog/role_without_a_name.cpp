// expect: role: a name has 1 to 63 bytes
#include "schema.hpp"

#ifdef REJECT
inline constexpr pg::role<""> editor;
#else
inline constexpr pg::role<"editor"> editor;
#endif
