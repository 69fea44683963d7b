// expect: returning: takes columns, expressions and the table, one at least
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).default_values().returning();
#else
constexpr auto query = insert_into(visit).default_values().returning(visit);
#endif

constexpr auto text = to_sql(query);
