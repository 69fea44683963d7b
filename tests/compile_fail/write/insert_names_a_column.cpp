// expect: values: a row to insert cannot name a column; give a value
// note: "nickname"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(insert_into(person).values(person.id = "u1", person.email = coalesce(person.nickname, "a@b.c")));
#else
constexpr auto text = to_sql(insert_into(person).values(person.id = "u1", person.email = "a@b.c"));
#endif
