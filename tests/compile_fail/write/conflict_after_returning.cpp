// expect: on_conflict: comes before returning, as in SQL
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).returning(visit.at).on_conflict(visit.id).do_nothing();
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing().returning(visit.at);
#endif

constexpr auto text = to_sql(query);
