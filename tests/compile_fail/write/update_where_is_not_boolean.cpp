// expect: where: takes a boolean expression; compare the column with something
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0).where(post.views);
#else
constexpr auto query = update(post).set(post.views = 0).where(post.views < 0);
#endif

constexpr auto text = to_sql(query);
