// expect: *: both sides must be numbers; a value must be of the column's own type
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.views * 1.5).from(post);
#else
constexpr auto query = select(post.views * 2).from(post);
#endif

constexpr auto text = to_sql(query);
