// expect: comparison: the two sides are of types that do not compare
// note: "title"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.title != 7);
#else
constexpr auto query = select(post.id).from(post).where(post.title != "7");
#endif

constexpr auto text = to_sql(query);
