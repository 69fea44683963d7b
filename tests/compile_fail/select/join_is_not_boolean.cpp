// expect: join: the condition is no boolean expression; compare two columns
// note: "author_id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title, person.email).from(post).inner_join(person, post.author_id));
#else
constexpr auto text = to_sql(select(post.title, person.email).from(post).inner_join(person, person.id == post.author_id));
#endif
