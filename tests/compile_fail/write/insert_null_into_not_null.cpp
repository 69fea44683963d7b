// expect: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = nullptr);
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.nickname = nullptr);
#endif

constexpr auto text = to_sql(query);
