// expect: where: takes a boolean expression; compare the column with something
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).where(post.views));
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.views == 1));
#endif
