// expect: insert_into: takes a table
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(chief).values(chief.id = "u1", chief.email = "a@b.c");
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c");
#endif

constexpr auto text = to_sql(query);
