// expect: schema: takes domains
#include "schema.hpp"

inline constexpr auto people = virga::domain(person, mood_type);
#ifdef REJECT
inline constexpr auto schema = virga::schema(people, post);
#else
inline constexpr auto schema = virga::schema(people, virga::domain(post, post_status_type));
#endif
