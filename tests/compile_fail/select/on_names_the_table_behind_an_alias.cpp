// expect: on: names a column of a table that is not joined before; join it first, or name the alias
// note: "person"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).left_join(chief, person.id == post.author_id));
#else
constexpr auto text = to_sql(select(post.title).from(post).left_join(chief, chief.id == post.author_id));
#endif
