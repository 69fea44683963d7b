// expect: role: takes create_db, create_role, inherit or no_inherit, login, bypass_rls, or existing
#include "schema.hpp"

#ifdef REJECT
inline constexpr pg::role<"editor", not_null> editor;
#else
inline constexpr pg::role<"editor", pg::login, pg::create_db, pg::create_role, pg::inherit, pg::bypass_rls> editor;
#endif
