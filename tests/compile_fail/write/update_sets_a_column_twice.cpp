// expect: values, set: sets a column twice
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0, post.views = 1).where(post.id == 7);
#else
constexpr auto query = update(post).set(post.views = 0, post.pinned = true).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
