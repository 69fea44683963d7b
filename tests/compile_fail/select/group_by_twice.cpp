// expect: group_by: the query has one already; name all keys in it
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id).group_by(post.status));
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id, post.status));
#endif
