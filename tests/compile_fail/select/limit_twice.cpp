// expect: limit: the query has one already
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(20).limit(10));
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(10));
#endif
