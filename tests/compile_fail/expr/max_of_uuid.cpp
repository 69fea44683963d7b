// expect: max: the server has no max for the argument's type
// note: "token"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(max(post.token)).from(post);
#else
constexpr auto query = select(max(post.published_at)).from(post);
#endif

constexpr auto text = to_sql(query);
