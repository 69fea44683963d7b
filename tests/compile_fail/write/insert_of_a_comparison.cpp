// expect: values, set: takes assignments, column = value; set also takes one patch<> of its table
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id == "u1", person.email == "a@b.c");
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c");
#endif

constexpr auto text = to_sql(query);
