// expect: coalesce: the two are of different types
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(coalesce(post.views, post.id)).from(post);
#else
constexpr auto query = select(coalesce(post.views, 0)).from(post);
#endif

constexpr auto text = to_sql(query);
