// expect: where: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.title).from(post).where(person.email == arg<"email">);
constexpr auto text = to_sql(query);
#else
constexpr auto query =
    select(post.title).from(post).inner_join(person, person.id == post.author_id).where(person.email == arg<"email">);
constexpr auto text = to_sql(query);
#endif
