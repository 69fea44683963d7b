// expect: values, set: sets a column twice
// note: "at"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query =
    insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = now(), visit.at = excluded(visit.at));
#else
constexpr auto query =
    insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = excluded(visit.at));
#endif

constexpr auto text = to_sql(query);
