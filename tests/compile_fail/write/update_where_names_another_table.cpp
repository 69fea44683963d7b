// expect: set, where: names a column of a table that is not the statement's
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = 0).where(person.email == "a@b.c"));
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).where(post.author_id == "u1"));
#endif
