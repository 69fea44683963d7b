// expect: comparison: the two sides are of types that do not compare
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views > 1.5);
#else
constexpr auto query = select(post.id).from(post).where(post.views > 1);
#endif

constexpr auto text = to_sql(query);
