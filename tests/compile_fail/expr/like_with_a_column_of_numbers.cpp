// expect: like: the pattern is no text
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.title.like(post.views));
#else
constexpr auto query = select(post.id).from(post).where(post.title.like(post.author_id));
#endif

constexpr auto text = to_sql(query);
