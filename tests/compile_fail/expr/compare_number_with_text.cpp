// expect: comparison: the two sides are of types that do not compare
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.title).from(post).where(post.views == "many");
#else
constexpr auto query = select(post.title).from(post).where(post.views == 7);
#endif

constexpr auto text = to_sql(query);
