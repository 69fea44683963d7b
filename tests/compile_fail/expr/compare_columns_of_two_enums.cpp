// expect: comparison: the two sides are of types that do not compare
// note: "status"
// note: "mood"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).inner_join(person, person.mood == post.status);
#else
constexpr auto query = select(post.id).from(post).inner_join(person, person.id == post.author_id);
#endif

constexpr auto text = to_sql(query);
