// expect: where: an aggregate is known only after grouping; put the condition into having
#include "schema.hpp"

#ifdef REJECT
constexpr auto query =
    select(person.id).from(person).where(exists(select(post.author_id).from(post).where(count() > 1).group_by(post.author_id)));
constexpr auto text = to_sql(query);
#else
constexpr auto query =
    select(person.id).from(person).where(exists(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1)));
constexpr auto text = to_sql(query);
#endif
