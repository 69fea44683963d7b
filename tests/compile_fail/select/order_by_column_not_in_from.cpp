// expect: order_by: names a column of a table that is not in from
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(desc(person.email)));
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(desc(post.published_at)));
#endif
