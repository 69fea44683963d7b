// expect: comparison: the two sides are of types that do not compare
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.title).from(post).where("many" < post.views);
#else
constexpr auto query = select(post.title).from(post).where(7 < post.views);
#endif

constexpr auto text = to_sql(query);
