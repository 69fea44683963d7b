// expect: role: the name is a word of PostgreSQL's own; for one of the server's roles add existing
// note: pg_monitor
#include "schema.hpp"

#ifdef REJECT
inline constexpr pg::role<"pg_monitor"> monitor;
#else
inline constexpr pg::role<"pg_monitor", existing> monitor;
#endif
