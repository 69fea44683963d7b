// expect: set: sets no column; name at least one
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set().where(post.id == 7);
#else
constexpr auto query = update(post).set(post.views = 0).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
