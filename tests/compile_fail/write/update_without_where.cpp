// expect: update: has no where and would change every row; write .where(...), or .all_rows()
// note: "post"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = 0));
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).where(post.id == 7));
#endif
