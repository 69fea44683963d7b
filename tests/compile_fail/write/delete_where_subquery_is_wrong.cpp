// expect: where: names a column of a table that is not in from; join the table, or name the alias
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).where(post.author_id.in(select(person.id).from(person).where(chief.age > 7))));
#else
constexpr auto text = to_sql(delete_from(post).where(post.author_id.in(select(person.id).from(person).where(person.age > 7))));
#endif
