// expect: values, set: sets a column of another table than the statement's
// note: "age"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(person.age = 7).where(post.id == 7);
#else
constexpr auto query = update(post).set(post.views = 7).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
