// expect: where: takes a boolean expression; compare the column with something
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).where(true));
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.pinned));
#endif
