// expect: like: the left side is no text; patterns match text and varchar only
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views.like("1%"));
#else
constexpr auto query = select(post.id).from(post).where(post.title.like("1%"));
#endif

constexpr auto text = to_sql(query);
