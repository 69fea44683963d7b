// expect: in: the list is of a type that does not compare with the column
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views.in(7));
#else
constexpr auto query = select(post.id).from(post).where(post.views.in({7}));
#endif

constexpr auto text = to_sql(query);
