// expect: having: an aggregate stands within another one
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(max(sum(post.views)) > 1));
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(sum(post.views) > 1));
#endif
