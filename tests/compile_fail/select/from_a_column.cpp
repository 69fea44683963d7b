// expect: from: takes a table or an alias of one
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post.title));
#else
constexpr auto text = to_sql(select(post.title).from(post));
#endif
