// expect: select: names a column of a table that is not in from; join the table, or name the alias
// note: "age"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(max(person.age)).from(post));
#else
constexpr auto text = to_sql(select(max(person.age)).from(person));
#endif
