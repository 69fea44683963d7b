// expect: having: names a column outside of aggregates that is not in group_by
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(post.views > 1));
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(sum(post.views) > 1));
#endif
