// expect: set, where: an aggregate has no group here; write a subquery
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).where(max(post.views) > 7));
#else
constexpr auto text = to_sql(delete_from(post).where(post.views > 7));
#endif
