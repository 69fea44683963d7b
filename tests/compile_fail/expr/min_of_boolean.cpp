// expect: min: the server has no min for the argument's type
// note: "pinned"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(min(post.pinned)).from(post);
#else
constexpr auto query = select(min(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
