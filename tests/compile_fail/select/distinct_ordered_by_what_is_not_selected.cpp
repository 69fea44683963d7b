// expect: order_by: a distinct select can be ordered only by what it selects; add the key to the select list
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).distinct().order_by(post.views));
#else
constexpr auto text = to_sql(select(post.title, post.views).from(post).distinct().order_by(post.views));
#endif
