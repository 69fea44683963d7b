// expect: select: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(person.email).from(chief));
#else
constexpr auto text = to_sql(select(chief.email).from(chief));
#endif
