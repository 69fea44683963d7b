// expect: between: an end is of a type that does not compare with the column
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views.between(1, "9"));
#else
constexpr auto query = select(post.id).from(post).where(post.views.between(1, 9));
#endif

constexpr auto text = to_sql(query);
