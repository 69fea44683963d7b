// expect: comparison: the two sides are of types that do not compare
// note: "views"
// note: "title"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views == post.title);
#else
constexpr auto query = select(post.id).from(post).where(post.author_id == post.title);
#endif

constexpr auto text = to_sql(query);
