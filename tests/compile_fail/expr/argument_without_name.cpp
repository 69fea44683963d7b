// expect: arg: needs a name, such as arg<"email">
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.email == arg<"">);
#else
constexpr auto query = select(person.id).from(person).where(person.email == arg<"email">);
#endif

constexpr auto text = to_sql(query);
