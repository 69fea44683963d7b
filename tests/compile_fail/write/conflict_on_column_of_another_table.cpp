// expect: on_conflict: names a column of another table than the insert's
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(person.email).do_nothing();
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing();
#endif

constexpr auto text = to_sql(query);
