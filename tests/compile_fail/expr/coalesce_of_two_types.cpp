// expect: coalesce: the two are of different types
// note: "nickname"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(coalesce(person.nickname, 0)).from(person);
#else
constexpr auto query = select(coalesce(person.nickname, "none")).from(person);
#endif

constexpr auto text = to_sql(query);
