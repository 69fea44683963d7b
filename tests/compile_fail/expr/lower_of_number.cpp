// expect: lower: the argument is no text
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(lower(post.views)).from(post);
#else
constexpr auto query = select(lower(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
