// expect: table: after the schema's name there is only existing
#include "schema.hpp"

#ifdef REJECT
inline constexpr table<"person", person_fields, "theirs", not_null> theirs;
#else
inline constexpr table<"person", person_fields, "theirs", existing> theirs;
#endif
