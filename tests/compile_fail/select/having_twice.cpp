// expect: having: the query has one already; combine conditions with and
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1).having(count() < 9));
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1 and count() < 9));
#endif
