// expect: select: an aggregate names only columns of the query around
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.author_id).from(post).group_by(post.author_id).having(count(person.email) > 1)));
constexpr auto text = to_sql(query);
#else
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.author_id).from(post).group_by(post.author_id).having(count(post.title) > 1)));
constexpr auto text = to_sql(query);
#endif
