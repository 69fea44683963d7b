// expect: values, set: the value is not of the column's type
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(post.views = post.title).where(post.id == 7);
#else
constexpr auto query = update(post).set(post.views = length(post.title)).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
