// expect: -: both sides must be numbers; a value must be of the column's own type
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(1.5 - post.views).from(post);
#else
constexpr auto query = select(1 - post.views).from(post);
#endif

constexpr auto text = to_sql(query);
