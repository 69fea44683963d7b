// expect: values, set: sets a column of another table than the statement's
// note: "title"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", post.title = "Hi");
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi");
#endif

constexpr auto text = to_sql(query);
