// expect: select: names a column of a table that is not in from; join the table, or name the alias
// expect: select: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
// note: "nickname"
#include "schema.hpp"

#ifdef REJECT
constexpr auto first = to_sql(select(person.email).from(post));
constexpr auto second = to_sql(select(person.nickname).from(post));
#else
constexpr auto first = to_sql(select(person.email).from(person));
constexpr auto second = to_sql(select(person.nickname).from(person));
#endif
