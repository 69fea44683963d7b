// expect: where: takes a boolean expression; compare the column with something
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(person.id).from(person).where(exists(select(post.id).from(post).where(post.views))));
#else
constexpr auto text = to_sql(select(person.id).from(person).where(exists(select(post.id).from(post).where(post.pinned))));
#endif
