// expect: select: takes columns, expressions and tables, one at least
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title, 7).from(post));
#else
constexpr auto text = to_sql(select(post.title, post.views).from(post));
#endif
