// expect: domain: takes tables and enum types
#include "schema.hpp"

#ifdef REJECT
inline constexpr auto domain = virga::domain(person, post.title);
#else
inline constexpr auto domain = virga::domain(person, post);
#endif
