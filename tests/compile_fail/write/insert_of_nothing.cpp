// expect: values: gives no column; write default_values()
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values();
#else
constexpr auto query = insert_into(visit).default_values();
#endif

constexpr auto text = to_sql(query);
