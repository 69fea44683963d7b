// expect: domain: takes tables, enum types and roles
#include "schema.hpp"

#ifdef REJECT
inline constexpr auto domain = virga::domain(person, post.title);
#else
inline constexpr auto domain = virga::domain(person, post);
#endif
