// expect: avg: the argument is no number
// note: "published_at"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(avg(post.published_at)).from(post);
#else
constexpr auto query = select(avg(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
