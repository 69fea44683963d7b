// expect: where: the update says which rows already; combine conditions with and
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0).all_rows().where(post.id == 7);
#else
constexpr auto query = update(post).set(post.views = 0).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
