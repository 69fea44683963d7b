// expect: delete: has no where and would delete every row; write .where(...), or .all_rows()
// note: "post"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).returning(post.id));
#else
constexpr auto text = to_sql(delete_from(post).where(post.pinned).returning(post.id));
#endif
