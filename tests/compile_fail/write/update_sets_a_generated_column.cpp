// expect: values, set: the server alone writes this column; leave it out, or declare it identity_by_default
// note: "id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(post.id = 8).where(post.id == 7);
#else
constexpr auto query = update(visit).set(visit.id = 8).where(visit.id == 7);
#endif

constexpr auto text = to_sql(query);
