// expect: role: inherit and no_inherit exclude each other
#include "schema.hpp"

#ifdef REJECT
inline constexpr pg::role<"editor", pg::inherit, pg::no_inherit> editor;
#else
inline constexpr pg::role<"editor", pg::no_inherit> editor;
#endif
