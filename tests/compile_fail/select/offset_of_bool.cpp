// expect: offset: takes a whole number or arg<>
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(20).offset(true));
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(20).offset(20));
#endif
