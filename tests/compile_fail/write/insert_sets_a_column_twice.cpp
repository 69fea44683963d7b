// expect: values, set: sets a column twice
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.email = "d@e.f");
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.nickname = "d");
#endif

constexpr auto text = to_sql(query);
