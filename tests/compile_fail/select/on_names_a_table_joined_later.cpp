// expect: on: names a column of a table that is not joined before; join it first, or name the alias
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(person, person.chief_id == chief.id)
                           .inner_join(chief, chief.id == post.author_id);
constexpr auto text = to_sql(query);
#else
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(chief, chief.id == post.author_id)
                           .inner_join(person, person.chief_id == chief.id);
constexpr auto text = to_sql(query);
#endif
