// expect: returning: an aggregate has no group here; run a select
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(delete_from(visit).where(visit.id > 7).returning(count()));
#else
constexpr auto text = to_sql(delete_from(visit).where(visit.id > 7).returning(visit.id));
#endif
