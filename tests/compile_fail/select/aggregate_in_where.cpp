// expect: where: an aggregate is known only after grouping; put the condition into having
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).where(count() > 1).group_by(post.author_id));
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1));
#endif
