// expect: like: the pattern is no text
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.title.like(7));
#else
constexpr auto query = select(post.id).from(post).where(post.title.like("7%"));
#endif

constexpr auto text = to_sql(query);
