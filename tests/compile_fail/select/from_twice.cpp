// expect: from: the query has one already, or a join before it; write from first, then inner_join or its like
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title, person.email).from(post).from(person));
#else
constexpr auto text = to_sql(select(post.title, person.email).from(post).cross_join(person));
#endif
