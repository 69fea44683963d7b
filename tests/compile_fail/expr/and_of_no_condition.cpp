// expect: and: both sides must be conditions; compare the column with something
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.pinned and post.views);
#else
constexpr auto query = select(post.id).from(post).where(post.pinned and post.views > 0);
#endif

constexpr auto text = to_sql(query);
