// expect: set, where: an aggregate has no group here; write a subquery
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = count());
constexpr auto text = to_sql(query);
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = excluded(visit.id));
constexpr auto text = to_sql(query);
#endif
