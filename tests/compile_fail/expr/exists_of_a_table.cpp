// expect: exists: takes a select
// note: "person"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(exists(person));
#else
constexpr auto query = select(post.id).from(post).where(exists(select(person.id).from(person)));
#endif

constexpr auto text = to_sql(query);
