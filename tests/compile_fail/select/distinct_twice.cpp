// expect: distinct: the query is distinct already
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).distinct().from(post).distinct());
#else
constexpr auto text = to_sql(select(post.title).distinct().from(post));
#endif
