// expect: from: the query has one already, or a join before it; write from first, then inner_join or its like
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).inner_join(person, person.id == post.author_id).from(post));
#else
constexpr auto text = to_sql(select(post.title).from(post).inner_join(person, person.id == post.author_id));
#endif
