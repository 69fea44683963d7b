// expect: limit: takes a whole number or arg<>
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(post.views));
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(20));
#endif
