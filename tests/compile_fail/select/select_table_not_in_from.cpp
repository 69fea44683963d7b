// expect: select: names a column of a table that is not in from; join the table, or name the alias
// note: "person"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post, person).from(post));
#else
constexpr auto text = to_sql(select(post, person).from(post).inner_join(person, person.id == post.author_id));
#endif
