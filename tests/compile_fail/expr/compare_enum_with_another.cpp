// expect: comparison: the two sides are of types that do not compare
// note: "status"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.status == person_mood::calm);
#else
constexpr auto query = select(post.id).from(post).where(post.status == post_status::draft);
#endif

constexpr auto text = to_sql(query);
