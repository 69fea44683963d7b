// expect: values, set: takes assignments, column = value; set also takes one patch<> of its table
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(post.views == 7).where(post.id == 7);
#else
constexpr auto query = update(post).set(post.views = 7).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
