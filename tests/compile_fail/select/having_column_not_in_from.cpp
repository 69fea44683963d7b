// expect: having: names a column of a table that is not in from
// note: "age"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id).having(max(person.age) > 7));
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id).having(max(post.views) > 7));
#endif
