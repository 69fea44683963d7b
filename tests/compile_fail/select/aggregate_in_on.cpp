// expect: on: an aggregate is known only after grouping; put the condition into having
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.id).from(person).inner_join(post, max(post.views) > 1).group_by(person.id);
constexpr auto text = to_sql(query);
#else
constexpr auto query =
    select(person.id).from(person).inner_join(post, post.author_id == person.id).group_by(person.id).having(max(post.views) > 1);
constexpr auto text = to_sql(query);
#endif
