// expect: select: an aggregate stands within another one
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(max(count(post.id))).from(post).group_by(post.author_id));
#else
constexpr auto text = to_sql(select(count(post.id)).from(post).group_by(post.author_id));
#endif
