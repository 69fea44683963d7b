// expect: not: the operand must be a condition; compare the column with something
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(not post.views);
#else
constexpr auto query = select(post.id).from(post).where(not post.pinned);
#endif

constexpr auto text = to_sql(query);
