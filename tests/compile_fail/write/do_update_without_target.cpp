// expect: do_update: on_conflict must name the columns that may conflict
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict().do_update(visit.at = now());
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = now());
#endif

constexpr auto text = to_sql(query);
