// expect: default_values: a column is missing that is not null and has no default
// note: "id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(person).default_values();
#else
constexpr auto query = insert_into(visit).default_values();
#endif

constexpr auto text = to_sql(query);
