// expect: set, where: names a column of a table that is not the statement's
// note: "age"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = coalesce(person.age, 0));
constexpr auto text = to_sql(query);
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = visit.id + 1);
constexpr auto text = to_sql(query);
#endif
