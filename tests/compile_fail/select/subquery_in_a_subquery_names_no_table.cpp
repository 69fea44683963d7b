// expect: where: names a column of a table that is not in from; join the table, or name the alias
// note: "visit"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.id).from(post).where(post.author_id.in(select(chief.id).from(chief).where(chief.age > visit.id)))));
constexpr auto text = to_sql(query);
#else
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.id).from(post).where(post.author_id.in(select(chief.id).from(chief).where(chief.age > person.age)))));
constexpr auto text = to_sql(query);
#endif
