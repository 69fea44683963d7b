// expect: set, where: an aggregate has no group here; write a subquery
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = count()).where(post.id == 7));
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).where(post.id == 7));
#endif
