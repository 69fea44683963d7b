// expect: having: takes a boolean expression; compare the column with something
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count()));
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1));
#endif
