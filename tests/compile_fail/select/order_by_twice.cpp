// expect: order_by: the query has one already; name all keys in it
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.title).order_by(desc(post.views)));
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.title, desc(post.views)));
#endif
