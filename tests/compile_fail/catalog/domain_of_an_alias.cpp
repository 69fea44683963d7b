// expect: domain: takes tables, enum types and roles
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
inline constexpr auto domain = virga::domain(person, chief);
#else
inline constexpr auto domain = virga::domain(person, mood_type);
#endif
