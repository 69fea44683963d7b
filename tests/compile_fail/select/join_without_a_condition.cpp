// expect: join: the condition is no boolean expression; compare two columns
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.id).from(person).inner_join(post);
#else
constexpr auto query = select(person.id).from(person).cross_join(post);
#endif

constexpr auto text = to_sql(query);
