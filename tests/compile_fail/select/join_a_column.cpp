// expect: join: takes a table or an alias of one
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).inner_join(person.id, person.id == post.author_id));
#else
constexpr auto text = to_sql(select(post.title).from(post).inner_join(person, person.id == post.author_id));
#endif
