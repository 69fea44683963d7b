// expect: -: both sides must be numbers; a value must be of the column's own type
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.views - nullptr).from(post);
#else
constexpr auto query = select(post.views - 1).from(post);
#endif

constexpr auto text = to_sql(query);
