// expect: group_by: groups cannot be made by an aggregate
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(max(post.views)));
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.views));
#endif
