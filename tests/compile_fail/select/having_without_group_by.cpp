// expect: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "author_id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).having(count() > 1));
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1));
#endif
