// expect: length: the argument is no text
// note: "meta"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(length(post.meta)).from(post);
#else
constexpr auto query = select(length(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
