// expect: set, where: names a column of a table that is not the statement's
// note: "age"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = coalesce(person.age, 0)).where(post.id == 7));
#else
constexpr auto text = to_sql(update(post).set(post.views = post.views + 1).where(post.id == 7));
#endif
