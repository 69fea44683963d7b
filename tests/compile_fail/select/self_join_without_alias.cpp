// expect: join: the query names this table already; give one of the two another name, by .as<"name">()
// note: "person"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(person.email).from(person).inner_join(person, person.id == person.chief_id));
#else
constexpr auto text = to_sql(select(person.email, chief.email).from(person).inner_join(chief, chief.id == person.chief_id));
#endif
