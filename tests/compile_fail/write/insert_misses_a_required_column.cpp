// expect: values: a column is missing that is not null and has no default
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.nickname = "ada");
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "ada@example.org");
#endif

constexpr auto text = to_sql(query);
