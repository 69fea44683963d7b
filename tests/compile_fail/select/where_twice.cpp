// expect: where: the query has one already; combine conditions with and
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).where(post.views > 1).where(post.pinned));
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.views > 1 and post.pinned));
#endif
