// expect: order_by: takes one or more expressions, asc(x) or desc(x)
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(1));
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.title));
#endif
