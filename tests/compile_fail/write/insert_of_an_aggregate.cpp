// expect: values: an aggregate has no group here
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(insert_into(visit).values(visit.id = count()));
#else
constexpr auto text = to_sql(insert_into(visit).values(visit.id = 7));
#endif
