// expect: returning: names a column of a table that is not the statement's
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(insert_into(visit).values(visit.id = 7).returning(visit.at, person.email));
#else
constexpr auto text = to_sql(insert_into(visit).values(visit.id = 7).returning(visit.at, visit.id));
#endif
