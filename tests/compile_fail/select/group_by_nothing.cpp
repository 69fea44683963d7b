// expect: group_by: takes one or more expressions
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by());
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id));
#endif
