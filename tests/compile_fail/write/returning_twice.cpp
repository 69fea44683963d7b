// expect: returning: the statement has one already; name all in it
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).default_values().returning(visit.id).returning(visit.at);
#else
constexpr auto query = insert_into(visit).default_values().returning(visit.id, visit.at);
#endif

constexpr auto text = to_sql(query);
