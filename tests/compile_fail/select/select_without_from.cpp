// expect: select: names a column of a table that is not in from; join the table, or name the alias
// note: "title"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title));
#else
constexpr auto text = to_sql(select(post.title).from(post));
#endif
