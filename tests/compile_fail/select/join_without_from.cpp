// expect: join: the query has no from; write from first
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(person.id).inner_join(person, person.chief_id == person.id));
#else
constexpr auto text = to_sql(select(person.id).from(person).where(person.chief_id == person.id));
#endif
