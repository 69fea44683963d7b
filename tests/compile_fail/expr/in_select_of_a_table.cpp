// expect: in: the subquery must return one column
// note: "author_id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person).from(person)));
#else
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person.id).from(person)));
#endif

constexpr auto text = to_sql(query);
