// expect: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post, count()).from(post).group_by(post.title));
#else
constexpr auto text = to_sql(select(post, count()).from(post).group_by(post.id));
#endif
