// expect: upper: the argument is no text
// note: "status"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(upper(post.status)).from(post);
#else
constexpr auto query = select(upper(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
