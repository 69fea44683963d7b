// expect: role: an existing role has the attributes that it has; leave out the others
#include "schema.hpp"

#ifdef REJECT
inline constexpr pg::role<"editor", existing, pg::login> editor;
#else
inline constexpr pg::role<"editor", existing> editor;
#endif
