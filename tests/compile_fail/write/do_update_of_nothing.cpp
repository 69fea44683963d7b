// expect: do_update: sets no column; name at least one, or write do_nothing()
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update();
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing();
#endif

constexpr auto text = to_sql(query);
