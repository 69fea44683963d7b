// expect: offset: the query has one already
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).offset(20).offset(40));
#else
constexpr auto text = to_sql(select(post.title).from(post).offset(40));
#endif
