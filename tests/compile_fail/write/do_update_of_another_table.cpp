// expect: values, set: sets a column of another table than the statement's
// note: "age"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(person.age = 7);
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = now());
#endif

constexpr auto text = to_sql(query);
