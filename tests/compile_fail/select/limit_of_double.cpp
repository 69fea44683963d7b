// expect: limit: takes a whole number or arg<>
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(2.5));
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(arg<"rows">));
#endif
