// expect: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(person).set(person.email = person.nickname).where(person.id == "u1");
#else
constexpr auto query = update(person).set(person.email = coalesce(person.nickname, "none")).where(person.id == "u1");
#endif

constexpr auto text = to_sql(query);
