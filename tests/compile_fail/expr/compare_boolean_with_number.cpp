// expect: comparison: the two sides are of types that do not compare
// note: "pinned"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.pinned == 1);
#else
constexpr auto query = select(post.id).from(post).where(post.pinned == true);
#endif

constexpr auto text = to_sql(query);
