// expect: tilte
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.tilte).from(post));
#else
constexpr auto text = to_sql(select(post.title).from(post));
#endif
