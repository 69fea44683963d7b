// expect: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "title"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id, post.title).from(post).group_by(post.author_id));
#else
constexpr auto text = to_sql(select(post.author_id, max(post.title)).from(post).group_by(post.author_id));
#endif
