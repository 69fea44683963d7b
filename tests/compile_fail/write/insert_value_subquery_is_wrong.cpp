// expect: where: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi",
                                                post.pinned = exists(select(visit.id).from(visit).where(person.email == "x")));
constexpr auto text = to_sql(query);
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi",
                                                post.pinned = exists(select(person.id).from(person).where(person.email == "x")));
constexpr auto text = to_sql(query);
#endif
