// expect: ilike: the left side is no text; patterns match text and varchar only
// note: "status"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.status.ilike("d%"));
#else
constexpr auto query = select(post.id).from(post).where(post.title.ilike("d%"));
#endif

constexpr auto text = to_sql(query);
