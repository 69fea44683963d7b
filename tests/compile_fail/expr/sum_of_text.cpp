// expect: sum: the argument is no number
// note: "title"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(sum(post.title)).from(post);
#else
constexpr auto query = select(sum(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
