// expect: where: names a column of a table that is not in from; join the table, or name the alias
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(person, exists(select(visit.id).from(visit).where(chief.id == post.author_id)))
                           .inner_join(chief, chief.id == person.chief_id);
constexpr auto text = to_sql(query);
#else
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(chief, chief.id == post.author_id)
                           .inner_join(person, exists(select(visit.id).from(visit).where(chief.id == person.chief_id)));
constexpr auto text = to_sql(query);
#endif
