// expect: delete_from: takes a table
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = delete_from(person.id).where(person.id == "u1");
#else
constexpr auto query = delete_from(person).where(person.id == "u1");
#endif

constexpr auto text = to_sql(query);
