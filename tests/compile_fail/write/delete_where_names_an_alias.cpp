// expect: set, where: names a column of a table that is not the statement's
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(delete_from(person).where(chief.id == "u1"));
#else
constexpr auto text = to_sql(delete_from(person).where(person.id == "u1"));
#endif
