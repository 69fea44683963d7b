// expect: full_join: the condition must equate a column of the one side with one of the other
// note: "person"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.email, chief.email).from(person).full_join(chief, person.age < chief.age);
constexpr auto text = to_sql(query);
#else
constexpr auto query =
    select(person.email, chief.email).from(person).full_join(chief, person.chief_id == chief.id and person.age < chief.age);
constexpr auto text = to_sql(query);
#endif
