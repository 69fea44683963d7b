// expect: comparison: the two sides are of types that do not compare
// note: "meta"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.meta == 7);
#else
constexpr auto query = select(post.id).from(post).where(post.meta.is_null());
#endif

constexpr auto text = to_sql(query);
