// expect: returning: names a column of a table that is not the statement's
// note: excluded
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing().returning(excluded(visit.at));
constexpr auto text = to_sql(query);
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing().returning(visit.at);
constexpr auto text = to_sql(query);
#endif
