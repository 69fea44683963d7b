// expect: to_sql: takes a finished query; an insert needs values, rows or default_values, an update set
// note: "post"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(update(post));
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).all_rows());
#endif
