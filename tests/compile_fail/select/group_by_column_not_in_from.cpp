// expect: group_by: names a column of a table that is not in from
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(person.email));
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id));
#endif
