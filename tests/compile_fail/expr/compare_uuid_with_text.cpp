// expect: comparison: the two sides are of types that do not compare
// note: "token"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.token == "6f1e0f9c-8a52-4a0c-9a07-7d1f62ac0f65");
#else
constexpr auto query = select(post.id).from(post).where(post.token == arg<"token">);
#endif

constexpr auto text = to_sql(query);
