// expect: in: the list is of a type that does not compare with the column
// note: "status"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.status.in({"draft", "published"}));
#else
constexpr auto query = select(post.id).from(post).where(post.status.in({post_status::draft, post_status::published}));
#endif

constexpr auto text = to_sql(query);
